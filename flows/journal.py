"""The journal: one small file a run in `home/runs/`, and the lock that keeps runs apart.

Operators read it (`yuanjiang runs`, `status`, `doctor`) while a run is under way and after it
died: build.duckdb is locked then, and a failed run is in no release. A run beats every few
seconds. The lock is the kernel's, so kill -9 frees it; whoever takes it next closes what the dead
run left open.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warehouse.lock import exclusive, is_held

BEAT = 5.0  # seconds between two signs of life
KEEP = 400  # files: more than a year of nights


@dataclass(slots=True)
class Entry:
    """What the journal knows of a run. Times are UTC; `ended_at` is None while it goes on."""

    run_id: str
    kind: str
    started_at: datetime
    pid: int = field(default_factory=os.getpid)
    host: str = field(default_factory=socket.gethostname)
    beat_at: datetime | None = None
    doing: str = ""  # the step, as told to the operator
    ended_at: datetime | None = None
    outcome: str | None = None
    error: str | None = None
    summary: dict[str, Any] = field(default_factory=dict)  # flows.summary.as_dict

    @property
    def seconds(self) -> float:
        """From start to end, or to the last sign of life."""
        last = self.ended_at or self.beat_at or self.started_at
        return (last - self.started_at).total_seconds()


def folder(home: Path) -> Path:
    """Where the journal of a data folder lies."""
    return home / "runs"


def lock_path(home: Path) -> Path:
    """The lock that one run at a time holds."""
    return folder(home) / ".lock"


def _path(home: Path, entry: Entry) -> Path:
    return folder(home) / f"{entry.started_at:%Y%m%dT%H%M%SZ}-{entry.kind}-{entry.run_id}.json"


def write(home: Path, entry: Entry) -> None:
    """Write an entry in one rename, so that no reader meets half of it."""
    path = _path(home, entry)
    fresh = path.with_name(f".{path.name}-{os.getpid()}-{threading.get_ident()}")
    text = json.dumps(asdict(entry), ensure_ascii=False, default=_plain)
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


_TIMES = ("started_at", "beat_at", "ended_at")
_KNOWN = {f.name for f in fields(Entry)}


def _read(path: Path) -> Entry | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        times = {k: datetime.fromisoformat(told[k]) for k in _TIMES if told.get(k)}
        return Entry(**{k: v for k, v in (told | times).items() if k in _KNOWN})
    except (OSError, ValueError, TypeError, KeyError):
        return None  # not ours, or damaged: the tables hold the run as well


def entries(home: Path) -> list[Entry]:
    """All runs that the journal knows, oldest first."""
    found = (_read(path) for path in sorted(folder(home).glob("[0-9]*.json")))
    return sorted((e for e in found if e), key=lambda e: e.started_at)


def under_way(home: Path) -> Entry | None:
    """The run that is going on now, None where nobody holds the lock."""
    if not is_held(lock_path(home)):
        return None
    left_open = [e for e in entries(home) if e.ended_at is None]
    return left_open[-1] if left_open else None


def close_dead(home: Path) -> list[Entry]:
    """Close the entries of runs that died; only for the holder of the lock. Gives them."""
    dead = [e for e in entries(home) if e.ended_at is None]
    for entry in dead:
        last = entry.beat_at or entry.started_at
        entry.ended_at, entry.outcome = last, "failed"
        entry.error = f"it died while {entry.doing or 'starting'}; last sign of life {last:%F %T}Z"
        write(home, entry)
    for path in folder(home).glob(".*.json-*"):
        path.unlink(missing_ok=True)
    for path in sorted(folder(home).glob("[0-9]*.json"))[:-KEEP]:
        path.unlink(missing_ok=True)
    return dead


class Beat:
    """Writes the entry of a run now and then, so that a run that hangs can be told from a dead one."""

    def __init__(self, home: Path, entry: Entry) -> None:
        self.home = home
        self.entry = entry
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            self.entry.beat_at = datetime.now(UTC)
            with suppress(OSError):  # a full disk is for the run itself to tell
                write(self.home, self.entry)

    def __enter__(self) -> Beat:
        write(self.home, self.entry)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
        self.entry.ended_at = datetime.now(UTC)
        write(self.home, self.entry)


@contextmanager
def recorded(home: Path, entry: Entry, wait: float = 0) -> Iterator[list[Entry]]:
    """Hold the run lock and keep the journal; gives the runs that had died before.

    Waits up to `wait` seconds for a run that is under way, else raises LockHeld.
    """
    told = {"run_id": entry.run_id, "kind": entry.kind}
    with exclusive(lock_path(home), told, wait):
        dead = close_dead(home)
        with Beat(home, entry):
            yield dead
