"""Score mentions on the Chinese cases of Recognizers-Text and JioNLP, by file.

`python -m benchmarks.mentions [--cases FOLDER] [--rivals PYTHON] [--failures] [--record]`. `rules.py` says
which cases apply to news text, `ours.py` how our mentions map to the expected forms. Where
PYTHON's environment has the libraries, the same run scores them on the same cases.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.mentions.ours import passes
from benchmarks.mentions.rules import Case, not_news

RESULTS = Path(__file__).parents[1] / "results" / "mentions.json"
CASES = Path(__file__).parents[3] / "shared" / "benchmarks" / "mentions"


def load(folder: Path) -> dict[str, list[Case]]:
    """The cases by file."""
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }


class Row(NamedTuple):
    """One file's score; `theirs` by library, None where it has no public function for these."""

    file: str
    cases: int
    apply: int
    ours: int
    theirs: dict[str, int | None]
    failed: list[Case]


def rivals(python: str, folder: Path) -> tuple[dict[str, dict[str, bool]], dict[str, str]]:
    """What the libraries meet, by library and case id, and their versions; empty without them."""
    script = Path(__file__).with_name("rivals.py")
    done = subprocess.run(
        [python, str(script), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TZ": "Asia/Shanghai"},  # JioNLP counts from the local clock
    )
    if done.returncode:
        print(f"The libraries did not run: {done.stderr.strip()[-200:]}")
        return {}, {}
    found = json.loads(done.stdout.splitlines()[-1])
    return found["passed"], found["versions"]


def score(folder: Path, libraries: dict[str, dict[str, bool]]) -> tuple[list[Row], Counter[str]]:
    """A row for each file, and why cases are left out."""
    rows, reasons = [], Counter[str]()
    for name, cases in load(folder).items():
        told = [(case, not_news(case, name)) for case in cases]
        apply = [case for case, reason in told if reason is None]
        reasons.update(reason for _, reason in told if reason is not None)
        failed = [case for case in apply if not passes(case, name)]
        known = {
            library: [verdicts[case["id"]] for case in apply if case["id"] in verdicts]
            for library, verdicts in libraries.items()
        }
        theirs = {library: sum(met) if met else None for library, met in known.items()}
        rows.append(Row(name, len(cases), len(apply), len(apply) - len(failed), theirs, failed))
    return rows, reasons


def record(rows: list[Row], reasons: Counter[str], versions: dict[str, str]) -> None:
    """Write benchmarks/results/mentions.json."""
    result = {
        row.file: {"cases": row.cases, "apply": row.apply, "ours": row.ours, **row.theirs}
        for row in rows
    }
    data = {
        "environment": {
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "python": platform.python_version(),
            "versions": versions,
        },
        "result": {"files": result, "left_out": dict(reasons.most_common())},
    }
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--rivals", default=sys.executable)
    parser.add_argument("--failures", action="store_true")
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/")
    arguments = parser.parse_args()
    if not arguments.cases.is_dir():
        print(f"No cases at {arguments.cases}: nothing to score.")
        return
    libraries, versions = rivals(arguments.rivals, arguments.cases)
    if not libraries:
        print("JioNLP and Recognizers-Text are not installed: their columns are left out.")
    print(f"{'file':34}{'cases':>6}{'apply':>6}{'ours':>6}", *(f"{n:>12}" for n in libraries))
    rows, reasons = score(arguments.cases, libraries)
    for row in rows:
        cells = (f"{'-' if met is None else met:>12}" for met in row.theirs.values())
        print(f"{row.file:34}{row.cases:>6}{row.apply:>6}{row.ours:>6}", *cells)
        for case in row.failed if arguments.failures else ():
            print("   ", case["id"], case["input"])
    print("left out:", "; ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
    if arguments.record:
        record(rows, reasons, versions)


if __name__ == "__main__":
    main()
