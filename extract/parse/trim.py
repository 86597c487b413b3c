"""Lines around an article that are not the article: bylines, shares, copyright, links."""

from __future__ import annotations

import re

from extract.parse.body import ENOUGH, Body

# A whole paragraph that is one of these is no text of the article, wherever it stands.
_NEVER = re.compile(
    r"^[\s【\[（(]*(?:"
    r"责任?编辑?[：:].*|责编[：:].*|（?编辑[：:].*|值班编辑.*|作者[：:].{0,20}|编辑[：:].{0,20}|校对[：:].*|审核[：:].*|"
    r"(?:来源|稿源|文章来源|信息来源|新闻来源|发布时间|发表时间|更新时间|发稿时间|日期|时间)[：:].{0,60}|"
    r"分享(?:到|至)?[：:]?.{0,30}|扫一扫.{0,40}|扫描.{0,20}二维码.*|"
    r"(?:字号|字体)[：:]?.{0,20}|打印(?:本页)?|关闭(?:窗口|本页)?|收藏|复制链接|我要(?:评论|纠错|收藏).*|"
    r"(?:上一篇|下一篇|上一页|下一页|上一条|下一条|前一篇|后一篇)[：:]?.{0,80}|"
    r"(?:相关(?:新闻|阅读|报道|链接|文章|专题)|延伸阅读|推荐阅读|热点(?:新闻|推荐)|猜你喜欢)[：:]?.{0,60}|"
    r"(?:版权所有|版权声明|免责声明|特别声明|声明)[：:].*|.{0,40}(?:未经.{0,12}授权.{0,20}(?:不得|禁止|严禁)).*|"
    r"(?:原标题|标签|关键词|关键字)[：:].{0,80}|"
    r"点击(?:进入|查看|下载|阅读).{0,40}|(?:您|你)?(?:当前|现在)(?:的)?(?:所在)?位置[：:是]?.{0,60}|"
    r"(?:阅读|浏览|点击|评论|转发|点赞)(?:次数|量|数)?[：:]?\s*[\d万+]*(?:次)?|\d+\s*(?:评论|人参与|条评论|跟贴|阅读|赞).{0,20}|"
    r"返回(?:首页|顶部|列表).{0,10}|(?:查看|显示|阅读)(?:全文|更多|余下).{0,10}|加载(?:中|更多).{0,5}|"
    r"(?:举报|反馈|投诉|纠错|打赏|赞|踩|分享|评论|微信|微博|QQ空间|朋友圈|QQ好友|[\s|·/,，、>]|新浪|腾讯|人人网)+|"
    r"(?:\(|（)?(?:完|END|end)(?:\)|）)?|"
    r"(?:更多精彩|欢迎关注|关注).{0,40}(?:公众号|微信|客户端|微博).{0,40}|.{0,20}(?:下载|打开).{0,12}(?:APP|客户端|App|app).{0,30}|"
    r"(?:以上内容|本文|文章)?(?:仅代表|仅为).{0,12}(?:作者|个人)(?:个人)?(?:观点|立场).*|"
    r"(?:图片来源|图源|图/|摄影[：:]|视频[：:]).{0,30}"
    r")[\s】\]）)]*$"
)
# From one of these on, what follows is no longer the article.
_END = re.compile(
    r"^[\s【\[（(>]*(?:相关(?:新闻|阅读|报道|链接|文章|推荐|专题)|延伸阅读|推荐阅读|热门(?:推荐|评论|文章|跟贴)|"
    r"网友评论|最新评论|全部评论|我要评论|发表评论|评论区|我来说两句|精彩评论|跟贴|"
    r"猜你喜欢|为您推荐|版权声明|免责声明|特别声明|凡本网注明|本网声明|Copyright|©)"
)
_CREDIT_TAIL = re.compile(
    r"\s*[（(【\[]\s*(?:责任编辑|责编|编辑|来源|稿源|编辑[ /／].{0,10}|原标题)[：:／/ ].{0,60}[）)】\]]\s*$"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_DATE_LINE = re.compile(
    r"^\D{0,16}\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?.{0,50}$"
)


def _same_words(one: str, other: str) -> bool:
    squeezed = (re.sub(r"\W+", "", one), re.sub(r"\W+", "", other))
    return squeezed[0] == squeezed[1] and bool(squeezed[0])


def trim(body: Body, title: str | None) -> Body:
    """The body without its surroundings; untrimmed where less than 60 characters would remain."""
    kept: list[str] = []
    for number, paragraph in enumerate(body.paragraphs):
        if kept and _END.match(paragraph) and _enough(kept):
            break
        if _NEVER.match(paragraph):
            continue
        if (
            not kept
            and number < 8
            and (
                (title and _same_words(paragraph, title))
                or (_DATE_LINE.match(paragraph) and "。" not in paragraph)
            )
        ):
            continue
        shortened = _CREDIT_TAIL.sub("", paragraph)
        if shortened:
            kept.append(shortened)
    while kept and _DATE_LINE.match(kept[-1]) and "来源" in kept[-1]:
        kept.pop()
    return Body(tuple(kept), body.captions) if _enough(kept) else body


def _enough(paragraphs: list[str]) -> bool:
    return sum(len(_CHINESE.findall(p)) for p in paragraphs) >= ENOUGH
