"""Drafts of site files are valid, whatever the page says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.sitecheck import draft_source, url_pattern
from extract.sources import read_source


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


def test_not_an_address() -> None:
    with pytest.raises(ValueError, match="not an http address"):
        draft_source("file:///etc/passwd")
