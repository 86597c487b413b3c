"""What extract hands on: Link -> RawPage -> Article, and Rejected for what was refused.

All keys are hashes of content or of canonical addresses, never of arrival order, so a rerun or
a second delivery changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar, dataclass_transform

T = TypeVar("T")
Finder = Literal["feed", "sitemap", "listing", "archive", "file"]


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """The class as a dataclass with slots that is never written to once made.

    Type checking holds it; a dataclass frozen at run time takes five times as long to make.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


def key_of(*parts: str | None) -> str:
    """A key of 16 hexadecimal digits (64 bits of SHA-256) made from `parts` in their order."""
    joined = "\x1f".join([part or "" for part in parts])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@record
class Link:
    """An article address that a site offers, before it is fetched."""

    url: str  # canonical
    source_id: str
    found_by: Finder
    found_on: str  # the feed, sitemap, listing or folder
    title: str | None = None
    published_at: str | None = None  # ISO 8601, as far as the listing says it


@record
class RawPage:
    """One answer of a server (or one file), bytes as they came after content decoding."""

    url: str  # canonical address after redirects; `file:NAME` for an ingested file
    source_id: str
    fetched_at: datetime  # UTC
    status: int  # HTTP status; 200 for a file
    content_type: str  # the header as sent, "" where absent
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    # What a sidecar file or an operator says of the page; stronger than the page itself.
    published_at: str | None = None
    credit: str | None = None
    continues: str | None = None  # the address of the article's first page, where this is a later


@record
class Article:
    """One article as one address shows it, before any restoring.

    `published_at` and `updated_at` are ISO 8601 in the precision that the page gives: `2013`,
    `2024-10`, `2024-10-20`, `2024-10-20T11:21:00+08:00`. `credit` is what stands behind 来源.
    """

    article_id: str  # key_of(canonical_url)
    version_id: str  # key_of(article_id, title, paragraphs): a changed text is a new version
    source_id: str
    url: str
    canonical_url: str
    fetched_at: datetime
    title: str | None
    subtitle: str | None
    published_at: str | None
    updated_at: str | None
    credit: str | None
    reporters: tuple[str, ...]
    correspondents: tuple[str, ...]
    editors: tuple[str, ...]
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    next_page: str | None
    charset: str
    parse_drift: tuple[str, ...]  # selectors of the site file that no longer match
    parser_version: str

    @property
    def text(self) -> str:
        """Title and paragraphs, one a line: the text that all offsets of facts count in."""
        return "\n".join((self.title, *self.paragraphs) if self.title else self.paragraphs)


@record
class Rejected:
    """Bad input: what was refused, where, and why; it costs its neighbours nothing."""

    rejected_id: str  # key_of(where, stage, reason)
    source_id: str
    where: str  # URL or file name
    stage: str  # discover, fetch, parse, restore, facts, load
    reason: str  # a code of extract.errors.REASONS
    detail: str
    seen_at: datetime
