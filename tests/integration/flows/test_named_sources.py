"""A source that falls silent or whose pages lose their text, date or facts is named that night."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.release import run_release
from flows.settings import Settings
from warehouse.build import open_build
from warehouse.merge import transaction
from warehouse.settle import settle

NOW = datetime(2025, 4, 10, 12, 0, tzinfo=UTC)  # noon here, evening there: nobody's midnight


class Nights:
    """Nights of one source, written straight into a build."""

    def __init__(self, con: Any, first: int = 0, now: datetime = NOW) -> None:
        self.con = con
        self.now = now
        self.number = first

    def night(self, ago: float, articles: int, *, facts: int = 0, **gone: int) -> None:
        """`articles` of which `facts` tell something; `gone` lack a title, date or body."""
        seen = self.now - timedelta(days=ago)
        for i in range(articles):
            self.number += 1
            key = f"{self.number:016x}"
            row = {
                "version_id": key, "article_id": f"a{key}", "source_id": "ylxw",
                "url": f"http://x.cn/{key}", "canonical_url": f"http://x.cn/{key}",
                "title": None if i < gone.get("title", 0) else "标题",
                "published_at": None if i < gone.get("date", 0) else "2024-01-01",
                "text_length": 10 if i < gone.get("body", 0) else 500, "text": "文" * 500,
                "fetched_at": seen, "first_seen_at": seen, "valid_from": seen,
            }  # fmt: skip
            names, marks = ", ".join(row), ", ".join("?" * len(row))
            self.con.execute(
                f"INSERT INTO article_version ({names}, parse_drift) VALUES ({marks}, [])",
                list(row.values()),
            )
            told = "[NULL]" if i < facts else "[]"
            self.con.execute(
                f"INSERT INTO input.facts (version_id, projects, statistics) VALUES (?, {told}, [])",
                [key],
            )

    def refused(self, ago: float, pages: int) -> None:
        for _ in range(pages):
            self.number += 1
            self.con.execute(
                "INSERT INTO rejected (rejected_id, source_id, where_found, processing_stage,"
                " reason, detail, seen_at) VALUES (?, 'ylxw', ?, 'parse', 'no_body', '', ?)",
                [
                    f"{self.number:016x}",
                    f"http://x.cn/{self.number}",
                    self.now - timedelta(days=ago),
                ],
            )


def warnings(home: Path, nights: Any) -> dict[str, str]:
    """What a release run says after these nights, by check."""
    from warehouse.checks import all_checks, run_check

    with closing(open_build(home)) as con:
        with transaction(con):
            nights(Nights(con))
        found = [run_check(con, check, NOW) for check in all_checks()]
    return {r.check_name: r.sample for r in found if r.bad_rows and r.severity == "warn"}


def usual(n: Nights) -> None:
    for ago in range(2, 29, 3):
        n.night(ago, 20, facts=8)
    n.refused(5, 10)


CASES = {
    "fields_go_empty": lambda n: n.night(0.1, 20, facts=8, date=15),
    "facts_fall": lambda n: n.night(0.1, 40, facts=2),
    "refusals_rise": lambda n: (n.night(0.1, 8, facts=3), n.refused(0.1, 12)),
}


@pytest.mark.parametrize("check", CASES)
def test_the_source_is_named(check: str, tmp_path: Path) -> None:
    told = warnings(tmp_path, lambda n: (usual(n), CASES[check](n)))
    assert "ylxw" in told[check]
    assert told.keys() - {"volume_falls"} == {check}


def test_a_usual_night_names_nobody(tmp_path: Path) -> None:
    told = warnings(tmp_path, lambda n: (usual(n), n.night(0.1, 20, facts=7), n.refused(0.1, 1)))
    assert told == {}


def test_a_source_silent_beyond_its_rhythm_is_named_and_a_slow_one_is_not(tmp_path: Path) -> None:
    told = warnings(tmp_path / "a", lambda n: [n.night(ago, 5) for ago in range(10, 28)])
    assert "ylxw" in told["source_is_silent"]
    slow = warnings(tmp_path / "b", lambda n: [n.night(ago, 5) for ago in range(10, 100, 7)])
    assert "source_is_silent" not in slow


def test_the_run_says_which_source(tmp_path: Path) -> None:
    home, now = tmp_path / "home", datetime.now(UTC)
    with closing(open_build(home)) as con:
        with transaction(con):
            for ago in range(10, 28):
                Nights(con, ago * 100, now).night(ago, 2)
        settle(con, now)
    summary = run_release(Settings(home=home))
    assert summary.error is None
    (silent,) = [w for w in summary.warnings if w.startswith("source_is_silent: ")]
    assert "source_id ylxw" in silent
    assert "last_night" in silent
