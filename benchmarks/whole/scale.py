"""Time, memory and disk of each stage at each size, and how right the result is.

    python -m benchmarks.whole scale --count 10000 100000 [1000000]

Generated pages go through the archive, the parser and all that follows, in runs of at most
100,000 pages as the chunks of a backfill, with one release behind the last; one process, so that
CPU seconds compare.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import record
from benchmarks.generate.pages import Page, pages
from extract.archive import ArchiveWriter, archive_path
from extract.records import RawPage
from flows import changes, copies, pipeline, running
from flows.settings import Settings
from flows.steps import Run
from warehouse.build import FILE

A_RUN = 100_000
A_FILE = 10_000
TRUTH = "truth.jsonl"
_FIRST = datetime(2026, 7, 1, 18, 30, tzinfo=UTC)
_CLEAR, _STATUS = Path("/proc/self/clear_refs"), Path("/proc/self/status")
_LARGE = 12  # of a text with more copies than this only the pairs with its original count


def _peak() -> float:
    """The most memory held since the peak was cleared, in GB."""
    lines = _STATUS.read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024**2


@dataclass(slots=True)
class Stages:
    """CPU and wall seconds by stage, and the most memory held in it, in GB."""

    cpu: Counter[str] = field(default_factory=Counter)
    wall: Counter[str] = field(default_factory=Counter)
    peak: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what the block takes."""
        _CLEAR.write_text("5")  # the peak is counted from here on
        cpu, wall = time.process_time(), time.perf_counter()
        yield
        self.cpu[name] += time.process_time() - cpu
        self.wall[name] += time.perf_counter() - wall
        self.peak[name] = max(self.peak.get(name, 0.0), _peak())


@dataclass(slots=True)
class Truth:
    """What the generator made: group and kind by URL, project by URL."""

    group: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)
    project: dict[str, tuple[str, str]] = field(default_factory=dict)
    updated: set[str] = field(default_factory=set)  # pages that showed two texts: no one's copy

    def add(self, url: str, group: str, kind: str, project: list[str] | None) -> None:
        """Remember a page."""
        if self.group.get(url, group) != group:
            self.updated.add(url)
        self.group[url], self.kind[url] = group, kind
        if project:
            self.project[url] = (project[0], project[1])

    @classmethod
    def read(cls, path: Path) -> Truth:
        """What `_note` wrote of each page."""
        truth = cls()
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                truth.add(*json.loads(line))
        return truth


def _note(page: Page) -> str:
    """The truth about a page as a line of JSON: held in memory, it would count in every peak."""
    project = [page.project.company, page.project.name] if page.project else None
    return json.dumps([page.url, page.group, page.kind, project], ensure_ascii=False) + "\n"


def _write(made: Iterator[Page], home: Path, at: datetime, stages: Stages) -> int:
    """Archive up to a run's pages; generating them is not counted. Gives their number."""
    written = 0
    while written < A_RUN:
        chunk = list(islice(made, min(A_FILE, A_RUN - written)))
        if not chunk:
            break
        with (home / TRUTH).open("a", encoding="utf-8") as truth:
            truth.writelines(map(_note, chunk))
        with stages.stage("archive"):
            path = archive_path(home, "bench", f"{written:08d}", at)
            with ArchiveWriter(path, "bench") as writer:
                for page in chunk:
                    writer.resource(
                        RawPage(page.url, "bench", at, 200, "text/html", page.html.encode())
                    )
        written += len(chunk)
    return written


def _read(settings: Settings, at: datetime, stages: Stages, last: bool) -> None:
    """What a chunk of a backfill does; behind the last one the release is made."""

    def work(run: Run) -> None:
        running.load_sources(run.con, [])
        with stages.stage("parse, restore, load"):
            new = running.read_pending(run)
        with stages.stage("duplicates"):
            copies.find_duplicates(run.con, new, run.at)
        with stages.stage("facts"):
            pipeline.read_facts(run)
        with stages.stage("projects"):
            pipeline.join_projects(run.con, run.at)
            changes.count_by_source(run.con, run.summary, new)
            changes.new_projects(run.con, run.at)
        if last:
            with stages.stage("release"):
                running.finish(run)
        if run.summary.error or run.summary.lost:
            raise RuntimeError(run.summary.error or run.summary.lost[0])

    running.carry_out("backfill", settings, work, at=at)


def _size(path: Path) -> float:
    """Megabytes; a hard-linked file counts once."""
    files = {p.stat().st_ino: p.stat().st_size for p in path.rglob("*") if p.is_file()}
    return round(sum(files.values()) / 1024**2, 1)


def _ratio(right: int, of: int) -> float:
    return round(right / of, 4) if of else 1.0


def duplicates_right(con: duckdb.DuckDBPyConnection, truth: Truth) -> dict[str, float]:
    """Recall and precision over pairs of pages; excerpts count with the originals only."""
    rows = con.execute(
        "SELECT a.canonical_url, m.cluster_id FROM cluster_member AS m"
        " JOIN article_version AS a USING (version_id)"
    ).fetchall()
    found = dict(rows)
    by_cluster: dict[str, list[str]] = defaultdict(list)
    by_group: dict[str, list[str]] = defaultdict(list)
    for url, group in truth.group.items():
        if url in truth.updated:
            continue
        by_group[group].append(url)
        by_cluster[found.get(url, url)].append(url)
    originals = {"original", "same_template", "revision", "follow_up", "renumbered"}

    def pairs(groups: dict[str, list[str]], other: dict[str, str]) -> tuple[int, int]:
        both = told = 0
        for members in groups.values():
            firsts = [u for u in members if truth.kind[u] in originals]
            large = len(members) > _LARGE
            for i, left in enumerate(firsts if large else members):
                for right in members if large else members[i + 1 :]:
                    kinds = {truth.kind[left], truth.kind[right]}
                    if left == right or (kinds <= {"excerpt", "mirror"} and "excerpt" in kinds):
                        continue
                    told += 1
                    both += other.get(left, left) == other.get(right, right)
        return both, told

    recalled, true = pairs(by_group, found)
    precise, claimed = pairs(by_cluster, truth.group)
    return {"recall": _ratio(recalled, true), "precision": _ratio(precise, claimed)}


def projects_right(con: duckdb.DuckDBPyConnection, truth: Truth) -> dict[str, float]:
    """Of reports told of the same project: pairs joined (recall), and joined rightly (precision);
    and the share of true projects that the ledger holds once, by company."""
    rows = con.execute(
        "SELECT DISTINCT a.canonical_url, r.project_id, p.company FROM project_report AS r"
        " JOIN project AS p USING (project_id) JOIN article_version AS a USING (version_id)"
    ).fetchall()
    by_truth: dict[tuple[str, str], set[str]] = defaultdict(set)
    by_project: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for url, project_id, _ in rows:
        if url in truth.project:
            by_truth[truth.project[url]].add(project_id)
            by_project[project_id].add(truth.project[url])
    wanted = {truth.project[u] for u, k in truth.kind.items() if u in truth.project and k in
              ("original", "renumbered", "follow_up")}  # fmt: skip
    once = sum(len(by_truth.get(key, ())) == 1 for key in wanted)
    pure = sum(len(keys) == 1 for keys in by_project.values())
    return {
        "held_once": _ratio(once, len(wanted)),
        "of_one_project": _ratio(pure, len(by_project)),
    }


def _each(seconds: float, articles: int) -> float:
    """Milliseconds an article."""
    return round(1000 * seconds / articles, 3)


def _next_chunk(count: int, home: Path, settings: Settings) -> dict[str, float]:
    """Milliseconds of CPU an article of one more chunk by stage, when `count` are stored."""
    stages, at = Stages(), _FIRST + timedelta(days=count // A_RUN)
    made = pages(A_RUN, "scale", first_story=count)  # no story has that number yet
    written = _write(made, home, at, stages)
    _read(settings, at, stages, last=False)
    return {name: _each(seconds, written) for name, seconds in stages.cpu.items()}


def measure(count: int, home: Path, stages: Stages | None = None) -> dict[str, Any]:
    """All figures of one size."""
    stages, done = stages or Stages(), 0
    settings = Settings(home=home, workers=1, keep_releases=1)
    made = pages(count, "scale")
    runs: list[dict[str, float]] = []  # milliseconds of CPU an article, of each run by stage
    while done < count:
        at = _FIRST + timedelta(days=done // A_RUN)
        before = stages.cpu.copy()
        written = _write(made, home, at, stages)
        done += written
        _read(settings, at, stages, last=done >= count)
        runs.append({name: _each(stages.cpu[name] - before[name], written) for name in stages.cpu})
        print(f"  {done}: {runs[-1]}", flush=True)
        print("      peak", {n: round(gb, 2) for n, gb in stages.peak.items()}, flush=True)
    truth = Truth.read(home / TRUTH)
    with duckdb.connect(str(home / FILE), read_only=True) as con:
        right = {
            "duplicates": duplicates_right(con, truth),
            "projects": projects_right(con, truth),
        }
    each = {
        name: {
            "cpu_s": round(stages.cpu[name], 2),
            "wall_s": round(stages.wall[name], 2),
            "cpu_ms_an_article": _each(stages.cpu[name], count),
            "peak_gb": round(stages.peak[name], 2),
        }
        for name in stages.cpu
    }
    disk = {"raw_mb": _size(home / "raw"), "release_mb": _size(home / "releases")}
    disk["build_mb"] = round((home / FILE).stat().st_size / 1024**2, 1)
    total = _each(stages.cpu.total(), count)
    more = _next_chunk(count, home, settings) if count >= A_RUN else None
    return {
        "articles": count, "cpu_ms_an_article": total, "peak_gb": max(stages.peak.values()),
        "stages": each, "runs": runs, "disk": disk, "right": right, "next_chunk": more,
    }  # fmt: skip


def main(counts: list[int], folder: Path) -> None:
    """Measure each size, print and record."""
    found = []
    for count in counts:
        with tempfile.TemporaryDirectory() as home:
            result = measure(count, Path(home))
        found.append(result)
        print(f"{count} articles: {result['cpu_ms_an_article']} ms of CPU each", flush=True)
        for name, stage in result["stages"].items():
            print(f"  {name:24} {stage['cpu_ms_an_article']:8.3f} ms  peak {stage['peak_gb']} GB")
        print(f"  {result['disk']}  {result['right']}", flush=True)
        record.write("scale", found, folder)
