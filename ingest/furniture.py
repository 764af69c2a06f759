"""What stands around a document on a web page and is none of its words: navigation, posting times, answers."""

import re
from dataclasses import dataclass

from ingest.regex import regex


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of web furniture."""

    #: matched against the whole folded line
    pattern: re.Pattern[str]
    #: what it is, in Chinese
    reason: str
    #: "edge" (above or below the text), "bottom", or "anywhere"
    where: str
    #: whether everything behind it, down to the end of the piece, is furniture as well
    ends: bool = False
    #: whether it shows a page of questions and answers, whose heading is no title of the text
    is_forum: bool = False


def _rule(pattern: str, reason: str, where: str = "edge", *, ends: bool = False, is_forum: bool = False) -> Rule:
    return Rule(regex(pattern, re.IGNORECASE), reason, where, ends, is_forum)


# In the order in which they are tried. Lines are folded: half-width, no white space inside Chinese text.
RULES: tuple[Rule, ...] = (
    _rule(r"<!--[^>]{0,80}-->$", "标记", "anywhere"),
    _rule(r"^[-=_*~]{3,}$", "分隔线", "anywhere"),
    _rule(r"-{1,3}\d{1,4}-{1,3}$|第\d{1,4}页(?:[,/]?共\d{1,4}页)?$", "页码", "anywhere"),
    _rule(r"\d{1,3}$", "页码"),
    _rule(r"\[?(?:字体|字号)(?:显示|大小)?:.{0,20}$|\[?大[|/]?中[|/]?小\]?$", "网页工具栏"),
    _rule(r"\[?(?:打印|关闭|收藏|分享到?|复制链接|返回(?:首页|顶部|列表)?|下载|扫一扫)[^。;]{0,30}$", "网页工具栏"),
    _rule(r"(?:作者|编辑|责任编辑|录入|发布人):.{0,60}$", "网页发布信息"),
    _rule(r"(?:来源|信息来源|稿源|出处):.{0,40}(?:时间|日期|浏览|阅读|点击|字体|字号).{0,40}$", "网页发布信息"),
    _rule(
        r"(?:时间|日期|发布时间|发布日期|发布于|更新时间):.{0,40}(?:来源|浏览|阅读|点击|作者|字体|字号).{0,40}$",
        "网页发布信息",
    ),
    _rule(r"(?:来源|信息来源|稿源):[^。;]{0,40}$", "网页发布信息"),
    _rule(r"(?:19|20)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?\d{0,2}:\d\d(?::\d\d)?[^。;,]{0,40}$", "网页发布信息"),
    _rule(r"(?:原创|转载)[^。;,]{0,40}$", "网页发布信息"),
    _rule(r"(?:审核|校对|监制|初审|复审|终审|排版|美编|编审|供稿|统筹)[:].{0,30}$", "网页发布信息"),
    _rule(
        r"(?:点击(?:上方|下方|蓝字|关注|阅读)|点个?(?:在看|赞)|阅读原文|(?:长按|扫码|识别).{0,12}(?:二维码|关注)|更多精彩)[^。;]{0,30}$",
        "网页推荐",
    ),
    _rule(r"(?:浏览|阅读|点击|访问)(?:次数|量|数)?:.{0,12}$", "网页发布信息"),
    _rule(r"(?:您?(?:现在|当前)?的?位置|首页)(?:是|为)?[:>»].{0,80}$", "网页导航"),
    _rule(r"(?:上|下)一(?:条|篇|页|则)(?::|$).{0,80}$", "网页导航"),
    _rule(
        r"(?:行业内?)?(?:相关)?(?:法律|法规|政策|规章|文件)(?:[、及与和](?:法律|法规|政策|规章|文件|解读)){1,3}$",
        "网页栏目名",
    ),
    _rule(r"(?:通知公告|政策法规|政策文件|规范性文件|政务公开|信息公开|文件下载|法律法规|行业政策)$", "网页栏目名"),
    _rule(r"(?:如题(?:所述)?|展开全部|(?:最佳|推荐|网友|热心网友)(?:答案|回答).{0,20})$", "问答网页", is_forum=True),
    _rule(r"(?:提问|回答|追问|追答)(?:者|时间)?:.{0,30}$", "问答网页", is_forum=True),
    _rule(r"温馨提示:.{0,60}$|.{0,20}(?:答案|内容)为网友(?:推荐|提供).{0,20}$", "问答网页", "bottom", is_forum=True),
    _rule(r"(?:相似|相关|类似|其他)(?:回答|问题|推荐|文章|阅读|链接|新闻|内容)$", "网页推荐", "bottom", ends=True),
    _rule(r"(?:猜你喜欢|大家还在搜|热门推荐|延伸阅读|为您推荐|更多>*)$", "网页推荐", "bottom", ends=True),
    _rule(r"(?:版权所有|copyright|主办单位:|.{0,20}ICP备|.{0,12}公网安备).{0,80}$", "网页页脚", "bottom", ends=True),
    _rule(r"(?:相关)?(?:附件|文件)下载[:]?.{0,60}$", "网页下载", "bottom"),
    _rule(r"(?:\d{1,2}[.、])?[^。;]{1,60}[.](?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd)$", "网页下载", "bottom"),
    _rule(r"\(?本文有删减\)?$", "网页附注", "bottom"),
)


def furniture_rule(text: str) -> Rule | None:
    """The rule that a folded line is furniture by, None if it is a document's own words as far as we know.

    >>> furniture_rule("字体显示:大中小").reason, furniture_rule("相似回答").ends
    ('网页工具栏', True)
    >>> furniture_rule("各区人民政府,市直有关单位:") is None
    True
    """
    if len(text) > 160:
        return None
    return next((rule for rule in RULES if rule.pattern.match(text)), None)
