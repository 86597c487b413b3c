"""What a run did, counted, and how it is shown: a table in a terminal, Markdown in Prefect."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

Outcome = Literal["success", "partial", "failed"]


@dataclass(slots=True)
class SourceCount:
    """One source in one run; `error` is None where the source was read to its end."""

    source_id: str
    name: str = ""
    found: int = 0  # links discovered
    fetched: int = 0  # pages that came, new or changed
    unchanged: int = 0  # 304, or the same bytes
    new: int = 0  # article versions not seen before
    rejected: int = 0
    seconds: float = 0.0
    error: str | None = None


@dataclass(slots=True)
class RunSummary:
    """A whole run. `lost` names batches that could not be read; they stay pending."""

    run_id: str
    kind: str
    sources: list[SourceCount] = field(default_factory=list)
    fetched: int = 0
    articles: int = 0  # articles read from what came
    new: int = 0
    duplicates: Counter[str] = field(default_factory=Counter)  # verdict -> new members
    totals: dict[str, int] = field(default_factory=dict)  # rows of the release, by table
    rejected: Counter[str] = field(default_factory=Counter)  # reason -> count
    warnings: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    release: Path | None = None
    release_is_new: bool = False
    error: str | None = None
    seconds: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """Failed where nothing stands published or no source answered; partial where some."""
        silent = [s for s in self.sources if s.error]
        if self.error or self.release is None or (silent and len(silent) == len(self.sources)):
            return "failed"
        return "partial" if silent or self.lost else "success"


_TOTALS = {
    "article": "articles",
    "project": "projects",
    "project_amount": "amounts",
    "programme_statistic": "programme statistics",
    "evidence": "pieces of evidence",
}
_COLOUR: dict[Outcome, str] = {"success": "green", "partial": "yellow", "failed": "red"}
TRY = (
    "SELECT name, company, place, stage FROM project ORDER BY name LIMIT 10",
    "SELECT region, period_start, metric, value, unit FROM programme_statistic "
    "ORDER BY region, period_start LIMIT 10",
)


def _counts(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counter.items())) or "none"


def rows(summary: RunSummary) -> list[tuple[str, str]]:
    """The summary as label and text, in the order it is read."""
    shown = [
        ("outcome", summary.outcome + (f": {summary.error}" if summary.error else "")),
        ("pages fetched", str(summary.fetched)),
        ("articles read", f"{summary.articles}, new {summary.new}"),
        ("duplicates found", _counts(summary.duplicates)),
        ("rejected", _counts(summary.rejected)),
    ]
    if summary.lost:
        shown.append(("batches lost", "; ".join(summary.lost)))
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
    return shown


def _source_row(count: SourceCount) -> tuple[str, ...]:
    numbers = (count.found, count.fetched, count.unchanged, count.new, count.rejected)
    return (
        count.source_id,
        *map(str, numbers),
        f"{count.seconds:.1f}",
        count.error or "ok",
    )


_SOURCE_HEAD = ("source", "found", "fetched", "unchanged", "new", "rejected", "seconds", "state")


def render(summary: RunSummary) -> RenderableType:
    """For a terminal: the run, its sources, and two queries to try."""
    colour = _COLOUR[summary.outcome]
    head = Table(title=f"{summary.kind} {summary.run_id}", show_header=False, box=None)
    head.add_column(style="dim")
    head.add_column(overflow="fold")
    for label, text in rows(summary):
        head.add_row(label, f"[{colour}]{text}[/]" if label == "outcome" else text)
    parts: list[RenderableType] = []
    if summary.sources:
        sources = Table(*(Column(name, overflow="fold") for name in _SOURCE_HEAD))
        for count in summary.sources:
            sources.add_row(*_source_row(count))
        parts.append(sources)
    parts.append(head)
    if summary.release:
        parts.append("\nTry:")
        parts += [
            Text(f'  yuanjiang sql "{query}"', no_wrap=True, overflow="fold") for query in TRY
        ]
    return Group(*parts)


def markdown(summary: RunSummary) -> str:
    """For a Prefect artifact."""
    lines = [f"# {summary.kind}: {summary.outcome}", ""]
    lines += [f"- **{label}**: {text}" for label, text in rows(summary)]
    if summary.sources:
        lines += ["", "| " + " | ".join(_SOURCE_HEAD) + " |", "|" + "---|" * len(_SOURCE_HEAD)]
        lines += ["| " + " | ".join(_source_row(count)) + " |" for count in summary.sources]
    return "\n".join(lines)
