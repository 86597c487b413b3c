"""`parse`, `clean`, `duplicates` and `facts`: one stage on files, to look at what it does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from extract.errors import TerminalError
from extract.records import Article
from flows import files
from flows.cli.app import Jsonl, Paths, app, console
from flows.stages import parse_page

Published = Annotated[
    str | None,
    typer.Option(help="Date for files that name none: 2024-10-20, 2024-10 or 2024"),
]


def _print_json(row: dict[str, Any]) -> None:
    typer.echo(json.dumps(row, ensure_ascii=False))


def _articles(paths: list[Path], published: str | None = None) -> Iterator[tuple[Path, Article]]:
    """Each file's article; a bad file is named on stderr and passed over."""
    for path in files.expand(paths):
        try:
            yield path, parse_page(files.read_page(path, published))
        except TerminalError as error:
            console.print(f"[yellow]{path.name}[/yellow]: {error}", highlight=False)


@app.command()
def parse(
    paths: Paths,
    jsonl: Jsonl = False,
    source_id: Annotated[
        str, typer.Option("--source", metavar="ID", help="Read them with this source's site file")
    ] = "",
) -> None:
    """Show what the parser reads from saved pages.

    Pages of one article, each linking to the next, are joined in the row of the first.

    Example: `yuanjiang parse page.html`
    """
    from flows.cli.sites import source_of
    from flows.shapes import parsed_files

    for path, row in parsed_files(files.expand(paths), source_of(source_id) if source_id else None):
        if jsonl:
            _print_json(row)
            continue
        table = Table(title=path.name, show_header=False)
        for name, value in row.items():
            shown = "、".join(value) if isinstance(value, list) else str(value or "")
            table.add_row(name, shown)
        console.print(table)


@app.command()
def clean(paths: Paths, jsonl: Jsonl = False) -> None:
    """Restore the text of saved files and show what was damaged.

    Example: `yuanjiang clean article.txt`
    """
    from flows.shapes import cleaned
    from transform.repair import restore

    for path in files.expand(paths, {".txt"}):
        try:
            text = files.read_text(path)
        except TerminalError as error:
            console.print(f"[yellow]{path.name}[/yellow]: {error}", highlight=False)
            continue
        restored = restore(text)
        if jsonl:
            _print_json(cleaned(path.stem, restored))
            continue
        console.rule(f"{path.name}  damage {restored.score:.3f}")
        console.print(restored.text, highlight=False, markup=False)
        table = Table("kind", "was", "is", "certain", title="damage")
        for span in restored.damage:
            table.add_row(
                span.kind,
                text[span.raw_start : span.raw_end][:40],
                restored.text[span.start : span.end][:40],
                "yes" if span.certain else "no",
            )
        console.print(table)


@app.command()
def duplicates(paths: Paths, jsonl: Jsonl = False) -> None:
    """Group files that tell the same article, and say how each relates to the canonical one.

    Takes .txt and .html files, and .jsonl with `id` and `text`.

    Example: `yuanjiang duplicates folder/`
    """
    from flows.shapes import clustered

    rows = clustered(paths)
    if jsonl:
        for row in rows:
            _print_json(row)
        return
    table = Table("file", "cluster", "canonical", "verdict", "score", "reasons")
    for row in rows:
        table.add_row(
            row["id"],
            row["cluster"],
            row["canonical"],
            row["verdict"],
            f"{row['score']:.2f}",
            "; ".join(row["reasons"]),
        )
    console.print(table)


@app.command()
def facts(paths: Paths, jsonl: Jsonl = False, published: Published = None) -> None:
    """Read the project facts of saved files, each with the words that made it.

    Example: `yuanjiang facts --published 2024-10-20 article.txt`
    """
    from transform.clean import clean as clean_article
    from transform.facts import read
    from transform.facts.explain import explain
    from transform.facts.shape import as_benchmark

    for path, article in _articles(paths, published):
        restored = clean_article(article)
        found = read(restored)
        if jsonl:
            _print_json({"id": path.stem} | as_benchmark(found, restored))
            continue
        console.rule(f"{path.name}  {article.title or ''}")
        for line in explain(found):
            console.print(line, highlight=False, markup=False)
