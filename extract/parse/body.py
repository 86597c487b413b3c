"""Which part of a page is the article, and its paragraphs.

lxml finds the subtree: lines with prose weigh, links and menus do not, and the smallest element
that holds nearly all of the weight is the article. BeautifulSoup then works on that subtree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString, Tag
from lxml import etree

from extract.parse.boilerplate import is_boilerplate
from extract.parse.tree import BLOCKS, SILENT, Element, Line, count_chinese, squeeze

# Names of parts that are not the article. The guard in `prune` keeps what holds most of the text.
_NOT_BODY = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmt|pinglun|reply|footer|foot|copyright|share|bdshare|related|relate|"
    r"xiangguan|recommend|tuijian|breadcrumb|crumbs?|sidebar|aside|side|rank|ranking|hotnews|hot|"
    r"nav|navbar|menu|toolbar|login|qrcode|ewm|advert|ads?|gg|tags?|pager|pagination|page-?nav|"
    r"editor|bianji|declare|disclaimer|statement|mianze|prev|next|header|topbar|keywords?|"
    r"app-?download|subscribe|hidden)(?:$|[\s_-]|\d)",
    re.I,
)
# Of these, parts that readers or the site write, which may be longer than a short notice.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmt|pinglun|reply|footer|copyright|related?|recommend|tuijian)(?:$|[\s_-])",
    re.I,
)
# Lines that name the owner of a site: prose by their length alone.
_LEGAL = re.compile(
    r"版权所有|版权归|ICP[备证]|ICP\s*备案|公网安备|Copyright|All Rights Reserved|举报(?:电话|邮箱|热线)|许可证|"
    r"技术支持|主办单位?[：:]|承办单位?[：:]|法律顾问|未经.{0,12}授权|©",
    re.I,
)
# Lines of details about an article: many marks, no sentence.
_DETAILS = re.compile(
    r"(?:发布|发表|更新)(?:时间|日期|于)|(?:信息|文章|稿件|新闻)?来源[：:]|作者[：:]|(?:点击|浏览|阅读|访问)(?:次数|量|数)?[：:]|字体[：:]|字号[：:]|"
    r"打印本?页?】|关闭窗口|扫一扫|上一[篇条页]|下一[篇条页]|责任编辑[：:]"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_PROSE = re.compile(r"[，。；！？、：,;!?]")
_CAPTION_CLASS = re.compile(
    r"caption|pic-?(?:desc|note|info|text)|img-?(?:desc|note|info)|tushuo", re.I
)
_CAPTIONED = frozenset(("figcaption", "p", "div", "span"))
_END_OF_BLOCK, _END_OF_LINK = "/block", "/a"  # marks on the reader's stack
ENOUGH = 60  # Chinese characters below which a page has no article text
_MAX_DEPTH = 200
_KEPT = ("body", "script", "textarea")  # the last two may hold the text, unseen


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs and picture captions of the article, in reading order."""

    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    links: tuple[bool, ...] = ()  # which paragraphs are nothing but links, while untrimmed

    @property
    def chinese(self) -> int:
        return sum(map(count_chinese, self.paragraphs))


def _weight(line: Line) -> float:
    """How much a line is prose: its Chinese characters outside links, more with punctuation."""
    plain = line.chinese - line.linked
    if plain < 6 or line.linked > 0.5 * len(line.text):
        return 0.0
    if len(line.text) < 200 and _LEGAL.search(line.text):
        return 0.0
    if len(line.text) < 120 and "。" not in line.text and _DETAILS.search(line.text):
        return 0.0
    if is_boilerplate(line.text):
        return 0.0
    marks = len(_PROSE.findall(line.text))
    if marks == 0:
        return plain * (0.5 if plain >= 15 else 0.15)
    return plain + 8.0 * min(marks, 12)


def _name(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


@lru_cache(maxsize=4096)
def _is_no_body(name: str) -> bool:
    return bool(_NOT_BODY.search(name))


def prune(root: Element, lines: list[Line]) -> dict[Element, float]:
    """Take out what is never the article: hidden parts, comments, menus, footers, sidebars.

    A part that holds half of the page's prose stays, whatever its name says; comments and the
    like only where what remains would be no article, or far less than they are. `lines` are the
    root's. Returns the weight of prose in each element that remains and holds any.
    """
    masses = _masses(lines)
    whole = masses.get(root, 0.0)
    doomed = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element is root or element.tag in _KEPT:
            continue
        style = element.get("style")
        hidden = style and _HIDDEN.search(style)
        named = element.tag in ("nav", "footer", "aside") or (
            (element.get("class") or element.get("id")) and _is_no_body(_name(element))
        )
        if not (hidden or named):
            continue
        mass = masses.get(element, 0.0)
        others = mass < 0.75 * whole and whole - mass > 30 and _OTHERS.search(_name(element))
        if mass < 0.5 * whole or others:
            doomed.append(element)
    for element in doomed:
        if held := masses.get(element):
            node = element.getparent()
            while node is not None:
                masses[node] -= held
                node = node.getparent()
            for node in element.iter():
                masses.pop(node, None)
        _drop(element)
    return masses


def _drop(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail or ""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _masses(lines: list[Line]) -> dict[Element, float]:
    """Weight of prose in each element that holds any."""
    masses: dict[Element, float] = defaultdict(float)
    for line in lines:
        if weight := _weight(line):
            node = line.block
            while node is not None:
                masses[node] += weight
                node = node.getparent()
    return masses


def find(root: Element, masses: dict[Element, float]) -> Element | None:
    """The smallest element that holds the article; None where there is no prose.

    `masses` are what `prune` returned.
    From the top down into the child that holds most of the weight, until what would be left
    behind is more of the same: siblings of its kind, or text of the element itself.
    """
    if not masses.get(root):
        return None
    node = root
    for _ in range(_MAX_DEPTH):
        children = sorted(
            (child for child in node if masses.get(child)), key=lambda c: masses[c], reverse=True
        )
        if not children:
            break
        best = children[0]
        left = masses[node] - masses[best]
        if best.tag in ("p", "li", "h1", "h2", "h3") or not _holds_blocks(best):
            break
        alike = sum(masses[c] for c in children[1:] if _alike(c, best))
        loose = left - sum(masses[c] for c in children[1:])
        if alike > 0.12 * masses[node] or loose > 0.15 * masses[node]:
            break
        if masses[best] < 0.55 * masses[node]:
            break
        node = best
    return node


def _holds_blocks(element: Element) -> bool:
    """Whether an element is a block or, whatever its name, holds some."""
    return element.tag in BLOCKS or any(node.tag in BLOCKS for node in element.iterdescendants())


def _alike(one: Element, other: Element) -> bool:
    """Whether two siblings are paragraphs of one text rather than parts of a page."""
    if one.tag == "p":
        return True
    if one.tag == "table":  # tables side by side lay a page out
        return False
    simple = not any(child.tag in ("div", "table", "ul", "section") for child in one)
    return bool(one.tag == other.tag and one.get("class") == other.get("class") and simple)


def soup_of(element: Element) -> BeautifulSoup:
    """The subtree for BeautifulSoup to work on."""
    text = etree.tostring(element, encoding="unicode", method="html", with_tail=False)
    return BeautifulSoup(text, "lxml")


def read(soup: BeautifulSoup) -> Body:
    """Paragraphs and captions of a subtree: block elements and line breaks end a paragraph."""
    captions = []
    for tag in [t for t in soup.descendants if isinstance(t, Tag) and t.name in _CAPTIONED]:
        named = tag.name == "figcaption" or _CAPTION_CLASS.search(" ".join(tag.get("class") or []))
        if named and tag.parent is not None and len(tag.get_text()) < 200:
            captions.append(squeeze(tag.get_text()))
            tag.extract()
    paragraphs: list[str] = []
    links: list[bool] = []
    parts: list[str] = []
    linked = depth = 0

    def flush() -> None:
        if text := squeeze("".join(parts)):
            paragraphs.append(text)
            links.append(linked >= 0.75 * len(text))
        parts.clear()

    stack: list[Tag | NavigableString | str] = [soup]
    while stack:
        node = stack.pop()
        if isinstance(node, Tag):
            if node.name in SILENT and node.name != "html":
                continue
            if node.name in BLOCKS:
                flush()
                linked = 0
                stack.append(_END_OF_BLOCK)
            elif node.name == "a" and node.get("href"):
                depth += 1
                stack.append(_END_OF_LINK)
            stack.extend(
                reversed([c for c in node.children if isinstance(c, Tag | NavigableString)])
            )
        elif node is _END_OF_BLOCK:
            flush()
            linked = 0
        elif node is _END_OF_LINK:
            depth -= 1
        elif type(node) is NavigableString:  # not a comment, doctype or CDATA
            parts.append(str(node))
            linked += len(squeeze(str(node))) if depth else 0
    flush()
    return Body(tuple(paragraphs), tuple(c for c in captions if c), tuple(links))
