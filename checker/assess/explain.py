"""Say in Chinese why a judgement is what it is. The texts of this surface are here and nowhere else."""

from __future__ import annotations

from checker.model.matching import Grade, Hit, Passage

__all__ = [
    "ABOVE",
    "ALSO",
    "CLOSE",
    "DOUBTFUL",
    "GRADES",
    "HERE",
    "explain_passage",
    "explain_point",
    "say_concrete",
    "say_nearly",
    "warn_of_wording",
]

GRADES = {
    Grade.CLEAR: "直接对应要点",
    Grade.PARTIAL: "只涉及要点的一部分或相邻事项",
    Grade.SUBJECT: "提到要点的主题",
    Grade.NEAR: "只有个别用词相近",
}
HERE, ABOVE, ALSO, CLOSE = "：命中“", "；所在标题命中“", "、“", "”"
DOUBTFUL = "；本页由扫描件识别，可信度低，请核对原件"


def explain_passage(passage: Passage, *, doubtful: bool = False) -> str:
    """Name the words that matched, what of it came from a heading, and how concrete the statement is.

    ``doubtful`` says that the page was recognised from a picture with little confidence.
    """
    here = above = nearly = ""
    for hit in passage.hits:
        if hit.in_heading:
            above += (ALSO if above else ABOVE) + hit.found + CLOSE
        else:
            here += (ALSO if here else HERE) + hit.found + CLOSE
        if hit.similarity < 1:
            nearly += say_nearly(hit)
    said = GRADES[passage.grade] + here + above + nearly + say_concrete(passage.concrete)
    return said + DOUBTFUL if doubtful else said


def say_nearly(hit: Hit) -> str:
    """Say of words that they are only nearly those that were looked for."""
    return f"；“{hit.found}”与“{hit.term}”近似（{hit.similarity:.0%}）"


def say_concrete(concrete: float) -> str:
    """Say how concrete a statement is, given from 0 to 1."""
    if concrete >= 0.6:
        return "；表述具体（有数字、文件或已完成的动作）"
    return "；表述较具体" if concrete >= 0.3 else "；表述笼统"


def warn_of_wording(share: float) -> str:
    """Say that only this share (0-1) of the sentences uses words that the catalog knows."""
    return (
        f"举措和成效部分只有{share:.0%}的句子用到目录里的词（一般在七成以上），用语与目录相差较大："
        "“未见佐证”可能只是没有认出，请通读原文，或补充目录词汇"
    )


def explain_point(level: int, best: Passage | None) -> str:
    """Say why this level and not the next."""
    if best is None:
        return "举措和成效部分没有与本要点检索词相符的句子"
    if level == 2:
        return "有句子直接对应要点且表述具体"
    if best.grade is Grade.CLEAR:
        return "有句子直接对应要点，但表述笼统，没有可核查的数字、文件、会议或已完成的动作"
    return "只有涉及要点一部分或相邻事项的句子，没有直接对应要点的具体表述"
