"""What the door to all exports says when it stays shut."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPORT"]

EXPORT: Final = {
    "no_kind": "没有“{kind}”这种导出。有：{known}",
    "no_format": "没有“{style}”这种格式。有：{known}",
    "too_wide": "docx 矩阵最多并列 {most} 份报告，现有 {n} 份：请用 --report 选择，或改用 xlsx、html",
}
