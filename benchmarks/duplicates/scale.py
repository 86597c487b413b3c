"""How time and memory grow: store N articles, pass over all of them, then add a night's 1,000.

    python -m benchmarks.duplicates.scale --count 10000 100000 1000000 [--threads 1] [--record]

Prints CPU seconds, wall seconds and the most memory held, a line a step. Texts are not kept: the
few that a night compares are generated again.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.generate.articles import articles, story
from benchmarks.results import record
from transform.duplicates import Document, cluster
from warehouse.build import MEMORY
from warehouse.candidates import add_sketches, candidate_pairs, create, judged
from warehouse.full_pass import all_candidate_pairs

NIGHT = 1000
SEED = "scale"


@contextmanager
def _step(done: dict[str, Any], name: str, count: int) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"  {name:28} {cpu:9.1f} s CPU {wall:9.1f} s  {count / max(cpu, 1e-3):9.0f}/CPU-s"
        f"  peak {peak:.2f} GB",
        flush=True,
    )
    done[name] = {"cpu_s": round(cpu, 1), "wall_s": round(wall, 1)}
    done["peak_gb"] = round(peak, 2)


def _fill(
    connection: duckdb.DuckDBPyConnection, count: int
) -> tuple[dict[str, Document], dict[str, int]]:
    """Store all but the night's articles; return those, and the story of each stored one."""
    night: dict[str, Document] = {}
    stories: dict[str, int] = {}
    every = max(2, (count + NIGHT) // NIGHT)

    def stored() -> Iterator[tuple[str, str]]:
        for n, made in enumerate(articles(count + NIGHT, SEED)):
            document = made.document
            if n % every == every - 1 and len(night) < NIGHT:
                night[document.version_id] = document
                continue
            number = made.group.removeprefix(f"{SEED}-").rstrip("rn")
            stories[document.version_id] = int(number)
            yield document.version_id, document.text

    add_sketches(connection, stored())
    return night, stories


def _again(keys: set[str], stories: dict[str, int]) -> dict[str, Document]:
    """The documents of these keys, generated anew."""
    made = (g.document for number in {stories[k] for k in keys} for g in story(SEED, number))
    return {d.version_id: d for d in made if d.version_id in keys}


def measure(count: int, threads: int, folder: Path, whole: bool) -> dict[str, Any]:
    """One line a step for `count` stored articles; returns the same figures by step."""
    done: dict[str, Any] = {"stored": count}
    path = folder / f"{count}.duckdb"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spill"),
    }
    print(f"{count} articles")
    with duckdb.connect(str(path), config=settings) as connection:
        create(connection)
        with _step(done, "generate, sketch, store", count):
            night, stories = _fill(connection, count)
            connection.execute("CHECKPOINT")
        rows = connection.execute("SELECT count(*) FROM sketch").fetchall()
        print(f"  {rows[0][0]} postings, {path.stat().st_size / 1024**2:.0f} MB")
        with _step(done, "night: sketch, store", NIGHT):
            add_sketches(connection, ((k, d.text) for k, d in night.items()))
        with _step(done, "night: candidates", NIGHT):
            found = candidate_pairs(connection, night)
        keys = {k for name in ("left", "right") for k in found.column(name).to_pylist()}
        documents = night | _again(keys - night.keys(), stories)
        with _step(done, "night: verdicts", NIGHT):
            pairs = list(judged(documents, found))
            members = cluster(documents.values(), pairs)
        copies = sum(m.verdict != "original" for m in members if m.version_id in night)
        print(f"  {found.num_rows} pairs, {copies} of the night's articles are copies")
        if whole:
            with _step(done, "full pass: candidates", count):
                everything = all_candidate_pairs(connection, folder)
            print(f"  {everything.num_rows} pairs")
            done["pairs"] = everything.num_rows
    return done


def main() -> None:
    """Measure each count in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--night-only", action="store_true", help="leave the full pass out")
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        steps = [
            measure(count, options.threads, Path(folder), not options.night_only)
            for count in options.count
        ]
    if options.record:
        counts = " ".join(map(str, options.count))
        command = f"python -m benchmarks.duplicates.scale --count {counts}"
        record(
            "duplicates_scale", {"threads": options.threads, "sizes": steps}, command, ["duckdb"]
        )


if __name__ == "__main__":
    main()
