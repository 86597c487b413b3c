"""Damage generated articles as mirror sites do, restore them, and count what comes back.

    python -m benchmarks.repair [--count 2000] [--seed 1] [--examples 10] [--record]

Each article has a table of its own: which characters are glossed, which marks are cut out. Printed
are shares of the damaged characters (restored exactly, marked unknown, wrong) by kind of harm, and
megabytes of UTF-8 a CPU-second on the damaged and the undamaged texts.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from typing import Any

from benchmarks.generate.prose import article
from benchmarks.repair.damage import Damaged, damage, doubled, random_table, repeated, traditional
from benchmarks.repair.measure import Score, add
from benchmarks.results import record
from transform.repair import restore


def damaged_articles(count: int, seed: str, *, convert: bool = True) -> list[Damaged]:
    """Articles damaged each with a table of its own; some with doubled marks and repeated blocks.

    Without `convert` the tool works on the text in simplified script, where nearly no byte is
    ASCII and runs go on for a sentence: harder than what mirror sites show.
    """
    rng = random.Random(f"{seed}:sample")
    sample = "".join(article(rng) for _ in range(60))
    old = traditional(sample)
    made = []
    for number in range(count):
        rng = random.Random(f"{seed}:{number}")
        size = rng.choice((60, 150, 300, 600) if convert else (20, 60))
        table = random_table(rng, old if convert else sample, size)
        one = damage(article(rng), table, convert=convert)
        shown = one.shown
        if rng.random() < 0.3:
            shown = doubled(shown, rng, 0.05)
        if rng.random() < 0.2:
            shown = repeated(shown, rng)
        made.append(Damaged(shown, one.truth, one.harm))
    return made


def _megabytes(texts: Sequence[str]) -> float:
    return sum(len(t.encode()) for t in texts) / 1e6


def _timed(texts: Sequence[str]) -> tuple[list[str], float]:
    """The restored texts, and megabytes a CPU-second."""
    started = time.process_time()
    restored = [restore(t).text for t in texts]
    return restored, _megabytes(texts) / max(1e-9, time.process_time() - started)


def _scored(made: Sequence[Damaged], restored: Sequence[str] | None = None) -> Score:
    score = Score()
    for one, text in zip(made, restored or [restore(m.shown).text for m in made], strict=True):
        add(score, one, text)
    return score


def _shares(score: Score) -> dict[str, float]:
    return {
        "damaged_characters": score.damaged,
        "exact": round(score.share(score.exact), 5),
        "unknown": round(score.share(score.unknown), 5),
        "wrong": round(score.share(score.wrong), 6),
    }


def run(count: int, seed: str) -> tuple[Score, dict[str, Any]]:
    """The score and all figures."""
    made = damaged_articles(count, seed)
    restore(made[0].shown)  # load the tables
    restored, damaged_speed = _timed([m.shown for m in made])
    score = _scored(made, restored)
    clean = [m.truth for m in made]
    same, clean_speed = _timed(clean)
    figures = {
        "articles": count,
        **_shares(score),
        "by_harm": {f"{harm} {outcome}": n for (harm, outcome), n in sorted(score.by_harm.items())},
        "simplified_script": _shares(_scored(damaged_articles(count // 10, seed, convert=False))),
        "undamaged_changed": sum(a != b for a, b in zip(clean, same, strict=True)),
        "damaged_mb_per_cpu_s": round(damaged_speed, 2),
        "undamaged_mb_per_cpu_s": round(clean_speed, 2),
    }
    return score, figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--examples", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/")
    options = parser.parse_args()
    score, figures = run(options.count, options.seed)
    for name, value in figures.items():
        print(f"{name}: {value}")
    for truth, restored in score.examples[: options.examples]:
        print("  ", repr(truth), "->", repr(restored))
    if options.record:
        record(
            "repair", figures, f"python -m benchmarks.repair --count {options.count}", ["opencc"]
        )


if __name__ == "__main__":
    main()
