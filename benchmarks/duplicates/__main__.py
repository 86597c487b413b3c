"""Print recall, precision and articles a CPU-second of this and three other methods.

python -m benchmarks.duplicates [--count 10000] [--seed 1] [--only yuanjiang] [--examples 5] [--record]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence

from benchmarks.duplicates.measure import Score, score, true_pairs
from benchmarks.duplicates.methods import METHODS
from benchmarks.generate.articles import Generated, articles
from benchmarks.results import record


def _line(name: str, result: Score, count: int, seconds: float) -> str:
    return (
        f"{name:12} {result.recall:8.4f} {result.precision:9.4f} {result.right:8} "
        f"{result.missed:7} {result.wrong:7} {count / seconds:11.0f}"
    )


def _details(made: Sequence[Generated], result: Score, examples: int) -> None:
    print("  missed:", dict(result.missed_kinds.most_common(8)))
    print("  wrong: ", dict(result.wrong_kinds.most_common(8)))
    by_id = {g.document.version_id: g for g in made}
    for what, a, b in result.examples[:examples]:
        left, right = by_id[a], by_id[b]
        print(f"  {what}: {left.kind} {a} / {right.kind} {b}")
        print("   ", left.document.text[:160].replace("\n", " | "))
        print("   ", right.document.text[:160].replace("\n", " | "))


def main() -> None:
    """Generate articles, run the methods one after the other, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", choices=METHODS, action="append")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/")
    options = parser.parse_args()
    made = list(articles(options.count, options.seed))
    documents = [g.document for g in made]
    print(f"{len(made)} articles, {len(true_pairs(made))} pairs of copies")
    print("method         recall precision    right  missed   wrong articles/CPU-s")
    table: dict[str, dict[str, float]] = {}
    for name in options.only or METHODS:
        started = time.process_time()
        try:
            found = list(METHODS[name](documents))
        except ImportError as missing:
            print(f"{name:12} skipped: {missing.name} is not installed (pip install '.[bench]')")
            continue
        result = score(made, found)
        seconds = time.process_time() - started
        print(_line(name, result, len(made), seconds), flush=True)
        _details(made, result, options.examples)
        table[name] = {
            "recall": round(result.recall, 4),
            "precision": round(result.precision, 4),
            "articles_per_cpu_s": round(len(made) / seconds),
        }
    if options.record:
        result_rows = {"articles": len(made), "true_pairs": len(true_pairs(made)), "methods": table}
        command = f"python -m benchmarks.duplicates --count {options.count}"
        record("duplicates", result_rows, command, ["datasketch", "rensa", "simhash", "duckdb"])


if __name__ == "__main__":
    main()
