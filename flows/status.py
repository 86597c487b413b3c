"""Is the ledger fresh? What a monitor asks from outside, whatever became of the flow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows import journal
from warehouse import release

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


@dataclass(frozen=True, slots=True)
class Status:
    """`good_at` is when a run last left a release that stands; `problems` is empty if all is well."""

    release: str | None
    made_at: datetime | None
    good_at: datetime | None
    age: timedelta | None
    last: journal.Entry | None
    running: journal.Entry | None
    problems: tuple[str, ...]


def duration(text: str) -> timedelta:
    """`26h`, `90m`, `2d`, `45s`. Raises ValueError for anything else."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([smhd])", text.strip())
    if not match:
        raise ValueError(f"not a duration: {text!r}; write 26h, 90m, 2d or 45s")
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


def read(home: Path, max_age: timedelta | None = None, now: datetime | None = None) -> Status:
    """The state of a data folder; with `max_age` an older good run is a problem.

    A night that finds nothing new makes no new release, and is good all the same.
    """
    now = now or datetime.now(UTC)
    current = release.current(home)
    runs = journal.entries(home)
    running = journal.under_way(home)
    ended = [e for e in runs if e.ended_at is not None]
    made_at = datetime.fromisoformat(str(current.manifest["made_at"])) if current else None
    # A part of a longer run has no release yet; a journal that is gone leaves the release's time.
    good = [e.ended_at for e in ended if e.outcome != "failed" and e.summary.get("release")]
    good_at = max((m for m in good if m), default=made_at) if current else None
    age = now - good_at if good_at else None
    problems = []
    if current is None:
        problems.append("there is no release that readers can open")
    elif max_age is not None and age is not None and age > max_age:
        problems.append(f"the last good run ended {_hours(age)} ago")
    if age is not None and age < -timedelta(minutes=5):
        problems.append("the last good run lies in the future: the clock was set back")
    return Status(
        current.name if current else None,
        made_at,
        good_at,
        age,
        ended[-1] if ended else None,
        running,
        tuple(problems),
    )


def _hours(age: timedelta) -> str:
    return f"{age.total_seconds() / 3600:.1f} hours"
