"""Drafts of site files are valid, whatever the page says."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.parse import parse
from extract.records import RawPage
from extract.selectors import suggested
from extract.sitecheck import draft_source, url_pattern
from extract.sources import read_source
from tests.unit.extract.page_kinds import KINDS, STORIES


@pytest.mark.parametrize(
    "url",
    ["http://www.a.cn/2024/0301/c12-3456.html", "http://9.cn/x", "https://news.b.gov.cn:8080/l/"],
)
def test_draft_is_a_site_file(url: str) -> None:
    source = read_source(draft_source(url), "draft")
    assert source.verified is False and source.listings[0].url == url


@given(st.text(max_size=60))
def test_no_name_breaks_the_file(name: str) -> None:
    read_source(draft_source("http://www.a.cn/", None, name), "draft")


def test_url_pattern_fits_its_like_only() -> None:
    pattern = url_pattern("http://a.cn/xwzx/202403/t20240301_123.shtml")
    assert re.search(pattern, "http://a.cn/xwzx/202404/t20240411_9.shtml")
    assert not re.search(pattern, "http://a.cn/xwzx/index.shtml")


@pytest.mark.parametrize("kind", ["wire", "portal_easy", "agency_old", "epaper"])
def test_suggested_selectors_find_what_the_parser_found(kind: str) -> None:
    made = KINDS[kind](STORIES["long"])
    page = RawPage(made.url, "test", datetime(2024, 11, 1, tzinfo=UTC), 200, "", made.html.encode())
    generic = parse(page)
    named = dict(suggested(page, generic))
    assert "body" in named
    text = draft_source("http://www.example.cn/", generic, "例", page)
    template = "\n".join(
        line.removeprefix("# ") for line in text[text.index("# [[templates]]") :].splitlines()
    )
    source = read_source(text.partition("# [[templates]]")[0] + template, "draft")
    sure = parse(page, source)
    assert sure.parse_drift == ()
    assert (sure.title, sure.published_at, sure.credit) == (
        generic.title, generic.published_at, generic.credit,
    )  # fmt: skip
    assert sure.paragraphs == generic.paragraphs


def test_not_an_address() -> None:
    with pytest.raises(ValueError, match="not an http address"):
        draft_source("file:///etc/passwd")
