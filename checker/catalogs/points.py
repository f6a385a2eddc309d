"""Split a task into what can be checked one by one: its sentences, the long ones by clauses that begin an action."""

from __future__ import annotations

import re

__all__ = ["core_index", "short_title", "split_points", "titles_in"]

_SENTENCE = re.compile(r"[^。；;！!]+[。；;！!]?[”』」）)]?")
_MARK = re.compile(r"^(?:（\s*\d{1,2}\s*）|\(\s*\d{1,2}\s*\)|[①-⑳]|\d{1,2}[.、．]|[一二三四五六七八九]是)\s*")
_CLAUSE = re.compile(r"[^，,：:]+[，,：:]?")
_ACTIONS = (
    "深化|推进|推动|推行|推广|落实|完善|健全|建立|加强|强化|加大|加快|开展|组织|制定|修订|编制|公布|规范|提升|提高|优化|探索|"
    "创新|实施|实行|实现|严格|严禁|严厉|坚持|构建|打造|建设|形成|明确|聚焦|依托|发挥|畅通|拓展|扩大|统筹|指导|支持|鼓励|引导|"
    "举办|参加|依法|注重|运用|保障|保护|打击|培育|配备|配齐|督促|检查|评估|清理|公开|报告|听取|纳入|列入|成立|确保|做好|抓好|"
    "梳理|压减|精简|改进|改革|巩固|普及|宣传|培训|监督|查处|化解|排查|调解|整合|共享|归集|对接|全面|积极|大力|持续|进一步|着力|"
    "切实|充分|深入|定期|逐步|重点|主动|有效|及时|认真|研究|不得|禁止"
)
_BEGINS = re.compile(rf"^(?:并|要|应|应当|须|将|各[^，]{{1,10}}?要)?(?:{_ACTIONS})")
_PREAMBLE = re.compile(
    r"^(?:高举|坚持以|以[^，]{2,30}为(?:指导|目标|契机|抓手|主线|引领|导向)|围绕|紧紧围绕|按照|根据|为(?:了|贯彻|深入)|贯彻|深刻领会|"
    r"深入学习贯彻|全面贯彻|认真贯彻|指导思想|牢固树立|充分认识)"
)
_BOOK = re.compile(r"《([^《》]{2,60})》")
_LONG = 64  # characters from which a sentence is looked at by clauses
_SHORT = 5  # characters up to which a sentence is no point of its own
_FRESH = 10  # characters that a clause has at least to begin a new piece
_PIECE = 26  # characters that a piece of a long sentence has at least
_TITLE = 26  # characters of a title at most


def split_points(text: str, title: str = "") -> tuple[str, ...]:
    """Split the text of a task into points, in order; at least one. ``title`` stands first where the list gives one."""
    points: list[str] = []
    for sentence in (_MARK.sub("", found[0].strip()) for found in _SENTENCE.finditer(text)):
        for piece in _pieces(sentence):
            if points and min(len(points[-1]), len(piece)) <= _SHORT:
                points[-1] += piece
            elif piece.strip("。；;，,"):
                points.append(piece)
    trimmed = (point.strip().strip("。；;，,：:") for point in points)
    return tuple(dict.fromkeys(point for point in trimmed if point)) or (title or text.strip(),)


def _pieces(sentence: str) -> list[str]:
    if len(sentence) < _LONG:
        return [sentence]
    pieces: list[str] = []
    for found in _CLAUSE.finditer(sentence):
        clause = found[0]
        fresh = _BEGINS.match(clause.strip()) and len(clause) >= _FRESH
        if pieces and (not fresh or len(pieces[-1]) < _PIECE or not _balanced(pieces[-1])):
            pieces[-1] += clause
        else:
            pieces.append(clause)
    if len(pieces) > 1 and len(pieces[-1]) < _FRESH:
        pieces[-2:] = ["".join(pieces[-2:])]
    return pieces


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("“”", "《》", "（）", "()"))


def core_index(points: tuple[str, ...]) -> int:
    """Choose the core point: the first that is no general preamble, for a list names first what a task is about."""
    return next((n for n, point in enumerate(points) if not _PREAMBLE.match(point)), 0)


def short_title(text: str, title: str = "") -> str:
    """Give a task a title of at most some 26 characters: its own, its opening sentence, or its first clauses."""
    given = title or re.split(r"[。；;]", text)[0]
    given = re.sub(r"^各?[^，。]{1,14}?要(?=[\u4e00-\u9fff]{4,})", "", given) if not title else given
    if len(given) <= _TITLE:
        return given.strip("，：。 ") or text[:_TITLE]
    taken = ""
    for found in re.finditer(r"[^，,、：:（(]+[，,、：:（(]?", given):
        if taken and len(taken) + len(found[0]) > _TITLE:
            break
        taken += found[0]
    taken = taken.strip("，,、：:（( ")
    return taken if len(taken) <= _TITLE + 6 else taken[:_TITLE] + "…"


def titles_in(text: str) -> tuple[str, ...]:
    """List the titles in 《》, in order, each once."""
    return tuple(dict.fromkeys(re.sub(r"\s", "", found[1]) for found in _BOOK.finditer(text)))
