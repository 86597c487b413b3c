"""Kill -9 at random moments of load and release, with a reader querying all the while.

A worker loads nights of articles with facts, settles and publishes each, and says so only after
each step is done. After each kill: what was said to be done is there, once, in every table; the
current release is whole, at least as new as the last one said to be published, and its files have
the sums of its manifest. At the end all tables hold what nights without a kill give.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

import warehouse
from benchmarks.record import write
from benchmarks.warehouse.make import Batch, night
from warehouse import load, release
from warehouse.build import open_build
from warehouse.joining import join_reports
from warehouse.parquet import sha256_of
from warehouse.settle import settle
from warehouse.tables import TABLES, Table

SIZE = 20  # articles a night
LINES, LONGEST = 10, 0.6  # a worker is killed up to so many seconds after one of its first lines
# Tables with so many rows an article, once its facts are settled.
_PER_ARTICLE = {
    "article": 1,
    "article_version": 1,
    "occurrence": 1,
    "project_report": 1,
    "project_event": 1,
    "project_amount": 1,
    "programme_statistic": 1,
    "evidence": 4,
}
_FACTS = [name for name in _PER_ARTICLE if not name.startswith("article")]


def _say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def _settled(con: duckdb.DuckDBPyConnection, number: int) -> Iterator[dict[str, object]]:
    """One night up to its tables, telling of each step that begins and each that is done.

    The same again does no harm where a killed worker had done a part of it.
    """
    at, articles = night(number), (number + 1) * SIZE
    made = Batch(articles - SIZE, articles, fill=2)
    yield {"doing": "articles"}
    load.load_articles(con, made.articles(at), made.cleaned(at), at)
    yield {"articles": articles, "doing": "facts"}
    load.load_facts(con, made.facts(), at)
    yield {"facts": articles, "doing": "join"}
    join_reports(con, at)
    yield {"doing": "settle"}
    settle(con, at)
    yield {"settled": articles, "doing": "release"}


def work(home: Path) -> None:
    """Nights without end, each step acknowledged on standard output."""
    _say(doing="open")
    with open_build(home) as con:
        settled = con.execute("SELECT count(*) FROM input.settled").fetchall()[0][0]
        for number in count(settled // SIZE):
            for told in _settled(con, number):
                _say(**told)
            release.publish(con, home, run_id=str(number), at=night(number), keep=3)
            _say(published=(number + 1) * SIZE)


def _counts(con: duckdb.DuckDBPyConnection, names: list[str]) -> dict[str, int]:
    listed = ", ".join(f"(SELECT count(*) FROM {name})" for name in names)
    return dict(zip(names, con.execute(f"SELECT {listed}").fetchall()[0], strict=True))


def _uneven(counts: dict[str, int], articles: int) -> list[str]:
    """Tables that do not hold the rows of just so many articles."""
    return [
        f"{name}: {rows} rows, {articles} articles"
        for name, rows in counts.items()
        if rows != articles * _PER_ARTICLE[name]
    ]


class Reader(threading.Thread):
    """Opens the current release again and again; `wrong` lists what a reader must never see."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.home, self.reads = home, 0
        self.wrong: list[str] = []
        self.stop = threading.Event()

    def run(self) -> None:
        while not self.stop.is_set():
            found = release.current(self.home)
            if found is None:
                time.sleep(0.05)
                continue
            try:
                with duckdb.connect(str(found.database), read_only=True) as con:
                    counts = _counts(con, [*_PER_ARTICLE, "project_timeline"])
            except (duckdb.IOException, FileNotFoundError):
                if release.current_name(self.home) == found.name:
                    self.wrong.append(f"{found.name} is current and cannot be opened")
                continue  # pruned between reading the link and opening
            articles, events = counts["article"], counts.pop("project_timeline")
            bad = _uneven(counts, articles)
            if articles % SIZE or events != articles or bad:
                self.wrong.append(f"{found.name}: {articles} articles, {events} events, {bad}")
            self.reads += 1
            time.sleep(0.3)


def _said(output: Path) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for line in output.read_text().splitlines(keepends=True):
        if line.endswith("\n"):
            said.update(json.loads(line))
    return said


def _unled(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Projects without a report, or of which a report tells and that are not there."""
    told = con.execute(
        "SELECT (SELECT count(*) FROM project),"
        " (SELECT count(DISTINCT project_id) FROM project_report),"
        " (SELECT count(*) FROM project SEMI JOIN project_report USING (project_id))"
    ).fetchall()[0]
    if len(set(told)) > 1:
        yield f"projects, projects of reports, both: {told}"


def _doubled(con: duckdb.DuckDBPyConnection, tables: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for name, key in tables.items():
        rows, keys = con.execute(
            f"SELECT count(*), count(DISTINCT ({', '.join(key)})) FROM {name}"
        ).fetchall()[0]
        if rows != keys:
            yield f"{name}: {rows - keys} rows doubled"


def _keys(*, published: bool) -> dict[str, tuple[str, ...]]:
    return {f"main.{t.name}": t.key for t in TABLES.values() if t.published or not published}


_INPUT = {
    "input.facts": ("version_id",),
    "input.settled": ("version_id",),
    "input.joined": ("version_id",),
    "input.report": ("report_id",),
    "input.project_member": ("report_id",),
    "input.project": ("project_id",),
}


def _verify_build(home: Path, said: dict[str, int]) -> Iterator[str]:
    with open_build(home) as con:
        yield from _doubled(con, _keys(published=False) | _INPUT)
        yield from _unled(con)
        counts = _counts(con, list(_PER_ARTICLE))
        read, settled = (
            con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in ("input.facts", "input.settled")
        )
        found = {"articles": counts["article_version"], "facts": read, "settled": settled}
        for name, rows in found.items():
            if rows % SIZE or rows < said[name]:
                yield f"{name}: {said[name]} acknowledged, {rows} there"
        yield from _uneven({name: counts[name] for name in _FACTS if name != "occurrence"}, settled)


def _verify_release(home: Path, published: int) -> Iterator[str]:
    found = release.current(home)
    if found is None:
        if published:
            yield "no release"
        return
    if sha256_of(found.database) != found.manifest["database"]["sha256"]:
        yield f"{found.name}: the database is not the one of the manifest"
    with warehouse.open(home) as con:
        counts = _counts(con, list(_PER_ARTICLE))
        stored = _counts(con, [f"main.{name}" for name in found.manifest["tables"]])
        yield from _doubled(con, _keys(published=True))
        yield from _unled(con)
    for name, told in found.manifest["tables"].items():
        files = {p["file"]: found.path / p["file"] for p in told["parts"]}
        for part in told["parts"]:
            if sha256_of(files[part["file"]]) != part["sha256"]:
                yield f"{found.name}: {part['file']} differs"
        rows = sum(pq.read_metadata(p).num_rows for f, p in files.items() if "/history/" not in f)
        if rows != stored[f"main.{name}"]:
            yield f"{found.name}: {name} has {stored[f'main.{name}']} rows, its Parquet {rows}"
    if counts["article"] < published:
        yield f"{published} articles published, {counts['article']} readable"
    yield from _uneven(counts, counts["article"])


def _rows(con: duckdb.DuckDBPyConnection, table: Table) -> list[Any]:
    listed = ", ".join(f'"{c}"' for c in table.columns)
    return con.execute(f"SELECT {listed} FROM main.{table.name} ORDER BY ALL").fetchall()


def _verify_end(home: Path) -> Iterator[str]:
    """Against the same nights in one go: every row of every table that tells of articles."""
    calm = home.parent / "calm"
    shutil.rmtree(calm, ignore_errors=True)
    with open_build(home) as con, open_build(calm) as other:
        settled = con.execute("SELECT count(*) FROM input.settled").fetchall()[0][0]
        stored = con.execute("SELECT count(*) FROM article_version").fetchall()[0][0]
        nights = -(-stored // SIZE)
        for number in range(settled // SIZE, nights):  # what the last kill left
            list(_settled(con, number))
        for number in range(nights):
            made, at = Batch(number * SIZE, (number + 1) * SIZE, fill=2), night(number)
            load.load_articles(other, made.articles(at), made.cleaned(at), at)
            load.load_facts(other, made.facts(), at)
        join_reports(other, at)
        settle(other, at)
        for table in TABLES.values():
            if table.keep != "log" and _rows(con, table) != _rows(other, table):
                yield f"{table.name} is not what nights without a kill give"


def _kill_one(home: Path, output: Path, lines: int, wait: float) -> None:
    """Let a worker tell so many lines, and a while later kill it."""
    with output.open("w") as file:
        worker = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.warehouse.kill", str(home)], stdout=file
        )
        while output.read_bytes().count(b"\n") < lines and worker.poll() is None:
            time.sleep(0.01)
        time.sleep(wait)
        worker.kill()
        worker.wait()


def measure(home: Path, times: int, seed: int = 1) -> dict[str, object]:
    """Kill the worker `times` times; `wrong` is empty where all held, `killed_in` counts by step."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    chance = random.Random(seed)
    output = home / "said.jsonl"
    reader = Reader(home)
    reader.start()
    wrong: list[str] = []
    most = dict.fromkeys(("articles", "facts", "settled", "published"), 0)
    steps: Counter[str] = Counter()
    for number in range(times):
        _kill_one(home, output, chance.randint(1, LINES), chance.uniform(0, LONGEST))
        said = _said(output)
        steps[said.get("doing", "start")] += 1
        most = {name: max(rows, said.get(name, 0)) for name, rows in most.items()}
        found = [*_verify_build(home, most), *_verify_release(home, most["published"])]
        wrong += [f"kill {number}: {text}" for text in found]
    reader.stop.set()
    reader.join()
    wrong += [*_verify_end(home), *reader.wrong]
    return {
        "kills": times,
        "wrong": wrong,
        "reads": reader.reads,
        "acknowledged": most,
        "killed_in": dict(sorted(steps.items())),
    }


def main(home: Path, times: int, *, record: bool = False) -> None:
    """Print the figures; with `record` also write benchmarks/results/kills.json."""
    told = measure(home, times)
    print(json.dumps(told, indent=1))
    if record:
        write("kills", told)


if __name__ == "__main__":
    work(Path(sys.argv[1]))
