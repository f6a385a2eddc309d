"""Who issued a report, and what kind of body that is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from checker.model.report import Level
from checker.parse.places import MUNICIPALITIES, PREFECTURES, PROVINCES

__all__ = ["find_issuer", "find_level"]

_REGION = r"(?:省|自治区|市|区|县|旗|州|盟|镇|乡|街道|苏木)"
_OFFICE = r"(?:局|厅|委|委员会|办|办公室|处|署|院|中心|队|所|站|馆|海关|公司|集团)"
_YEAR = r"(?:20\d\d|二[〇零][一二三四五六七八九〇零]{2})\s*年度?"
_TITLED = re.compile(
    rf"^(?:关于)?(?:中共|中国共产党)?(?P<organ>.{{2,45}}?)(?:关于|(?={_YEAR})|(?=(?:推进|加强|全面|贯彻|落实|深化|开展)?(?:法治|依法行政|依法治))|(?=年度))"
)
_YEAR_FIRST = re.compile(
    rf"^(?:关于)?(?:印发|报送|公布)?《?{_YEAR}(?P<organ>.{{2,40}}?)(?=关于|推进|加强|全面|贯彻|落实|法治|依法|建设|工作|年度)"
)
_ORGAN = re.compile(rf"[\u4e00-\u9fffA-Za-z（）、·]{{1,40}}(?:{_REGION}|政府|办事处|{_OFFICE})")
_PLEDGE = re.compile(
    rf"([\u4e00-\u9fff]{{2,20}}?(?:人民政府|街道办事处|{_REGION}|局|委员会))(?=深入|坚持|认真|全面|始终|严格|在|以|紧|积极|围绕|切实)"
)
_LABELLED = re.compile(
    r"(?:发文|发布|公开)?(?:机[构关]|单位)\s*：\s*([^\s：]{3,40})|(?:信息)?来\s*源\s*：\s*([^\s：]{3,60})"
)
_ASSEMBLY = re.compile(rf"在([\u4e00-\u9fff]{{2,12}}?{_REGION})第[^第]{{1,5}}届人民代表大会")
_NAMED = re.compile(rf"[\u4e00-\u9fff]{{2,10}}?(?:{_REGION})人民政府(?:[\u4e00-\u9fff]{{1,8}}街道办事处)?")
_VAGUE = re.compile(
    r"^法治|^依法|^(?:我|本|全|该|各|现|由|在|经|向|对|将).*代表|^(?:我|本|全|该|各|关于|年度|贵|中央|国家|上级|省|市|区|县)?(?:省|市|区|县|州|旗|镇|乡|街道|局|委|办)?$|^关于|^(?:19|20)\d\d|情况"
)
_COUNTIES = re.compile(
    r"县区|区县|县（市、区）|县（区）|县（市）区|县市区|各县|市县|旗县|市辖区|设区的市|县级以上|(?:各|全市\d*个?)区(?:人民政府|政府)|地方性法规|政府规章|立法(?:计划|项目|工作)|市、县|区（县|区（市）县"
)
_TOWNS = re.compile(
    r"镇街|街镇|镇（街道）|乡镇（街道）|镇（街）|各镇|各乡镇|县（市）组|县级市|赋权(?:镇|乡)|村居|村（社区）"
)


def find_issuer(title: str, head: Iterable[str], tail: Iterable[str], source: str | None, opening: str) -> str:
    """Name the body that issued a report, from title, signature, letterhead, declared source or first words."""
    signed = [organ for line in tail if (organ := _organ(line))]
    signed.sort(key=lambda organ: "政府" not in organ)
    titled = _from_title(title)
    if titled:
        longer = [organ for organ in signed if organ.endswith(titled) and len(organ) > len(titled)]
        return longer[0] if longer and titled.endswith(("局", "委", "办", "厅")) and not _has_region(titled) else titled
    if signed:
        return signed[0]
    lines = list(head)
    for line in lines:
        assembly = _ASSEMBLY.search(line)
        if assembly and (organ := _organ(assembly.group(1))):
            return organ
    for line in lines:
        labelled = _LABELLED.search(line)
        organ = _organ((labelled.group(1) or labelled.group(2)) if labelled else line.removesuffix("文件"))
        if organ:
            return organ
    if source and (organ := _organ(source)):
        return organ
    pledged = _PLEDGE.search(re.sub(rf"{_YEAR}(?:以来)?，?", "", opening[:200]))
    if pledged and (organ := _organ(re.split("[，。、]", pledged.group(1))[-1])):
        return organ
    named = Counter(_NAMED.findall(opening))
    return named.most_common(1)[0][0] if named else ""


def find_level(issuer: str, text: str) -> Level:
    """Tell what kind of body an issuer is, by its name; for a 市 also by what ``text`` says stands below it."""
    name = issuer.rsplit("人民政府", 1)[-1] or issuer.removesuffix("人民政府")
    if re.search(r"街道(?:办事处|党工委)?$|[镇乡]$|苏木$|[镇乡](?:党委|委员会)$|民族乡$", name):
        return Level.STREET_TOWN
    if re.search(
        r"(?:开发|高新|新|园|示范|度假|风景|名胜|保税|合作|产业|经济|旅游)[^市县]{0,8}区[^局]{0,6}(?:管理委员会|管委会)$",
        name,
    ):
        return Level.DISTRICT
    party = re.fullmatch(r"(?:中共|中国共产党)?(.*[省市区县州盟旗])委(?:员会)?", name)
    if party:
        name = party.group(1)
    if re.search(rf"{_OFFICE}$", name):
        return Level.DEPARTMENT
    if re.search(r"省$|自治区$|特别行政区$|兵团$", name) or name in PROVINCES:
        return Level.PROVINCE
    if re.search(r"地区$|州$|盟$", name):
        return Level.CITY
    if re.search(r"[区县旗]$", name):
        return Level.DISTRICT
    return _level_of_city(name, text) if name.endswith("市") else Level.UNKNOWN


def _level_of_city(name: str, text: str) -> Level:
    parts = re.findall(r"[^省市州盟]+(?:省|自治区|市|州|盟)", name)
    own = parts[-1].removesuffix("市") if parts else name.removesuffix("市")
    if own in MUNICIPALITIES:
        return Level.PROVINCE
    if own in PREFECTURES:
        return Level.CITY
    if len(parts) > 1 and parts[-2].endswith(("市", "州", "盟")):
        return Level.DISTRICT
    below = len(_COUNTIES.findall(text))
    towns = len(_TOWNS.findall(text))
    return Level.DISTRICT if towns > 2 * below else Level.CITY


def _from_title(title: str) -> str:
    for pattern in (_YEAR_FIRST, _TITLED):
        found = pattern.match(title)
        if found and (organ := _organ(found.group("organ"))):
            return organ
    return ""


def _organ(text: str) -> str:
    """Give a text that names a body its full form, "" where it names none."""
    # A party committee and a government report together: the government is the one that the catalog knows.
    pieces = [piece for piece in re.split(r"[\s、]+", text) if piece.endswith("政府")]
    text = re.sub(r"\s|（[^）]*）|20\d\d年.*$", "", pieces[-1] if pieces else text).rstrip("：。，")
    text = re.sub(r"^.*?[省市区县州旗镇乡]委(?:员会)?(?=.+人民政府$)", "", text)
    text = re.sub(r"街道办$", "街道办事处", text)
    text = re.sub(r"办公室$", "", text) if text.endswith("人民政府办公室") else text
    if not _ORGAN.fullmatch(text) or _VAGUE.search(text):
        return ""
    if re.search(rf"{_REGION}$", text):
        return text + ("办事处" if text.endswith("街道") else "人民政府")
    return text


def _has_region(name: str) -> bool:
    return re.search(r"[省市区县州旗镇乡].", name) is not None
