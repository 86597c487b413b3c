"""`run`, `ingest`, `backfill`, `reprocess`, `release`: commands that write the warehouse."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.text import Text

from extract.errors import LockHeld, YuanjiangError
from flows.cli.app import Home, Paths, app, console
from flows.settings import Settings, settings_for
from flows.summary import RunSummary, render

Ids = Annotated[
    list[str] | None, typer.Option("--source", "-s", help="Only this source (may be repeated)")
]
Since = Annotated[
    datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Walk back to this day")
]
Until = Annotated[
    datetime | None, typer.Option("--until", formats=["%Y-%m-%d"], help="Up to this day")
]


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _show(work: Callable[[Callable[[str], None]], RunSummary]) -> None:
    """Do the work with a spinner that says what is being done, and show its summary."""
    try:
        with console.status("working: the first seconds go into starting Prefect") as status:
            summary = work(lambda text: status.update(str(text)))
    except LockHeld as error:
        console.print("[red]failed[/red]", Text(str(error)), soft_wrap=True)
        raise typer.Exit(1) from error
    console.print(render(summary), soft_wrap=False)
    if summary.outcome == "failed":
        raise typer.Exit(1)


def _quiet_prefect() -> None:
    """In a terminal the summary says what happened; `PREFECT_LOGGING_LEVEL=INFO` shows more."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")


def _through_prefect(flow: Any, **arguments: Any) -> RunSummary:
    """Run a Prefect flow in this process and give its summary, whatever state it ended in."""
    state = flow(**arguments, return_state=True)
    result = state.result(raise_on_failure=False)
    if isinstance(result, RunSummary):
        return result
    if isinstance(result, YuanjiangError):
        raise result
    raise RuntimeError(f"the flow ended as {state.name}: {state.message}")


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
) -> None:
    """Fetch what is new at all sites, read it and publish a release.

    Examples: `yuanjiang run --sample`, `yuanjiang run --source ylxw`
    """
    _quiet_prefect()
    from flows.nightly import nightly

    settings = settings_for(home)
    if sample:
        _show(lambda report: _run_sample(settings, port, later=later))
        return
    if later:
        raise typer.BadParameter("--later goes with --sample")
    _check_ids(settings, source)
    _show(lambda report: _through_prefect(nightly, home=settings.home, sources=source))


def _check_ids(settings: Settings, ids: list[str] | None) -> None:
    from flows.nightly import chosen

    try:
        chosen(settings, ids)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _run_sample(settings: Settings, port: int, *, later: bool) -> RunSummary:
    """The nightly flow against the bundled sites, which are served while it runs."""
    from flows.nightly import nightly
    from flows.sample import serve, write_sources

    at = datetime.now(UTC) + timedelta(days=2 if later else 0)
    try:
        with serve(later=later, port=port) as addresses:
            folder = write_sources(addresses, settings.home / "sample-sources")
            return _through_prefect(nightly, home=settings.home, sources_folder=folder, at=at)
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
) -> None:
    """Load saved .txt, .html and WARC files through all stages, and publish.

    A sidecar `<name>.meta.json` beside a file may give `published` and `source`.

    Example: `yuanjiang ingest articles/*.txt`
    """
    from flows.ingest import run_ingest

    settings = settings_for(home)
    _show(lambda report: run_ingest(paths, settings, published=published, report=report))


@app.command()
def backfill(
    since: Annotated[datetime, typer.Option("--since", formats=["%Y-%m-%d"], help="First day")],
    until: Until = None,
    home: Home = None,
    source: Ids = None,
) -> None:
    """Fetch a past period; what is known is not fetched again.

    Example: `yuanjiang backfill --since 2024-01-01 --until 2024-01-31 --source ylxw`
    """
    from flows.nightly import run_nightly

    settings = settings_for(home)
    _check_ids(settings, source)
    _show(
        lambda report: run_nightly(
            settings, source, kind="backfill", since=since.date(), until=_day(until), report=report
        )
    )


@app.command()
def reprocess(home: Home = None, since: Since = None, until: Until = None) -> None:
    """Read the stored raw pages again with the present rules; no network.

    `--since` and `--until` are days on which pages were fetched.

    Example: `yuanjiang reprocess --since 2024-10-01`
    """
    from flows.reprocess import run_reprocess

    settings = settings_for(home)
    _show(
        lambda report: run_reprocess(settings, since=_day(since), until=_day(until), report=report)
    )


@app.command()
def release(home: Home = None) -> None:
    """Check what is loaded and publish it.

    Example: `yuanjiang release`
    """
    from flows.release import run_release

    settings = settings_for(home)
    _show(lambda report: run_release(settings, report=report))
