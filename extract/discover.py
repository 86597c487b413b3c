"""Which articles a site offers: feeds, sitemaps, listing pages, archives by day."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from extract.charset import decode
from extract.errors import BrokenInput, TerminalError, TransientError, YuanjiangError
from extract.fetch import Fetcher
from extract.fetch.decompress import unpack
from extract.links import links_on
from extract.parse import address
from extract.parse.dates import BEIJING, first, from_url
from extract.parse.tree import Element, brief, select, tree_of
from extract.records import Finder, Link
from extract.sources import Listing, Source
from extract.url import canonical_url

_NEXT = re.compile(r"^[\[<]?\s*(?:下一页|下页|后一页|next)\s*[>»\]]*$", re.I)
_FILE = re.compile(r"\.(?:jpg|jpeg|png|gif|pdf|zip|rar|gz|docx?|xlsx?|mp4|mp3|apk|css|js)$", re.I)
MAX_SITEMAPS = 20
ARCHIVE_DAYS = 3  # a night asks for the paper of these days: yesterday's may have come late


class Discovery:
    """Links of a source, each once, and the errors met on the way."""

    def __init__(self, source: Source, fetcher: Fetcher, today: date) -> None:
        self.source = source
        self.fetcher = fetcher
        self.today = today  # where the sites are
        self.errors: list[YuanjiangError] = []
        self._seen: set[str] = set()

    def links(
        self,
        known: Callable[[str], bool],
        since: date | None = None,
        until: date | None = None,
    ) -> Iterator[Link]:
        """New links, newest first within each list. A listing ends where all of it is known.

        With `since` or `until` listings are walked on and archives asked for each day; without,
        archives are asked for the last days.
        """
        for url in self.source.feeds:
            yield from self._kept(self._feed(url), since, until)
        for url in self.source.sitemaps:
            yield from self._kept(self._sitemap(url, since, []), since, until)
        walk = since is not None
        for listing in self.source.listings:
            for page in self._listing(listing):
                yield from self._kept(page, since, until)
                if not walk and page and all(known(link.url) for link in page):
                    break
                if walk and page and all(_before(link, since) for link in page):
                    break
        if self.source.archive:
            last = until or self.today
            for day in self._archive(since or last - timedelta(days=ARCHIVE_DAYS - 1), last):
                yield from self._kept(day, since, until)

    def _kept(self, links: list[Link], since: date | None, until: date | None) -> Iterator[Link]:
        for link in links:
            if link.url in self._seen or _before(link, since) or _after(link, until):
                continue
            self._seen.add(link.url)
            yield link

    def _fetch(self, url: str) -> bytes | None:
        try:
            return self.fetcher.get(url).body
        except (TransientError, TerminalError) as error:
            self.errors.append(error)
            return None

    def _link(
        self, base: str, href: str, by: Finder, title: str | None, published: str | None
    ) -> Link | None:
        try:
            url = canonical_url(urljoin(base, href.strip()))
        except ValueError:
            return None
        parts = urlsplit(url)
        if not self.source.owns(url) or _FILE.search(parts.path):
            return None
        if not self.source.is_article(url):
            return None
        return Link(url, self.source.id, by, base, title, published or from_url(url))

    def _feed(self, url: str) -> list[Link]:
        """Links of a feed, newest first."""
        body = self._document(url)
        if body is None:
            return []
        found = []
        for entry in feedparser.parse(body).entries:
            stamp = _feed_date(entry)
            link = self._link(url, entry.get("link") or "", "feed", entry.get("title"), stamp)
            if link:
                found.append(link)
        return _newest_first(found)

    def _sitemap(self, url: str, since: date | None, done: list[str]) -> list[Link]:
        """Links of a sitemap and of the sitemaps that it names, newest first.

        Of an index the newest ones, and none that was last changed before `since`.
        """
        if url in done or len(done) >= MAX_SITEMAPS or not self.source.owns(url):
            return []
        done.append(url)
        body = self._document(url)
        root = None if body is None else _xml(body)
        if root is None:
            return []
        named = [
            (first(node.findtext("{*}lastmod") or "") or "", node.findtext("{*}loc") or "")
            for node in root.iter("{*}sitemap")
        ]
        links: list[Link] = []
        for changed, target in sorted(named, key=lambda one: one[0], reverse=True):
            if target and not (since and changed and changed[:10] < since.isoformat()):
                links += self._sitemap(urljoin(url, target.strip()), since, done)
        for node in root.iter("{*}url"):
            said = node.findtext(".//{*}publication_date") or node.findtext("{*}lastmod") or ""
            title = node.findtext(".//{*}news/{*}title")
            link = self._link(url, node.findtext("{*}loc") or "", "sitemap", title, first(said))
            if link:
                links.append(link)
        return _newest_first(links)

    def _document(self, url: str) -> bytes | None:
        """A feed or sitemap, unpacked where the file itself is packed; None for one with entities:
        what they expand to is not for the sender to say."""
        body = self._fetch(url)
        try:
            if body is not None and body.startswith(b"\x1f\x8b"):
                body = unpack(body, "gzip", self.source.manners.max_bytes, url)
            if body is not None and b"<!ENTITY" in body.upper():
                raise BrokenInput("declares entities", where=url, reason="broken")
        except TerminalError as error:
            self.errors.append(error)
            return None
        return body

    def _listing(self, listing: Listing) -> Iterator[list[Link]]:
        """The links of a listing, one list a page."""
        url, seen = listing.url, {listing.url}
        for number in range(2, listing.max_pages + 2):
            root = self._page(url)
            if root is None:
                return
            yield self._links_on(root, url, listing.links, "listing")
            following = self._next(root, url, listing, number)
            if following is None or following in seen or not self.source.owns(following):
                return
            seen.add(following)
            url = following

    def _page(self, url: str) -> Element | None:
        body = self._fetch(url)
        if body is None:
            return None
        try:
            return tree_of(decode(body)[0])
        except TerminalError as error:
            self.errors.append(error)
            return None

    def _next(self, root: Element, url: str, listing: Listing, number: int) -> str | None:
        if listing.next_url:
            return urljoin(url, listing.next_url.replace("{page}", str(number)))
        base = address.base(root, url)
        for anchor in select(root, listing.next) if listing.next else root.iter("a"):
            if listing.next or _NEXT.match(brief(anchor, 12)):
                if following := address.join(base, anchor.get("href")):
                    return following
        return address.scripted_page(root, base)

    def _links_on(self, root: Element, url: str, selector: str | None, by: Finder) -> list[Link]:
        base = address.base(root, url)
        found = (
            self._link(base, one.href, by, one.title, one.stamp)
            for one in links_on(root, base, selector)
        )
        return [link for link in found if link]

    def _archive(self, since: date, until: date) -> Iterator[list[Link]]:
        """The links of the dated pages, a list a day from `until` back to `since`."""
        archive = self.source.archive
        assert archive is not None
        day = until
        while day >= since:
            url = archive.url.format(yyyy=f"{day:%Y}", mm=f"{day:%m}", dd=f"{day:%d}")
            root = self._page(url)
            if root is not None:
                yield self._links_on(root, url, archive.links, "archive")
            day -= timedelta(days=1)


def _newest_first(links: list[Link]) -> list[Link]:
    return sorted(links, key=lambda link: link.published_at or "", reverse=True)


def _feed_date(entry: Any) -> str | None:
    """The date of an entry as ISO 8601: as written, or as feeds write it in English."""
    said = entry.get("published") or entry.get("updated") or ""
    if stamp := first(said):
        return stamp
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    if not parsed:
        return None
    return datetime.fromtimestamp(timegm(parsed), UTC).astimezone(BEIJING).isoformat()


def _xml(body: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        return etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None


def _before(link: Link, since: date | None) -> bool:
    return bool(since and link.published_at and link.published_at[:10] < since.isoformat())


def _after(link: Link, until: date | None) -> bool:
    return bool(until and link.published_at and link.published_at[:10] > until.isoformat())
