"""The bytes of a news page as an Article, with or without a site file."""

from __future__ import annotations

import re
from datetime import date

from extract.charset import decode
from extract.errors import BrokenInput, NotAnArticle
from extract.parse import address, bylines, dates, refuse, script, template, title
from extract.parse import body as bodies
from extract.parse.join import chains, join_all, join_pages
from extract.parse.tree import Element, Line, lines_of, tree_of
from extract.parse.trim import prose, trim
from extract.records import Article, RawPage, key_of
from extract.sources import Source

__all__ = ["VERSION", "author_line", "chains", "following_page", "join_all", "join_pages", "parse"]

VERSION = "parse-3"
_LEAST = 20  # Chinese characters that an element named as the article must hold


def parse(page: RawPage, source: Source | None = None) -> Article:
    """The Article of an HTML page.

    A site file's selectors are tried first; one that matches nothing is named in
    `parse_drift` and the generic way fills in. Raises NotAnArticle with the reason, and
    BrokenInput where the bytes are no text.
    """
    try:
        text, charset = decode(page.body, page.content_type)
    except BrokenInput as error:
        raise BrokenInput(error.message, where=page.url, reason=error.reason) from error
    root = tree_of(text)
    if root is None:
        raise NotAnArticle("no element in it", where=page.url, reason="no_body")
    if page.status >= 400:
        raise NotAnArticle(f"status {page.status}", where=page.url, reason="error_page")
    lines = lines_of(root)
    general = title.find(root, lines) or script.title(root)
    published, updated = dates.find(root, lines, _line_of(lines, general), page.url)
    day = page.published_at or published or dates.from_url(page.url)
    chosen = template.apply(root, source.template_for(_day(day)) if source else ())
    heading = chosen.title or general
    at = _line_of(lines, heading)
    canonical = address.canonical(root, page.url)
    following = address.join(page.url, chosen.next_page) or address.next_page(root, page.url)
    video = refuse.has_video(root)
    untrimmed, found, drifted = _body(root, chosen.body, heading, lines)
    if video and sum(map(prose, found.paragraphs)) < _LEAST:
        # Nearly all of the page stands around the player.
        found = bodies.Body(tuple(filter(prose, found.paragraphs)), found.captions)
    refuse.check(heading, untrimmed, found, lines, page.url, video)
    by = bylines.find(root, lines, at, heading, untrimmed.paragraphs, chosen.byline)
    paragraphs = tuple(p for p in found.paragraphs if p != heading)
    article_id = key_of(canonical)
    return Article(
        article_id=article_id,
        version_id=key_of(article_id, heading, *paragraphs),
        source_id=page.source_id,
        url=page.url,
        canonical_url=canonical,
        fetched_at=page.fetched_at,
        title=heading,
        subtitle=chosen.subtitle or title.subtitle(root, heading),
        published_at=page.published_at or chosen.published or published,
        updated_at=chosen.updated or updated,
        credit=page.credit or chosen.credit or by.credit,
        reporters=by.reporters,
        correspondents=by.correspondents,
        editors=by.editors,
        paragraphs=paragraphs,
        captions=found.captions,
        next_page=following or None,
        charset=charset,
        parse_drift=tuple(dict.fromkeys((*chosen.drift, *drifted))),
        parser_version=VERSION,
    )


def following_page(page: RawPage, source: Source | None = None) -> str | None:
    """The address of the same article's next page, None where there is none or no text at all."""
    try:
        root = tree_of(decode(page.body, page.content_type)[0])
    except BrokenInput:
        return None
    if root is None:
        return None
    chosen = template.apply(root, source.template_for(None) if source else ())
    return address.join(page.url, chosen.next_page) or address.next_page(root, page.url)


def author_line(article: Article) -> str:
    """Names and credited outlet as one string."""
    names = (*article.reporters, *article.correspondents, *article.editors, article.credit)
    return " ".join(dict.fromkeys(filter(None, names)))


def _day(stamp: str | None) -> date | None:
    return date.fromisoformat(stamp[:10]) if stamp and len(stamp) >= 10 else None


def _body(
    root: Element, chosen: Element | None, heading: str | None, lines: list[Line]
) -> tuple[bodies.Body, bodies.Body, tuple[str, ...]]:
    """(untrimmed, trimmed, drift): text of the element that the site file names, else of the
    one found, else of a script. A named element that holds no text is drift."""
    drift: tuple[str, ...] = ()
    if chosen is not None:
        whole = bodies.read(bodies.soup_of(chosen))
        if whole.chinese >= _LEAST:
            return whole, trim(whole, heading), ()
        drift = ("body",)
    whole, body = _found(root, heading, lines)
    if body.chinese < bodies.ENOUGH and (held := script.body(root)):
        whole, body = held, trim(held, heading)
    return whole, body, drift


def _found(
    root: Element, heading: str | None, lines: list[Line]
) -> tuple[bodies.Body, bodies.Body]:
    """(untrimmed, trimmed) text of the element that holds the article.

    Where pruning or choosing left too little, the next wider element has another try: it must
    hold twice the prose, for a short notice needs no menu and no comments around it.
    """
    element = bodies.find(root, bodies.prune(root, lines))
    best = (bodies.Body((), ()), bodies.Body((), ()))
    most = (0, 0)
    for _ in range(3):
        if element is None:
            break
        whole = bodies.read(bodies.soup_of(element))
        body = trim(whole, heading)
        worth = sum(map(prose, body.paragraphs))
        size = (worth, 0 if worth else body.chinese)
        if size > (2 * most[0], most[1]):
            most = size
            best = whole, body
        if best[1].chinese >= bodies.ENOUGH:
            break
        element = element.getparent()
    return best


def _line_of(lines: list[Line], heading: str | None) -> int | None:
    """Where the heading stands among the lines; the first is the <title>, which is not shown."""
    if not heading:
        return None
    wanted = re.sub(r"\W+", "", heading)
    words = [
        (i, re.sub(r"\W+", "", line.text))
        for i, line in enumerate(lines)
        if len(line.text) >= len(wanted)
    ]
    places = [i for i, word in words if word == wanted]
    if places:
        return places[-1] if len(places) == 2 and places[0] == 0 else places[0]
    return next((i for i, word in words if wanted in word), None)
