"""Lines around an article that are not the article: bylines, shares, copyright, links."""

from __future__ import annotations

import re

from extract.parse.body import ENOUGH, Body

# A whole paragraph that is one of these is no text of the article, wherever it stands.
_ROLE = (
    r"(?:责任?编辑?|责编|编辑|值班编辑|网络编辑|新媒体编辑|美编|作者|校对|审校|初审|复审|终审|审核|审读|监制|主编|总监制|统筹|"
    r"排版|制作|供稿|撰文|撰稿|录入|责任校对|值班主任|值班总编|摄影|视频|图片|通讯员|一审|二审|三审|文字|签发|策划|图文|投稿邮箱)"
)
_NEVER = re.compile(
    r"^[\s【\[（(<>«»|·•▲△▼■◆★*—-]*(?:"
    rf"{_ROLE}\s*[：:|｜/／丨].{{0,60}}|"
    r"(?:来源|稿源|文章来源|信息来源|新闻来源|稿件来源|资料来源|发布时间|发表时间|发布日期|更新时间|发稿时间|日期|时间)"
    r"\s*[：:|｜丨/].{0,80}|"
    r"分享(?:到|至)?[：:]?.{0,30}|扫一扫.{0,40}|扫描.{0,20}二维码.*|"
    r"(?:字号|字体|字体大小)[：:]?.{0,20}|打印(?:本页|本文|此文)?|(?:打印|关闭|保存)(?:窗口|本页|页面|此页)?|收藏|复制链接|"
    r"我要(?:评论|纠错|收藏).*|"
    r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条|上篇|下篇|前一篇|后一篇)[：:]?.{0,80}|"
    r"第\s*\d+\s*页\s*[/／|]?\s*共\s*\d+\s*页.{0,40}|(?:首页|尾页|末页|\d{1,3}|上一页|下一页|[\s.…|<>«»\[\]])+|"
    r"(?:相关(?:新闻|阅读|报道|链接|文章|专题)|延伸阅读|推荐阅读|热点(?:新闻|推荐)|猜你喜欢|此前报道|更多新闻|新闻链接)[：:]?.{0,60}|"
    r"(?:版权所有|版权声明|免责声明|特别声明|郑重声明|声明|版权)[：:].*|.{0,60}(?:未经.{0,16}(?:授权|许可|同意).{0,24}(?:不得|禁止|严禁|转载)).*|"
    r"本文?(?:来自|来源于|转自|由|系).{0,40}(?:转载|原创|授权|资讯|发布|下载).{0,60}|.{0,10}转载请(?:注明|联系|保留).{0,80}|"
    r"(?:本文)?(?:原标题|原题为?|标签|关键词|关键字|Tags?)[：:为《].{0,100}|"
    r"点击(?:进入|查看|下载|阅读|看|放大|图片|上方|下方|蓝字).{0,40}|(?:您|你)?(?:当前|现在)?(?:的)?(?:所在)?位置[：:是]?.{0,60}|"
    r"(?:阅读|浏览|点击|评论|转发|点赞)(?:次数|量|数)?[：:]?\s*[\d万+]*(?:次)?|\d+\s*(?:评论|人参与|条评论|跟贴|阅读|赞).{0,20}|"
    r"返回(?:首页|顶部|列表|页首).{0,20}|(?:查看|显示|阅读)(?:全文|更多|余下).{0,10}|加载(?:中|更多).{0,5}|"
    r"(?:举报|反馈|投诉|纠错|打赏|赞|踩|分享|评论|发表评论|推荐|推|荐|微信|微博|QQ空间|朋友圈|QQ好友|发送给朋友|打印本文|关闭窗口|"
    r"返回页首|返回顶部|加入收藏|查看评论|大|中|小|[\s|·/,，、>【】\[\]]|新浪|腾讯|人人网)+|"
    r"完|END|end|正文|-+|"
    r"(?:更多精彩|欢迎关注|长按|识别|关注).{0,40}(?:公众号|微信|客户端|微博|二维码|热辣).{0,40}|更多精彩.{0,30}|"
    r".{0,20}(?:下载|打开).{0,12}(?:APP|客户端|App|app).{0,30}|"
    r"(?:以上内容|本文|文章|以上)?(?:仅代表|仅为).{0,12}(?:作者|个人)(?:个人)?(?:观点|立场).*|"
    r"(?:图片来源|图源|图/|文[/／]|供图[：:/]).{0,30}|"
    r"(?:(?:本文|文中|部分|以上|所有)?(?:图片|图文|信息|内容|素材|资料|文字)(?:均|部分|皆)?(?:来源|来自|源自|转自|取自|整理自)于?)"
    r".{0,30}(?:网络|互联网|如有侵权.*|删除.*)?|"
    r"(?:综合)?(?:整理|综合|摘编|编译|改编|选)自.{2,60}|.{0,30}(?:实习生|记者|编辑).{2,12}对(?:此|本)文(?:亦|也)?有贡献|"
    r".{2,40}供稿(?:\s.{0,40})?"
    r")[\s】\]）)。>-]*$",
    re.I,
)
# From one of these on, what follows is no longer the article.
_END = re.compile(
    r"^[\s【\[（(>▲▼■◆·-]*(?:相关(?:新闻|阅读|报道|链接|文章|推荐|专题)|延伸阅读|推荐阅读|热门(?:推荐|评论|文章|跟贴)|"
    r"网友评论|最新评论|全部评论|我要评论|发表评论|评论区|我来说两句|精彩评论|跟贴|新闻链接|更多新闻|更多报道|"
    r"猜你喜欢|为您推荐|您可能|版权声明|免责声明|特别声明|凡本网注明|凡本站|本网声明|Copyright|©|"
    r"(?:责任编辑|责编|校对|来源|编辑|终审|监制|原标题)\s*[：:|｜丨/])",
    re.I,
)
_REST_SHARE = 0.25  # of the text so far: more prose behind an end mark, and it was none
_CREDIT_TAIL = re.compile(
    r"\s*[（(【\[]\s*(?:责任编辑|责编|编辑|来源|稿源|编辑[ /／].{0,10}|原标题|原题为?|本文来自|转自|摘自)"
    r"[：:／/ 《].{0,60}[）)】\]]\s*$"
)
_PLAIN_TAIL = re.compile(r"(?<=[。！？”）)])\s*(?:责任编辑|责编)\s*[：:]\s*\S{2,12}\s*$")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[。！？；]")
_DATE_LINE = re.compile(
    r"^\D{0,30}\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?.{0,50}$"
)
_TAIL = 90  # characters at a paragraph's end in which a credit may stand
_NOTICE = 15  # Chinese characters of the shortest text that is trimmed at all
_LONGEST = 220  # no line about an article is longer; longer paragraphs are its text


def _same_words(one: str, other: str) -> bool:
    squeezed = (re.sub(r"\W+", "", one), re.sub(r"\W+", "", other))
    return squeezed[0] == squeezed[1] and bool(squeezed[0])


def _count(text: str) -> int:
    return len(_CHINESE.findall(text))


def _prose(paragraph: str) -> int:
    """Chinese characters of a paragraph that is prose, 0 for any other line."""
    if not _SENTENCE.search(paragraph) or _never(paragraph):
        return 0
    return _count(paragraph)


_BRACKETS = re.compile(r"[【】\[\]|｜丨]+")


def _never(paragraph: str) -> bool:
    """Whether a line is no text of the article: as a whole, or each of its bracketed buttons."""
    if len(paragraph) > _LONGEST:
        return False
    if _NEVER.match(paragraph):
        return True
    pieces = [piece.strip() for piece in _BRACKETS.split(paragraph)]
    return len(pieces) > 2 and all(not piece or _NEVER.match(piece) for piece in pieces)


def trim(body: Body, title: str | None) -> Body:
    """The body without its surroundings.

    Untrimmed where less than 60 Chinese characters would remain, but for a short notice all of
    whose sentences are kept.
    """
    links = body.links or (False,) * len(body.paragraphs)
    lines = [
        paragraph
        for paragraph, link in zip(body.paragraphs, links, strict=True)
        if not (link and len(paragraph) < 80 and not paragraph.endswith("。"))
    ]
    kept: list[str] = []
    length = 0  # Chinese characters kept
    behind = sum(map(_prose, lines))  # of prose from here on
    for number, paragraph in enumerate(lines):
        behind -= _prose(paragraph)
        short = len(paragraph) <= _LONGEST
        ends = length >= ENOUGH and behind <= _REST_SHARE * length
        if short and ends and _END.match(paragraph):
            break
        if _never(paragraph):
            continue
        if length < 30 and number < 12 and _heads(paragraph, title):
            continue
        shortened = paragraph
        if paragraph[-1] in "）)】]":
            shortened = paragraph[:-_TAIL] + _CREDIT_TAIL.sub("", paragraph[-_TAIL:])
        shortened = shortened[:-_TAIL] + _PLAIN_TAIL.sub("", shortened[-_TAIL:])
        if shortened:
            kept.append(shortened)
            length += _count(shortened)
    while kept and _DATE_LINE.match(kept[-1]) and "来源" in kept[-1]:
        kept.pop()
    left = sum(map(_count, kept))
    notice = left >= _NOTICE and sum(map(_prose, kept)) >= sum(map(_prose, body.paragraphs))
    return Body(tuple(kept), body.captions) if left >= ENOUGH or notice else body


def _heads(paragraph: str, title: str | None) -> bool:
    """Whether a line at the top is the title again or the line of date and outlet."""
    if title and _same_words(paragraph, title):
        return True
    return len(paragraph) < 120 and "。" not in paragraph and bool(_DATE_LINE.match(paragraph))
