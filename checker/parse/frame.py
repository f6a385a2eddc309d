"""What stands around the body: title, addressee and site furniture before it, signature and footers behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from checker.parse.lines import Line
from checker.parse.markers import find_marker
from checker.parse.titles import is_section_title

__all__ = ["Frame", "find_frame"]

_REACH = 60  # lines in which a title is looked for
_META = re.compile(
    r"(?:当前|您|你)?(?:所在|的)?位置|来\s*源|信息来源|发布(?:时间|日期|机构|单位)|发文(?:机[构关]|字号|日期)|索\s*引\s*号|主题(?:分类|词)|文\s*号|字\s*[体号]|浏览|点击|阅读"
    r"|打印|分享|作者|责任编辑|编辑|成文日期|生成日期|公开(?:日期|时间|方式)|有效性|体裁|时间：|日期：|签发人|无障碍|首页|高级搜索|关闭|收藏|下载|扫一扫|登录|注册|网站(?:地图|支持)"
)
_NUMBER = re.compile(r".{1,14}（\s*20\d\d\s*）\s*(?:第\s*)?\d+\s*号")
_DATE_TEXT = (
    r"(?:（?(?:20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(?:\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?）?|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}：\d\d(?:：\d\d)?)?)"
)
_DATE = re.compile(_DATE_TEXT)
_ORGAN_END = r"(?:政府|委员会|办公室|办事处|街道|局|厅|委|办|处|院|中心|队|镇|乡|区|县|市)"
_SIGNATURE = re.compile(rf".{{2,40}}{_ORGAN_END}(?:（[^）]*）)?(?:\s*{_DATE_TEXT})?")
_ADDRESSEE = re.compile(r"[^。；，\d]{1,45}：")
_FOOTER = re.compile(
    r"主办单位|承办单位|版权所有|ICP备|公网安备|网站标识码|联系(?:我们|电话)|打印本页|关闭(?:窗口|本页)|上一[篇条]|下一[篇条]|相关(?:附件|链接|文档|稿件)"
    r"|分享到|扫一扫|责任编辑|编辑：|抄[送报]|附件|(?:年|月)\d{1,2}日印发|（?此件|返回顶部|读屏|技术支持|来源："
)
_SUBJECT = r"(?:法治|依法行政|依法治[省市区县州镇街企])"
_TITLE = re.compile(
    rf"[^。；>]{{0,70}}{_SUBJECT}[^。；>]{{0,40}}"
    r"(?:报告|总结|汇报|综述|情况|公告|公示)(?:(?:和|及|与|暨)[^。；>]{2,20}(?:计划|打算|安排|思路|要点))?(?:》|（[^）]{0,14}）)*"
)
_ANY_TITLE = re.compile(r"[^。；，：>]{0,50}(?:报告|总结|汇报)(?:（[^）]{0,14}）)?")
_EMBEDDED = re.compile(
    rf"[^。；：>]{{0,60}}?{_SUBJECT}[^。；：>]{{0,30}}?(?:报告|总结|汇报)(?:（[^）]{{0,14}}）)?(?=\s|20\d\d年|今年|一年来|过去|近年|为|根据|按照|[^。；]{{0,10}}[：]|[^。；，]{{2,12}}(?:位于|地处|坚持|认真|深入))"
)
_LABEL = re.compile(r"(?:标\s*题|名\s*称|信息名称|文件名称)\s*：\s*")
_SITE = re.compile(r"\s*[_|｜]\s*.*$|\s*-\s*[^-]{2,30}(?:网|平台|政府|门户)[^-]*$")
_STOP = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Frame:
    """A document's title and where its body begins and ends, as indices of ``lines``."""

    title: str
    lines: list[Line]
    begin: int
    end: int


def find_frame(lines: Sequence[Line], declared: str | None) -> Frame:
    """Find title, head and tail; ``declared`` is the title that the file states."""
    listed = list(lines)
    title, after = _find_title(listed)
    if not title and listed:
        listed, title, after = _cut_embedded(listed)
    if not title:
        title = _clean(declared or "")
        if not _TITLE.fullmatch(title):
            fallback, fallback_after = _find_other_title(listed)
            title, after = (title, after) if title and not fallback else (fallback or title, fallback_after)
    begin = _find_body(listed, after, titled=after > 0)
    return Frame(title, listed, begin, _find_tail(listed, begin))


def _clean(title: str) -> str:
    return _SITE.sub("", _LABEL.sub("", title)).strip(" 《》*#")


def _find_title(lines: list[Line]) -> tuple[str, int]:
    """Find the title among the first lines, one or up to three together; gives it and the index behind it."""
    for index in range(min(_REACH, len(lines))):
        line = lines[index]
        if _ends_search(line):
            break
        for count in (1, 2, 3):
            group = lines[index : index + count]
            if len(group) < count or any(_STOP.search(part.text) or len(part.text) > 70 for part in group):
                break
            if count > 1 and (
                _NUMBER.fullmatch(line.text)
                or _META.search(line.text)
                or any(find_marker(part.text) for part in group[1:])
            ):
                break
            text = _clean("".join(part.text for part in group))
            if len(text) > 80 or (_META.search(text) and not _LABEL.match(group[0].text)):
                continue
            if _TITLE.fullmatch(text) and not (count > 1 and _ADDRESSEE.fullmatch(line.text)):
                if count == 1 and not re.search("报告|总结|汇报", text) and index + 1 < len(lines):
                    longer = _clean(text + lines[index + 1].text)
                    if re.fullmatch(_TITLE.pattern, longer) and longer.endswith(("报告", "总结", "汇报")):
                        return _with_issuer(lines, index, longer), index + 2
                return _with_issuer(lines, index, text), index + count
    return "", 0


def _with_issuer(lines: list[Line], index: int, title: str) -> str:
    """Put the issuer's line before a title that begins with 关于."""
    if not title.startswith("关于") or index == 0:
        return title
    above = lines[index - 1].text.replace(" ", "")
    return above + title if _SIGNATURE.fullmatch(above) and not _META.search(above) else title


def _ends_search(line: Line) -> bool:
    marker = find_marker(line.text)
    return bool(marker and is_section_title(line.text[marker.end :].rstrip("。：")))


def _cut_embedded(lines: list[Line]) -> tuple[list[Line], str, int]:
    """Cut off a title that the text runs on behind in one line."""
    for index, line in enumerate(lines[:10]):
        found = _EMBEDDED.match(line.text)
        if found and not _META.search(found.group()):
            title = found.group().rstrip()
            rest = line.text[found.end() :]
            behind = len(rest) - len(rest.lstrip())
            head = line._replace(end=line.start + len(title), text=title)
            start = line.start + found.end() + behind
            body = line._replace(start=start, text=rest.lstrip(), after_blank=False, gaps=())
            return [*lines[:index], head, body, *lines[index + 1 :]], _clean(title), index + 1
    return lines, "", 0


def _find_other_title(lines: list[Line]) -> tuple[str, int]:
    """Find the title of a report of another kind."""
    for index, line in enumerate(lines[:15]):
        text = _clean(line.text)
        if _ANY_TITLE.fullmatch(text) and len(text) >= 4 and not _META.search(text):
            return text, index + 1
    return "", 0


def _find_body(lines: list[Line], after: int, *, titled: bool) -> int:
    """Give the index of the first line of the body."""
    index = after
    while index < len(lines):
        text = lines[index].text
        if titled:
            formal = (
                _NUMBER.fullmatch(text)
                or _DATE.fullmatch(text)
                or (
                    _ADDRESSEE.fullmatch(text)
                    and len(text) <= 30
                    and not find_marker(text)
                    and not is_section_title(text[:-1])
                )
                or (_META.search(text) and len(text) <= 120 and "。" not in text)
                or (len(text) <= 20 and not find_marker(text) and _SIGNATURE.fullmatch(text))
                or text.startswith("--")
            )
            if not formal:
                return index
        else:
            bare = text.rstrip("。：")
            running = len(text) >= 20 and re.search(r"[。，]", text) and not _META.match(text)
            if running or find_marker(text) or is_section_title(bare):
                return index
        index += 1
    return after if titled else 0


def _find_tail(lines: list[Line], begin: int) -> int:
    """Give the index behind the last line of the body: before signature and date, or before a site's footers."""
    if begin >= len(lines):
        return len(lines)
    middle = (lines[begin].start + lines[-1].end) // 2
    for index in range(begin, len(lines)):
        text = lines[index].text
        if lines[index].start <= middle or len(text) > 60:
            continue
        dated = _DATE.search(text) is not None and _SIGNATURE.fullmatch(text.replace(" ", "")) is not None
        if dated and text.rstrip()[-1] in "月日）":
            return index
        if _DATE.fullmatch(text) and (index == len(lines) - 1 or _stands_alone(lines, index)):
            while index - 1 > begin and _signs(lines[index - 1].text):
                index -= 1
            return index
    end = len(lines)
    while end - 1 > begin and _trails(lines[end - 1].text):
        end -= 1
    return end


def _stands_alone(lines: list[Line], index: int) -> bool:
    """Whether a date is that of a signature rather than a line of running text."""
    before = lines[index - 1].text
    return before.endswith(("。", "；")) or _signs(before)


def _signs(text: str) -> bool:
    return (
        len(text) <= 45
        and not _STOP.search(text)
        and find_marker(text) is None
        and _SIGNATURE.fullmatch(text) is not None
    )


def _trails(text: str) -> bool:
    """Whether a last line is no part of the body."""
    if _FOOTER.search(text) and len(text) <= 150:
        return True
    return len(text) <= 25 and not re.search(r"[。；！？，：]", text) and find_marker(text) is None
