"""`sources`: the site files."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from extract.errors import YuanjiangError
from extract.fetch import Fetcher, user_agent
from extract.parse import parse
from extract.records import RawPage
from extract.sitecheck import check_source, draft_source
from extract.sources import Manners, Source, load_sources
from flows.cli.app import app, console
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


def source_of(source_id: str) -> Source:
    """The source of that id. Raises BadParameter where there is none."""
    source = load_sources(settings_for().sources).get(source_id)
    if source is None:
        raise typer.BadParameter(f"no source {source_id!r}; see `yuanjiang sources list`")
    return source


_LEVELS = {"ok": "green", "advice": "yellow", "error": "red"}


@sources_app.command("check")
def check(
    source_id: Annotated[str, typer.Argument(metavar="ID", help="Id of a source")],
) -> None:
    """Fetch one listing and one article, and say field by field what was found and what to do.

    Example: `yuanjiang sources check ylxw`
    """
    source = source_of(source_id)
    with Fetcher(source, user_agent(settings_for().contact)) as fetcher:
        findings = check_source(source, fetcher)
    table = Table(*(Column(name, overflow="fold") for name in ("field", "", "found", "what to do")))
    for finding in findings:
        colour = _LEVELS[finding.level]
        table.add_row(
            finding.field, f"[{colour}]{finding.level}[/]", finding.found[:200], finding.advice
        )
    Console().print(table)
    if any(finding.level == "error" for finding in findings):
        raise typer.Exit(1)


@sources_app.command("add")
def add(
    url: Annotated[str, typer.Argument(help="Address of one article of the site")],
    name: Annotated[str, typer.Option(help="The site's name in Chinese")] = "",
    private: Annotated[
        bool, typer.Option("--private", help="Allow an address of the own network")
    ] = False,
) -> None:
    """Print a draft of a site file made from one article page.

    Example: `yuanjiang sources add http://www.ylxw.com.cn/a.html > sources/ylxw.toml`
    """
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise typer.BadParameter("an address that begins with http:// or https:// is needed")
    home = f"{parts.scheme}://{parts.netloc}/"
    article = page = None
    source = Source(
        id="draft", name=name or parts.netloc, name_en=parts.netloc, home=home, verified=False,
        hosts=(parts.netloc,), manners=Manners(allow_private=private),
    )  # fmt: skip
    try:
        with Fetcher(source, user_agent(settings_for().contact)) as fetcher:
            answer = fetcher.get(url)
            kind = answer.header("content-type") or ""
            page = RawPage(answer.url, "draft", fetcher.now(), answer.status, kind, answer.body)
            article = parse(page)
    except YuanjiangError as error:
        console.print(f"[yellow]drafted without the page[/yellow]: {error}", highlight=False)
    typer.echo(draft_source(home, article, name, page if article else None))
