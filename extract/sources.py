"""Site files: one TOML a news site says where its links are, its templates and its manners."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from extract.errors import SourceFileError


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listing(_Strict):
    """A listing page. `{page}` in `next_url` is the page number, counted from 2."""

    url: str
    links: str | None = Field(None, description="CSS selector of the links; generic if absent")
    next: str | None = Field(None, description="CSS selector of the link to the next page")
    next_url: str | None = Field(None, description="Address pattern of further pages")
    max_pages: int = Field(20, ge=1)


class Archive(_Strict):
    """Pages by day; `{yyyy}`, `{mm}` and `{dd}` in `url` stand for the day."""

    url: str
    links: str | None = None


class Template(_Strict):
    """CSS selectors of an article page. `valid_until` is the last day of this template's use."""

    valid_until: date | None = None
    title: str | None = None
    subtitle: str | None = None
    published: str | None = None
    updated: str | None = None
    credit: str | None = None
    byline: str | None = None
    body: str | None = None
    next_page: str | None = None
    remove: tuple[str, ...] = ()


class Manners(_Strict):
    """How the site is treated. Seconds; hours are local to Asia/Urumqi."""

    min_gap: float = Field(2.0, ge=0, description="Seconds between two requests to a host")
    connections: int = Field(1, ge=1, le=8)
    timeout: float = Field(20.0, gt=0, description="Seconds for one answer")
    max_bytes: int = Field(8 * 1024 * 1024, ge=1024, description="Cap of a page, unpacked")
    window: tuple[int, int] | None = Field(None, description="Hours in which fetching is allowed")
    allow_private: bool = Field(False, description="Allow loopback and private addresses")

    def is_open(self, hour: int) -> bool:
        """Whether fetching is allowed in that hour; a window may go over midnight."""
        if self.window is None:
            return True
        start, end = self.window
        return start <= hour < end if start < end else hour >= start or hour < end


class Source(_Strict):
    """One news site."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{1,30}$")
    name: str
    name_en: str
    home: str
    verified: bool = Field(description="Whether the file was checked against the live site")
    hosts: tuple[str, ...] = Field(min_length=1)
    charset: str | None = None
    enabled: bool = True
    mirror: bool = Field(False, description="Whether the site mostly copies others")
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    archive: Archive | None = None
    article_url: tuple[str, ...] = ()
    manners: Manners = Manners()
    templates: tuple[Template, ...] = ()

    @field_validator("article_url")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        return patterns

    @field_validator("home")
    @classmethod
    def _is_http(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return url

    def owns(self, url: str) -> bool:
        """Whether an address is on one of this site's hosts, the port included where one is set."""
        parts = urlsplit(url)
        return bool({host.lower() for host in self.hosts} & {parts.netloc.lower(), parts.hostname})

    def is_article(self, url: str) -> bool:
        """Whether an address looks like an article of this site; True where no pattern is set."""
        return not self.article_url or any(_compiled(p).search(url) for p in self.article_url)

    def template_for(self, published: date | None) -> tuple[Template, ...]:
        """The templates to try for a page of that day, the likeliest first."""
        ordered = sorted(self.templates, key=lambda t: t.valid_until or date.max)
        if published is None:
            return tuple(reversed(ordered))
        return tuple(t for t in ordered if t.valid_until is None or published <= t.valid_until)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def read_source(text: str, where: str) -> Source:
    """The Source that a site file's text describes.

    Raises SourceFileError that names the file and the key.
    """
    try:
        return Source.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise SourceFileError(f"not TOML: {error}", where=where) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SourceFileError(
            first["msg"], where=f"{where}: {key}", advice="docs/add-a-site.md lists the keys"
        ) from error


def load_sources(folder: Path) -> dict[str, Source]:
    """The sources of all `*.toml` files in `folder`, by id, in the order of file names.

    Raises SourceFileError for a wrong file, an id used twice, or a folder without site files.
    """
    sources: dict[str, Source] = {}
    for path in sorted(folder.glob("*.toml")):
        source = read_source(path.read_text(encoding="utf-8"), str(path))
        if source.id in sources:
            raise SourceFileError(f"the id {source.id!r} is used twice", where=str(path))
        sources[source.id] = source
    if not sources:
        raise SourceFileError("no *.toml in this folder", where=str(folder))
    return sources
