"""`python -m benchmarks.whole rivals | scale | night | cores | profile`; each records its result."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.record import FOLDER


def main() -> None:
    """Run one of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--results", type=Path, default=FOLDER, help="folder to record into")
    kinds = parser.add_subparsers(dest="what", required=True)
    kinds.add_parser("rivals").add_argument("--pages", type=int, default=420)
    kinds.add_parser("scale").add_argument("--count", type=int, nargs="+", default=[10_000])
    kinds.add_parser("night").add_argument("--new", type=int, default=1000)
    kinds.add_parser("cores").add_argument("--pages", type=int, default=6000)
    kinds.add_parser("profile").add_argument("--count", type=int, default=3000)
    asked = parser.parse_args()
    if asked.what == "rivals":
        from benchmarks.whole import rivals

        rivals.main(asked.pages, asked.results)
    elif asked.what == "scale":
        from benchmarks.whole import scale

        scale.main(asked.count, asked.results)
    elif asked.what == "night":
        from benchmarks.whole import night

        night.main(asked.new, asked.results)
    elif asked.what == "profile":
        from benchmarks.whole import profile

        profile.main(asked.count, asked.results)
    else:
        from benchmarks.whole import cores

        cores.main(asked.pages, asked.results)


if __name__ == "__main__":
    main()
