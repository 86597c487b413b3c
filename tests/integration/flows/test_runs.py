"""Runs under a lock and in the journal: two at once, kill -9, clock, midnight, missed nights."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

import warehouse.query
from extract.errors import LockHeld
from extract.records import Article, RawPage, key_of
from extract.sources import Source
from flows import journal, stages
from flows.cli import app
from flows.doctor import examine
from flows.ingest import run_ingest
from flows.nightly import run_nightly
from flows.release import run_release
from flows.reprocess import run_reprocess
from flows.sample import serve, write_sources
from flows.settings import Settings
from flows.status import duration, read
from warehouse.build import open_build

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
ARTICLE = (
    "昭苏县年产2万吨燕麦项目开工\n发布时间：2025-04-02 来源：样报\n"
    "4月1日，昭苏县禾盛农业有限公司年产2万吨燕麦加工项目开工，总投资6000万元。\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    """A data folder with one ingested article and a release."""
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    settings = Settings(home=tmp_path / "home", workers=1)
    assert run_ingest([tmp_path / "a.txt"], settings).outcome == "success"
    return settings


def cli(*words: str) -> tuple[int, str]:
    from flows.cli import operate, runs  # noqa: F401  # each registers its commands

    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.output


def rows(settings: Settings, query: str) -> list[tuple[object, ...]]:
    with warehouse.query.open(settings.home) as con:
        return con.execute(query).fetchall()


_HOLDER = """
import sys, time
from pathlib import Path
from flows import running
from flows.log import RunLog
from flows.settings import Settings

def work(run):
    run.log.step("reading something long")
    print("ready", flush=True)
    time.sleep(300)

running.carry_out("nightly", Settings(home=Path(sys.argv[1])), work)
"""


def holder(home: Path, stack: ExitStack) -> subprocess.Popen[str]:
    """Another process in the middle of a run."""
    process = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(home)], stdout=subprocess.PIPE, text=True
        )
    )
    stack.callback(process.kill)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_runs_at_once_and_a_run_that_is_killed(small: Settings) -> None:
    home = small.home
    with ExitStack() as stack:
        process = holder(home, stack)
        with pytest.raises(LockHeld, match=f"process {process.pid} .*nightly"):
            run_release(small)
        running = journal.under_way(home)
        assert running is not None
        assert (running.pid, running.doing) == (process.pid, "reading something long")
        assert "under way: nightly: reading something long" in cli("status", "--home", str(home))[1]
        assert "under way" in cli("runs", "--home", str(home))[1]
        assert {f.what: f.level for f in examine(small)}["run under way"] == "ok"

        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert journal.under_way(home) is None
    looked = {f.what: f for f in examine(small, mend=False)}
    assert looked["dead run"].level == "warning"
    assert "reading something long" in looked["dead run"].found
    # The next run starts clean, without anybody's help, and says what had happened.
    assert run_release(small).outcome == "success"
    dead = [e for e in journal.entries(home) if e.error and "died" in e.error]
    assert [(e.kind, e.outcome) for e in dead] == [("nightly", "failed")]
    code, shown = cli("runs", "--home", str(home), "--json")
    assert code == 0
    assert [json.loads(line)["outcome"] for line in shown.splitlines()] == [
        "success", "failed", "success",
    ]  # fmt: skip


def test_a_run_waits_for_another_as_long_as_it_was_told(small: Settings) -> None:
    with ExitStack() as stack:
        process = holder(small.home, stack)
        waiting = stack.enter_context(
            subprocess.Popen(
                [sys.executable, "-m", "flows.cli", "release", "--home", str(small.home)],
                env=os.environ | {"YUANJIANG_WAIT_MINUTES": "5"},
                stderr=subprocess.PIPE, text=True,
            )
        )  # fmt: skip
        time.sleep(1)
        os.kill(process.pid, signal.SIGKILL)
        _, told = waiting.communicate(timeout=120)
        assert waiting.returncode == 0, told
    assert [e.kind for e in journal.entries(small.home)] == ["ingest", "nightly", "release"]


_KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from flows import pipeline
from flows.nightly import run_nightly
from flows.settings import Settings

whole = pipeline.load_pieces
def load(run, several, broken):
    whole(run, several, broken)
    os.kill(os.getpid(), signal.SIGKILL)
pipeline.load_pieces, pipeline.LOADED = load, 10
home, sources, at = sys.argv[1:]
settings = Settings(home=Path(home), sources=Path(sources), workers=2, batch_size=5)
run_nightly(settings, at=datetime.fromisoformat(at))
"""


def _processes_with(mark: str) -> set[int]:
    """Processes whose environment holds `mark`: those started by a run and by its workers."""
    found = set()
    for environ in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark.encode() in environ.read_bytes():
                found.add(int(environ.parent.name))
        except OSError:
            continue
    return found


def test_a_night_killed_between_two_batches_goes_on_where_it_was(sites: Settings) -> None:
    settings = sites.model_copy(update={"batch_size": 5, "workers": 2})
    mark = f"NIGHT={uuid4()}"
    night = subprocess.run(
        [sys.executable, "-c", _KILLED, str(settings.home), str(settings.sources), str(NIGHT)],
        env=os.environ | dict([mark.split("=")]),
        check=False,
    )
    assert night.returncode == -signal.SIGKILL
    for _ in range(300):  # its workers end with it
        if not _processes_with(mark):
            break
        time.sleep(0.1)
    assert not _processes_with(mark)
    with closing(open_build(settings.home)) as con:
        (stored,) = con.execute("SELECT count(*) FROM article_version").fetchall()[0]
    assert 0 < stored < 18
    summary = run_nightly(settings, at=NIGHT + timedelta(minutes=5))
    assert summary.outcome == "success"
    assert (summary.fetched, summary.new) == (0, 18 - stored)
    assert summary.articles == 18 - stored  # what is in the tables is not read again
    assert rows(settings, "SELECT count(*) FROM article_version") == [(18,)]
    for finding in examine(settings):
        assert finding.level in ("ok", "warning"), finding


def test_results_do_not_depend_on_the_number_of_workers(
    sites: Settings, tmp_path: Path, contents: Callable[[Path], dict[str, Any]]
) -> None:
    found = []
    for workers in (1, 2):
        changed = {"home": tmp_path / f"home{workers}", "workers": workers, "batch_size": 4}
        settings = sites.model_copy(update=changed)
        assert run_nightly(settings, at=NIGHT).outcome == "success"
        found.append(contents(settings.home))
    assert sum(map(len, found[0].values())) > 400
    assert found[1].keys() == found[0].keys()
    for name, expected in found[0].items():
        assert found[1][name] == expected, name


def test_a_night_across_midnight_belongs_to_the_day_on_which_it_began(sites: Settings) -> None:
    late = datetime(2025, 4, 10, 23, 59, 59, 999999, tzinfo=UTC)
    run_nightly(sites, at=late)
    days = {p.parent.relative_to(sites.home / "raw").as_posix() for p in _archives(sites)}
    assert days == {"2025/04/10"}
    assert rows(sites, "SELECT DISTINCT first_seen_at::DATE::VARCHAR FROM article_version") == [
        ("2025-04-11",)  # readers see it in Urumqi's day
    ]


def _archives(settings: Settings) -> list[Path]:
    return list((settings.home / "raw").rglob("*.warc.gz"))


def test_a_clock_set_back_hides_nothing_from_readers(sites: Settings) -> None:
    run_nightly(sites, ["sample-original"], at=NIGHT)
    before = rows(sites, "SELECT count(*) FROM article")
    back = run_nightly(sites, at=NIGHT - timedelta(days=1))
    assert back.outcome == "success"
    assert back.release is not None
    assert (sites.home / "current").resolve() == back.release.resolve()
    assert rows(sites, "SELECT count(*) FROM article") > before
    again = run_nightly(sites, at=NIGHT + timedelta(days=1))
    assert (again.outcome, again.new) == ("success", 0)


def test_a_missed_night_is_caught_up_by_the_next(tmp_path: Path) -> None:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        settings = Settings(home=tmp_path / "home", sources=folder, workers=1)
        port = int(addresses["original"].rsplit(":", 1)[1])
        run_nightly(settings, ["sample-original"], at=NIGHT)
    with serve(later=True, port=port) as addresses:  # five nights later
        write_sources(addresses, folder)
        summary = run_nightly(settings, at=NIGHT + timedelta(days=5))
    assert summary.outcome == "success"
    assert {s.source_id: s.new for s in summary.sources} == {
        "sample-original": 1, "sample-mirror": 4,
    }  # fmt: skip


def test_pages_that_are_no_articles_are_no_good_night(tmp_path: Path) -> None:
    """A source whose pages changed beyond reading counts as lost, and alone it fails the night."""
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        settings = Settings(home=tmp_path / "home", sources=folder, workers=1)
        from flows import sample

        whole = sample._Handler.do_GET

        def walled(self: sample._Handler) -> None:
            answer = self.answers.get(self.path.partition("?")[0])
            if answer is not None and self.path.endswith(".html") and "/list" not in self.path:
                body = "<html><title>用户登录</title><body><p>请先登录后查看</p></body></html>"
                self.answers[self.path] = sample.Answer(body.encode(), "text/html; charset=utf-8")
            whole(self)

        sample._Handler.do_GET = walled
        try:
            summary = run_nightly(settings, ["sample-original"], at=NIGHT)
        finally:
            sample._Handler.do_GET = whole
    assert summary.fetched >= 5
    assert summary.articles == 0
    assert summary.outcome == "failed"
    assert "none is an article" in str(summary.sources[0].error)


def test_a_defect_in_one_source_costs_the_others_nothing(
    sites: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import collect

    class Broken(collect.Discovery):
        def links(self, *asked: object) -> Iterator[object]:  # type: ignore[override]
            if self.source.id == "sample-mirror":
                raise ZeroDivisionError("a defect")
            return super().links(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(collect, "Discovery", Broken)
    summary = run_nightly(sites, at=NIGHT)
    assert summary.outcome == "partial"
    errors = {s.source_id: s.error for s in summary.sources}
    assert errors == {"sample-original": None, "sample-mirror": "ZeroDivisionError: a defect"}
    assert rows(sites, "SELECT count(*) FROM article") == [(14,)]


def test_status_tells_a_monitor_when_the_last_good_run_is_too_old(small: Settings) -> None:
    home = str(small.home)
    assert cli("status", "--home", home, "--max-age", "26h")[0] == 0
    now = datetime.now(UTC)
    assert read(small.home, duration("26h"), now + timedelta(hours=25)).problems == ()
    late = read(small.home, duration("26h"), now + timedelta(hours=27))
    assert late.problems == ("the last good run ended 27.0 hours ago",)
    # A night that finds nothing new makes no release and is good all the same.
    before = read(small.home).good_at
    assert not run_release(small).release_is_new
    after = read(small.home).good_at
    assert before is not None and after is not None and after > before
    assert cli("status", "--home", home, "--max-age", "0s")[0] == 1
    assert cli("status", "--home", home, "--max-age", "soon")[0] == 2
    code, shown = cli("status", "--home", str(small.home / "nowhere"), "--json")
    assert code == 1
    assert json.loads(shown)["problems"] == ["there is no release that readers can open"]


def test_the_doctor_mends_what_is_safe_and_names_the_rest(small: Settings) -> None:
    home = small.home
    assert {f.level for f in examine(small)} == {"ok"}
    (home / "releases" / ".making-20250101T000000Z").mkdir()
    (home / ".current-4711").symlink_to("releases/nowhere")
    (home / "current").unlink()
    looked = {f.what: f.level for f in examine(small, mend=False)}
    assert looked["unfinished releases"] == "warning"
    assert looked["current"] == "error"
    assert cli("doctor", "--home", str(home), "--look")[0] == 1
    mended = {f.what: f.level for f in examine(small)}
    assert mended["unfinished releases"] == "mended"
    assert mended["current"] == "mended"
    assert {f.level for f in examine(small)} == {"ok"}
    assert cli("doctor", "--home", str(home))[0] == 0

    raw = next((home / "raw").rglob("*.warc.gz"))
    (raw.parent / "warc-0123456789abcdef.warc.gz").write_bytes(raw.read_bytes())
    database = (home / "current").resolve() / "warehouse.duckdb"
    os.truncate(database, 1000)
    found = {f.what: f for f in examine(small)}
    assert found["archive"].level == "warning"
    assert "warc-0123456789abcdef" in found["archive"].found
    assert found["current"].level == "error"
    assert "1000 bytes" in found["current"].found


def test_what_new_rules_read_in_an_old_page_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):  # of a dozen, about half have a smaller key than before
        text = ARTICLE.replace("燕麦", f"燕麦{number}号").replace("6000", f"{6000 + number}")
        (tmp_path / f"{number}.txt").write_text(text + "声明：本文转自网络。\n", "utf-8")
    settings = Settings(home=tmp_path / "home", workers=1)
    run_ingest(sorted(tmp_path.glob("*.txt")), settings)
    whole = stages.parse_page

    def better(page: RawPage, source: Source | None = None) -> Article:
        article = whole(page, source)
        kept = tuple(p for p in article.paragraphs if not p.startswith("声明"))
        version = key_of(article.article_id, "better", *kept)
        return replace(article, paragraphs=kept, version_id=version)

    monkeypatch.setattr(stages, "parse_page", better)
    summary = run_reprocess(settings)
    assert (summary.outcome, summary.new) == ("success", 12)
    stand = "SELECT count(*) FROM article_version v JOIN occurrence o USING (version_id)"
    assert rows(settings, f"{stand} WHERE o.is_current AND v.text LIKE '%声明%'") == [(0,)]
    assert rows(settings, f"{stand} WHERE o.is_current") == [(12,)]
    current = "SELECT count(*) FROM article a JOIN article_version v"
    assert rows(settings, f"{current} ON v.version_id = a.current_version_id"
                " WHERE v.text LIKE '%声明%'") == [(0,)]  # fmt: skip
    assert rows(settings, "SELECT count(*) FROM article_version") == [(24,)]  # the old ones stay


def test_reprocess_says_what_became_of_the_facts(small: Settings) -> None:
    summary = run_reprocess(small)
    assert summary.changes == []
    with closing(open_build(small.home)) as con:  # as if older rules had read another sum
        con.execute(
            "UPDATE project_amount SET value = 1, valid_from = TIMESTAMPTZ '2025-01-01';"
            "UPDATE project SET stage = 'proposed', valid_from = TIMESTAMPTZ '2025-01-01';"
            "DELETE FROM input.settled"
        )
    summary = run_reprocess(small)
    changed = {c.table: c for c in summary.changes}
    assert (changed["project"].added, changed["project"].changed) == (0, 1)
    assert "stage proposed -> started" in changed["project"].samples[0]
    assert changed["project_amount"].changed == 1
    (sample,) = changed["project_amount"].samples
    assert sample.startswith("~ 年产2万吨燕麦") and "value 1.0 -> 60000000.0" in sample
    assert rows(small, "SELECT value FROM project_amount") == [(60_000_000.0,)]
