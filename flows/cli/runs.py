"""`run`, `ingest`, `backfill`, `reprocess`, `release`: commands that write the warehouse.

Each calls the same function as the Prefect flow of its name; with `--prefect` it is that flow, so
that a server shows it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from extract.errors import YuanjiangError
from flows.cli.app import Home, Paths, app
from flows.cli.screen import carry
from flows.settings import Settings
from flows.summary import RunSummary


class Runner(StrEnum):
    """Where batches are read."""

    local = "local"
    dask = "dask"


_DAY = ["%Y-%m-%d"]
Ids = Annotated[
    list[str] | None, typer.Option("--source", "-s", help="Only this source (may be repeated)")
]
Since = Annotated[datetime | None, typer.Option("--since", formats=_DAY, help="First day")]
Until = Annotated[datetime | None, typer.Option("--until", formats=_DAY, help="Last day")]
Wait = Annotated[
    float | None, typer.Option("--wait", help="Minutes to wait for a run under way", min=0)
]
Through = Annotated[
    bool | None,
    typer.Option(
        "--prefect/--no-prefect",
        help="As a Prefect flow; by default where PREFECT_API_URL names a server",
        show_default=False,
    ),
]
On = Annotated[Runner, typer.Option("--runner", help="Read the pages here, or on a Dask cluster")]


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _through_prefect(flow: Any, **arguments: Any) -> RunSummary:
    """Run a Prefect flow in this process and give its summary, whatever state it ended in."""
    state = flow(**arguments, return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, RunSummary):
        return result
    if isinstance(result, YuanjiangError):
        raise result
    if isinstance(result, ValueError):
        raise typer.BadParameter(str(result))
    raise RuntimeError(f"the flow ended as {state.name}: {state.message}")


def _either(
    through: bool | None,
    runner: Runner,
    flow: Any,
    plainly: Callable[[], RunSummary],
    **arguments: Any,
) -> RunSummary:
    """The flow where that is asked for, else the function that it calls."""
    if through is None:
        through = runner is Runner.dask or bool(os.environ.get("PREFECT_API_URL"))
    if runner is Runner.dask and not through:
        raise typer.BadParameter("--runner dask goes through Prefect")
    if through:
        told = arguments if runner is Runner.local else arguments | {"runner": runner.value}
        return _through_prefect(flow, **told)
    return plainly()


def _settings(home: Path | None, wait: float | None) -> Settings:
    from flows.parameters import flow_settings

    return flow_settings(home, None, wait)


def _check_ids(settings: Settings, ids: list[str] | None) -> None:
    from flows.parameters import chosen

    try:
        chosen(settings, ids)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _check_period(since: datetime | None, until: datetime | None) -> None:
    from flows.parameters import checked_period

    try:
        checked_period(_day(since), _day(until))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


@app.command()
def run(
    home: Home = None,
    source: Ids = None,
    sample: Annotated[
        bool, typer.Option("--sample", help="The bundled sample sites, served on loopback")
    ] = False,
    later: Annotated[
        bool, typer.Option("--later", help="With --sample: as if two days had passed")
    ] = False,
    port: Annotated[
        int, typer.Option(help="With --sample: first of the two ports; part of the addresses")
    ] = 48310,
    wait: Wait = None,
    through: Annotated[
        bool,
        typer.Option("--prefect/--no-prefect", help="As a Prefect flow, or the plain function"),
    ] = True,
    runner: On = Runner.local,
) -> None:
    """Fetch what is new at all sites, read it and publish a release.

    Examples: `yuanjiang run --sample`, `yuanjiang run --source ylxw`
    """
    settings = _settings(home, wait)
    if later and not sample:
        raise typer.BadParameter("--later goes with --sample")
    if sample:
        carry(settings, lambda: _sample(settings, port, through, runner, later=later))
        return
    _check_ids(settings, source)
    carry(settings, lambda: _night(settings, source, through, runner))


def _night(
    settings: Settings,
    ids: list[str] | None,
    through: bool,
    runner: Runner,
    folder: Path | None = None,
    at: datetime | None = None,
) -> RunSummary:
    from flows.nightly import nightly, run_nightly

    if folder is not None:
        settings = settings.model_copy(update={"sources": folder})
    return _either(
        through, runner, nightly,
        lambda: run_nightly(settings, ids, at=at),
        home=settings.home, sources=ids, sources_folder=folder, at=at,
        wait_minutes=settings.wait_minutes,
    )  # fmt: skip


def _sample(
    settings: Settings, port: int, through: bool, runner: Runner, *, later: bool
) -> RunSummary:
    """The nightly flow against the bundled sites, which are served while it runs."""
    from flows.sample import serve, write_sources

    at = datetime.now(UTC) + timedelta(days=2 if later else 0)
    try:
        with serve(later=later, port=port) as addresses:
            folder = write_sources(addresses, settings.home / "sample-sources")
            return _night(settings, None, through, runner, folder, at)
    except OSError as error:
        raise YuanjiangError(
            f"cannot serve the sample sites: {error}",
            where=f"port {port}",
            advice="stop what uses the port, or give another with --port",
        ) from error


@app.command()
def ingest(
    paths: Paths,
    home: Home = None,
    published: Annotated[
        str | None,
        typer.Option(help="Date of files that name none: 2024-10-20, 2024-10 or 2024"),
    ] = None,
    wait: Wait = None,
    through: Through = None,
    runner: On = Runner.local,
) -> None:
    """Load saved .txt, .html and WARC files through all stages, and publish.

    A sidecar `<name>.meta.json` beside a file may give `published` and `source`.

    Example: `yuanjiang ingest articles/*.txt`
    """
    from flows.ingest import ingest as flow
    from flows.ingest import run_ingest

    settings = _settings(home, wait)
    carry(settings, lambda: _either(
        through, runner, flow, lambda: run_ingest(paths, settings, published=published),
        paths=paths, home=settings.home, published=published, wait_minutes=settings.wait_minutes,
    ))  # fmt: skip


@app.command()
def backfill(
    since: Since = None,
    until: Until = None,
    home: Home = None,
    source: Ids = None,
    warc: Annotated[
        Path | None,
        typer.Option(
            help="A folder of WARC files instead of a period", exists=True, file_okay=False
        ),
    ] = None,
    chunk_days: Annotated[int, typer.Option(help="Days a chunk", min=1, max=366)] = 31,
    chunk_files: Annotated[int, typer.Option(help="WARC files a chunk", min=1, max=1000)] = 10,
    again: Annotated[bool, typer.Option("--again", help="Also chunks that were done")] = False,
    wait: Wait = None,
    through: Through = None,
    runner: On = Runner.local,
) -> None:
    """Fetch a past period, or read a folder of WARC files, chunk by chunk.

    What is done is not done again, so a backfill that was broken off goes on.

    Examples: `yuanjiang backfill --since 2024-01-01 --until 2024-01-31 --source ylxw`,
    `yuanjiang backfill --warc cc-news/`
    """  # fmt: skip
    from flows.backfill import backfill as flow
    from flows.backfill import run_backfill

    if (since is None) == (warc is None):
        raise typer.BadParameter("give either --since or --warc")
    if warc is not None and (source or until):
        raise typer.BadParameter("--source and --until go with --since; --warc is read whole")
    settings = _settings(home, wait)
    _check_ids(settings, source)
    _check_period(since, until)
    told: dict[str, Any] = {
        "since": _day(since), "until": _day(until), "warc": warc, "chunk_days": chunk_days,
        "chunk_files": chunk_files, "again": again,
    }  # fmt: skip
    carry(settings, lambda: _either(
        through, runner, flow, lambda: run_backfill(settings, source, **told),
        home=settings.home, sources=source, wait_minutes=settings.wait_minutes, **told,
    ))  # fmt: skip


@app.command()
def reprocess(
    home: Home = None,
    since: Since = None,
    until: Until = None,
    wait: Wait = None,
    through: Through = None,
    runner: On = Runner.local,
) -> None:
    """Read the stored raw pages again with the present rules; no network.

    `--since` and `--until` are days on which pages were fetched. The summary says what became of
    the facts.

    Example: `yuanjiang reprocess --since 2024-10-01`
    """
    from flows.reprocess import reprocess as flow
    from flows.reprocess import run_reprocess

    settings = _settings(home, wait)
    _check_period(since, until)
    told: dict[str, Any] = {"since": _day(since), "until": _day(until)}
    carry(settings, lambda: _either(
        through, runner, flow, lambda: run_reprocess(settings, **told),
        home=settings.home, wait_minutes=settings.wait_minutes, **told,
    ))  # fmt: skip


@app.command()
def release(home: Home = None, wait: Wait = None, through: Through = None) -> None:
    """Check what is loaded and publish it.

    Example: `yuanjiang release`
    """
    from flows.release import release as flow
    from flows.release import run_release

    settings = _settings(home, wait)
    carry(settings, lambda: _either(
        through, Runner.local, flow, lambda: run_release(settings),
        home=settings.home, wait_minutes=settings.wait_minutes,
    ))  # fmt: skip
