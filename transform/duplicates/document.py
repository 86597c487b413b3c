"""The part of an article that comparing needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from transform.duplicates.align import letters, lines_of_letters
from transform.duplicates.figures import Setting, settings
from transform.duplicates.shingles import fold
from transform.records import CleanArticle

_HEADLINE = 45  # characters of a first line that may be a title
_ENDED = re.compile(r"[。；，、…][”）]?$|[。]")
_SHORT = 60
# Lines of the page around the text: who made it, when, and what it wants of the reader.
_PAGE = re.compile(
    r"(?:来源|稿源|稿件来源|发布时间|发布日期|发稿时间|日期|时间|编辑|责编|责任编辑|作者|审核|编审|校对|字号|"
    r"浏览次数?|阅读|点击(?:数|量|率)?|分享到?|上一篇|下一篇|相关(?:阅读|新闻|链接)|标签|关键词)\s*[：:]|"
    r"扫码|扫一扫|二维码|公众号|优惠券|客服|广告|下载APP|点击(?:领取|查看|进入|下载|这里)|热门推荐|猜你喜欢|"
    r"更多(?:资讯|精彩|内容)|本站(?:声明|所有)|版权|免责声明|转载|当前位置|返回首页|【字体|字体[：:]|打印本页|关闭窗口"
)


@dataclass(frozen=True, slots=True)
class Document:
    """One version of an article, restored and in simplified script."""

    version_id: str
    source_id: str
    url: str
    title: str | None
    published_at: str | None  # ISO 8601 of reduced precision
    credit: str | None  # what stands behind 来源
    text: str  # title and paragraphs, one a line
    damage_score: float = 0.0  # share of characters that were damaged, 0 to 1
    outlet: str | None = None  # the name of the outlet that `source_id` stands for, where known


def document_of(article: CleanArticle, outlet: str | None = None) -> Document:
    """The Document of a restored article; `outlet` is the site's own name, where it is known."""
    return Document(
        article.version_id,
        article.source_id,
        article.url,
        article.title,
        article.published_at,
        article.credit,
        article.text,
        article.damage_score,
        outlet,
    )


def headline_of(text: str) -> str:
    """The first line where it looks like a title, else an empty string."""
    line, _, rest = text.partition("\n")
    if not rest or len(line) > _HEADLINE or _ENDED.search(line.strip()):
        return ""
    return line


def _of_page(line: str) -> bool:
    """Whether a line says something about the page, not of the article."""
    return len(line) <= _SHORT and _PAGE.search(line) is not None


def body_of(text: str, title: str | None) -> str:
    """The text without its title (or what looks like one) and without lines of the page."""
    body = text.removeprefix(title or headline_of(text))
    return "\n".join(line for line in body.split("\n") if not _of_page(line))


@dataclass(frozen=True, slots=True)
class Compared:
    """What comparing asks of a document, made once however many pairs it stands in.

    `letters`, `body` (without title and lines of the page) and `heading` (title, or what looks
    like one) as `align.letters` gives them; names folded, "" where unknown.
    """

    letters: str
    body: str
    heading: str
    title: str
    credit: str
    outlet: str
    host: str  # without www. and m.
    path: str  # with the query
    figures: dict[Setting, set[str]]  # of the body, by the words around them


@lru_cache(maxsize=2048)
def compared(document: Document) -> Compared:
    """The document as it is compared."""
    parts = urlsplit(document.url)
    text, head = document.text, document.title or headline_of(document.text)
    lines, told = text.split("\n"), lines_of_letters(text)
    whole = "".join(told)
    if head == lines[0]:
        heading, told[0] = told[0], ""
    else:
        heading = letters(head)
        if head and text.startswith(head):
            lines[0] = lines[0].removeprefix(head)
            told[0] = letters(lines[0])
    body = "".join(t for t, line in zip(told, lines, strict=True) if not _of_page(line))
    return Compared(
        whole,
        body,
        heading,
        fold(document.title or ""),
        fold(document.credit or ""),
        fold(document.outlet or ""),
        (parts.hostname or "").removeprefix("www.").removeprefix("m."),
        parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else ""),
        settings(body),
    )


def same_name(left: str, right: str) -> bool:
    """Whether two folded names may be the same: one of them stands in the other."""
    return len(left) > 1 and len(right) > 1 and (left in right or right in left)
