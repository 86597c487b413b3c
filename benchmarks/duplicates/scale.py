"""How time and memory grow: store N articles, pass over all of them, then add a night's 1,000.

    python -m benchmarks.duplicates.scale --count 10000 100000 1000000 [--threads 1]

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

import duckdb

from benchmarks.generate.articles import articles, story
from transform.duplicates import Document, cluster
from warehouse.candidates import add_sketches, all_candidate_pairs, candidate_pairs, create, judged

NIGHT = 1000
SEED = "scale"


@contextmanager
def _step(name: str, count: int) -> Iterator[None]:
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"  {name:28} {cpu:9.1f} s CPU {wall:9.1f} s  {count / max(cpu, 1e-3):9.0f}/CPU-s"
        f"  peak {peak:.2f} GB",
        flush=True,
    )


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


def measure(count: int, threads: int, folder: Path, whole: bool) -> None:
    """One line a step for `count` stored articles."""
    path = folder / f"{count}.duckdb"
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": threads,
        "memory_limit": "1300MB",
        "temp_directory": str(folder / "spill"),
    }
    print(f"{count} articles")
    with duckdb.connect(str(path), config=settings) as connection:
        create(connection)
        with _step("generate, sketch, store", count):
            night, stories = _fill(connection, count)
            connection.execute("CHECKPOINT")
        rows = connection.execute("SELECT count(*) FROM sketch").fetchall()
        print(f"  {rows[0][0]} postings, {path.stat().st_size / 1024**2:.0f} MB")
        with _step("night: sketch, store", NIGHT):
            add_sketches(connection, ((k, d.text) for k, d in night.items()))
        with _step("night: candidates", NIGHT):
            found = candidate_pairs(connection, night)
        keys = {k for name in ("left", "right") for k in found.column(name).to_pylist()}
        documents = night | _again(keys - night.keys(), stories)
        with _step(f"night: judge {found.num_rows} pairs", NIGHT):
            pairs = list(judged(documents, found))
            members = cluster(documents.values(), pairs)
        copies = sum(m.verdict != "original" for m in members if m.version_id in night)
        print(f"  {copies} of the night's articles are copies")
        if whole:
            with _step("full pass: candidates", count):
                everything = all_candidate_pairs(connection)
            print(f"  {everything.num_rows} pairs")


def main() -> None:
    """Measure each count in turn."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--night-only", action="store_true", help="leave the full pass out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in options.count:
            measure(count, options.threads, Path(folder), not options.night_only)


if __name__ == "__main__":
    main()
