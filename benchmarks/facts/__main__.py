"""Facts against the shared development set, and how many articles a CPU-second they take.

    python -m benchmarks.facts [--profile] [SHARED]
    python -m benchmarks.facts --generated

prints the shared scorer's table (SHARED/benchmarks/facts/score.py over its articles) and the speed
of the whole reading on texts of 1,500 characters. SHARED is ../shared, or $YUANJIANG_SHARED.
With --generated, the speed on generated news alone: the mix, and what has no project.
"""

from __future__ import annotations

import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.generate.articles import articles as generate
from extract.records import RawPage
from extract.textfile import parse_text
from transform.clean import clean
from transform.facts import read
from transform.facts.shape import as_benchmark
from transform.records import CleanArticle

LENGTH = 1500


def articles(folder: Path) -> dict[str, CleanArticle]:
    """The cleaned articles of a folder of text files, by file name; a sidecar gives the date."""
    found = {}
    for path in sorted(folder.glob("*.txt")):
        page = RawPage(
            url=path.name,
            source_id="benchmark",
            fetched_at=datetime.now(UTC),
            status=200,
            content_type="text/plain",
            body=path.read_bytes(),
        )
        sidecar = path.with_suffix(".meta.json")
        known = json.loads(sidecar.read_text("utf-8")) if sidecar.exists() else {}
        article = clean(parse_text(page))
        found[path.stem] = with_date(article, known.get("published"))
    return found


def with_date(article: CleanArticle, published: str | None) -> CleanArticle:
    """The article with the date of its sidecar, where its text has none."""
    from dataclasses import replace

    return replace(article, published_at=published) if published else article


def score(folder: Path, read_articles: dict[str, CleanArticle]) -> str:
    """The shared scorer's table."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, article in read_articles.items():
            row = {"id": name} | as_benchmark(read(article), article)
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        file.flush()
        command = [sys.executable, str(folder / "score.py"), file.name]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def generated(count: int) -> list[CleanArticle]:
    """Generated articles, as restored; one in four tells of a project."""
    at = datetime(2025, 1, 1, tzinfo=UTC)
    found = []
    for made in generate(count):
        d = made.document
        found.append(
            CleanArticle(
                d.version_id, d.version_id, d.source_id, d.url, at, d.title, d.published_at,
                d.credit, d.text, (), 0.0, "generated",
            )
        )  # fmt: skip
    return found


def speed(texts: Collection[CleanArticle], rounds: int = 3) -> float:
    """Texts of 1,500 characters read in a second of CPU time, the best of a few rounds."""
    characters = sum(len(a.text) for a in texts)
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        for article in texts:
            read(article)
        best = min(best, time.process_time() - start)
    return characters / LENGTH / best


def profile(read_articles: dict[str, CleanArticle]) -> None:
    """Where the time goes, by function."""
    profiler = cProfile.Profile()
    profiler.enable()
    for article in read_articles.values():
        read(article)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)


def main() -> None:
    """Print the table and the speed; --profile prints where the time goes."""
    if "--generated" in sys.argv:
        mix = generated(600)
        plain = [a for a in mix if "项目" not in a.text]
        for name, texts in (("mix", mix), ("no project", plain)):
            print(
                f"{name:16}{speed(texts, 12):10.0f}   articles of {LENGTH:,} characters a CPU-second"
            )
        return
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = Path(paths[0] if paths else os.environ.get("YUANJIANG_SHARED", "../shared"))
    folder = shared / "benchmarks" / "facts"
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: give the shared folder, or set YUANJIANG_SHARED")
    found = articles(folder / "articles")
    print(score(folder, found), end="")
    print(
        f"{'speed':16}{speed(found.values(), 12):10.0f}   articles of {LENGTH:,} characters a CPU-second"
    )
    if "--profile" in sys.argv:
        profile(found)


if __name__ == "__main__":
    main()
