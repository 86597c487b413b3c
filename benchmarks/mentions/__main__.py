"""Score mentions on the Chinese cases of Recognizers-Text and JioNLP, by file.

`python -m benchmarks.mentions [--cases FOLDER] [--rivals PYTHON] [--failures]`. `rules.py` says
which cases apply to news text, `ours.py` how our mentions map to the expected forms. Where
PYTHON's environment has the libraries, the same run scores them on the same cases.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks.mentions.ours import passes
from benchmarks.mentions.rules import Case, not_news

CASES = Path(__file__).parents[3] / "shared" / "benchmarks" / "mentions"


def load(folder: Path) -> dict[str, list[Case]]:
    """The cases by file."""
    return {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in sorted(folder.glob("*.jsonl"))
    }


def rivals(python: str, folder: Path) -> dict[str, dict[str, bool]]:
    """What the libraries meet, by library and case id; empty where there are none."""
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
        return {}
    found: dict[str, dict[str, bool]] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--rivals", default=sys.executable)
    parser.add_argument("--failures", action="store_true")
    arguments = parser.parse_args()
    if not arguments.cases.is_dir():
        print(f"No cases at {arguments.cases}: nothing to score.")
        return
    libraries = rivals(arguments.rivals, arguments.cases)
    if not libraries:
        print("JioNLP and Recognizers-Text are not installed: their columns are left out.")
    print(f"{'file':34}{'cases':>6}{'apply':>6}{'ours':>6}", *(f"{n:>12}" for n in libraries))
    reasons: Counter[str] = Counter()
    for name, cases in load(arguments.cases).items():
        apply = []
        for case in cases:
            reason = not_news(case, name)
            if reason is None:
                apply.append(case)
            else:
                reasons[reason] += 1
        met = {case["id"] for case in apply if passes(case, name)}
        cells = []
        for verdicts in libraries.values():
            known = [case["id"] for case in apply if case["id"] in verdicts]
            cells.append(f"{sum(verdicts[i] for i in known):>12}" if known else f"{'-':>12}")
        print(f"{name:34}{len(cases):>6}{len(apply):>6}{len(met):>6}", *cells)
        if arguments.failures:
            for case in apply:
                if case["id"] not in met:
                    print("   ", case["id"], case["input"])
    print("left out:", "; ".join(f"{reason} {count}" for reason, count in reasons.most_common()))


if __name__ == "__main__":
    main()
