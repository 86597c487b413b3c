"""Saved files into the ledger: .txt and .html with sidecars, and WARC files of any make."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import flow

from extract.archive import ArchiveWriter, archive_path
from extract.arrow import to_batch
from extract.errors import TerminalError
from extract.records import Rejected, key_of
from flows import files, parameters, running, stages
from flows.prefect_steps import through
from flows.settings import Settings
from flows.steps import Run, Steps
from flows.summary import RunSummary
from warehouse import load

WARC = (".warc", ".warc.gz")


def is_warc(path: Path) -> bool:
    """Whether a file is a WARC file by its name."""
    return path.name.lower().endswith(WARC)


def archive_warc(path: Path, home: Path, at: datetime) -> Path:
    """Put a WARC file into the raw archive, named by its content: a second copy is the same.

    It is linked where the disk allows it, so that a large file does not take its room twice.
    """
    with path.open("rb") as file:
        digest = key_of(str(path.stat().st_size), file.read(1_000_000).hex())
    target = home / "raw" / f"{at:%Y/%m/%d}" / f"warc-{digest}.warc.gz"
    for known in (home / "raw").rglob(target.name):
        return known
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    try:
        os.link(path, fresh)
    except OSError:
        shutil.copyfile(path, fresh)
    fresh.replace(target)
    return target


def _refused(where: Path, error: TerminalError, at: datetime) -> Rejected:
    name = f"file:{where.name}"
    return stages.refused(name, files.SOURCE_ID, "read", error.reason, error.message, at)


def archive_files(
    paths: Sequence[Path], settings: Settings, run_id: str, at: datetime, published: str | None
) -> tuple[int, list[Rejected]]:
    """Put files into the raw archive; gives the number of pages and what could not be read."""
    count, rejected = 0, []
    target = archive_path(settings.home, files.SOURCE_ID, run_id, at)
    with ArchiveWriter(target, files.SOURCE_ID) as writer:
        for path in files.expand(paths, files.SUFFIXES | {".gz", ".warc"}):
            if is_warc(path):
                archive_warc(path, settings.home, at)
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
    steps: Steps | None = None,
) -> RunSummary:
    """Load saved files through all stages and publish. Raises BrokenInput for an absent path."""

    def work(run: Run) -> None:
        running.load_sources(run.con, [])
        run.log.step("archiving")
        run.summary.fetched, rejected = archive_files(
            paths, settings, run.summary.run_id, run.at, published
        )
        run.summary.rejected.update(r.reason for r in rejected)
        load.load_rejected(run.con, to_batch(Rejected, rejected))
        running.read_and_derive(run)
        run.steps.step(running.finish)(run)

    return running.carry_out("ingest", settings, work, steps=steps)


@flow(name="ingest")
def ingest(
    paths: parameters.Paths,
    home: parameters.Home = None,
    published: parameters.Published = None,
    wait_minutes: parameters.Wait = None,
    runner: parameters.Runner = "local",
) -> Any:
    """Load saved .txt, .html and WARC files through all stages, and publish a release.

    Args:
        paths: Files and folders. Example: ["/srv/in/article.html"]
        home: Data folder; YUANJIANG_HOME or ./data where absent. Example: /srv/ledger
        published: Date of files that name none. Examples: 2024-10-20, 2024-10, 2024
        wait_minutes: How long to wait for another run that is under way. Example: 60
        runner: `local` reads the pages on this machine, `dask` on a cluster
    """
    settings = parameters.flow_settings(home, None, wait_minutes)
    return through(
        settings,
        runner,
        lambda steps: run_ingest(paths, settings, published=published, steps=steps),
    )
