"""This parser and the other extractors on the same pages with the same scorer, as one table.

PAGES_DIR holds *.html, gold.jsonl and score.py (default ../shared/benchmarks/pages). The other
extractors are optional; they pin common packages, so give them an environment of their own:

    python -m venv .bench
    .bench/bin/pip install trafilatura readability-lxml newspaper4k[zh] gne goose3 justext \
        lxml_html_clean beautifulsoup4 cssselect pydantic
    .bench/bin/python -m benchmarks.parse [--record] [PAGES_DIR]

`--record` writes benchmarks/results/parse.json.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import logging
import platform
import re
import time
import warnings
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.parse.peers import EXTRACTORS, Extractor, installed
from extract.charset import decode

DEFAULT = Path(__file__).resolve().parents[2].parent / "shared" / "benchmarks" / "pages"
RESULTS = Path(__file__).resolve().parents[1] / "results" / "parse.json"
ROUNDS = 3
_CHARSET = re.compile(r"(<meta[^>]{0,200}?charset\s*=\s*[\"']?)[A-Za-z0-9_-]+", re.I)
COLUMNS = ("body P", "body R", "body F1", "worst", "clean", "title", "day", "minute", "author")


def scorer(folder: Path) -> ModuleType:
    """The scorer that lies beside the pages."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no score.py in {folder}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(
    extract: Extractor, pages: list[tuple[str, bytes, str]]
) -> tuple[dict[str, Any], float]:
    """Fields by page, and pages per CPU-second (the best of three rounds)."""
    found: dict[str, Any] = {}
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for name, body, text in pages:
            try:
                found[name] = extract(body, text)
            except Exception as error:  # a peer may raise anything; its page scores 0
                found[name] = {"error": repr(error)}
        best = min(best, time.process_time() - start)
    return found, len(pages) / best


def _share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else float("nan")


def measure(score: ModuleType, gold: list[dict[str, Any]], found: dict[str, Any]) -> list[float]:
    """The scorer's figures, in the order of COLUMNS; fields are judged as its `main` does."""
    bodies, clean, title, day, minute, author = [], [], [], [], [], []
    for page in gold:
        got = found.get(page["id"], {})
        text = score.squash(got.get("body"))
        stamp = got.get("published_at")
        if page.get("body"):
            bodies.append(score.prf(got.get("body"), page["body"]))
        if page.get("must"):
            wanted = all(score.squash(m) in text for m in page["must"])
            clean.append(wanted and not any(score.squash(m) in text for m in page["must_not"]))
        if page.get("title"):
            title.append(score.squash(got.get("title")) == score.squash(page["title"]))
        if page.get("publish_time"):
            day.append(score.digits(stamp, 3) == score.digits(page["publish_time"], 3))
        if full := score.digits(page.get("publish_time_full"), 5):
            minute.append(score.digits(stamp, 5) == full)
        if page.get("author"):
            names = page["author"].replace("、", " ").split()
            author.append(any(name in (got.get("author") or "") for name in names))
    mean = [sum(b[i] for b in bodies) / max(1, len(bodies)) for i in range(3)]
    worst = min((b[2] for b in bodies), default=float("nan"))
    return [*mean, worst, *map(_share, (clean, title, day, minute, author))]


def main(folder: Path, record: bool) -> None:
    """Print the table, and write it where asked to."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    if not (folder / "gold.jsonl").is_file():
        raise SystemExit(f"{folder} holds no gold.jsonl")
    score = scorer(folder)
    gold = [json.loads(line) for line in (folder / "gold.jsonl").open(encoding="utf-8")]
    pages = []
    for page in gold:
        body = (folder / f"{page['id']}.html").read_bytes()
        # Decoded, and labelled as such, so that no peer fails on a label that lies.
        text = _CHARSET.sub(r"\g<1>utf-8", decode(body)[0])
        pages.append((page["id"], body, text))
    print(f"{len(pages)} pages of {folder}")
    rows: dict[str, dict[str, float | None]] = {}
    print(f"{'':18}" + "".join(f"{name:>9}" for name in (*COLUMNS, "pages/s")))
    for name, module, prepare in EXTRACTORS:
        if not installed(module):
            print(f"{name:18} not installed, left out")
            continue
        found, speed = predict(prepare(), pages)
        figures = measure(score, gold, found)
        print(f"{name:18}" + "".join(f"{f:9.3f}" for f in figures) + f"{speed:9.1f}", flush=True)
        named = zip((*COLUMNS, "pages_per_cpu_second"), (*figures, speed), strict=True)
        rows[name] = {column: round(figure, 3) for column, figure in named}
    print("pages/s: pages per CPU-second of one process, best of three rounds")
    if record:
        names = {
            "trafilatura",
            "readability-lxml",
            "newspaper4k",
            "gne",
            "goose3",
            "justext",
            "lxml",
        }
        environment = {
            "date": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            "versions": {name: version(name) for name in sorted(names)},
        }
        data = {"environment": environment, "result": {"pages": len(pages), "extractors": rows}}
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Extractors on the same pages")
    parser.add_argument("pages", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/parse.json")
    asked = parser.parse_args()
    main(asked.pages, asked.record)
