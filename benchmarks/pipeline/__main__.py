"""CPU time and disk of the whole way, stage by stage: the figures of docs/scale.md.

    python -m benchmarks.pipeline --articles 2000

Generated articles (`benchmarks.generate`) stand in HTML pages as large as real ones, half of it
scripts, half of it link lists. One process, so that seconds of CPU are seconds of one core.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TypeVar

from benchmarks.generate.articles import articles
from extract.archive import ArchiveWriter, archive_path, read_pages
from extract.fetch import Answer
from flows import copies, pipeline, running, stages
from flows.log import RunLog
from flows.pool import Done, Pool
from flows.settings import Settings
from flows.steps import Run, Steps
from flows.summary import RunSummary
from transform.facts import VERSION
from warehouse import load, settle
from warehouse.build import FILE, open_build

AT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
A_FILE = 500  # pages
T = TypeVar("T")


def page(title: str, published: str, outlet: str, text: str, size: int) -> bytes:
    """An article page of about `size` bytes."""
    links = "".join(
        f'<li><a href="/2024/{i:05}.html">要闻链接第{i}条</a></li>' for i in range(size // 140)
    )
    script = "<script>" + "var a=function(b){return b*2};" * (size // 60) + "</script>"
    body = "".join(f"<p>　　{escape(p)}</p>" for p in text.splitlines())
    return (
        f'<html><head><meta charset="utf-8"><title>{escape(title)}_{outlet}</title>{script}</head>'
        f'<body><div class="nav"><ul>{links}</ul></div><div class="main"><h1>{escape(title)}</h1>'
        f'<div class="info">{published} 来源：{outlet}</div><div class="content">{body}</div></div>'
        "</body></html>"
    ).encode()


def write_archive(home: Path, count: int, size: int) -> None:
    """`count` pages in archive files of `A_FILE` pages."""
    writer: ArchiveWriter | None = None
    for number, made in enumerate(articles(count)):
        if number % A_FILE == 0:
            if writer is not None:
                writer.__exit__(None, None, None)
            path = archive_path(home, "bench", f"{number:08}", AT)
            writer = ArchiveWriter(path, "bench")
        document = made.document
        title, _, rest = document.text.partition("\n")
        url = f"http://news.example.cn/2024/{number}.html"
        body = page(title, document.published_at or "", document.credit or "样报", rest, size)
        answer = Answer(url, 200, (("Content-Type", "text/html; charset=utf-8"),), body, ())
        assert writer is not None
        writer.response(url, answer, AT)
    if writer is not None:
        writer.__exit__(None, None, None)


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, work: Callable[[], T]) -> T:
        began = time.process_time()
        try:
            return work()
        finally:
            used = time.process_time() - began
            self.seconds[stage] = self.seconds.get(stage, 0.0) + used

    def each(self, stage: str, rows: Iterator[T]) -> Iterator[T]:
        while True:
            try:
                yield self(stage, lambda: next(rows))
            except StopIteration:
                return


def _bytes(path: Path) -> int:
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files)


def measure(home: Path, count: int, size: int) -> dict[str, object]:
    """Write, read, compare, join and publish `count` articles in one process."""
    settings = Settings(home=home, workers=1)
    write_archive(home, count, size)
    clock = Clock()
    with closing(open_build(home)) as con, Pool(1) as pool:
        summary = RunSummary("bench", "bench")
        run = Run(settings, con, summary, AT, AT, Steps(), pool, RunLog())
        running.load_sources(con, [])
        new: list[str] = []
        for path in pipeline.archive_files(home):
            batches = stages.batched(read_pages(path), settings.batch_size)
            for batch in clock.each("read the archive", batches):
                parsed = clock(
                    "parse, restore, sketch",
                    lambda b=batch: stages.parse_batch(b, str(settings.sources), AT),
                )
                done = Done([parsed])
                piece = pipeline.Piece(path, 0, batch.num_rows, last=False)
                new += clock("load", lambda p=piece, d=done: pipeline.load_pieces(run, [(p, d)]))
        summary.new = len(new)
        clock("compare copies", lambda: copies.find_duplicates(con, new, AT))
        wanted = settle.to_read(con, VERSION)
        for batch in pipeline.clean_batches(con, wanted, settings.batch_size):
            facts = clock("read facts", lambda b=batch: stages.facts_batch(b, AT))
            clock("load", lambda f=facts: load.load_facts(con, f.facts, AT))
        clock("join projects, derive tables", lambda: pipeline.join_projects(con, AT))
        clock("check and publish", lambda: running.finish(run))
    total = sum(clock.seconds.values())
    spread = {"parse, restore, sketch", "read facts", "read the archive"}
    workers = sum(s for stage, s in clock.seconds.items() if stage in spread)
    return {
        "articles": count,
        "read": summary.articles,
        "canonical": len(wanted),
        "cpu_ms_per_article": {k: round(v * 1000 / count, 2) for k, v in clock.seconds.items()},
        "articles_per_core_second": round(count / total, 1),
        "articles_per_worker_core_second": round(count / workers, 1),
        "articles_per_driver_core_second": round(count / (total - workers), 1),
        "bytes_per_article": {
            "page": size,
            "raw archive": _bytes(home / "raw") // count,
            "build.duckdb": _bytes(home / FILE) // count,
            "release": _bytes((home / "current").resolve()) // count,
        },
    }


def main() -> None:
    """Print the measurement as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--page-bytes", type=int, default=120_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder) / "home", given.articles, given.page_bytes)
    print(json.dumps(found, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
