"""Every warning of the parser, in the users' language."""

from __future__ import annotations

__all__ = [
    "DUPLICATE_YEAR",
    "NO_DONE",
    "NO_FIRST_RESPONSIBLE",
    "NO_ISSUER",
    "NO_PLAN",
    "NO_PROBLEM",
    "NO_TITLE",
    "NO_YEAR",
    "not_rule_of_law",
    "too_short",
    "year_conflict",
]

_ARTICLE = "《法治政府建设与责任落实督察工作规定》第二十五条"

NO_DONE = f"未识别到“主要举措和成效”部分（{_ARTICLE}第一项），无法从中查找佐证，请核对文件内容。"
NO_PROBLEM = f"未识别到“存在的不足和原因”部分（{_ARTICLE}第二项）。"
NO_FIRST_RESPONSIBLE = f"未识别到“党政主要负责人履行推进法治建设第一责任人职责”的有关情况（{_ARTICLE}第三项）。"
NO_PLAN = f"未识别到“下一年度主要安排”部分（{_ARTICLE}第四项）。"
NO_TITLE = "未识别到报告标题。"
NO_ISSUER = "未能识别报告单位，按全部任务核对；如有需要，请在文件标题或落款中写明单位名称。"
NO_YEAR = "未能识别报告年度。"
DUPLICATE_YEAR = "报告年度的线索不一致"


def not_rule_of_law(title: str) -> str:
    """Say that the document does not look like an annual report on rule-of-law government."""
    named = f"（标题：{title}）" if title else ""
    return f"本文件似乎不是法治政府建设年度报告{named}，仍按报告处理，结果仅供参考，请核对是否选错文件。"


def too_short(characters: int) -> str:
    """Say that a report is too short to be complete; ``characters`` is its length."""
    return f"正文仅{characters}字，可能不是完整的年度报告，请核对文件内容。"


def year_conflict(year: int, others: list[tuple[str, int]]) -> str:
    """Say which year was taken and which places speak of another one."""
    places = "，".join(f"{place}为{other}年" for place, other in others)
    return f"{DUPLICATE_YEAR}：{places}；综合正文判断，按{year}年度报告处理。"
