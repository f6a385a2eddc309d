"""Say in Chinese why a judgement is what it is. The texts of this surface are here and nowhere else."""

from __future__ import annotations

from checker.model.matching import Grade, Passage

__all__ = ["explain_passage", "explain_point"]

_GRADE = {
    Grade.CLEAR: "直接对应要点",
    Grade.PARTIAL: "只涉及要点的一部分或相邻事项",
    Grade.SUBJECT: "提到要点的主题",
    Grade.NEAR: "只有个别用词相近",
}


def explain_passage(passage: Passage, *, doubtful: bool = False) -> str:
    """Name the words that matched, what of it came from a heading, and how concrete the statement is.

    ``doubtful`` says that the page was recognised from a picture with little confidence.
    """
    here = "、".join(f"“{hit.found}”" for hit in passage.hits if not hit.in_heading)
    above = "、".join(f"“{hit.found}”" for hit in passage.hits if hit.in_heading)
    loose = [hit for hit in passage.hits if hit.similarity < 1]
    parts = [f"{_GRADE[passage.grade]}：命中{here}" if here else _GRADE[passage.grade]]
    if above:
        parts.append(f"所在标题命中{above}")
    parts += [f"“{hit.found}”与“{hit.term}”近似（{hit.similarity:.0%}）" for hit in loose]
    parts.append(_concrete(passage.concrete))
    if doubtful:
        parts.append("本页由扫描件识别，可信度低，请核对原件")
    return "；".join(parts)


def _concrete(value: float) -> str:
    if value >= 0.6:
        return "表述具体（有数字、文件或已完成的动作）"
    return "表述较具体" if value >= 0.3 else "表述笼统"


def explain_point(level: int, best: Passage | None) -> str:
    """Say why this level and not the next."""
    if best is None:
        return "举措和成效部分没有与本要点检索词相符的句子"
    if level == 2:
        return "有句子直接对应要点且表述具体"
    if best.grade is Grade.CLEAR:
        return "有句子直接对应要点，但表述笼统，没有可核查的数字、文件、会议或已完成的动作"
    return "只有涉及要点一部分或相邻事项的句子，没有直接对应要点的具体表述"
