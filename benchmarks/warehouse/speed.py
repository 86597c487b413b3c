"""Load, settle and release at size, marts, and a night on top."""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

import warehouse
from benchmarks.record import write
from benchmarks.warehouse.make import Batch, night
from warehouse import load, release
from warehouse.build import FILE, open_build
from warehouse.joining import join_reports
from warehouse.marts import marts
from warehouse.settle import settle

BATCH = 20_000


@contextmanager
def _timed(out: dict[str, float], name: str) -> Iterator[None]:
    start, cpu = time.perf_counter(), time.process_time()
    yield
    out[name] = round(out.get(name, 0.0) + time.perf_counter() - start, 3)
    of_cpu = name.removesuffix("_s") + "_cpu_s"  # what other work on the machine does not change
    out[of_cpu] = round(out.get(of_cpu, 0.0) + time.process_time() - cpu, 3)
    if not name.startswith("load"):
        print(json.dumps(out), file=sys.stderr, flush=True)  # what a run cut short has measured


def _total(told: dict[str, float], *, cpu: bool) -> float:
    return round(sum(v for name, v in told.items() if name.endswith("_cpu_s") == cpu), 2)


def _load(
    con: duckdb.DuckDBPyConnection, first: int, last: int, at: int, out: dict[str, float]
) -> None:
    for low in range(first, last, BATCH):
        made = Batch(low, min(low + BATCH, last), year=night(at).year if at else None)
        articles, cleaned, facts = made.articles(night(at)), made.cleaned(night(at)), made.facts()
        with _timed(out, "load_articles_s"):
            load.load_articles(con, articles, cleaned, night(at))
        with _timed(out, "load_facts_s"):
            load.load_facts(con, facts, night(at))


def _projects(con: duckdb.DuckDBPyConnection, at: int, out: dict[str, float]) -> None:
    with _timed(out, "join_s"):
        join_reports(con, night(at))
    with _timed(out, "settle_s"):
        settle(con, night(at))


def _publish(
    con: duckdb.DuckDBPyConnection, home: Path, at: int, out: dict[str, float]
) -> release.Release:
    with _timed(out, "release_s"):
        return release.publish(con, home, run_id=f"n{at}", at=night(at))


def _sizes(path: Path) -> dict[str, int]:
    files = [p for p in path.rglob("*") if p.is_file()]
    return {
        "duckdb_mb": sum(p.stat().st_size for p in files if p.suffix == ".duckdb") // 2**20,
        "parquet_mb": sum(p.stat().st_size for p in files if p.suffix == ".parquet") // 2**20,
    }


def _marts(home: Path) -> dict[str, float]:
    """Milliseconds of a usual question to each mart, the best of five on a warm file."""
    out = {}
    with warehouse.open(home) as con:
        some = con.execute("SELECT project_id FROM project LIMIT 1").fetchall()[0][0]
        where = {
            "project_timeline": f"WHERE project_id = '{some}'",
            "investment_by_place_year": "WHERE first_year = 2020",
            "aid_funds_by_year": "WHERE year = 2020 AND region = '某县7'",
        }
        for mart in marts():
            took = []
            for _ in range(5):
                start = time.perf_counter()
                con.execute(f"FROM {mart.name} {where.get(mart.name, '')} LIMIT 1000").fetchall()
                took.append(time.perf_counter() - start)
            out[mart.name] = round(min(took) * 1000, 1)
    return out


def measure(home: Path, articles: int, extra: int = 1000) -> dict[str, object]:
    """All figures at `articles` articles with three facts each; the folder is made anew."""
    shutil.rmtree(home, ignore_errors=True)
    first: dict[str, float] = {}
    second: dict[str, float] = {}
    with open_build(home) as con:
        _load(con, 0, articles, 0, first)
        _projects(con, 0, first)
        made = _publish(con, home, 0, first)
        _load(con, articles, articles + extra, 1, second)
        _projects(con, 1, second)
        _publish(con, home, 1, second)
    loading = first["load_articles_s"] + first["load_facts_s"]
    loading_cpu = first["load_articles_cpu_s"] + first["load_facts_cpu_s"]
    return {
        "articles": articles,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "facts": 3 * articles,
        "first": first,
        "rows_loaded_per_s": round(4 * articles / loading),
        "rows_loaded_per_cpu_s": round(4 * articles / loading_cpu),
        "night": {
            **second,
            "total_s": _total(second, cpu=False),
            "total_cpu_s": _total(second, cpu=True),
        },
        "marts_ms": _marts(home),
        "build_mb": (home / FILE).stat().st_size // 2**20,
        "release": _sizes(made.path),
        "duckdb": duckdb.__version__,
    }


def main(home: Path, articles: int, *, record: bool = False) -> None:
    """Print the figures; with `record` also write benchmarks/results/warehouse.json."""
    told = measure(home, articles)
    print(json.dumps(told, indent=1))
    if record:
        write("warehouse", told)
