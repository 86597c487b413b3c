"""Who wrote, photographed and edited an article, and which outlet it credits."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.parse.title import meta
from extract.parse.tree import Element, Line, text_of

_NAME = (
    r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,8})*|[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,8})+"
)
_NAMES = rf"(?:{_NAME})(?:[\s、,，/]+(?:{_NAME})(?![\u3400-\u9fff：:]))*"
_ROLE_END = r"(?=[）)\s】\]|,，。；;]|通讯员|摄影|报道|文|图|编辑|$)"
_REPORTER = re.compile(rf"(?:本[报网台刊社]|特约|见习|实习|全媒体)?记者[：:\s]*({_NAMES})")
_CORRESPONDENT = re.compile(rf"通讯员[：:\s]*({_NAMES})")
_EDITOR = re.compile(rf"(?:责任编辑|责编|编辑|值班主任|主编)[：:]\s*({_NAMES})")
_AUTHOR = re.compile(rf"(?:作者|撰稿|撰文|文/|文[：:])[：:\s]*({_NAMES})")
_CREDIT = re.compile(
    r"(?:文章来源|信息来源|新闻来源|稿件来源|来源网站|消息来源|来源|稿源|来自|转自|出处)\s*[：:]\s*"
    r"[《【\[“\"]?(?P<credit>[^\s《》【】\[\]|｜”\"（(<]{2,30})"
)
_LEAD = re.compile(r"^[\s（(]*(?P<credit>[\u3400-\u9fff]{2,10}(?:网|报|社|台))(?:讯|电)")
_NOT_NAMES = {
    "报道", "摄影", "通讯员", "编辑", "来源", "作者", "从", "获悉", "采访", "看到", "了解", "发现", "表示", "近日",
    "日前", "在", "走进", "来到", "问", "说", "站", "手记", "观察", "见习", "实习", "责任编辑", "获", "从市", "今天",
    "昨天", "昨日", "今日", "联系", "时间", "发布", "采访时", "介绍", "见到", "证", "节", "会", "团", "们", "招待会",
}  # fmt: skip
_LEADING = re.compile(
    r"^(?:从|在|来到|走进|获悉|了解|近日|日前|采访|看到|发现|昨|今|前往|随|跟随|注意|问)"
)
_CREDIT_JUNK = re.compile(
    r"(?:作者|记者|责任编辑|编辑|时间|日期|发布|字号|点击|浏览|阅读|打印|评论|\d{4}).*$"
)


@dataclass(frozen=True, slots=True)
class Bylines:
    """Names by role; `credit` is what stands behind 来源."""

    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    editors: tuple[str, ...]
    authors: tuple[str, ...]
    credit: str | None


def _split(names: str) -> list[str]:
    found = []
    for name in re.split(r"[\s、,，/]+", names):
        if name in _NOT_NAMES or _LEADING.match(name) or len(name) < 2:
            break
        found.append(name)
    return found


def _all(pattern: re.Pattern[str], lines: list[str]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for line in lines:
        for match in pattern.finditer(line):
            found.update(dict.fromkeys(_split(match[1])))
    return tuple(found)


def credit_of(text: str) -> str | None:
    """The outlet that a line credits, None where it credits none."""
    match = _CREDIT.search(text)
    if match is None:
        return None
    credit = _CREDIT_JUNK.sub("", match["credit"]).strip("：:，,。-—·;；")
    return credit if len(credit) >= 2 else None


_NAMED = re.compile(r"source|laiyuan|(?:^|[\s_-])(?:ly|from|author|zuozhe|editor)", re.I)


def _named_credit(root: Element) -> str | None:
    for element in root.iter("span", "div", "a", "p", "td", "em", "i"):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _NAMED.search(name) and 2 <= len(text := text_of(element)) <= 40:
            if credit := credit_of(text):
                return credit
            if re.search(r"source|laiyuan", name, re.I) and not re.search(r"\d{4}", text):
                return text
    return None


def find(root: Element, lines: list[Line], title_at: int | None, body: tuple[str, ...]) -> Bylines:
    """Names and credit from the lines about the title, the article's first and last lines."""
    start = title_at or 0
    head = [line.text for line in lines[max(0, start - 4) : start + 12] if len(line.text) < 200]
    inside = [p[:160] for p in body[:3]] + [p[-160:] for p in body[-3:]]
    tail = [line.text for line in lines[start:] if len(line.text) < 120 and "编辑" in line.text]
    credit = next(filter(None, map(credit_of, head)), None) or _named_credit(root)
    if credit is None:
        credit = next(
            filter(None, map(credit_of, [*inside, meta(root, "source", "og:site_name") or ""])),
            None,
        )
    if credit is None and (lead := next((m for p in body[:2] if (m := _LEAD.match(p))), None)):
        credit = lead["credit"]
    said = meta(root, "author", "article:author", "og:article:author")
    authors = list(_all(_AUTHOR, head))
    if not authors and said and re.fullmatch(_NAMES, said):
        authors = _split(said)
    return Bylines(
        reporters=_all(_REPORTER, [*head, *inside]),
        correspondents=_all(_CORRESPONDENT, [*head, *inside]),
        editors=_all(_EDITOR, [*head, *tail[:4], *inside]),
        authors=tuple(authors),
        credit=credit or meta(root, "source", "contentsource", "og:source"),
    )
