"""The typer application that the command modules register with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

app = typer.Typer(
    name="yuanjiang",
    help="A ledger of the investment and aid projects that Chinese regional news sites report.\n\n"
    'Start with `yuanjiang run --sample`, then `yuanjiang sql "FROM project LIMIT 5"`.',
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_show_locals=False,
)
console = Console(stderr=True)  # what a person reads; data goes to stdout


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"yuanjiang {version('yuanjiang')}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Say the version"),
    ] = False,
) -> None: ...


Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Data folder; default $YUANJIANG_HOME or ./data", show_default=False
    ),
]
Paths = Annotated[
    list[Path], typer.Argument(help="Files or folders", exists=True, show_default=False)
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line on stdout")]
