"""What is no article: error pages, login walls, captchas, lists. Each with a reason code."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from extract.errors import NotAnArticle
from extract.parse.body import Body
from extract.parse.tree import Element, Line

_ERROR = re.compile(
    r"(?:页面|网页|文章|内容|信息|网址|链接|您?(?:要)?访问的.{0,8})(?:已经?)?(?:不存在|找不到|未找到|被?删除|被.{0,6}(?:删除|屏蔽|移除)|失效|过期|无法(?:访问|显示|找到))|"
    r"404\s*(?:not found|错误|error|页面)|(?:找不到|没有找到)(?:该|您?要?(?:访问)?的?)?(?:页面|网页|文件|内容)|"
    r"(?:抱歉|对不起).{0,16}(?:不存在|找不到|删除|出错|失效)|^\W*404\W*$|"
    r"not found|50[0234]\s+(?:bad gateway|service|internal|gateway)|服务器(?:错误|繁忙|内部错误)|(?:系统|服务)(?:维护|升级)中",
    re.I,
)
_LOGIN = re.compile(
    r"(?:请|需要?|先)(?:您)?(?:先)?登[录陆](?!后?.{0,4}(?:回帖|回复|评论|发表|留言|发帖|参与|收藏))|"
    r"登[录陆]后(?:才能|才?可以?|方可)?(?:继续)?(?:查看|阅读|浏览|访问|观看|下载)|"
    r"用户登[录陆]|账号登[录陆]|密码登[录陆]|扫码登[录陆]|"
    r"(?:订阅|会员|付费)(?:用户)?后?(?:才能|可|方可)(?:查看|阅读)|统一身份认证"
)
_CAPTCHA = re.compile(
    r"请?输入(?:图片)?验证码|安全验证|人机验证|滑动验证|拖动(?:下方)?滑块|访问(?:过于|太)?频繁|(?:确认|证明)您?(?:是|不是)(?:真人|机器人)|"
    r"captcha|are you (?:a )?(?:robot|human)|unusual traffic|(?:网站防火墙|安全狗|云锁|创宇盾)|"
    r"正在(?:进行)?(?:安全)?检查.{0,6}浏览器|checking your browser",
    re.I,
)
_TELLING = (("captcha", _CAPTCHA), ("error_page", _ERROR), ("login_wall", _LOGIN))
_INDEX = re.compile(r"(?:^|/)(?:(?:index|list|default|node|more)(?:_?\d+)?\.\w{3,5})?$", re.I)
_DATED = re.compile(
    r"(?:19|20)\d{2}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}|\d{1,2}[-/月]\d{1,2}日?\s*$|^\d{1,2}[-/]\d{1,2}$"
)
_SENTENCE = re.compile(r"[。！？；]")
_VIDEO_NAME = re.compile(r"video|player|shipin", re.I)
_VIDEO_FILE = re.compile(r"\.(?:m3u8|mp4|flv)\b|\bnew \w{0,10}Player\(")
_SHORT = 80  # Chinese characters under which a telling phrase is the page, not a word in it
_NONE = 20
_ITEMS = 8
_ARTICLE = 300


def has_video(root: Element) -> bool:
    """Whether a page shows a video player."""
    if next(root.iter("video", "embed"), None) is not None:
        return True
    if any(_VIDEO_FILE.search((script.text or "")[:200_000]) for script in root.iter("script")):
        return True
    for element in root.iter("div", "iframe", "object", "section"):
        name = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('src') or ''}"
        if _VIDEO_NAME.search(name):
            return True
    return False


def check(
    title: str | None, whole: Body, found: Body, lines: list[Line], where: str, video: bool
) -> None:
    """Raise NotAnArticle where the page is none.

    `whole` is the text before trimming, `where` the page's address; a page with a video may be
    nearly without text.
    """
    _check_phrases(title or "", found, lines, where)
    alone = video and bool(title) and found.chinese < _NONE and not _index_address(where)
    if not alone and _is_list(whole, found, lines, where):
        raise NotAnArticle("links and no article", where=where, reason="list_page")
    if found.chinese < _NONE and not alone:
        raise NotAnArticle("no article text found", where=where, reason="no_body")


def _check_phrases(title: str, found: Body, lines: list[Line], where: str) -> None:
    prose = sum(len(p) for p in found.paragraphs if _SENTENCE.search(p))
    text = " ".join(found.paragraphs)[:1500]
    # A login box or a search box stands on many a page: only the text itself or a page without
    # any tells of a wall.
    unlinked = " ".join(line.text for line in lines[:60] if not line.linked)[:1500]
    telling = f"{title} {unlinked if found.chinese < _NONE else text}"
    for reason, pattern in _TELLING:
        match = pattern.search(title)
        is_title = match is not None and len(match[0]) >= 0.4 * len(title.strip())
        said = unlinked if reason == "error_page" else telling
        if (is_title and prose < 400) or (prose < _SHORT and pattern.search(said)):
            raise NotAnArticle(f"reads like {reason}", where=where, reason=reason)


def _is_list(whole: Body, found: Body, lines: list[Line], where: str) -> bool:
    linked = sum(line.linked for line in lines)
    total = sum(len(line.text) for line in lines)
    mostly_links = linked > 0.5 * total
    prose = sum(len(p) for p in found.paragraphs if _SENTENCE.search(p))
    if found.chinese < _NONE:
        headlines = sum(line.linked >= 7 for line in lines)
        return (len(lines) > 15 and mostly_links) or (headlines >= _ITEMS and linked > 0.35 * total)
    longest, most = _longest_run(whole)
    if longest >= _ARTICLE:
        return False
    links = [
        p for p, link in zip(whole.paragraphs, whole.links, strict=False) if link and len(p) >= 8
    ]
    if len(links) >= _ITEMS and (most <= 1 or sum(map(len, links)) > prose):
        return True
    dated = sum(1 for p in whole.paragraphs if len(p) < 40 and _DATED.search(p))
    if len(links) >= 5 and dated >= 5 and sum(map(len, links)) > 0.3 * prose:
        return True
    return mostly_links and prose < 600 and _index_address(where)


def _longest_run(whole: Body) -> tuple[int, int]:
    """(characters, paragraphs) of the longest run of prose that no link stands in: a list has
    one short summary behind each link, an article its paragraphs one after the other."""
    longest = run = most = count = 0
    for paragraph, link in zip(whole.paragraphs, whole.links, strict=False):
        prose = not link and bool(_SENTENCE.search(paragraph))
        run = 0 if link else run + len(paragraph) * prose
        count = 0 if link else count + prose
        longest, most = max(longest, run), max(most, count)
    return longest, most


def _index_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and not parts.query and bool(_INDEX.search(parts.path))
