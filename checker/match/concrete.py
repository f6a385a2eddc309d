"""How concrete a sentence is: does it name something that happened, or only say how hard everybody tries?

A figure, a titled document, a date, a meeting or a finished action makes a statement that an inspector can check.
加强, 推进, 不断提升 alone do not.
"""

from __future__ import annotations

import re

from checker.match.backend import Wordlist

__all__ = ["concreteness"]

_MEASURE = (
    "余?(?:个|次|件|份|场|人|名|项|家|起|期|条|批|万|亿|元|户|所|处|类|门|课时|学时|小时|部|宗|篇|人次|%|倍|幅|套|"
    "册|辆|台|天|分钟|支|对|位|例|轮|间|座|平方|公里|吨|多|余|幢|站|块|桩|卷|张|笔|款|版|堂|讲|节|种|件次|个工作日|分|组|艘|枚|米|亩|架|封|则|面|口|株|头)"
)
_CHINESE_NUMERALS = "两三四五六七八九十百千"
# Each begins with one set of characters, because to search for that is fast, and looks from there in both directions.
_FIGURE = re.compile(
    rf"[\d{_CHINESE_NUMERALS}全率](?:(?<=\d)[\d.，]*{_MEASURE}"
    rf"|(?<=[{_CHINESE_NUMERALS}])[{_CHINESE_NUMERALS}]*{_MEASURE}(?!制度|清单)"
    r"|(?<=百)分之|(?<=全)覆盖率|(?<=率)(?:达|为|保持在))"
)
_DATE = re.compile(
    r"[月日年同截](?:(?:(?<=[1-9]月)(?<![\d年][1-9]月)|(?<=1[0-2]月)(?<![\d年]1[0-2]月))[份\d底初中，起]"
    r"|(?<=\d日)|(?<=年)[内初]|(?<=[全当]年)|(?<=[上下]半年)|(?<=同)比|(?<=截)至)"
)
_TITLE = re.compile(r"《[^》]{3,60}》")
_ACTIONS = (
    "印发|出台|制定|制订|修订|修改|废止|公布|发布|编制|成立|组建|建成|建立|设立|挂牌|上线|开通|"
    "启用|投用|召开|举办|举行|开展|组织|完成|实现|实施|推出|签订|签署|听取|审议|审查|审核|审定|"
    "受理|办结|办理|查处|查办|立案|处罚|调解|化解|排查|培训|轮训|考试|参加|荣获|获评|入选|被评为|"
    "评为|通报|约谈|移送|整改|反馈|接待|发放|发送|配备|配齐|聘请|聘任|选聘|派驻|下放|承接|划转|"
    "整合|取消|压减|精简|缩短|归集|共享|接入|对接|打通|编写|列入|纳入|写入|作为|推行|试点|率先|"
    "首创|首个|首次|全部|均已|已经|先后|累计|共计|达到|下沉|赋权|授权|承办|协办|督办|交办|回复|"
    "答复|公示|公告|征求|论证|评估|演练|储备|救助|帮扶|走访|慰问|宣讲|授课|主讲|领学|抽查|检查|"
    "督查|督察|评查|备案|清理|出庭|应诉|撤销|确认|纠正|维护|新增|增设|扩大|升级|改造|集成|汇聚|"
    "打造|构建|创建成功|成功创建|命名|入围|授牌|揭牌|签约|进驻|报送|上报|书面报|提请|述职|述法|亲自|"
    "过问|带队|到场|兑付|清偿|返还|退还|免除|减免|赔付|压缩至|缩至|降至|降到|升至|提高到|最快|当天|"
    "当日|即时|随到随|实行|换版|销毁|暂扣|注销|收回|提炼|推广|流转|分派|转移|划定|获得|颁发|晒出|"
    "砍掉|归并|并入|打包|登载|值守|答疑|起草|出具|参与|会签|轮值|坐班|驻点|联办|核发|颁证|认领|"
    "销号|督导|点评|曝光|问责|追责|核验|核查|筛查|比对|推送|研判|会商|巡回|巡查|观摩|旁听|评选|"
    "表彰|汇编|收录|刊发|播出|直播|张贴|设置|配发|吸纳|招录|遴选|选派|下派|抽调|轮岗|挂职|测试|"
    "测评|登记|归档|建档|梳理|摸排|调研|座谈|回访|函告|驳回|核减|减至|增至|进入|通过|到位|覆盖|"
    "公开|发出|送达|交付|转办|转交|联系|对照|自查|普查|前往|走进|邀请|委托|引入|引进|借助|采用|"
    "启动|运行|投入|落地|刊登|开设|开办|增加|减少|下降|提升至"
)
_ACTION = Wordlist(_ACTIONS.split("|"))
_MECHANISMS = (
    "机制|制度|办法|细则|清单|目录|规程|规则|指引|方案|预案|平台|系统|中心|专班|小组|工作室|站点|试点|基地|模式|品牌"
)
_MECHANISM = Wordlist(_MECHANISMS.split("|"))
_SLOGANS = (
    "进一步|不断|持续|着力|大力|切实|努力|全力|坚持|牢固|牢牢|紧紧|深入|积极|加强|强化|推进|推动|"
    "提升|提高|深化|促进|完善|健全|优化|落实|严格|规范|夯实|筑牢|增强|助力|保障"
)
_SLOGAN = Wordlist(_SLOGANS.split("|"))


def concreteness(folded: str, original: str) -> float:
    """Rate a sentence from 0 (slogan) to 1 (checkable), given folded and as written."""
    value = 0.5 if _FIGURE.search(folded) else 0.0
    if "《" in original and _TITLE.search(original):
        value += 0.4
    if _DATE.search(folded):
        value += 0.2
    value += 0.25 * _ACTION.has_two(folded)
    value += 0.15 * _MECHANISM.count(folded, 1)
    value -= 0.06 * _SLOGAN.count(folded, 5)
    return max(0.0, min(1.0, value))
