"""What a task list says of itself: title, issuer, document number, date, year and place; and whether it is one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from checker.catalogs.numbering import read_number, widen
from checker.text.numerals import parse_numeral

__all__ = ["Metadata", "read_metadata", "report_marks"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who published what and when; "" and None where the document does not say."""

    title: str = ""
    issuer: str = ""
    place: str = ""
    year: int | None = None
    doc_number: str = ""
    published: str = ""


_NOTICE = re.compile(r"关于印发《(.{4,60}?)》的通知|印发了?《(.{4,60}?)》")
_LIST_WORDS = re.compile(r"要点|任务|分工|清单|计划|安排|方案|纲要|规划|意见|规定|办法|台账")
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:发|字|函|办|通|规|府|委|令|〔|\[)?\s*[〔\[（(]\s*(?:19|20)\d{2}\s*[〕\]）)]\s*第?\s*\d{1,4}\s*号"
)
_LABELLED_NUMBER = re.compile(r"(?:发文字号|文\s*号|文件编号)[：\s]*(\S.{3,40})$")
_LABELLED_ISSUER = re.compile(r"(?:发文机关|发文机构|发布机构|制发机关|发文单位|来源)[：\s]*(\S.{2,40})$")
_LABELLED_DATE = re.compile(r"(?:发布日期|成文日期|印发日期|公开日期|发布时间)[：\s]*(\S.{5,20})$")
_DATE = re.compile(r"((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_CHINESE_DATE = re.compile(
    r"([二一][〇○零ＯO0一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ISSUER = re.compile(
    r"^[\u4e00-\u9fff（）、]{2,38}(?:政府|委员会|领导小组|办公室|办公厅|司法局|司法厅|局|委|厅|国务院|中共中央)(?:办公室|办公厅)?$"
)
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,8}?(?:特别行政区|自治县|自治旗|林区|特区|区|县|旗|市|州|盟|省))(?=人民政府|政府|法治|委|司法|依法|市|全面|办|\d|行政|推进|年|$)"
)
_LEADING_PLACE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,4}省|[\u4e00-\u9fff]{2,8}自治区|[\u4e00-\u9fff]{2,5}市|[\u4e00-\u9fff]{2,8}州)(?=[\u4e00-\u9fff]{2,})"
)
_YEAR = re.compile(r"((?:19|20)\d{2})\s*年?")
_SPAN = re.compile(r"(?:19|20)\d{2}\s*年?\s*[-－—–~～至]\s*(?:19|20)\d{2}")
_REPORT_TITLE = re.compile(r"(?:报告|总结|情况|汇报)(?:（.*）)?$")
_SHORTFALLS = re.compile(r"存在的?.{0,8}(?:不足|问题|差距|困难)|(?:不足|问题)和原因|不足之处")
_DONE = re.compile(r"\d余?(?:件|次|人次|场|份|起|名|户|家)|累计|全年共|截至|同比|已(?:完成|建成|经)")
_NEXT = re.compile(r"下一步|下一年度|下步|今后|明年|(?:20)?\d\d年.{0,8}(?:安排|打算|计划|思路)")


def read_metadata(lines: Sequence[str], before: int, title: str = "") -> Metadata:
    """Read the metadata of a document.

    ``lines`` are all its lines, ``before`` how many of them stand before the first number, ``title`` what the file
    declares of itself.
    """
    head = [re.sub(r"^[#*•·\s]+", "", line).strip() for line in lines[:before]]
    head = [line for line in head if line and not line.startswith("source:")]
    tail = [line.strip() for line in lines[before:] if line.strip()][-8:]
    wide = [widen(line) for line in head]
    chosen = _title(head, title)
    issuer = _first(_LABELLED_ISSUER, wide)
    signed = [line for line in (*head, *tail) if _ISSUER.match(line) and line != chosen and not read_number(line)]
    signed.sort(key=lambda line: line.startswith(("各", "区政府各", "市政府各")))
    named = signed[0] if signed else issuer
    published = _date(_first(_LABELLED_DATE, wide)) or next(filter(None, map(_date, [*reversed(head), *tail])), "")
    return Metadata(
        title=chosen,
        issuer=named,
        place=_place(chosen) or _place(named) or _place(issuer),
        year=_year(chosen, published),
        doc_number=_doc_number(head),
        published=published,
    )


def report_marks(title: str, headings: Sequence[str], items: Sequence[str] = ()) -> str:
    """Say by what a document is a report and no task list; "" where nothing speaks for it."""
    shortfalls = next((heading for heading in headings if _SHORTFALLS.search(heading)), "")
    plans = next((heading for heading in headings if _NEXT.search(heading)), "")
    if shortfalls and plans:
        return f"有“{shortfalls[:20]}”“{plans[:20]}”等部分"
    if _REPORT_TITLE.search(title) and not re.search(r"分工|清单|要点|方案", title):
        return f"标题是“{title}”"
    told = sum(bool(_DONE.search(item)) for item in items)
    if items and told > len(items) / 2:
        return f"{len(items)} 项里有 {told} 项写的是已经做了的事"
    return ""


def _title(head: list[str], declared: str) -> str:
    joined = [*(a + b for a, b in pairwise(head)), *head]
    for line in (*joined, declared):
        if found := _NOTICE.search(line):
            return re.sub(r"\s", "", found[1] or found[2])
    if declared:
        return re.sub(r"\s+", "", declared)
    named = [n for n, line in enumerate(head) if _is_title(line) and _LIST_WORDS.search(line)]
    if named:
        n = named[0]
        before = head[n - 1] if n else ""
        both = before + head[n]  # a title set in two lines
        if (
            before
            and _is_title(before)
            and len(both) <= 60
            and not _ISSUER.match(before)
            and not _NUMBER.search(before)
        ):
            return re.sub(r"\s+", "", both)
        return re.sub(r"\s+", "", head[n])
    return next((re.sub(r"\s+", "", line) for line in head if _is_title(line)), "")


def _is_title(line: str) -> bool:
    return 4 <= len(line) <= 60 and not re.search(r"[。；：:，,]|号$|日$", line)


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((found[1].strip() for line in lines if (found := pattern.search(line))), "")


def _doc_number(head: Sequence[str]) -> str:
    labelled = _first(_LABELLED_NUMBER, [widen(line) for line in head])
    if labelled:
        found = _NUMBER.search(labelled)
        return re.sub(r"\s", "", found[0] if found else labelled)
    alone = [line for line in head if len(line) <= 40]
    return next(
        (re.sub(r"\s", "", found[0]) for line in alone if (found := _NUMBER.fullmatch(line.strip("（）()")))), ""
    )


def _date(text: str) -> str:
    if found := _DATE.search(widen(text)):
        year, month, day = (int(group) for group in found.groups())
    elif found := _CHINESE_DATE.search(text):
        numerals = [parse_numeral(re.sub("[ＯO0]", "〇", group)) for group in found.groups()]
        year, month, day = (numeral or 0 for numeral in numerals)
    else:
        return ""
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else ""


def _year(title: str, published: str) -> int | None:
    if _SPAN.search(title):
        return None
    found = _YEAR.search(widen(title))
    if found:
        return int(found[1])
    return int(published[:4]) if published else None


def _place(text: str) -> str:
    """Give the innermost place that a title or issuer names: 长宁区 of 2022年上海市长宁区法治政府建设工作要点."""
    plain = re.sub(r"^(?:中共|关于|(?:19|20)\d{2}年(?:度)?)+", "", text)
    while found := _LEADING_PLACE.match(plain):
        rest = plain[found.end() :]
        if not _PLACE.match(rest):
            break
        plain = rest
    found = _PLACE.match(plain)
    return found[1] if found else ""
