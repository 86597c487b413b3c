"""`python -m benchmarks.warehouse speed --articles 1000000`, `python -m benchmarks.warehouse kill`."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("speed", "kill"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--record", action="store_true", help="write the results")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.what == "speed":
            from benchmarks.warehouse import speed

            speed.main(
                Path(folder) / "home",
                asked.articles,
                record=asked.record,
            )
        else:
            from benchmarks.warehouse import kill

            kill.main(Path(folder) / "home", asked.times, record=asked.record)


if __name__ == "__main__":
    main()
