"""The summary is readable at any width, and what is to be copied stays whole."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from flows.show import TRY, markdown, show
from flows.summary import Change, RunSummary, SourceCount, as_dict, from_dict, merged


def summary() -> RunSummary:
    return RunSummary(
        "0123456789abcdef",
        "nightly",
        sources=[
            SourceCount("ylxw", "伊犁新闻网", 12, 9, 3, 8, 7, 2, 1, 31, 12.25),
            SourceCount("a-source-with-a-long-id", found=3, error="timeout: no answer [10 s]"),
        ],
        fetched=9,
        duplicates=Counter(mirror=2),
        rejected=Counter(error_page=1),
        changes=[Change("project", 1, 0, 2, ["+ 风电项目", "- 光伏项目"])],
        new_projects=["风电项目，霍城县"],
        release=Path("/srv/ledger/releases/20250410T183000Z"),
    )


@pytest.mark.parametrize("width", [30, 40, 60, 80, 81, 100, 200])
def test_nothing_is_cut_off_and_queries_stay_on_one_line(width):
    out = io.StringIO()
    show(summary(), Console(file=out, width=width))
    lines = out.getvalue().splitlines()
    for query in TRY:
        assert f'yuanjiang sql "{query}"' in lines
    joined = "".join(line.strip() for line in lines).replace(" ", "")
    assert "timeout:noanswer[10s]" in joined
    assert "/srv/ledger/releases/20250410T183000Z" in joined
    assert "a-source-with-a-long-id" in joined
    assert "…" not in joined


def test_a_wide_terminal_gets_a_table_whose_rows_are_one_line():
    out = io.StringIO()
    show(summary(), Console(file=out, width=120))
    (row,) = [line for line in out.getvalue().splitlines() if line.startswith("ylxw")]
    assert row.split() == ["ylxw", "12", "9", "7", "2", "1", "31", "12.2", "ok"]


def test_markdown_has_a_row_a_source_and_the_new_projects():
    text = markdown(summary())
    assert "| ylxw | 12 | 9 | 7 | 2 | 1 | 31 | 12.2 | ok |" in text
    assert "- 风电项目，霍城县" in text


def test_a_summary_survives_the_journal():
    assert from_dict(as_dict(summary())) == summary()


def test_parts_add_up_to_a_whole():
    whole = merged("backfill", "x", [summary(), summary()])
    assert whole.sources[0].fetched == 18
    assert whole.sources[1].error == "timeout: no answer [10 s]"
    assert whole.duplicates == {"mirror": 4}
    assert whole.outcome == "partial"
