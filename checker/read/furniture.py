"""Lines that belong to a web page and not to the report on it, and what they say of date and source.

The patterns are those of government sites in China: breadcrumb, tools (print, close, share, font size, reading aloud),
neighbours, the foot with its registration numbers; 国办发〔2017〕47号 prescribes most of these elements.
 A pattern fits a whole line, so that a sentence or a heading of a report that contains one of these
words stays: what is lost here is lost to the whole check.
"""

from __future__ import annotations

import re

__all__ = ["date_of_byline", "find_date", "find_source", "is_bare_date", "is_byline", "is_furniture"]

_LONGEST = 200  # characters; no line of furniture is longer, but for lists of links, which are known by their links
_TOOL_NAMES = """
打印 打印本页 打印文章 打印此页 打印正文 我要打印 关闭 关闭窗口 关闭本页 关闭页面 关闭此页
分享 分享到 我要分享 一键分享 分享按钮 收藏 我要收藏 加入收藏 收藏本页 纠错 我要纠错 网站纠错 页面纠错
下载 附件下载 文件下载 全文下载 下载全文 保存 保存本页 复制链接 转发 点赞 评论 我要评论 推荐 举报
返回 返回顶部 返回首页 返回列表 返回上一页 回到顶部 回顶部 顶部 TOP 首页 网站首页 网站地图 设为首页
繁体 简体 繁體 繁体版 简体版 繁體版 English EN 手机版 移动版 电脑版 登录 注册 用户登录 个人中心 退出 退出服务
无障碍 无障碍浏览 无障碍阅读 无障碍服务 无障碍辅助 无障碍工具条 进入无障碍 进入无障碍阅读 退出无障碍 适老化服务 辅助浏览
关怀版 长者版 长者模式 长者专区 老年版 适老版 适老模式 老年模式 大字版 关怀模式
搜索 高级搜索 检索 热词 热门搜索 热搜词 语音播报 语音朗读 朗读 朗读全文 播放 暂停 听全文 智能问答 智能机器人
大 中 小 特大 默认 放大 缩小 字体 字号 大号 中号 小号 微信 微博 新浪微博 腾讯微博 QQ空间 QQ好友 QQ 人人网 豆瓣
朋友圈 微信好友 微信扫一扫 官方微信 官方微博 政务微博 政务微信 微信公众号 二维码 扫一扫 更多 查看更多 展开 收起
"""
_TOOLS = frozenset(_TOOL_NAMES.split())
_TOOL_SPLIT = re.compile(r"[\s|｜/／\[\]【】〖〗（）()<>《》:：;；,，、·•+—-]+")
_PATTERNS = (
    # where am I
    r"[【\[(（]?\s*(?:您|你)?(?:当前|现在|目前)?的?(?:所在)?的?位置(?:是|为)?\s*[:：>》].*",
    r"[【\[(（]?\s*(?:您|你)(?:现在|当前|目前)?(?:所在)?的?位置.*",
    r"(?:网站)?首页\s*[>＞》»/\\-].*",
    # reading aloud, keyboard
    r".*(?:读屏专用|退出服务).*",
    r"(?:您已|已)?(?:进入|离开|到达)[^。；，]{0,12}(?:内容区|视窗区|导航区|服务区|交互区|底部区)[^。；，]{0,40}",
    r"(?:无障碍|主页|网站)?快捷键.*",
    # neighbours, pages
    r"(?:上|下|前|后)[一1](?:篇|条|则|页)(?:文章|新闻|信息)?\s*[:：>】\]]?[^。；]{0,80}",
    r"[<《«]?\s*(?:尾页|末页|共\s*\d+\s*页.{0,40}|第\s*\d+\s*页\s*[/／共].{0,40})",
    r"(?:相关|延伸|推荐)(?:阅读|新闻|文章|信息|报道|文档|内容|解读|附件|稿件|链接)\s*[:：]?",
    r"(?:热门文章|最新信息|热点推荐|猜你喜欢|往期回顾|政策解读|友情链接)\s*[:：]?",
    # tools
    r"(?:分享|转发|推荐)(?:到|至|给)\s*[:：]?[^。；]{0,60}",
    r"(?:字体|字号|文字大小|字体大小|字号选择)\s*[:：][^。；]{0,30}",
    r"(?:本文|页面|文章)?(?:浏览|点击|阅读|访问|查看)(?:次数|人次|数|量|率)\s*[:：]?\W*\d*\W*次?",
    r"(?:浏览|点击|阅读|访问)\s*[:：]\W*\d*\W*次?",
    r"(?:扫一扫|扫描(?:二维码|下方|左侧|右侧|上方)|扫码(?:分享|关注|阅读|查看|观看)|手机扫|打开微信)[^。；]{0,60}",
    r"(?:请)?(?:用|使用)?(?:手机|微信)扫(?:一扫|码|描)[^。；]{0,60}",
    # who made the page
    r"[(（【\[]?\s*(?:责任编辑|责编|编辑|编审|审核|审核人|校对|责任校对|作者|撰稿|供稿|录入|发布人|信息员|[初复终一二三]审)\s*[:：][^。；]{0,24}",
    r".{0,40}(?:版权所有|All Rights? Reserved|ALL RIGHTS? RESERVED).{0,80}",
    r"(?:Copyright|COPYRIGHT|copyright|©|\(c\)).*",
    r"(?:(?:主办|承办|协办|主管|维护|运维|建设|制作|设计|开发|运行)(?:单位|部门|机构)|(?:网站)?(?:主办|承办)|技术(?:支持|维护))\s*[:：][^。]*",
    r".{0,30}(?:ICP备|ICP证|公网安备|网安备).*",
    r"(?:网站|备案|许可证|政府网站)(?:备案)?(?:序号|编号|标识码|号|证号)\s*[:：]?[^。；]{0,60}",
    r"(?:网站标识码|(?:为|建议|推荐|最佳).{0,12}浏览器?|本网站支持|网站支持\s*IPv6).{0,60}",
    r"(?:建议|推荐|最佳|请)(?:使用)?.{0,30}(?:分辨率|浏览器|浏览效果|IE).{0,40}",
    r"今天是.{0,40}",
    r"(?:您的浏览器|请启用|请开启).{0,60}(?:JavaScript|javascript|脚本|浏览器).*",
    r"(?:关于我们|联系我们|网站声明|隐私声明|法律声明|使用帮助|站点地图|网站导航|免责声明|站点导航)(?:[\s|｜·•-]+[^\s|｜。]{2,10})*",
    r"(?:联系|办公|通讯|单位)?(?:地址|电话|邮编|邮政编码|传真|邮箱|电子邮箱|热线|监督电话|咨询电话|值班电话)\s*[:：][^。]{0,120}",
)
_WHOLE = tuple(re.compile(pattern) for pattern in _PATTERNS)
_COPYRIGHT = re.compile(r"(?:本网站?|本站|凡本网).{0,100}(?:转载|摘编|版权|著作权).{0,100}")
_SENTENCE_END = re.compile(r"[。；！？]\s*$")

_DATE = re.compile(r"((?:20|19)\d{2})\s*[-—./年]\s*(1[0-2]|0?[1-9])\s*[-—./月]\s*(3[01]|[12]\d|0?[1-9])(?!\d)")
_DATE_LABEL = r"(?:发布|发表|公开|更新|成文|生成|印发|发文|信息|稿件|编辑)?(?:日期|时间|于)"
_SOURCE_LABEL = r"(?:信息|文章|稿件|新闻|内容|文件)?(?:来\s*源|来源单位|提供单位|出处|发布机构|发布单位|公开主体)"
_INDEX_LABEL = (
    r"(?:索\s*引\s*号|索取号|信息索引号|发文字号|文\s*号|主题分类|信息分类|公开类别|公开方式|公开范围|公开属性|体裁分类|组配分类|"
    r"信息名称|名\s*称|标\s*题|文件编号|有效性|生效日期|失效日期|废止日期|关键词|主题词|内容概述|公开时限|公开形式|服务对象分类|"
    r"责任部门|发文机关|制发机关|发布机关)"
)
_FIELD = re.compile(
    rf"(?:(?P<date>{_DATE_LABEL})|(?P<source>{_SOURCE_LABEL}|发文机关|制发机关|发布机关|责任部门)|(?P<index>{_INDEX_LABEL}))\s*[:：]"
)
_CLOCK = r"(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_BARE_DATE = re.compile(rf"\W*(?:{_DATE_LABEL})?\s*[:：]?\s*{_DATE.pattern}(?:日|号)?{_CLOCK}\W*")
_STARTS_WITH_DATE = re.compile(rf"\W*{_DATE.pattern}(?:日|号)?{_CLOCK}\s*")
_VALUE_END = re.compile(r"\s{2,}|\s+(?=[^\s:：]{1,6}\s*[:：])|[\t|｜]|\s+(?=\d{4}[-年./])|\s+(?=【|\[|［)")


def is_furniture(line: str) -> bool:
    """Say whether a line is furniture of a web page: a tool, a breadcrumb, a neighbour, the foot. Not the byline."""
    text = line.strip()
    if not text or len(text) > _LONGEST:
        return False
    words = [word for word in _TOOL_SPLIT.split(text) if word]
    if words and all(word in _TOOLS for word in words):
        return True
    if _COPYRIGHT.fullmatch(text):
        return True
    if _SENTENCE_END.search(text) and len(text) > 40:
        return False
    return any(pattern.fullmatch(text) for pattern in _WHOLE)


def is_byline(line: str) -> bool:
    """Say whether a line gives date, source or index of a page (来源：… 发布时间：…) and is no sentence of a report."""
    text = line.strip().lstrip("【[（( ")
    if not text or len(text) > _LONGEST or "。" in text:
        return False
    dated = _STARTS_WITH_DATE.match(text)
    return _FIELD.match(text) is not None or (dated is not None and _FIELD.match(text, dated.end()) is not None)


def is_bare_date(line: str) -> bool:
    """Say whether a line is nothing but a date, with a label or a time of day perhaps."""
    return len(line) < 60 and _BARE_DATE.fullmatch(line.strip()) is not None


def find_date(line: str) -> str | None:
    """Give the first date of a line as YYYY-MM-DD."""
    found = _DATE.search(line)
    return f"{found[1]}-{int(found[2]):02d}-{int(found[3]):02d}" if found else None


def find_source(line: str) -> str | None:
    """Give what stands after 来源： or 发布机构： in a byline, up to the next field."""
    fields = list(_FIELD.finditer(line))
    ends = [found.start() for found in fields[1:]] + [len(line)]
    for found, end in zip(fields, ends, strict=True):
        value = _VALUE_END.split(line[found.end() : end].strip())[0].strip(" \u3000|｜[]【】")
        if found["source"] and value:
            return value
    return None


def date_of_byline(line: str) -> str | None:
    """Give the date after a label of date; where no label has one, the first date of the line."""
    labelled = (find_date(line[found.end() : found.end() + 24]) for found in _FIELD.finditer(line) if found["date"])
    return next((date for date in labelled if date), None) or find_date(line)
