"""CPU time a page of each stack, and its ratio to trafilatura's parsing alone.

    python -m benchmarks.whole rivals [--pages 420]

The rivals need an environment of their own (optional group `bench`); those that are not
installed are left out. Each stack sees each page as decoded text; warm-up is not counted.
"""

from __future__ import annotations

import logging
import time
import warnings
from pathlib import Path
from typing import Any

from benchmarks import record
from benchmarks.whole.pages import SHARED, varied_pages
from benchmarks.whole.stacks import STACKS, installed

_WARM_UP = 10
_ROUNDS = 3
BASE = "trafilatura, parsing alone"


def measure(count: int) -> dict[str, Any]:
    """Milliseconds of CPU a page by stack: the best of the rounds, each round all stacks in turn."""
    pages = list(varied_pages(count))
    stacks = {name: stack for name, (needs, stack) in STACKS.items() if installed(needs)}
    for name in STACKS.keys() - stacks.keys():
        print(f"{name:28} not installed")
    best: dict[str, float] = {}
    for round_ in range(_ROUNDS):
        for name, stack in stacks.items():
            if round_ == 0:
                stack(pages[:_WARM_UP])
            began = time.process_time()
            stack(pages)
            took = 1000 * (time.process_time() - began) / count
            best[name] = min(took, best.get(name, took))
    ratios = (
        {name: round(each / best[BASE], 3) for name, each in best.items()} if BASE in best else {}
    )
    for name, each in best.items():
        print(f"{name:28} {each:8.2f} ms a page   x {ratios.get(name, '-')}", flush=True)
    rounded = {name: round(each, 3) for name, each in best.items()}
    return {"pages": count, "cpu_ms_a_page": rounded, "times_trafilatura": ratios}


def main(count: int, folder: Path) -> None:
    """Measure, print and record."""
    if not SHARED.is_dir():
        raise SystemExit(f"the real pages are not here: {SHARED}")
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    print(record.write("whole", measure(count), folder))
