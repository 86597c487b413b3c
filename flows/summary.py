"""What a run did, counted; `flows.show` turns it into a table, Markdown or a journal entry."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["success", "partial", "failed"]


@dataclass(slots=True)
class SourceCount:
    """One source in one run; `error` is None where the source was read to its end."""

    source_id: str
    name: str = ""
    found: int = 0  # links discovered
    fetched: int = 0  # pages that came, new or changed
    unchanged: int = 0  # 304, or the same bytes
    articles: int = 0  # articles read from what came
    new: int = 0  # article versions not seen before
    duplicates: int = 0  # of these, copies of another article
    rejected: int = 0
    facts: int = 0  # projects and statistics in the new versions
    seconds: float = 0.0
    error: str | None = None


@dataclass(slots=True)
class Change:
    """What became of one table of facts; `samples` are lines a person reads."""

    table: str
    added: int
    changed: int
    gone: int
    samples: list[str] = field(default_factory=list)


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
    changes: list[Change] = field(default_factory=list)
    new_projects: list[str] = field(default_factory=list)
    release: Path | None = None
    release_is_new: bool = False
    deferred: bool = False  # a part of a longer run, which publishes at its end
    error: str | None = None
    seconds: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """Failed where nothing stands published or no source answered; partial where some."""
        return self.outcome_if(published=self.deferred or self.release is not None)

    def outcome_if(self, *, published: bool) -> Outcome:
        """The outcome with and without a release that stands."""
        silent = [s for s in self.sources if s.error]
        if self.error or not published or (silent and len(silent) == len(self.sources)):
            return "failed"
        return "partial" if silent or self.lost else "success"


def as_dict(summary: RunSummary) -> dict[str, Any]:
    """The summary as JSON can hold it."""
    told = {f.name: getattr(summary, f.name) for f in fields(summary)}
    for name in ("sources", "changes"):
        told[name] = [asdict(each) for each in told[name]]
    for name in ("duplicates", "rejected"):  # asdict cannot copy a Counter
        told[name] = dict(told[name])
    told["release"] = str(summary.release) if summary.release else None
    return told | {"outcome": summary.outcome}


def from_dict(told: dict[str, Any]) -> RunSummary:
    """The summary that `as_dict` wrote."""
    known = {f.name for f in fields(RunSummary)}
    given = {name: value for name, value in told.items() if name in known}
    given["sources"] = [SourceCount(**s) for s in told.get("sources", ())]
    given["changes"] = [Change(**c) for c in told.get("changes", ())]
    for name in ("duplicates", "rejected"):
        given[name] = Counter(told.get(name, {}))
    given["release"] = Path(told["release"]) if told.get("release") else None
    return RunSummary(**given)


def merged(kind: str, run_id: str, parts: list[RunSummary]) -> RunSummary:
    """One summary of several runs: counts add up, the release is the last one's."""
    whole = RunSummary(run_id, kind)
    by_id: dict[str, SourceCount] = {}
    counted = [f.name for f in fields(SourceCount) if f.type in ("int", "float")]
    for part in parts:
        for count in part.sources:
            kept = by_id.setdefault(count.source_id, SourceCount(count.source_id, count.name))
            for name in counted:
                setattr(kept, name, getattr(kept, name) + getattr(count, name))
            kept.error = kept.error or count.error
        for name in ("fetched", "articles", "new", "seconds"):
            setattr(whole, name, getattr(whole, name) + getattr(part, name))
        whole.duplicates.update(part.duplicates)
        whole.rejected.update(part.rejected)
        whole.lost += part.lost
        whole.new_projects += part.new_projects
        whole.error = whole.error or part.error
        if part.release:
            whole.release, whole.totals, whole.warnings = part.release, part.totals, part.warnings
            whole.release_is_new = whole.release_is_new or part.release_is_new
    whole.sources = list(by_id.values())
    return whole
