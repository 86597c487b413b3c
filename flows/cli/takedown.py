"""`takedown`: removal on request."""

from __future__ import annotations

from typing import Annotated

import typer

from flows.cli.app import Home, app, console
from flows.cli.screen import carry
from flows.settings import settings_for
from warehouse.takedown import Scope


@app.command()
def takedown(
    target: Annotated[str, typer.Argument(help="Address of the article, or id of the source")],
    reason: Annotated[str, typer.Option("--reason", "-r", help="Who asked and why; is logged")],
    source: Annotated[bool, typer.Option("--source", help="TARGET is a source")] = False,
    older_releases: Annotated[
        bool, typer.Option("--older-releases", help="Remove the releases that still hold it too")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask")] = False,
    home: Home = None,
) -> None:
    """Remove an article or a source for good: tables, history, raw archive, the next release.

    Example: `yuanjiang takedown https://www.example.com/1.html --reason "asked by the author"`
    """
    from flows.takedown import run_takedown

    what = f"source {target}" if source else target
    if not yes:
        typer.confirm(f"Remove {what} for good, its raw pages included?", abort=True)
    settings = settings_for(home)
    scope: Scope = "source" if source else "url"
    carry(
        settings,
        lambda: run_takedown(settings, scope, target, reason, older_releases=older_releases),
    )
    if not older_releases:
        console.print("Older releases still hold it; `--older-releases` removes them too.")
