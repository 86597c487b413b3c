"""`sql`, `export`, `project`, `search`, `report`, `releases`, `rollback`: for readers."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.errors import WarehouseError
from flows.cli.app import Home, app, console
from flows.settings import settings_for

OneRelease = Annotated[
    str | None, typer.Option("--release", help="Another release than the current one")
]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"


def _print_rows(rows: Any, how: Format) -> None:
    if how is Format.table:
        from flows.cli.show import out, rows_table

        out().print(rows_table(rows))
        return
    from warehouse.export import WRITERS, to_plain_csv

    if how is Format.parquet and sys.stdout.isatty():
        raise typer.BadParameter("Parquet is no text: send it to a file or a pipe")
    writer = to_plain_csv if how is Format.csv else WRITERS[how.value]
    writer(rows, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _ask(query: str, home: Path | None, release: str | None) -> Any:
    """The rows of one query; a mistake in it is one line, exit code 1."""
    import warehouse.query

    try:
        return warehouse.query.sql(query, settings_for(home).home, release)
    except duckdb.Error as error:
        raise WarehouseError(
            str(error), advice='`yuanjiang sql "SHOW TABLES"` lists the tables'
        ) from error


@app.command()
def sql(
    query: Annotated[
        str, typer.Argument(help="SQL; `-`, or nothing, reads it from standard input")
    ] = "-",
    home: Home = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print")] = Format.table,
    release: OneRelease = None,
) -> None:
    """Ask the current release; it is opened read-only.

    Examples: `yuanjiang sql "SELECT name, company, place FROM project LIMIT 5"`,
    `yuanjiang sql -f csv < query.sql`
    """
    if query == "-":
        if sys.stdin.isatty():
            raise typer.BadParameter('give a query: yuanjiang sql "FROM project LIMIT 5"')
        query = sys.stdin.read()
    _print_rows(_ask(query, home, release), format)


def _is_query(what: str) -> bool:
    return any(c.isspace() for c in what.strip())


@app.command()
def export(
    what: Annotated[str, typer.Argument(help="A table, a mart, or a query in quotes")],
    path: Annotated[Path, typer.Argument(help="File to write; its ending names the format")],
    home: Home = None,
    release: OneRelease = None,
) -> None:
    """Write a table, a mart or a query to a file: .csv .xlsx .parquet .jsonl .json.

    CSV and XLSX open in Excel as they are. `project` to .json has the shape of OC4IDS.

    Examples: `yuanjiang export project projects.xlsx`, `yuanjiang export project projects.json`,
    `yuanjiang export "SELECT * FROM aid_funds_by_year WHERE year = 2024" aid.csv`
    """
    import warehouse.export
    import warehouse.oc4ids
    import warehouse.query

    if what == "project" and path.suffix.lower() == ".json":
        folder = settings_for(home).home
        with warehouse.query.open(folder, release) as con:
            told = warehouse.oc4ids.package(con)
        warehouse.export.save(path, lambda file: warehouse.oc4ids.write(told, file))
        console.print(f"{len(told['projects'])} projects in {path}", highlight=False, markup=False)
        return
    quoted = what.replace('"', '""')
    rows = _ask(what if _is_query(what) else f'FROM "{quoted}"', home, release)
    warehouse.export.export(rows, path)
    console.print(f"{rows.num_rows} rows in {path}", highlight=False, markup=False)


@app.command()
def project(
    name: Annotated[str, typer.Argument(help="Part of a name or company, or the project's key")],
    home: Home = None,
    release: OneRelease = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON")] = False,
) -> None:
    """Show one project's card: timeline, amounts, parties, sources, contradictions, quotes.

    Where several projects match, they are listed.

    Example: `yuanjiang project 风电塔筒`
    """
    import warehouse.card
    import warehouse.query
    from flows.cli import show

    with warehouse.query.open(settings_for(home).home, release) as con:
        matches = warehouse.card.find(con, name)
        if len(matches) == 1:
            card = warehouse.card.card(con, matches[0]["project_id"])
    if len(matches) == 1:
        if as_json:
            told = json.dumps(card.as_dict(), ensure_ascii=False, indent=2, default=str)
            typer.echo(told)
        else:
            show.out().print(show.card_view(card))
        return
    if as_json:
        typer.echo(json.dumps(matches, ensure_ascii=False, indent=2))
        return
    heads = ("project_id", "name", "company", "place", "stage", "reports")
    table = Table(*heads)
    for match in matches:
        table.add_row(*(Text(show.clean(match[head])) for head in heads))
    show.out().print(table)
    console.print(f"{len(matches)} projects match: give more of the name, or the key")


@app.command()
def search(
    text: Annotated[list[str], typer.Argument(help="Words; all must be there")],
    home: Home = None,
    release: OneRelease = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Most rows")] = 20,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to print")] = Format.table,
) -> None:
    """Look words up in projects, articles and organisations.

    Example: `yuanjiang search 援疆资金 2024年`
    """
    import warehouse.query
    import warehouse.search

    with warehouse.query.open(settings_for(home).home, release) as con:
        rows = warehouse.search.search(con, " ".join(text), limit)
    if not rows.num_rows:
        console.print("nothing found", highlight=False)
    if rows.num_rows or format is not Format.table:
        _print_rows(rows, format)


@app.command()
def report(
    path: Annotated[Path, typer.Argument(help="File to write")] = Path("report.html"),
    home: Home = None,
    release: OneRelease = None,
) -> None:
    """Write one HTML page about the release: what is new, maps, charts, tables, data quality.

    It opens from disk and asks nothing of the network. In Chinese and English.

    Example: `yuanjiang report report.html`
    """
    import warehouse.query
    import warehouse.report
    from warehouse.export import save

    with warehouse.query.open(settings_for(home).home, release) as con:
        page = warehouse.report.render(warehouse.report.read(con)).encode()
    save(path, lambda file: file.write(page))
    console.print(f"open {path} in a browser", highlight=False, markup=False)


@app.command()
def releases(home: Home = None) -> None:
    """List the releases, newest first; the current one is marked.

    Example: `yuanjiang releases`
    """
    from warehouse import release

    table = Table("", "release", "articles", "projects", "amounts", "statistics")
    for each in reversed(release.releases(settings_for(home).home)):
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
