"""What exports made of lists say of their own accord."""

from __future__ import annotations

from typing import Final

__all__ = ["CSV_COLUMNS", "TABLES"]

TABLES: Final = {
    "filters": "筛选条件：{}",
    "in_force": "筛选条件",
    "schema": "数据格式",
    "too_many": "无法写入 {path}：“{name}”超过一张工作表的行数。请用 --unit、--report 等条件缩小范围，或导出 csv",
    "about": "说明",
    "empty": "（没有符合条件的内容）",
}

CSV_COLUMNS: Final = ("数据格式", "程序", "目录", "筛选条件")
