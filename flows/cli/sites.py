"""`sources`: the site files."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from extract.sources import load_sources
from flows.cli.app import app
from flows.settings import settings_for

sources_app = typer.Typer(help="The news sites and their files.", no_args_is_help=True)
app.add_typer(sources_app, name="sources")


@sources_app.command("list")
def list_sources() -> None:
    """List the sources, and whether their files were checked against the live sites.

    Example: `yuanjiang sources list`
    """
    table = Table("id", "name", "home", "verified", "finds links by")
    for source in load_sources(settings_for().sources).values():
        ways = {
            "feed": source.feeds, "sitemap": source.sitemaps, "listing": source.listings,
            "archive": source.archive,
        }  # fmt: skip
        found = ", ".join(name for name, way in ways.items() if way)
        table.add_row(
            source.id, source.name, source.home, "yes" if source.verified else "no", found
        )
    Console().print(table)
