"""What a sentence says of itself: done, admitted, intended, or mere form."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.model.report import Role

__all__ = [
    "guess_role",
    "is_closing",
    "is_form",
    "is_published",
    "is_slogan",
    "reads_done",
    "turns_to_plan",
    "turns_to_problem",
]

_HEAD = (
    r"(?:（?[一二三四五六七八九十\d]{1,3}[）、.]\s*|第?[一二三四五六七八九十]{1,2}(?:是|，)|[①-⑳]"
    r"|同时，?|此外，?|另外，?|最后，?)*"
)
_SHORTFALLS = "问题|不足|短板|差距|薄弱|困难|弱项|瓶颈|欠缺|弱点|难题"
_SHORTFALL = f"(?:{_SHORTFALLS})"
_NEXT = r"(?:下一步|下一阶段|下阶段|下步|今后|明年|来年|下一?年度?|新的?一年|接下来|后续|未来)"
_AIM = (
    r"(?:继续|进一步|持续|以|按照|坚持|重点|着力|从|围绕|加大|加强|不断|全面|深入|紧紧|严格|考虑|切实|立足|聚焦|积极|认真|对照|针对|采取|努力"
    r"|有针对性|强化|深化|抓好|做好|推动|推进|落实|结合|紧扣|始终|通过|更加|健全|完善|会同|组织|开展|建立|争取|力争|抓住|把)"
)
_WE = (
    r"(?:[我本全][们区县市镇乡街道局委省院办厅队]{1,3}|[区县市省镇乡](?:委|政府|人民政府|局)|街道"
    r"|[\u4e00-\u9fff]{2,8}[区县市镇乡局])(?:上下)?"
)
_MOVED = (
    r"(?![^，。；]{1,60}(?:纳入|列入|列为|作为|融入|贯穿|下放|移交|移送|划转|转化|转为|细化|分解|嵌入|整合为|调整为|挂钩"
    r"|压缩|缩短|延伸到))"
)
"""After 将 in the sense of 把, which tells of deeds as often as of plans."""
_PLAN_TURN = re.compile(
    rf"{_HEAD}(?:(?:为此，?|对此，?)?(?:{_WE}，?)?(?:在)?{_NEXT}"
    r"(?:[^。]{0,20}，|中，|[^。]{0,25}(?:将|要|拟|计划|打算|重点|继续|着力))"
    rf"|{_NEXT}.{{0,25}}：$"
    r"|(?:针对|对照|围绕)(?:上述|以上|这些|前述|存在的?|此类|工作中)[^。]{0,30}"
    r"(?:将|要|拟|计划|打算|重点做好|下一步|今后|采取以下|抓好以下|做好以下)"
    r"|(?:为此|对此)，[^。]{0,25}(?:将|要|拟|计划|打算)"
    rf"|(?:[^。，；]{{0,18}}，)?{_WE}(?:将|拟|计划){_AIM}{_MOVED}"
    rf"|(?:将(?:继续|进一步|持续|不断|坚持|考虑|以)|拟{_AIM}|计划{_AIM}|打算){_MOVED})"
)
_QUOTED = re.compile(r"《[^》]*》|“[^”]{0,40}”")
_ADMITS = re.compile(
    rf"(?:存在|面临|还有|仍有|尚有|有)(?:着|的|了|一些|不少|一定|以下|较大|不小|许多|诸多|几个|如下|突出|明显|很大|某些|个别|很多)*的?[^，。；]{{0,16}}{_SHORTFALL}"
    rf"|{_SHORTFALL}(?:仍然|依然|还|也|仍)?(?:存在|突出|明显|较为|主要(?:有|是|表现|体现))"
)
_CONTRAST = re.compile(
    r"但|然而|不过|相比|对标|清醒|(?:要|应)看到|同时也|仍|还(?!款|原|是)|依然|尚|与.{2,30}(?:要求|期待|期盼|先进)|主要表现"
)
_RESOLVED = re.compile(
    rf"(?:针对|解决|整改|发现|指出|反馈|排查|梳理|查找|通报|提醒|破解|化解|消除|纠正|督促|督察|检查|审计|围绕|聚焦|剖析)[^。]{{0,30}}{_SHORTFALL}"
    rf"|{_SHORTFALL}[^。；]{{0,14}}(?:已|全部|均|整改|得到|逐一|逐项|销号|解决)"
)
_PROBLEM_START = re.compile(
    rf"{_HEAD}(?:(?:目前|当前|主要)?(?:存在|面临)(?:的|着)?(?:主要|突出|一些)?{_SHORTFALL}(?:和{_SHORTFALL})?(?:有|是|主要|：|如下)"
    r"|(?:虽然|尽管|在[^，]{0,8}肯定成绩的同时|在取得[^，]{0,12}的同时)[^。]{0,60}(?:但|仍|还|也)"
    r"|(?:在)?肯定成绩的同时)"
)
_LACKING = re.compile(f"{_SHORTFALLS}|不够|有待")
_PROBLEM_WORDS = re.compile(
    r"不足|不够|不强|不高|不到位|薄弱|短板|欠缺|缺乏|缺少|滞后|有待|还需|仍需|尚需|尚未|不均衡|不平衡|不匹配|不相称|不适应|偏(?:少|弱|低|大|高|传统|慢|软|窄)"
    r"|难以|较(?:少|弱|低|差|慢|窄)|存在|不严|不细|不熟悉|不规范|不及时|单一|压力(?:较)?大|依赖|仍有|仍然|没有|未能|时有发生|跟不上|人少事多|究其原因"
    r"|原因(?:是|主要)|不深|不实|不多|不全|不畅|不明显|不健全|不完善|不充分|不平|不严格|不紧密|差距|困难|畏难|走过场|流于形式|打折扣|不愿|不敢|不会|惯性"
)
_WANTING = re.compile(
    r"(?:有待|还需|仍需|尚需|需要?|亟需|亟待|亟须|须)(?:要)?(?:进一步|不断|继续|持续|加快|切实)*(?:加强|提高|提升|完善|健全|强化|改进|规范|深化|深入|优化|增强|加大|加快|扩大|拓展|充实)?"
)
_PLAN_WORDS = re.compile(
    rf"将{_AIM}|要{_AIM}|计划|力争|争取|打算|拟(?!定|稿)|确保|年底前|月底前|明年|今后|下一步|进一步|上半年|下半年|年内|适时|尽快|逐步|探索"
)
_PLAN_START = re.compile(
    rf"{_HEAD}(?:将|要|计划|拟|力争|争取|确保|继续|进一步|持续|不断|加强|加大|强化|推动|推进|提升|提高|完善|健全|加快|深化|落实|开展|建立|制定|修订|出台|组织|探索|扎实"
    r"|严格|切实|着力|全面|深入|优化|规范|积极|认真|狠抓|抓好|做好|做实|做优|抓实|建强|补齐|压实|聚焦|围绕|结合|通过|充分|用好|促进|构建|统筹|坚持|巩固|筑牢|打造|营造|配齐|充实|牢固|大力)"
)
_DONE_WORDS = re.compile(
    r"全年|年内|今年以来|一年来|截至|累计|共(?:计|有)?\d|已(?!有规)|完成了?|办结|受理|开展了?.{0,20}\d+(?:次|场)|召开.{0,20}\d+次|印发了?《|出台了?《|制定了?《|\d+(?:\.\d+)?%|同比|成功|荣获|获评"
)
_SLOGAN = re.compile(
    r"以[^，。]{0,12}(?:习近平|思想)[^，。]{0,30}(?:为|的)?(?:指导|指引|遵循|统领)|在[^，。]{2,40}(?:领导|指导|关心|支持|部署)下|(?:深入|全面|认真|坚决)?(?:学习|贯彻|践行)[^，。]{0,20}(?:思想|精神)"
    r"|是[^，。]{0,30}(?:之年|一年|开局|关键)|(?:紧紧|紧密)?(?:围绕|紧扣)[^，。]{2,40}(?:目标|主线|中心|总思路|部署|要求)|(?:迈上|再上)新台阶|提供了?[^，。]{0,12}(?:法治)?保障"
)
_CONCRETE = re.compile(
    r"\d(?:\.\d+)?[万亿余多]*\s*(?:项|件|次|场|个|名|家|人|份|批|条|起|部|篇|期|处|期|元|%|所|支|户)|审议通过|被(?:评|推荐|列|授|确定)|入选|获[评得批]|位列|印发了?|出台|召开(?!之年)|举办|荣获|获评|列出|挂牌|办结"
)
_CLOSING = re.compile(r"(?:如下|报告|汇报|总结)[^。，；]{0,6}[：。]?$")
_REPORTS = re.compile(
    r"(?:现|特)?(?:就|将|把)[^。]{0,60}(?:报告|汇报|总结|公开|公布|公示|通报|说明)如下|(?:现|特)[^，。]{0,20}(?:报告|汇报|总结)如下|情况如下[：。]?$"
)
_RULE = re.compile(r"督察工作规定|第?二十[三四五]条")
_FORMULA = re.compile(r"(?:特此|专此|以上)(?:报告|汇报|报)[。！]?|(?:妥否|当否)，?请.{0,10}|附件?[：\d一二三].*")
_SIGNED = re.compile(
    r".{0,12}(?:年|月)\d{1,2}日印发"
    r"|(?:\d{4}|[〇一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
    r"|.{0,30}(?:人民政府|委员会|办公室|办事处|局|厅|街道|镇政府)(?:（[^）]*）)?\s*(?:\d{4}年\d{1,2}月(?:\d{1,2}日)?)?"
)
_PUBLISHED = re.compile(r"（?此件(?:主动|依法)?公开(?:发布)?）?|抄[送报]：.+")


def turns_to_plan(sentence: str, year: int | None) -> bool:
    """Whether a sentence opens a passage on what will be done; ``year`` is the year reported on."""
    bare = _unquoted(sentence)
    if _PLAN_TURN.match(bare):
        return True
    return year is not None and f"{year + 1}年" in bare and _opens_next_year(year + 1).match(bare) is not None


@lru_cache(maxsize=8)
def _opens_next_year(year: int) -> re.Pattern[str]:
    return re.compile(
        rf"{_HEAD}{year}年[^。]{{0,60}}?(?:将|要|拟|计划|打算|重点|继续|着力|力争|工作(?:安排|打算|思路|计划))"
    )


def _unquoted(sentence: str) -> str:
    """Leave out what a sentence only cites: titles and quotations."""
    return _QUOTED.sub("", sentence) if "《" in sentence or "“" in sentence else sentence


def turns_to_problem(sentence: str) -> bool:
    """Whether a sentence opens a passage on shortfalls, rather than telling of problems found and solved."""
    bare = _unquoted(sentence)
    if not _LACKING.search(bare):
        return False
    if _PROBLEM_START.match(bare):
        return True
    admits = _ADMITS.search(bare)
    if admits is None or _RESOLVED.search(bare):
        return False
    # 问题还有 is itself the contrast; elsewhere the turn comes before what is admitted.
    return _CONTRAST.search(bare, 0, admits.end()) is not None


def guess_role(sentence: str) -> Role | None:
    """Tell shortfall and intention apart by the words of one sentence, for a part that has both; None when in doubt."""
    bare = _unquoted(sentence)
    wanting = _WANTING.search(bare) is not None
    problem = len(_PROBLEM_WORDS.findall(bare)) + 2 * wanting
    plain = _WANTING.sub("", bare) if wanting else bare
    plan = len(_PLAN_WORDS.findall(plain)) + 2 * (_PLAN_START.match(plain) is not None)
    if problem > plan:
        return Role.PROBLEM
    return Role.PLAN if plan > problem else None


def reads_done(sentence: str) -> bool:
    """Whether a sentence tells of work that was finished or counted."""
    return _DONE_WORDS.search(sentence) is not None


def is_closing(sentence: str) -> bool:
    """Whether a sentence ends a preamble (现将有关情况报告如下)."""
    return _REPORTS.search(sentence) is not None or (_CLOSING.search(sentence) is not None and "如下" in sentence)


def is_slogan(sentence: str) -> bool:
    """Whether a sentence of a preamble gives no fact. To report under the regulation, by its name, is one."""
    if is_closing(sentence):
        return _RULE.search(sentence) is None
    return _CONCRETE.search(sentence) is None or (_SLOGAN.search(sentence) is not None and len(sentence) > 120)


def is_form(sentence: str) -> bool:
    """Whether a sentence is the form of a letter: signature, date, 特此报告, copies. Publication is more than form."""
    if len(sentence) > 80:
        return False
    signed = not sentence.endswith(("。", "；")) and _SIGNED.fullmatch(sentence)
    return bool(signed or _FORMULA.fullmatch(sentence)) and not _PUBLISHED.fullmatch(sentence)


def is_published(line: str) -> bool:
    """Whether a line notes that the report is published or copied to others (articles 23-24): an act, not form."""
    return _PUBLISHED.fullmatch(line) is not None
