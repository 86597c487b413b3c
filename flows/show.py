"""A run's summary for people: in a terminal of any width, and as Markdown for Prefect."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from flows.log import CONTROL
from flows.summary import Outcome, RunSummary, SourceCount

_TOTALS = {
    "article": "articles",
    "project": "projects",
    "project_amount": "amounts",
    "programme_statistic": "programme statistics",
    "evidence": "pieces of evidence",
}
COLOUR: dict[Outcome, str] = {"success": "green", "partial": "yellow", "failed": "red"}
TRY = (
    "SELECT name, company, place, stage FROM project ORDER BY name LIMIT 10",
    "SELECT region, period_start, metric, value, unit FROM programme_statistic"
    " ORDER BY region, period_start LIMIT 10",
)
SOURCE_HEAD = (
    "source", "found", "fetched", "new", "duplicate", "rejected", "facts", "seconds", "state",
)  # fmt: skip


def counts(counter: Counter[str]) -> str:
    """`error_page 1, gone 2`, or `none`."""
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items())) or "none"


def rows(summary: RunSummary) -> list[tuple[str, str]]:
    """The summary as label and text, in the order it is read."""
    shown = [
        ("outcome", summary.outcome + (f": {summary.error}" if summary.error else "")),
        ("pages fetched", str(summary.fetched)),
        ("articles read", f"{summary.articles}, new {summary.new}"),
        ("duplicates found", counts(summary.duplicates)),
        ("rejected", counts(summary.rejected)),
    ]
    if summary.lost:
        shown.append(("batches lost", "; ".join(summary.lost)))
    for change in summary.changes:
        told = f"{change.added} new, {change.changed} changed, {change.gone} gone"
        shown.append((change.table, "\n".join((told, *change.samples))))
    if summary.totals:
        in_release = ", ".join(
            f"{summary.totals[table]} {label}"
            for table, label in _TOTALS.items()
            if table in summary.totals
        )
        shown.append(("in the release", in_release))
    if summary.release:
        note = "" if summary.release_is_new else " (unchanged: nothing new to publish)"
        shown.append(("release", f"{summary.release}{note}"))
    shown += [("warning", text) for text in summary.warnings]
    shown.append(("seconds", f"{summary.seconds:.1f}"))
    # Errors hold text of the network: a terminal would obey its control characters.
    return [(label, CONTROL.sub("�", text)) for label, text in shown]


def source_row(count: SourceCount) -> tuple[str, ...]:
    """One source as the cells of `SOURCE_HEAD`."""
    numbers = (
        count.found, count.fetched, count.new, count.duplicates, count.rejected, count.facts,
    )  # fmt: skip
    state = CONTROL.sub("�", count.error or "ok")
    return (count.source_id, *map(str, numbers), f"{count.seconds:.1f}", state)


def _source_table(summary: RunSummary) -> Table:
    columns = [
        Column(name, overflow="fold", justify="left" if name in ("source", "state") else "right")
        for name in SOURCE_HEAD
    ]
    table = Table(*columns, box=None, padding=(0, 1, 0, 0), pad_edge=False)
    for count in summary.sources:
        table.add_row(*map(escape, source_row(count)))
    return table


def _source_list(console: Console, summary: RunSummary) -> None:
    """For a narrow terminal: a source a line, its counts under it."""
    for count in summary.sources:
        name, *cells = source_row(count)
        told = ", ".join(f"{h} {c}" for h, c in zip(SOURCE_HEAD[1:], cells, strict=True))
        console.print(Text(name, style="bold"))
        console.print(Text(f"  {told}"))


def show(summary: RunSummary, console: Console) -> None:
    """Print the run, its sources, and two queries to try, each on a line of its own.

    Nothing is cut off at any width, and what is to be copied is broken by no line end of ours.
    """
    colour = COLOUR[summary.outcome]
    console.print(Text(f"{summary.kind} {summary.run_id}", style="italic"))
    if summary.sources:
        table = _source_table(summary)
        unbound = console.options.update(max_width=10_000)
        if console.measure(table, options=unbound).maximum > console.width:  # it would be folded
            _source_list(console, summary)
        else:
            console.print(table)
    for label, text in rows(summary):
        line = Text(f"{label}: ", style="dim")
        line.append(text, style=colour if label == "outcome" else "not dim")
        console.print(line, soft_wrap=True)
    if summary.release:
        console.print("\nTry:")
        for query in TRY:
            console.print(Text(f'yuanjiang sql "{query}"'), soft_wrap=True)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def markdown(summary: RunSummary) -> str:
    """The whole summary for a Prefect artifact or a message."""
    lines = [f"# {summary.kind}: {summary.outcome}", ""]
    lines += [f"- **{label}**: {text.replace(chr(10), '; ')}" for label, text in rows(summary)]
    if summary.sources:
        lines += ["", "| " + " | ".join(SOURCE_HEAD) + " |", "|" + "---|" * len(SOURCE_HEAD)]
        lines += [
            "| " + " | ".join(map(_cell, source_row(count))) + " |" for count in summary.sources
        ]
    if summary.new_projects:
        lines += ["", "## New projects", "", *(f"- {line}" for line in summary.new_projects)]
    return "\n".join(lines)
