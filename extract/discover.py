"""Which articles a site offers: feeds, sitemaps, listing pages, archives by day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import feedparser
from lxml import etree

from extract.charset import decode
from extract.errors import TerminalError, TransientError, YuanjiangError
from extract.fetch import Fetcher
from extract.parse.dates import first, from_url
from extract.parse.tree import Element, select, text_of, tree_of
from extract.records import Finder, Link
from extract.sources import Listing, Source
from extract.url import canonical_url

_NEXT = re.compile(r"^[\[<]?\s*(?:下一页|下页|后一页|next)\s*[>»\]]*$", re.I)
_FILE = re.compile(r"\.(?:jpg|jpeg|png|gif|pdf|zip|rar|docx?|xlsx?|mp4|mp3|apk|css|js)$", re.I)
_MIN_TITLE = 7  # characters a headline has at least; menus have fewer
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
            yield from self._kept(self._sitemap(url, []), since, until)
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
        body = self._fetch(url)
        if body is None:
            return []
        found = []
        for entry in feedparser.parse(body).entries:
            stamp = first(entry.get("published") or entry.get("updated") or "")
            link = self._link(url, entry.get("link") or "", "feed", entry.get("title"), stamp)
            if link:
                found.append(link)
        return found

    def _sitemap(self, url: str, done: list[str]) -> list[Link]:
        """Links of a sitemap and of the sitemaps that it names, newest first."""
        if url in done or len(done) >= MAX_SITEMAPS:
            return []
        done.append(url)
        body = self._fetch(url)
        if body is None:
            return []
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
        try:
            root = etree.fromstring(body, parser)
        except etree.XMLSyntaxError:
            return []
        if root is None:
            return []
        links: list[Link] = []
        for node in root.iter("{*}sitemap"):
            if target := node.findtext("{*}loc"):
                links += self._sitemap(urljoin(url, target.strip()), done)
        for node in root.iter("{*}url"):
            stamp = first(
                node.findtext(".//{*}publication_date") or node.findtext("{*}lastmod") or ""
            )
            link = self._link(url, node.findtext("{*}loc") or "", "sitemap", None, stamp)
            if link:
                links.append(link)
        return sorted(links, key=lambda link: link.published_at or "", reverse=True)

    def _listing(self, listing: Listing) -> Iterator[list[Link]]:
        """The links of a listing, one list a page."""
        url = listing.url
        for number in range(2, listing.max_pages + 2):
            root = self._page(url)
            if root is None:
                return
            yield self._links_on(root, url, listing.links, "listing")
            following = self._next(root, url, listing, number)
            if following is None or following == url:
                return
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
        anchors = select(root, listing.next) if listing.next else root.iter("a")
        for anchor in anchors:
            href = anchor.get("href") or ""
            if href.startswith(("javascript:", "#")) or not href:
                continue
            if listing.next or _NEXT.match(text_of(anchor)):
                return str(urljoin(url, href))
        return None

    def _links_on(self, root: Element, url: str, selector: str | None, by: Finder) -> list[Link]:
        """Links by selector; else those whose text is as long as a headline."""
        found = []
        for anchor in select(root, selector) if selector else root.iter("a"):
            title = text_of(anchor) or anchor.get("title") or ""
            if not anchor.get("href") or (not selector and len(title) < _MIN_TITLE):
                continue
            stamp = first(text_of(anchor.getparent()) if anchor.getparent() is not None else "")
            if link := self._link(url, anchor.get("href"), by, title, stamp):
                found.append(link)
        return found

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


def _before(link: Link, since: date | None) -> bool:
    return bool(since and link.published_at and link.published_at[:10] < since.isoformat())


def _after(link: Link, until: date | None) -> bool:
    return bool(until and link.published_at and link.published_at[:10] > until.isoformat())
