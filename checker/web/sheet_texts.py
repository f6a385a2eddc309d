"""Every word of the review workbook."""

from __future__ import annotations

from typing import Final

__all__ = ["ABOUT", "CHECKLIST_COLUMNS", "CHOICES", "COLUMNS", "POINT_FORM", "SHEETS", "SHEET_FORMAT", "WORDS"]

SHEET_FORMAT: Final = "checker.review/1"
SHEETS: Final = {"review": "复核表", "checklist": "复核清单", "about": "说明"}
POINT_FORM: Final = "要点等级"

# heading → width in characters; the last four are for the reviewer
COLUMNS: Final = {
    "编号": 18,
    "报告": 14,
    "任务": 6,
    "任务内容": 26,
    "要点": 7,
    "检查要点": 30,
    "类别": 12,
    "引文或判定理由": 56,
    "所在标题": 22,
    "程序判定": 13,
    "复核现状": 20,
    "决定": 12,
    "驳回理由": 12,
    "备注": 26,
    "复核人": 10,
}
CHECKLIST_COLUMNS: Final = {
    "报告": 14,
    "发文单位": 16,
    "序号": 6,
    "板块": 16,
    "督察事项": 30,
    "责任单位": 22,
    "程序判定": 13,
    "复核后判定": 13,
    "复核情况": 10,
    "复核人": 12,
    "判定理由": 34,
    "佐证摘录及出处": 60,
    "备注": 30,
    "承办人": 10,
}
CHOICES: Final = {"accept": "采信", "reject": "驳回", "2": "2 佐证明确", "1": "1 部分触及", "0": "0 未见佐证"}
WORDS: Final = {
    "title": "佐证复核表",
    "format": "格式",
    "run": "检查序号",
    "newest": "导出时最新决定",
    "made": "导出时间",
    "by": "{name}：{what}",
    "disputed": "意见不一：{listed}",
    "place": "（{where}）",
    "score": "得分 {score:.2f}",
    "footer": "&L复核表&C&A&R第 &P 页，共 &N 页",
    "bad_choice_title": "请从列表中选择",
    "bad_choice": "语句填“采信”或“驳回”；要点等级填 2、1 或 0。",
    "cut_reopened": "待重审：{n} 项决定所依据的内容已改变",
}
ABOUT: Final = (
    ("怎么填", "只填“决定、驳回理由、备注、复核人”四列（浅黄色），其余各列已锁定。不作决定的行留空。"),
    ("语句行", "“决定”选“采信”或“驳回”；驳回须选理由。“相近未采信”的语句选“采信”即算作佐证（部分触及）。"),
    ("要点等级行", "“决定”选 2、1 或 0，即确认或改定该要点的等级；同程序判定一致即为确认。"),
    (
        "怎么导回",
        "checker review import 文件.xlsx --dry-run 先看会发生什么；去掉 --dry-run 才写入。重复导入不会重复记录。",
    ),
    ("有冲突时", "导出之后别人已作出不同的决定，或引文、要点已改变，该行不写入并逐条列出。任何决定都不会被悄悄覆盖。"),
    ("未经复核", "没有人确认过的判定是程序的判断，仅供参考。“佐证”是报告的表述，不代表工作是否落实。"),
)
