"""What a heading announces, told from its words alone.

The parts are those of article 25 of 法治政府建设与责任落实督察工作规定 (2019): measures and results, shortfalls and
their causes, how the first responsible persons did their duty, arrangements for the next year.
"""

from __future__ import annotations

import re
from enum import Enum

__all__ = ["Part", "classify_title", "is_section_title", "names_only_a_part", "section_title_end"]


class Part(Enum):
    """The part of a report that a heading opens."""

    DONE = "done"
    FIRST_RESPONSIBLE = "first_responsible"
    PROBLEM = "problem"
    PLAN = "plan"
    COMBINED = "combined"  # shortfalls and arrangements in one part


_LACKS = (
    "问题|不足|短板|差距|困难(?!群|企业|职工|人|家庭|学生)|薄弱(?:环节|之处)?|弱项|欠缺|瓶颈|制约因素|缺点|缺憾|软肋"
    "|不够[^，。；]{0,4}的?(?:地方|方面|之处)|没有?做(?:好|到)位?的[^，。；]{0,4}|做得不够"
    "|(?:有待|需要?|尚需|仍需|亟待|亟需)(?:进一步)?(?:改进|加强|提高|提升|完善|努力)的(?:地方|方面|事项)"
)
_SHORTFALL = f"(?:{_LACKS})"
_ACTED_ON = re.compile(
    r"(?:针对|解决|聚焦|围绕|破解|化解|查找|排查|整治|发现|纠正|治理|回应|补齐|补足|补强|弥补|坚持|盯住|紧盯|攻克|消除|督促|推动).{0,12}"
    + _SHORTFALL
    + r"|问题导向|补短板|强弱项|疑难问题|难点问题|整改落实"
)
_PROBLEM = re.compile(
    rf"(?:存在|面临|还有|仍有).{{0,12}}{_SHORTFALL}|(?:主要|突出){_SHORTFALL}|^{_SHORTFALL}|(?:与|和|及|、){_SHORTFALL}"
    rf"|{_SHORTFALL}(?:与|和|及|以及|、|之处|分析|$)"
)
_CHAIN = rf"(?:{_SHORTFALL}|原因|成因|分析|主要|突出|之处|方面|和|与|及其?|以及|、|的|其|产生|情况|一些|以下|几个)"
_PROBLEM_SECTION = re.compile(
    rf"[^，。；]{{0,16}}?(?:存在|面临)(?:着|的|一些|主要|突出|几个|几方面)*{_CHAIN}+"
    rf"|(?:工作|当前|目前|主要|突出|现阶段|工作中)*的?{_SHORTFALL}{_CHAIN}*|(?:不足|问题)之处|自查.{{0,6}}问题"
)
_NEXTS = "下一步|下一阶段|下阶段|下步|今后|明年|来年|下一?年度?|新的?一年|未来|接下来|后续|后期"
_NEXT = f"(?:{_NEXTS})"
_INTENTS = "安排|打算|计划|思路|设想|展望|谋划|方向|部署|考虑|规划"
_INTENT = f"(?:{_INTENTS})"
_PLAN = re.compile(
    rf"{_NEXT}.{{0,25}}(?:{_INTENT}|重点|目标|任务|举措|措施|工作|建议|$)"
    rf"|(?:工作|主要|重点|总体|年度?|初步|改进|整改|努力|推进|建设)(?:的|主要|重点)*{_INTENT}(?:$|和|与|及|、)"
    r"|(?:改进|整改|对策|应对)(?:的|主要|工作)*(?:措施|举措|意见|建议|打算|方向|对策)|努力方向|^(?:打算|计划|安排|思路|展望)"
    r"|^对策|(?:和|与|及|、)(?:打算|展望|设想|对策)$|(?:主要|工作|重点|奋斗|预期|总体)?目标(?:任务)?$|目标(?:和|与|及)(?:任务|措施|举措)|工作展望|整改(?:情况)?及"
)
_PLAN_SECTION = re.compile(
    rf"(?:我.|本.|全.)?{_NEXT}[^，。；]{{0,25}}?(?:{_INTENT}|重点|目标|任务|举措|措施|工作|建议)(?:(?:和|与|及|以及|、)[^，。；]{{2,12}})?"
    rf"|{_NEXT}"
    rf"|20\d\d年度?[^，。；]{{0,22}}?{_INTENT}(?:(?:和|与|及|以及|、)[^，。；]{{2,12}})?"
    rf"|[^，。；]{{0,8}}(?:工作|主要|重点|努力|改进|整改)(?:的|主要|重点)*(?:{_INTENT}|改进措施)|(?:改进|整改)(?:措施|举措|方向)"
)
_REPORTED = re.compile(
    r"(?:落实|完成|执行|推进|开展|实施|进展|履行|履职|贯彻|制定|编制|工作|建设|整改)(?:的|主要)?(?:情况|成效|进展)|情况$|成效|做法|总结|回顾|成绩"
)
_FIRST_RESPONSIBLE = re.compile(
    r"第一责任人|主要(?:负责人|负责同志|领导).{0,14}(?:履|职责|述法|带头)|党政负责人.{0,12}(?:履|职责)|负责人履(?:职|行)"
)
_DONE = re.compile(
    r"成效|成绩|做法|亮点|举措|措施|情况|进展|回顾|总结|主要工作|重点工作|经验|工作开展|工作推进|完成|其他(?:工作|事项|需要)"
)
_RESULTS = "情况|成效|成绩|做法|亮点|举措|措施|进展|回顾|总结|经验"
_DONE_SECTION = re.compile(
    r"[^，。；]{0,24}?(?:工作|主要|基本|开展|推进|完成|落实|进展|建设|履行|履职|职责|年度?|总体)(?:的|主要|开展|推进|工作)*"
    rf"(?:{_RESULTS})(?:(?:和|与|及|以及|、)(?:主要|工作|取得的?)*(?:成效|成绩|做法|亮点|举措|措施|经验|特色|进展|情况))*"
    r"|(?:主要|重点)(?:工作|做法|成效|举措|措施)|其他需要报告的?(?:情况|事项)|(?:成效|做法|亮点|举措)"
)
_YEAR = re.compile(r"(20\d\d)\s*年(?!\s*(?:以来|至|-|~))")
_TITLE_END = re.compile(
    rf"(?:{_PROBLEM_SECTION.pattern}|{_PLAN_SECTION.pattern}|{_DONE_SECTION.pattern}|.{{4,30}}职责(?:的|履行|落实)*情况)"
    r"(?=[：\s]|今年以来|一年来|20\d\d年|过去|虽然|尽管|当前|目前|下一步|今后|我[们区县市镇乡街局委省]|本[区县市镇乡街局委省]|全[区县市镇乡省]"
    r"|[一二三四五六七八九]是|（[一1]）|1[、.]|[^，。；、]{0,10}(?:党委|政府|街道|主要负责|书记|局长|主任|认真|坚持|严格|切实|将|始终|高度))"
)


_LINK = r"(?:和|与|及|、|以及)"
_SHORTFALLS = rf"(?:存在|面临)(?:着|的|一些|主要|突出|几个)*{_SHORTFALL}(?:{_LINK}(?:的|主要)*(?:{_SHORTFALL}|原因))*"
_ARRANGEMENTS = rf"(?:{_NEXT}|20\d\d年度?)(?:的|主要|重点|工作|法治政府建设|推进)*(?:{_INTENT}|措施|举措)"
_UNMISTAKABLE = re.compile(rf"(?:{_SHORTFALLS}(?:{_LINK}{_ARRANGEMENTS})?|{_ARRANGEMENTS})(?![，、。；的等整及和与较])")
"""A part's title that needs no sign behind it to be told from the text that runs on."""


# Cheap to look for, and no pattern above is met without one: most phrases need no closer look.
_SHORTFALL_WORD = re.compile(_LACKS)
_PLAN_WORD = re.compile(f"{_NEXTS}|{_INTENTS}|改进|整改|对策|应对|目标")
_SECTION_WORD = re.compile(
    f"存在|面临|{_LACKS}|{_NEXTS}|{_INTENTS}|改进|整改|{_RESULTS}|主要工作|重点工作|其他需要报告|职责|第一责任人"
)


def classify_title(title: str, year: int | None = None) -> Part | None:
    """Name the part that a heading's words announce, None where they leave it open; ``year`` is the one reported on."""
    problem = bool(_SHORTFALL_WORD.search(title) and _PROBLEM.search(title)) and _ACTED_ON.search(title) is None
    later = year is not None and any(int(found) == year + 1 for found in _YEAR.findall(title))
    plan = bool(_PLAN_WORD.search(title) and _PLAN.search(title)) or later
    if plan and _REPORTED.search(title) and not later and not re.search(_NEXT, title):
        plan = False
    if problem:
        return Part.COMBINED if plan else Part.PROBLEM
    if plan:
        return Part.PLAN
    if _FIRST_RESPONSIBLE.search(title):
        return Part.FIRST_RESPONSIBLE
    return Part.DONE if _DONE.search(title) else None


def is_section_title(title: str) -> bool:
    """Tell whether a phrase is nothing but the title of one of the parts (存在的问题, 下一步打算, 主要做法)."""
    if len(title) > 45 or not _SECTION_WORD.search(title) or _ACTED_ON.search(title):
        return False
    if _PROBLEM_SECTION.fullmatch(title) or _PLAN_SECTION.fullmatch(title) or _DONE_SECTION.fullmatch(title):
        return True
    if "第一责任人" in title:
        return title.endswith(("情况", "职责", "方面"))
    halves = re.split(r"(?:和|及其?|与|以及|、)", title)
    return len(halves) > 1 and all(len(half) > 1 and is_section_title(half) for half in halves)


def names_only_a_part(title: str) -> bool:
    """Tell whether a title says which part of a report follows and nothing of its subject.

    What the first responsible persons did is a subject of its own.
    """
    return "第一责任人" not in title and is_section_title(title)


def section_title_end(text: str) -> int:
    """Give the length of a part's title that the text runs on behind without a stop; 0 where there is none."""
    head = text[:80]
    found = _SECTION_WORD.search(head) and (_UNMISTAKABLE.match(head) or _TITLE_END.match(head))
    if not found or found.group().endswith(("及", "和", "与", "、", "的")) or _ACTED_ON.search(found.group()):
        return 0
    return found.end() if found.end() < len(text) else 0
