"""`sql`, `releases`, `rollback`: commands for readers of the warehouse."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console
from rich.table import Column, Table

from flows.cli.app import Home, app, console
from flows.settings import settings_for


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"


def _print_table(rows: Any) -> None:
    table = Table(*(Column(name, overflow="fold") for name in rows.column_names))
    for row in zip(*(column.to_pylist() for column in rows.columns), strict=True):
        table.add_row(*("" if value is None else str(value) for value in row))
    shown = Console()
    if not shown.is_terminal:  # a pipe has no width: nothing is cut off
        shown = Console(width=240)
    shown.print(table)


def _print_rows(rows: Any, how: Format) -> None:
    if how is Format.table:
        _print_table(rows)
        return
    if how is Format.csv:
        import csv

        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(rows.column_names)
        writer.writerows(zip(*(c.to_pylist() for c in rows.columns), strict=True))
        return
    import json

    listed = rows.to_pylist()
    if how is Format.jsonl:
        for row in listed:
            typer.echo(json.dumps(row, ensure_ascii=False, default=str))
    else:
        typer.echo(json.dumps(listed, ensure_ascii=False, default=str, indent=2))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="SQL; `-` reads it from standard input")],
    home: Home = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print")] = Format.table,
    release: Annotated[
        str | None, typer.Option("--release", help="Another release than the current one")
    ] = None,
) -> None:
    """Ask the current release; it is opened read-only.

    Example: `yuanjiang sql "SELECT name, company, place FROM project LIMIT 5"`
    """
    import warehouse.query

    text = sys.stdin.read() if query == "-" else query
    try:
        rows = warehouse.query.sql(text, settings_for(home).home, release)
    except duckdb.Error as error:
        console.print(f"[red]error[/red] {error}", highlight=False, markup=True)
        raise typer.Exit(1) from error
    _print_rows(rows, format)


@app.command()
def releases(home: Home = None) -> None:
    """List the releases, newest first; the current one is marked.

    Example: `yuanjiang releases`
    """
    from warehouse import release

    table = Table("", "release", "articles", "projects", "amounts", "statistics")
    for each in release.releases(settings_for(home).home):
        counts = [
            each.rows.get(name, 0)
            for name in ("article", "project", "project_amount", "programme_statistic")
        ]
        table.add_row("→" if each.is_current else "", each.name, *map(str, counts))
    Console().print(table)


@app.command()
def rollback(
    name: Annotated[str | None, typer.Argument(help="Release; the one before if absent")] = None,
    home: Home = None,
) -> None:
    """Let readers see an earlier release again.

    Example: `yuanjiang rollback`
    """
    from warehouse import release

    back = release.rollback(settings_for(home).home, name)
    console.print(f"current is now {back.name}")
