"""Say in Chinese why a judgement is what it is. The texts of this surface are here and nowhere else."""

from __future__ import annotations

from checker.model.matching import CHECKABLE, Grade, Hit, Passage

__all__ = [
    "ABOVE",
    "ALSO",
    "CLOSE",
    "DOUBTFUL",
    "GRADES",
    "HERE",
    "SHARED",
    "explain_nothing",
    "explain_passage",
    "explain_point",
    "say_alike",
    "say_concrete",
    "say_nearly",
    "say_reference",
    "warn_of_wording",
]

GRADES = {
    Grade.CLEAR: "直接对应要点",
    Grade.PARTIAL: "只涉及要点的一部分或相邻事项",
    Grade.SUBJECT: "提到要点的主题",
    Grade.NEAR: "只有个别用词相近",
    Grade.LIKE: "说法与谈及本要点的参照例句相近",
}
HERE, ABOVE, ALSO, CLOSE = "：命中“", "；所在标题命中“", "、“", "”"
SHARED = "：都有“"
DOUBTFUL = "；本页由扫描件识别，可信度低，请核对原件"
_REFERENCE = 60  # characters shown of a reference sentence


def explain_passage(passage: Passage, *, doubtful: bool = False) -> str:
    """Name the words that matched, what of it came from a heading, how concrete and how usual the statement is.

    ``doubtful`` says that the page was recognised from a picture with little confidence.
    """
    here = above = nearly = alike = ""
    opening = SHARED if passage.grade is Grade.LIKE else HERE
    for hit in passage.hits:
        if hit.in_heading:
            above += (ALSO if above else ABOVE) + hit.found + CLOSE
        else:
            here += (ALSO if here else opening) + hit.found + CLOSE
        if hit.similarity < 1:
            nearly += say_nearly(hit)
    if passage.grade is Grade.LIKE:
        nearly = say_reference(passage.pattern)
    elif passage.likeness is not None:
        alike = say_alike(passage.likeness)
    said = GRADES[passage.grade] + here + above + nearly + say_concrete(passage.concrete) + alike
    return said + DOUBTFUL if doubtful else said


def say_nearly(hit: Hit) -> str:
    """Say of words that they are only nearly those that were looked for."""
    return f"；“{hit.found}”与“{hit.term}”近似（{hit.similarity:.0%}）"


def say_concrete(concrete: float) -> str:
    """Say how concrete a statement is, given from 0 to 1."""
    if concrete >= 0.6:
        return "；表述具体（有数字、文件或已完成的动作）"
    return "；表述较具体" if concrete >= 0.3 else "；表述笼统"


def say_alike(likeness: float) -> str:
    """Say how like reference sentences on the point a statement is, given from 0 to 1."""
    if likeness >= 0.75:
        return "；与本要点的参照例句相近"
    return "；与本要点的参照例句部分相近" if likeness >= 0.3 else "；与本要点的参照例句少有相近"


def say_reference(text: str) -> str:
    """Show the reference sentence that a statement is most like."""
    text = text.rstrip("。；！？")
    return f"；最相近的例句：{text[:_REFERENCE]}{'……' if len(text) > _REFERENCE else ''}"


def warn_of_wording(share: float) -> str:
    """Say that only this share (0-1) of the sentences uses words that the catalog knows."""
    return (
        f"举措和成效部分只有{share:.0%}的句子用到目录里的词（一般在七成以上），用语与目录相差较大："
        "“未见佐证”可能只是没有认出，请通读原文，或补充目录词汇"
    )


def explain_nothing(*, compared: bool) -> str:
    """Say that nothing speaks of a point; ``compared`` says that sentences were compared with references as well."""
    like = "，也没有说法与参照例句相近的句子" if compared else ""
    return f"举措和成效部分没有与本要点检索词相符的句子{like}"


def explain_point(level: int, best: Passage | None) -> str:
    """Say why this level and not the next; ``best`` is what carries it, None where all that was found is too weak."""
    if best is None:
        return "有句子的用词或说法相关，但不足以作为佐证，见近似语句"
    checkable = best.concrete >= CHECKABLE
    if level == 2:
        return "有句子直接对应要点" + ("且表述具体" if checkable else "，说法与参照例句相近")
    if best.grade is Grade.LIKE:
        return "没有句子直接用到本要点的检索词，但有句子的说法与佐证本要点的参照例句相近"
    if best.grade is Grade.CLEAR:
        if not checkable:
            return "有句子直接对应要点，但表述笼统，没有可核查的数字、文件、会议或已完成的动作"
        return "有句子用到本要点的词，但对应得不够直接" + ("" if best.likeness is None else "，与参照例句也不够相近")
    return "只有涉及要点一部分或相邻事项的句子，没有直接对应要点的具体表述"
