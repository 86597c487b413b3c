"""Work is counted, not timed: function calls a page, rows and bytes of a release.

A count more than a tenth above the recorded one fails. Where the work is worth it, record it anew
with RENEW_GOLDEN=1 and say why in the commit.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from extract.arrow import to_batch
from extract.records import RawPage
from flows import stages
from flows.sample import site_answers
from flows.settings import bundled_sources

RECORD = Path(__file__).parents[1] / "golden" / "counted_work.json"
AT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def pages() -> pa.RecordBatch:
    answers = site_answers("original", "http://sample.test")
    return to_batch(
        RawPage,
        [
            RawPage(
                f"http://sample.test{path}", "sample", AT, 200, answer.content_type, answer.body
            )
            for path, answer in sorted(answers.items())
            if answer.content_type.startswith("text/html")
        ],
    )


def calls(work: Callable[[], object]) -> int:
    """Function calls of the work once everything is loaded."""
    work()
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def counted(pages: pa.RecordBatch, folder: str) -> dict[str, float]:
    parsed = stages.parse_batch(pages, folder, AT)
    articles = parsed.articles.num_rows
    return {
        "parse_calls_a_page": calls(lambda: stages.parse_batch(pages, folder, AT)) / pages.num_rows,
        "facts_calls_an_article": calls(lambda: stages.facts_batch(parsed.clean, AT)) / articles,
        "clean_bytes_an_article": parsed.clean.nbytes / articles,
        "postings_an_article": parsed.postings.num_rows / articles,
    }


def test_the_work_has_not_grown(pages: pa.RecordBatch) -> None:
    folder = str(bundled_sources())
    now = {name: round(count, 1) for name, count in counted(pages, folder).items()}
    if os.environ.get("RENEW_GOLDEN"):
        RECORD.write_text(json.dumps(now, indent=1) + "\n", "utf-8")
    recorded = json.loads(RECORD.read_text("utf-8"))
    assert now.keys() == recorded.keys()
    grown = {name: (recorded[name], now[name]) for name in now if now[name] > 1.1 * recorded[name]}
    assert not grown, "more work than recorded (then, now)"
