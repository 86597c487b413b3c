"""Other extractors behind one signature: (bytes, text) -> fields as the scorer reads them.

Each is called as its documentation shows, with the settings that favour precision on news. A
library that is not installed is left out. Text is given decoded to those that cannot read
Chinese encodings themselves, so that they are measured on extraction.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

Fields = dict[str, Any]
Extractor = Callable[[bytes, str], Fields]


def _plain(fragment: str) -> str:
    import lxml.html

    if not fragment.strip():
        return ""
    root = lxml.html.fromstring(fragment)
    return "\n".join(piece.strip() for piece in root.itertext() if piece.strip())


def _trafilatura() -> Extractor:
    from trafilatura import bare_extraction

    def run(_: bytes, text: str) -> Fields:
        found = bare_extraction(text, with_metadata=True, include_comments=False)
        if found is None:
            return {}
        return {
            "title": found.title,
            "published_at": found.date,
            "author": " ".join(filter(None, (found.author, found.sitename))),
            "body": found.text,
        }

    return run


def _readability() -> Extractor:
    from readability import Document

    def run(_: bytes, text: str) -> Fields:
        document = Document(text)
        return {"title": document.short_title(), "body": _plain(document.summary())}

    return run


def _newspaper() -> Extractor:
    from newspaper import Article

    def run(_: bytes, text: str) -> Fields:
        article = Article("https://example.com/", language="zh", fetch_images=False)
        article.download(input_html=text)
        article.parse()
        return {
            "title": article.title,
            "published_at": str(article.publish_date or ""),
            "author": " ".join(article.authors),
            "body": article.text,
        }

    return run


def _gne() -> Extractor:
    from gne import GeneralNewsExtractor

    extractor = GeneralNewsExtractor()

    def run(_: bytes, text: str) -> Fields:
        found = extractor.extract(text)
        return {
            "title": found["title"],
            "published_at": found["publish_time"],
            "author": found["author"],
            "body": found["content"],
        }

    return run


def _goose() -> Extractor:
    from goose3 import Goose
    from goose3.text import StopWordsChinese

    goose = Goose({"stopwords_class": StopWordsChinese, "enable_image_fetching": False})

    def run(_: bytes, text: str) -> Fields:
        found = goose.extract(raw_html=text)
        return {
            "title": found.title,
            "published_at": found.publish_date,
            "author": " ".join(found.authors),
            "body": found.cleaned_text,
        }

    return run


def _justext() -> Extractor:
    import justext

    def run(_: bytes, text: str) -> Fields:
        # No stop words: Chinese has no spaces; lengths as justext advises for such languages.
        kept = justext.justext(
            text, frozenset(), stopwords_low=0, stopwords_high=0, length_low=20, length_high=60
        )
        return {"body": "\n".join(p.text for p in kept if not p.is_boilerplate)}

    return run


def _ours() -> Extractor:
    from extract.parse import author_line, parse
    from extract.records import RawPage

    def run(body: bytes, _: str) -> Fields:
        page = RawPage("file:page.html", "bench", datetime.now(UTC), 200, "", body)
        article = parse(page)
        return {
            "title": article.title,
            "published_at": article.published_at,
            "author": author_line(article),
            "body": "\n".join(article.paragraphs),
        }

    return run


# Name, the module that must be there, and how to set it up.
EXTRACTORS: tuple[tuple[str, str, Callable[[], Extractor]], ...] = (
    ("yuanjiang", "extract", _ours),
    ("trafilatura", "trafilatura", _trafilatura),
    ("readability-lxml", "readability", _readability),
    ("newspaper4k", "newspaper", _newspaper),
    ("gne", "gne", _gne),
    ("goose3", "goose3", _goose),
    ("justext", "justext", _justext),
)


def installed(module: str) -> bool:
    """Whether a library can be imported."""
    return importlib.util.find_spec(module) is not None
