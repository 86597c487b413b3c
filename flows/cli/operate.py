"""`status`, `runs`, `doctor`, `serve`: commands of an operator. None waits for a run."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from flows.cli.app import Home, app, console
from flows.settings import settings_for

_HERE = ZoneInfo("Asia/Urumqi")
_LEVELS = {"ok": "green", "mended": "yellow", "warning": "yellow", "error": "red"}


def _local(moment: datetime | None) -> str:
    return moment.astimezone(_HERE).strftime("%F %T") if moment else ""


@app.command()
def status(
    home: Home = None,
    max_age: Annotated[
        str | None, typer.Option(help="Exit 1 if the last good run is older: 26h, 90m, 2d")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on stdout")] = False,
    notify: Annotated[
        list[str] | None,
        typer.Option(help="Prefect notification block to tell of a problem: custom-webhook/ops"),
    ] = None,
) -> None:
    """Say whether the ledger is fresh; for a monitor, from outside of the flow.

    Example: `yuanjiang status --max-age 26h`
    """
    from flows import status as freshness

    try:
        limit = freshness.duration(max_age) if max_age else None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    found = freshness.read(settings_for(home).home, limit)
    told: dict[str, Any] = {
        "release": found.release,
        "made": _local(found.made_at),
        "last good run": _local(found.good_at),
        "last run": f"{found.last.kind}: {found.last.outcome}" if found.last else None,
        "under way": f"{found.running.kind}: {found.running.doing}" if found.running else None,
        "problems": list(found.problems),
    }
    if as_json:
        age = found.age.total_seconds() if found.age is not None else None
        typer.echo(json.dumps(told | {"age_seconds": age}, ensure_ascii=False))
    else:
        for label, text in told.items():
            if text:
                shown = "; ".join(text) if isinstance(text, list) else text
                typer.echo(f"{label}: {shown}")
    if not found.problems:
        return
    if notify:
        from flows.notify import tell

        tell(notify, "yuanjiang: " + found.problems[0], "\n".join(found.problems))
    raise typer.Exit(1)


@app.command()
def runs(
    run_id: Annotated[
        str | None, typer.Argument(help="Show this run whole; its id or the beginning of it")
    ] = None,
    home: Home = None,
    limit: Annotated[int, typer.Option("--limit", "-n", help="How many", min=1)] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line")] = False,
) -> None:
    """List the runs, newest first, those that failed or died included.

    Examples: `yuanjiang runs`, `yuanjiang runs 0ea649d2`
    """
    from dataclasses import asdict

    from flows import journal
    from flows.show import show
    from flows.summary import from_dict

    folder = settings_for(home).home
    found = journal.entries(folder)[::-1]
    if run_id is not None:
        chosen = [e for e in found if e.run_id.startswith(run_id)]
        if not chosen:
            raise typer.BadParameter(f"no run {run_id}; see `yuanjiang runs`")
        found = chosen[:1]
    if as_json:
        for entry in found[:limit]:
            typer.echo(json.dumps(asdict(entry), ensure_ascii=False, default=str))
        return
    if run_id is not None and found[0].summary:
        shown = from_dict(found[0].summary)
        shown.error = found[0].error
        show(shown, Console())
        return
    running = journal.under_way(folder)
    table = Table(*(Column(name, overflow="fold") for name in _RUNS), padding=(0, 1), box=None)
    for entry in found[:limit]:
        now = running is not None and entry.run_id == running.run_id
        table.add_row(*map(escape, _row(entry, now)))
    Console().print(table)


_RUNS = ("started", "run", "kind", "outcome", "fetched", "new", "seconds", "note")


def _row(entry: Any, now: bool) -> tuple[str, ...]:
    told = entry.summary
    outcome = entry.outcome or ("under way" if now else "died")
    seconds = entry.seconds
    if now:
        seconds = (datetime.now(UTC) - entry.started_at).total_seconds()
    return (
        _local(entry.started_at),
        entry.run_id[:8],
        entry.kind,
        outcome,
        str(told.get("fetched", "")),
        str(told.get("new", "")),
        f"{seconds:.0f}",
        entry.error or "; ".join(told.get("lost", ())) or (entry.doing if now else ""),
    )


@app.command()
def doctor(
    home: Home = None,
    mend: Annotated[bool, typer.Option("--mend/--look", help="Put right what is safe")] = True,
) -> None:
    """Say what is wrong, and mend what is safe: what a run that died left behind.

    Exits 1 where something is left that a person must do.

    Examples: `yuanjiang doctor`, `yuanjiang doctor --look`
    """
    from flows.doctor import examine

    findings = examine(settings_for(home), mend=mend)
    out = Console()
    for finding in findings:
        line = Text(f"{finding.level:8}", style=_LEVELS[finding.level])
        line.append(f"{finding.what}: {finding.found}", style="default")
        if finding.advice:
            line.append(f" ({finding.advice})", style="default")
        out.print(line, soft_wrap=True)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Port of the Prefect server on loopback")] = 4200,
) -> None:
    """Run the nights on their schedule in this process: no worker, no work pool.

    Starts a Prefect server on loopback unless PREFECT_API_URL names one; its pages show the runs.

    Example: `yuanjiang serve`
    """
    from flows.server import local_server, serve_all

    with local_server(port) as url:
        console.print(f"Prefect: {url.removesuffix('/api')}", highlight=False)
        serve_all()
