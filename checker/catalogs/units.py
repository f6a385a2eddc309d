"""Responsible units as task lists write them: where they stand, who leads, who supports.

Lead is who stands before 牵头 (or behind 牵头单位：) and who organises others (甲局会同有关部门);
everybody else supports.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from checker.catalogs.numbering import widen
from checker.model.catalog import Part, ResponsibleUnit
from checker.text.fold import fold_text

__all__ = ["cut_units", "is_deadline_line", "is_unit_line", "named_persons", "parse_units", "read_deadline"]

_LABEL = (
    r"(?:主要)?(?:责任|牵头|主责|主办|承办|实施|负责|落实|配合|参与|协同|协办|支持)"
    r"(?:责任)?(?:单位|部门|主体|机构|处室|科室|股室)(?:及分工)?"
)
_LABELLED = re.compile(rf"^【?（?({_LABEL})】?[：\s]")
_LEADING = re.compile(r"牵头|主责|主办")
_LABELLED_BRACKET = re.compile(rf"（\s*((?:{_LABEL})[：\s]?[^（）]*(?:（[^（）]*）[^（）]*)*)）[。；．.\s]*$")
_BRACKET = re.compile(r"（([^（）]*(?:（[^（）]*）[^（）]*)*)）[。；．.\s]*$")
_LABELLED_END = re.compile(rf"(?<=[。；\s])({_LABEL}：[^。（）]{{2,200}})[。；\s]*$")
_BRACKETS = str.maketrans("【】〔〕[]［］", "（）（）（）（）")
_UNTIL = re.compile(
    r"^(?:(?:(?:19|20)\d{2}年|今年|年)[^，；]{0,8}(?:前|底|末|内)|\d{1,2}月[^，；]{0,6}前|长期|持续|常态化|全年)"
    r"(?:完成|坚持|推进|实施|开展|见效|取得.{0,4}成效)?$"
)
_PERSON = re.compile(r"^(?:责任领导|分管领导|牵头领导|责任人|负责人|联系人)[：\s]")
_NAMED_PERSON = re.compile(r"(?:责任领导|分管领导|牵头领导|责任人|联系人)[：:]\s*([^；，。;,）)\s]{2,20})")
_SHARED_WORK = re.compile(
    r"(?:(?:等)?(?:分别|共同|具体|各自|按(?:照)?(?:各自)?职责(?:分工)?|根据职责(?:分工)?|依职责|分工)+)(?:牵头)?"
    r"(?:负责|落实|配合|参与|推进|实施|组织实施|做好)?$"
)
_WORK = re.compile(r"(?:组织实施|负责落实|负责|配合|参与|落实|协助|协同)$")
_LEADS = re.compile(r"(?:牵头负责|牵头落实|牵头组织|牵头推进|牵头实施|牵头)$")
_TOGETHER = re.compile(r"(.+?)(?:会同(.+)|(?:组织|商)((?:有关|相关|各).{0,6}(?:部门|单位|方面|地区)))$")
_OTHERS = re.compile(
    r"^(.+?)等((?:各)?(?:有关|相关)?(?:区级|市级|县级)?(?:职能|责任|成员)?(?:部门|单位|街镇|地区|方面))?$"
)
_UNIT_END = re.compile(
    r"(?:局|办|委|部|厅|署|院|会|室|处|科|所|站|队|中心|集团|公司|银行|总社|联社|街道|镇|乡|街镇|镇街|苏木|社区|园区|新区|开发区|"
    r"示范区|政府|部门|单位|机构|机关|法院|检察院|党校|学院|大学|支队|大队|总队|武装部|工会|妇联|团委|残联|侨联|工商联|文联|科协|"
    r"红十字会|专班|指挥部|领导小组|管委会|管理处|地区|县|市|区|台|报社|网信|政法委|编办)$"
)
_DEADLINE = re.compile(r"^(?:完成|时间|实施|办理)?(?:时限|期限|时间|节点)[：\s]?(.*)$")


def is_unit_line(line: str) -> bool:
    """Say whether a line begins with the label of a list of units (责任单位：, 牵头部门：)."""
    return bool(_LABELLED.match(widen(line).strip()))


def is_deadline_line(line: str) -> bool:
    """Say whether a line states only until when (完成时限：2025年底)."""
    return bool(_DEADLINE.match(widen(line).strip())) and len(line) <= 40


def read_deadline(line: str) -> str:
    """Give the deadline that a line or a cell states, without its label."""
    found = _DEADLINE.match(widen(line).strip())
    return (found[1] if found else line).strip("：。； ")


def cut_units(text: str) -> tuple[str, tuple[ResponsibleUnit, ...], str]:
    """Cut the lists of units off the end of an item.

    Gives the item without them, the units in order, and a deadline that stood with them ("" where none did).
    """
    units: list[ResponsibleUnit] = []
    deadline = ""
    rest = text.rstrip()
    while True:
        wide = widen(rest).translate(_BRACKETS)
        found = _LABELLED_BRACKET.search(wide) or _BRACKET.search(wide) or _LABELLED_END.search(wide)
        if not found:
            break
        inside, limit = _without_deadline(found[1].strip())
        named = parse_units(inside) if inside else ()
        labelled = _LABELLED.match(inside) is not None
        if not (named and (labelled or all(_looks_like_unit(unit.name) for unit in named))) and not (
            limit and not inside
        ):
            break
        units[:0] = named
        deadline = limit or deadline
        rest = rest[: found.start()].rstrip()
    return rest, tuple(units), deadline


def _without_deadline(inside: str) -> tuple[str, str]:
    """Take the clauses out that say until when, or name a person: what is left names units."""
    kept, deadline = "", ""
    for clause in re.findall(r"[^；，]+[；，]?", inside):
        bare = clause.strip("；， ")
        if found := _DEADLINE.match(bare):
            deadline = found[1] or deadline
        elif _UNTIL.match(bare):
            deadline = bare
        elif not _PERSON.match(bare):
            kept += clause
    return kept.strip("；， "), deadline


def named_persons(lines: Iterable[str]) -> tuple[str, ...]:
    """List the persons that a task list names beside the units: a catalog holds units only."""
    return tuple(dict.fromkeys(name for line in lines for name in _NAMED_PERSON.findall(line)))


def _looks_like_unit(name: str) -> bool:
    return (
        bool(_UNIT_END.search(name))
        and 2 <= len(name) <= 30
        and not re.search(r"[。，；：“”]|包括|以下简称|例如", name)
    )


def parse_units(bracket: str) -> tuple[ResponsibleUnit, ...]:
    """Parse （责任单位：…）, its inside, or a line or cell of units, into units in order, each with its part."""
    inside = fold_text(bracket).strip("。；")
    if inside.startswith("（") and inside.endswith("）"):
        inside = inside[1:-1]
    units: list[ResponsibleUnit] = []
    part = Part.SUPPORT
    for clause in re.split(r"[；，。]|(?<=牵头)、|(?<=负责)、|(?<=配合)、|(?<=）)、?(?=牵头|配合)", inside):
        if found := re.match(rf"({_LABEL})：?", clause):
            part = Part.LEAD if _LEADING.search(found[1]) else Part.SUPPORT
            clause = clause[found.end() :]
        else:
            part = Part.SUPPORT if not _is_label_run(units, part, bracket) else part
        units.extend(_clause_units(clause, part))
    return tuple(dict.fromkeys(units))


def _is_label_run(units: list[ResponsibleUnit], part: Part, bracket: str) -> bool:
    """牵头单位：甲局，乙局 has two leads: a label holds up to the next label or word of part."""
    return part is Part.LEAD and bool(units) and not re.search(r"牵头(?!单位|部门|责任)", fold_text(bracket))


def _clause_units(clause: str, part: Part) -> list[ResponsibleUnit]:
    clause = clause.strip("：、 ")
    if found := _LEADS.search(clause):
        part, clause = Part.LEAD, clause[: found.start()]
        clause = re.sub(r"(?:分别|共同)$", "", clause)
    elif found := _SHARED_WORK.search(clause):
        clause = clause[: found.start()] + ("等" if found[0].startswith("等") else "")
    elif found := _WORK.search(clause):
        clause = clause[: found.start()]
    units: list[ResponsibleUnit] = []
    if found := _TOGETHER.match(clause):
        units += _named(found[1], Part.LEAD)
        clause, part = found[2] or found[3], Part.SUPPORT
    return units + _named(clause, part)


def _named(names: str, part: Part) -> list[ResponsibleUnit]:
    units = []
    for name in re.split(r"、|和(?=区|各|县|市)|及(?=区|各|县|市|其他)|/", names):
        units += [
            ResponsibleUnit(name=one.strip("：（")[:60], part=part) for one in _and_others(name) if one.strip("：（")
        ]
    return units


def _and_others(name: str) -> tuple[str, ...]:
    """甲等相关部门 is 甲 and 相关部门; 甲等 is 甲."""
    found = _OTHERS.match(name)
    if not found:
        return (name,)
    return (found[1], found[2]) if found[2] else (found[1],)
