"""What a site file finds on its site, field by field, and a first draft of a site file.

`check_source` asks for the listings and one article; `draft_source` for the page that the operator
names. Both return plain data; the command line prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from extract.discover import Discovery
from extract.errors import YuanjiangError
from extract.fetch import Fetcher
from extract.parse import parse
from extract.parse.dates import BEIJING
from extract.records import Article, Link, RawPage
from extract.selectors import suggested
from extract.sources import Source

_SAMPLE = 20  # links looked at


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check: what was looked at, how it went, what was seen, what to do."""

    field: str
    level: str  # ok, advice or error
    found: str
    advice: str = ""


def check_source(source: Source, fetcher: Fetcher, page: RawPage | None = None) -> list[Finding]:
    """Findings of a source's discovery and of one article; errors are findings, not raised.

    `fetcher` is open. With `page` that page is read instead of the first link's.
    """
    discovery = Discovery(source, fetcher, fetcher.now().astimezone(BEIJING).date())
    links: list[Link] = []
    for link in discovery.links(lambda url: False):
        links.append(link)
        if len(links) >= _SAMPLE:
            break
    findings = [
        Finding("discovery", "error", str(error), "correct or remove this address")
        for error in discovery.errors
    ]
    findings.append(_links_found(source, links))
    if page is None and links:
        try:
            page = _page(source, fetcher, links[0].url)
        except YuanjiangError as error:
            findings.append(Finding("article", "error", str(error), error.advice))
    if page is not None:
        try:
            article = parse(page, source)
            findings += _fields(source, article)
            if not source.templates:
                findings += _selectors(page, article)
        except YuanjiangError as error:
            advice = "set article_url so that it fits articles only, or a template's body"
            findings.append(Finding("article", "error", str(error), advice))
    return findings


def _page(source: Source, fetcher: Fetcher, url: str) -> RawPage:
    answer = fetcher.get(url)
    kind = answer.header("content-type") or ""
    return RawPage(answer.url, source.id, fetcher.now(), answer.status, kind, answer.body)


def _links_found(source: Source, links: list[Link]) -> Finding:
    if not links:
        return Finding(
            "links", "error", "none", "set listings[].links, or widen article_url and hosts"
        )
    shown = f"{len(links)} or more" if len(links) >= _SAMPLE else str(len(links))
    advice = ""
    if not source.article_url:
        pattern = url_pattern(links[0].url)
        advice = f"article_url = ['{pattern}'] if all articles look like {links[0].url}"
    return Finding("links", "advice" if advice else "ok", f"{shown}; first {links[0].url}", advice)


def _fields(source: Source, article: Article) -> list[Finding]:
    seen = {
        "title": article.title,
        "published": article.published_at,
        "credit": article.credit,
        "body": f"{len(article.paragraphs)} paragraphs" if article.paragraphs else None,
    }
    findings = []
    for name, value in seen.items():
        if name in article.parse_drift:
            advice = f"templates[].{name} no longer matches: correct or remove it"
            findings.append(Finding(name, "advice", value or "", advice))
        elif value:
            findings.append(Finding(name, "ok", value))
        else:
            findings.append(Finding(name, "advice", "", f"set templates[].{name}"))
    others = [name for name in article.parse_drift if name not in seen]
    findings += [Finding(n, "advice", "", f"templates[].{n} matches nothing") for n in others]
    findings.append(Finding("charset", "ok", article.charset))
    if not source.verified and all(finding.level == "ok" for finding in findings):
        findings.append(
            Finding("verified", "advice", "false", "all was found: set verified = true")
        )
    return findings


def _selectors(page: RawPage, article: Article) -> list[Finding]:
    """What a first template of the site could say; the generic way needs none of it."""
    lines = [f'{key} = "{selector}"' for key, selector in suggested(page, article)]
    if not lines:
        return []
    advice = "not needed; under [[templates]] they would make the parser sure"
    return [Finding("templates", "ok", "; ".join(lines), advice)]


def url_pattern(url: str) -> str:
    """A regular expression for addresses built like `url`: its digits and hashes may differ."""
    path = urlsplit(url).path
    parts = re.split(r"([0-9a-fA-F]{32}|\d+)", path)
    return "".join(_loosened(part) for part in parts) + "$"


def _loosened(part: str) -> str:
    if re.fullmatch(r"[0-9a-fA-F]{32}", part):
        return "[0-9a-f]{32}"
    if part.isdigit():
        return rf"\d{{{len(part)}}}" if len(part) in (4, 6, 8) else r"\d+"
    return re.escape(part).replace(r"\-", "-")


def draft_source(
    home: str, article: Article | None = None, name: str = "", page: RawPage | None = None
) -> str:
    """The TOML text of a first site file for the site of `home`, an article's fields noted in it,
    and of its `page` the selectors that hold them, as comments.

    Raises ValueError for an address without a host.
    """
    parts = urlsplit(home)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http address: {home[:200]!r}")
    label = [piece for piece in parts.hostname.split(".") if piece not in ("www", "com", "cn")]
    site_id = re.sub(r"[^a-z0-9_-]", "-", "-".join(label[:2]).lower())
    if not re.match(r"[a-z]", site_id) or len(site_id) < 2:
        site_id = f"site-{site_id}"
    root = f"{parts.scheme}://{parts.netloc}/"
    lines = [
        "# A draft: `yuanjiang sources check` says what it finds. docs/add-a-site.md has the keys.",
        f'id = "{site_id[:31]}"',
        f"name = {_quoted(name or parts.hostname)}",
        f'name_en = "{parts.hostname}"',
        f'home = "{root}"',
        "verified = false",
        f'hosts = ["{parts.netloc.lower()}"]',
    ]
    if article is not None:
        lines.append(f"article_url = ['{url_pattern(article.url)}']")
        lines.append(f"# Read from the page: title {_quoted(article.title or '')},")
        lines.append(f"# published {article.published_at}, credit {_quoted(article.credit or '')}")
        listing = root
    else:
        listing = home
    lines += ["", "[[listings]]", f"url = {_quoted(listing)}", ""]
    if article is not None and page is not None and (named := suggested(page, article)):
        lines.append("# [[templates]]  # not needed; with these the parser is sure")
        lines += [f"# {key} = {_quoted(selector)}" for key, selector in named]
        lines.append("")
    return "\n".join(lines)


def _quoted(text: str) -> str:
    """A TOML string on one line; the text may come from a hostile page."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'
