"""Saved files into the ledger: .txt and .html with sidecars, and WARC files of any make."""

from __future__ import annotations

import shutil
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, get_run_logger

from extract.archive import ArchiveWriter, archive_path
from extract.arrow import to_batch
from extract.errors import TerminalError
from extract.records import Rejected, key_of
from flows import files, running
from flows.prefect_steps import PrefectSteps, ended
from flows.settings import Settings, settings_for
from flows.summary import RunSummary
from warehouse import load
from warehouse.build import open_build

_WARC = (".warc", ".warc.gz")


def _is_warc(path: Path) -> bool:
    return path.name.lower().endswith(_WARC)


def _archive_warc(path: Path, home: Path, at: datetime) -> None:
    """Copy a WARC file into the raw archive, named by its content: a second copy is the same."""
    digest = key_of(str(path.stat().st_size), path.read_bytes()[:1_000_000].hex())
    target = home / "raw" / f"{at:%Y/%m/%d}" / f"warc-{digest}.warc.gz"
    if not any((home / "raw").rglob(target.name)):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _refused(where: Path, error: TerminalError, at: datetime) -> Rejected:
    name = f"file:{where.name}"
    return Rejected(
        key_of(name, "read", error.reason), files.SOURCE_ID, name, "read", error.reason,
        error.message, at,
    )  # fmt: skip


def archive_files(
    paths: Sequence[Path], settings: Settings, run_id: str, at: datetime, published: str | None
) -> tuple[int, list[Rejected]]:
    """Put files into the raw archive; gives the number of pages and what could not be read."""
    count, rejected = 0, []
    target = archive_path(settings.home, files.SOURCE_ID, run_id, at)
    with ArchiveWriter(target, files.SOURCE_ID) as writer:
        for path in files.expand(paths, files.SUFFIXES | {".gz", ".warc"}):
            if _is_warc(path):
                _archive_warc(path, settings.home, at)
                continue
            try:
                writer.resource(files.read_page(path, published))
                count += 1
            except TerminalError as error:
                rejected.append(_refused(path, error, at))
    return count, rejected


def run_ingest(
    paths: Sequence[Path],
    settings: Settings,
    *,
    published: str | None = None,
    report: running.Report = running.silent,
    steps: running.Steps | None = None,
) -> RunSummary:
    """Load saved files through all stages and publish. Raises BrokenInput for an absent path."""
    began, at, steps = time.monotonic(), datetime.now(UTC), steps or running.Steps()
    summary = running.new_summary("ingest", at)
    with closing(open_build(settings.home)) as con:
        running.load_sources(con, [])
        report("archiving")
        summary.fetched, rejected = archive_files(paths, settings, summary.run_id, at, published)
        summary.rejected.update(r.reason for r in rejected)
        load.load_rejected(con, to_batch(Rejected, rejected))
        new = steps.step(running.read_pending)(con, settings, summary, at, report)
        steps.step(running.derive)(con, settings, summary, at, new, report)
        return steps.step(running.finish)(con, settings, summary, at, began, report)


@flow(name="ingest")
def ingest(paths: list[Path], home: Path | None = None, published: str | None = None) -> Any:
    """Load saved files and WARC files and publish a release."""
    settings = settings_for(home)
    report = get_run_logger().info
    return ended(
        run_ingest(paths, settings, published=published, report=report, steps=PrefectSteps())
    )
