"""What is no article: error pages, login walls, captchas, lists. Each with a reason code."""

from __future__ import annotations

import re

from extract.errors import NotAnArticle
from extract.parse.body import Body
from extract.parse.tree import Line

_ERROR = re.compile(
    r"(?:页面|网页|文章|内容|信息|您?访问的.{0,6})(?:不存在|找不到|未找到|已?被?删除|已失效|无法(?:访问|显示))|"
    r"404\s*(?:not found|错误|error)|找不到(?:该|您要的)?(?:页面|网页|文件)|抱歉.{0,12}(?:不存在|找不到|删除)|"
    r"not found|50[0234]\s+(?:bad gateway|service|internal|gateway)|服务器(?:错误|繁忙|内部错误)",
    re.I,
)
_LOGIN = re.compile(
    r"(?:请|需要?|先)(?:您)?(?:先)?登录|登录后(?:查看|阅读|继续)|用户登录|账号登录|密码登录"
)
_CAPTCHA = re.compile(
    r"验证码|安全验证|人机验证|拖动滑块|访问(?:过于)?频繁|captcha|are you a robot|unusual traffic",
    re.I,
)
_FEW = 200  # Chinese characters under which a telling phrase is the page, not a word in it
_NONE = 20


def check(title: str | None, body: Body | None, lines: list[Line], where: str) -> None:
    """Raise NotAnArticle where the page is none; `where` is its address."""
    found = body.chinese if body else 0
    shown = " ".join(line.text for line in lines[:60])
    telling = f"{title or ''} {shown[:1500]}"
    if found < _FEW:
        for reason, pattern in (
            ("captcha", _CAPTCHA),
            ("error_page", _ERROR),
            ("login_wall", _LOGIN),
        ):
            if pattern.search(title or "") or (found < 80 and pattern.search(telling)):
                raise NotAnArticle(f"reads like {reason}", where=where, reason=reason)
    linked = sum(line.linked for line in lines)
    total = sum(len(line.text) for line in lines)
    if found < _NONE:
        if len(lines) > 20 and linked > 0.5 * total:
            raise NotAnArticle("links and no text", where=where, reason="list_page")
        raise NotAnArticle("no article text found", where=where, reason="no_body")
