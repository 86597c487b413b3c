"""Lines around an article that are not the article: bylines, shares, copyright, links."""

from __future__ import annotations

import re

from extract.parse.body import ENOUGH, Body
from extract.parse.boilerplate import LONGEST, is_boilerplate
from extract.parse.tree import count_chinese

# From one of these on, what follows is no longer the article.
_END = re.compile(
    r"^[\s【\[（(>▲▼■◆·-]*(?:相关(?:新闻|阅读|报道|链接|文章|推荐|专题)|延伸阅读|推荐阅读|热门(?:推荐|评论|文章|跟贴)|"
    r"往期(?:推荐|回顾)|新闻链接|更多新闻|更多报道|"
    r"猜你喜欢|为您推荐|您可能|版权声明|免责声明|特别声明|凡本网注明|凡本站|本网声明|Copyright|©|"
    r"(?:责任编辑|责编|校对|来源|编辑|终审|监制|原标题)\s*[：:|｜丨/])",
    re.I,
)
# What readers wrote is longer than a notice at times.
_COMMENTS = re.compile(
    r"^[\s【\[（(>▲▼■◆·-]*(?:(?:网友|最新|全部|精彩|热门)?(?:评论|跟贴|留言)\s*(?:区|[（(]\d+[）)]|[：:])?|我要评论|发表评论|我来说两句|"
    r"\d+\s*条(?:评论|留言))\s*$"
)
_COMMENTS_SHARE = 3.0
_REST_SHARE = 0.25  # of the text so far: more prose behind an end mark, and it was none
_CREDIT_TAIL = re.compile(
    r"\s*[（(【\[]\s*(?:责任编辑|责编|编辑|来源|稿源|编辑[ /／].{0,10}|原标题|原题为?|本文来自|转自|摘自)"
    r"[：:／/ 《].{0,60}[）)】\]]\s*$"
)
_PLAIN_TAIL = re.compile(r"(?<=[。！？”）)])\s*(?:责任编辑|责编)\s*[：:]\s*\S{2,12}\s*$")
_SENTENCE = re.compile(r"[。！？；]")
_DATE_LINE = re.compile(
    r"^\D{0,30}\d{4}\s*[-年/.]\s*\d{1,2}\s*[-月/.]\s*\d{1,2}日?\s*(?:\d{1,2}:\d{2}(?::\d{2})?)?.{0,50}$"
)
_TAIL = 90  # characters at a paragraph's end in which a credit may stand
_NOTICE = 15  # Chinese characters of the shortest article behind which comments may stand
_SENTENCE_LENGTH = 6  # of the shortest text that is trimmed at all


def _same_words(one: str, other: str) -> bool:
    squeezed = (re.sub(r"\W+", "", one), re.sub(r"\W+", "", other))
    return squeezed[0] == squeezed[1] and bool(squeezed[0])


def prose(paragraph: str) -> int:
    """Chinese characters of a paragraph that is prose, 0 for any other line."""
    if not _SENTENCE.search(paragraph) or is_boilerplate(paragraph):
        return 0
    return count_chinese(paragraph)


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
    masses = list(map(prose, lines))
    behind = sum(masses)  # of prose from here on
    for number, (paragraph, mass) in enumerate(zip(lines, masses, strict=True)):
        behind -= mass
        if len(paragraph) <= LONGEST and _ends(paragraph, length, behind):
            break
        if is_boilerplate(paragraph):
            continue
        if length < 30 and number < 12 and _heads(paragraph, title):
            continue
        shortened = paragraph
        if paragraph[-1] in "）)】]":
            shortened = paragraph[:-_TAIL] + _CREDIT_TAIL.sub("", paragraph[-_TAIL:])
        shortened = shortened[:-_TAIL] + _PLAIN_TAIL.sub("", shortened[-_TAIL:])
        if shortened:
            kept.append(shortened)
            length += count_chinese(shortened)
    while kept and _DATE_LINE.match(kept[-1]) and "来源" in kept[-1]:
        kept.pop()
    left = sum(map(count_chinese, kept))
    if left >= ENOUGH:
        return Body(tuple(kept), body.captions)
    notice = left >= _SENTENCE_LENGTH and sum(map(prose, kept)) >= sum(map(prose, body.paragraphs))
    return Body(tuple(kept), body.captions) if notice else body


def _ends(paragraph: str, length: int, behind: int) -> bool:
    """Whether the article has ended, `length` characters of it kept and `behind` of prose left."""
    if length >= _NOTICE and behind <= _COMMENTS_SHARE * length and _COMMENTS.match(paragraph):
        return True
    return length >= ENOUGH and behind <= _REST_SHARE * length and bool(_END.match(paragraph))


def _heads(paragraph: str, title: str | None) -> bool:
    """Whether a line at the top is the title again or the line of date and outlet."""
    if title and _same_words(paragraph, title):
        return True
    return len(paragraph) < 120 and "。" not in paragraph and bool(_DATE_LINE.match(paragraph))
