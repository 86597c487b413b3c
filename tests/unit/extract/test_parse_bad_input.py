"""Broken pages: an Article or a reason, within bounds of time and memory."""

import random
import time
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.parse.mutate import SAMPLE, mutated, outcome
from extract.errors import REASONS

KNOWN = {*REASONS, "article"}
SECONDS = 20.0
MEMORY = 500_000_000


def test_the_whole_page_is_an_article():
    assert outcome(SAMPLE) == "article"


def test_mutated_pages():
    seen = {outcome(body) for _, body in mutated([SAMPLE], 100, seed=7, big=False)}
    assert seen <= KNOWN
    assert {"article", "not_text"} <= seen


TEXT = "<p>开发区的项目今年三月开工，计划总投资三亿元，预计明年底建成投产。</p>" * 3


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 50_000 + TEXT,
        TEXT + "<table><tr><td>" * 50_000,
        "<span class=title>字" * 50_000 + TEXT,
        "<a href=x>" * 50_000 + TEXT,
        "<title>题</title>"
        + '<script type="application/ld+json">'
        + "[" * 100_000
        + "</script>"
        + TEXT,
        "<script>content:'" * 100_000,
        "<p>" + "（编辑：" * 200_000,
        "<p>记者" + "王某、" * 200_000,
        "<" * 1_000_000,
        "<p " + "a=b " * 300_000 + ">" + TEXT,
        f"<p>{'-' * 219}啊</p>" * 300
        + f"<p>{'推荐' * 100}啊</p>" * 300
        + f"<p>{'1' * 210}x</p>" * 300
        + TEXT,
    ],
    ids=[
        "deep",
        "tables",
        "titles",
        "links",
        "json",
        "quotes",
        "roles",
        "names",
        "brackets",
        "attributes",
        "separators",
    ],
)
def test_hostile_pages_take_bounded_time(html):
    start = time.process_time()
    assert outcome(html.encode()) in KNOWN
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("unit", [b"\0", b" ", TEXT.encode()], ids=["nul", "spaces", "text"])
def test_twenty_megabytes(unit):
    body = b"<html><body>" + unit * (20_000_000 // len(unit))
    start = time.process_time()
    assert outcome(body) in KNOWN
    assert time.process_time() - start < SECONDS


def test_memory_of_a_large_page():
    body = b"<html><body>" + TEXT.encode() * 500
    tracemalloc.start()
    try:
        outcome(body)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MEMORY


def test_nul_bytes_inside_a_page_cost_only_themselves():
    assert outcome(SAMPLE.replace("项目".encode(), "项\0目".encode())) == "article"


def test_random_bytes_are_no_text():
    assert outcome(random.Random(3).randbytes(2_000_000)) == "not_text"


PIECES = st.sampled_from(
    ["<div>", "</div>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<a href='下'>", "</a>", "<br>", "<!--", "-->",
     "<script>", "</script>", "<title>", "</title>", "<h1>", "</h1>", "&#x0;", "&#55357;", "&nbsp;", "\u200b", "2024-02-30",
     "来源：", "记者 王芳", "下一页", "责任编辑：", "<meta name=PubDate content='2024-99-99'>",
     "<link rel=canonical href='http://['>",
     "今年三月，项目开工建设，总投资三亿元。",
     "<base href='//['>",
     "<a href='http://[x' rel=next>",
     "<figcaption>", "<![CDATA[", "<?xml"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60))
def test_any_order_of_tags_gives_an_article_or_a_reason(pieces):
    assert outcome("".join(pieces).encode()) in KNOWN


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_article_or_a_reason(body):
    assert outcome(b"<html><body>" + body) in KNOWN
