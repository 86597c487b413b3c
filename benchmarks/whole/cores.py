"""How much faster two processes are than one, on parsing with restoring and on reading facts.

    python -m benchmarks.whole cores [--pages 6000]

Wall seconds of the same batches through `flows.pool.Pool`, best of three; the machine should be
idle otherwise.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from benchmarks import record
from benchmarks.generate.pages import pages
from extract.records import RawPage
from flows import stages
from flows.pool import Pool
from flows.settings import bundled_sources

_AT = datetime(2026, 7, 1, tzinfo=UTC)
_BATCH = 150
_ROUNDS = 3


def _batches(count: int) -> list[pa.RecordBatch]:
    made = (
        RawPage(page.url, "bench", _AT, 200, "text/html", page.html.encode())
        for page in pages(count, "cores")
    )
    return list(stages.batched(made, _BATCH))


def _parsed(batches: list[pa.RecordBatch], workers: int, folder: str) -> tuple[float, list[Any]]:
    best, results = float("inf"), []
    for _ in range(_ROUNDS):
        with Pool(workers) as pool:
            list(pool.mapped(stages.parse_batch, enumerate(batches[:2]), folder, _AT))  # started
            began = time.perf_counter()
            done = list(pool.mapped(stages.parse_batch, enumerate(batches), folder, _AT))
            best = min(best, time.perf_counter() - began)
        results = [result for _, each in done for result in each.results]
    return best, results


def _facts(batches: list[pa.RecordBatch], workers: int) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        with Pool(workers) as pool:
            list(pool.mapped(stages.facts_batch, enumerate(batches[:2]), _AT))
            began = time.perf_counter()
            for _ in pool.mapped(stages.facts_batch, enumerate(batches), _AT):
                pass
            best = min(best, time.perf_counter() - began)
    return best


def measure(count: int) -> dict[str, Any]:
    """Seconds with one and two processes, and their ratio, of both stages."""
    batches = _batches(count)
    found: dict[str, Any] = {"pages": count}
    folder = str(bundled_sources())
    one, parsed = _parsed(batches, 1, folder)
    two, _ = _parsed(batches, 2, folder)
    found["parse"] = {"one_s": round(one, 2), "two_s": round(two, 2), "times": round(one / two, 2)}
    cleaned = [each.clean for each in parsed]
    one, two = _facts(cleaned, 1), _facts(cleaned, 2)
    found["facts"] = {"one_s": round(one, 2), "two_s": round(two, 2), "times": round(one / two, 2)}
    return found


def main(count: int, folder: Path) -> None:
    """Measure, print and record."""
    result = measure(count)
    for name, value in result.items():
        print(f"{name:8} {value}")
    print(record.write("cores", result, folder))
