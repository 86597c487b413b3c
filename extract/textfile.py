"""A saved .txt as an Article: the text as a site or a mirror shows it.

The first line is the title where the second is `发布时间：… 来源：…`; a file without that head
is all paragraphs, and its date and outlet come from the sidecar (RawPage.published_at, credit).
"""

from __future__ import annotations

import re

from extract.charset import decode
from extract.errors import BrokenInput
from extract.records import Article, RawPage, key_of

VERSION = "textfile-1"
_HEAD = re.compile(
    r"发布时间[：:]\s*(?P<date>\d{4}(?:-\d\d(?:-\d\d)?)?)(?:[ T](?P<time>\d\d:\d\d))?"
    r"(?:\s+来源[：:]\s*(?P<credit>\S+))?"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def parse_text(page: RawPage) -> Article:
    """The Article of a .txt file. Raises BrokenInput (`empty`, `not_text`, `no_body`)."""
    try:
        text, charset = decode(page.body, page.content_type)
    except BrokenInput as error:
        raise BrokenInput(error.message, where=page.url, reason=error.reason) from error
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    head = _HEAD.match(lines[1]) if len(lines) > 1 else None
    title = lines[0] if head else None
    published = credit = None
    if head:
        published = head["date"] + (f"T{head['time']}:00+08:00" if head["time"] else "")
        credit = head["credit"]
    paragraphs = tuple(lines[2:] if head else lines)
    if not any(_CHINESE.search(line) for line in paragraphs):
        raise BrokenInput("no Chinese text in it", where=page.url, reason="no_body")
    article_id = key_of(page.url)
    return Article(
        article_id=article_id,
        version_id=key_of(article_id, title, *paragraphs),
        source_id=page.source_id,
        url=page.url,
        canonical_url=page.url,
        fetched_at=page.fetched_at,
        title=title,
        subtitle=None,
        published_at=page.published_at or published,
        updated_at=None,
        credit=page.credit or credit,
        reporters=(),
        correspondents=(),
        editors=(),
        paragraphs=paragraphs,
        captions=(),
        next_page=None,
        charset=charset,
        parse_drift=(),
        parser_version=VERSION,
    )
