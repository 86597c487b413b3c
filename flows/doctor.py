"""What is wrong with a data folder, and mending of what is safe to mend.

Safe is what loses nothing: a remainder of a run that died, a link that can be made again. Raw
pages, tables and releases are never touched.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import duckdb

from extract.errors import LockHeld, YuanjiangError
from flows import journal, pipeline
from flows.server import dead_flow_runs
from flows.settings import Settings
from warehouse import release
from warehouse.build import FILE, open_build
from warehouse.lock import exclusive

Level = Literal["ok", "mended", "warning", "error"]
_SILENT = timedelta(minutes=10)  # without a sign of life a run hangs
_ROOM = 2 * 1024**3  # bytes that should be free at least
ZONE = "Asia/Urumqi"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, and what to do about it."""

    level: Level
    what: str
    found: str
    advice: str = ""


def examine(settings: Settings, *, mend: bool = True) -> list[Finding]:
    """All findings, the good ones too. With `mend` what is safe is put right."""
    home = settings.home
    found = [*_runs(home, mend), *_releases(home, mend), *_current(home, mend)]
    found += [*_build(home), *_disk(home), *_clock(home), *_server(home, mend)]
    return found


def _runs(home: Path, mend: bool) -> Iterator[Finding]:
    """A run that goes on, one that hangs, and those that died without an end."""
    running = journal.under_way(home)
    if running is not None:
        heard = running.beat_at or running.started_at
        silent = datetime.now(UTC) - heard
        told = f"{running.kind} {running.run_id}, process {running.pid} on {running.host}, {running.doing}"
        if silent > _SILENT:
            yield Finding(
                "error", "run under way", f"{told}; no sign of life for {silent}",
                f"it hangs: `kill -9 {running.pid}`; the next run takes up what it left",
            )  # fmt: skip
        else:
            yield Finding("ok", "run under way", told)
        return
    dead = [e for e in journal.entries(home) if e.ended_at is None]
    if not dead:
        yield Finding("ok", "run lock", "free")
    for entry in dead:
        told = f"{entry.kind} {entry.run_id} died while {entry.doing or 'starting'}"
        yield Finding(
            "mended" if mend else "warning", "dead run", told,
            "closed in the journal; the next run reads what it left" if mend else "a run closes it",
        )  # fmt: skip
    if dead and mend:
        try:
            with exclusive(journal.lock_path(home), {"kind": "doctor", "run_id": "-"}):
                journal.close_dead(home)
        except LockHeld as error:  # a run began meanwhile, and closes them
            yield Finding("ok", "run lock", str(error))


def _releases(home: Path, mend: bool) -> Iterator[Finding]:
    """Folders that a killed release left, and releases that failed their checks."""
    left = release.remainders(home)
    if not left:
        yield Finding("ok", "unfinished releases", "none")
    elif not mend:
        yield Finding("warning", "unfinished releases", _names(left), "the next release removes it")
    else:
        try:
            release.sweep(home)
            yield Finding("mended", "unfinished releases", f"removed {_names(left)}")
        except LockHeld as error:
            yield Finding("ok", "unfinished releases", f"one is being made: {error}")
    failed = sorted((home / "releases").glob("failed-*"))
    if failed:
        yield Finding(
            "warning", "failed releases", _names(failed), "see `checks` in its manifest.json"
        )


def _names(paths: list[Path]) -> str:
    return ", ".join(p.name for p in paths)


def _current(home: Path, mend: bool) -> Iterator[Finding]:
    """Whether `current` leads to a whole release."""
    known = release.releases(home)
    name = release.current_name(home)
    if not known:
        yield Finding("warning", "current", "there is no release yet", "`yuanjiang run` makes one")
        return
    here = next((r for r in known if r.name == name), None)
    if here is None:
        told = f"leads to {name}, which is not there" if name else "missing"
        if mend:
            back = release.rollback(home, known[-1].name)
            yield Finding("mended", "current", f"{told}; now {back.name}")
        else:
            yield Finding("error", "current", told, f"`yuanjiang rollback {known[-1].name}`")
        return
    told = here.manifest["database"]
    size = here.database.stat().st_size if here.database.is_file() else -1
    if size != told["bytes"]:
        older = [r.name for r in known if r.name != name]
        advice = f"`yuanjiang rollback {older[-1]}`" if older else "`yuanjiang release`"
        yield Finding(
            "error", "current", f"{here.database} has {size} bytes, not {told['bytes']}", advice
        )
    else:
        yield Finding("ok", "current", f"{name}, whole")


def _build(home: Path) -> Iterator[Finding]:
    """Whether build.duckdb opens, and which archive files wait to be read."""
    if not (home / FILE).exists():
        waiting = pipeline.archive_files(home)
        if waiting:
            yield Finding(
                "warning", FILE, f"missing, with {len(waiting)} archive files",
                "`yuanjiang reprocess` builds it again from the archive",
            )  # fmt: skip
        return
    try:
        with closing(open_build(home)) as con:
            unread = pipeline.pending(con, home)
    except LockHeld:
        yield Finding("ok", FILE, "a run has it open")
        return
    except (duckdb.Error, YuanjiangError, OSError) as error:
        yield Finding(
            "error", FILE, f"does not open: {error}",
            "move it away and run `yuanjiang reprocess`: the archive has everything",
        )  # fmt: skip
        return
    yield Finding("ok", FILE, "opens")
    if unread:
        yield Finding(
            "warning", "archive", f"{len(unread)} files not read to their end: {_names(unread[:5])}",
            "the next run reads them; `yuanjiang run` now",
        )  # fmt: skip
    else:
        yield Finding("ok", "archive", "all files read")


def _disk(home: Path) -> Iterator[Finding]:
    """Room for the next release: twice the present one, and some."""
    at = next(p for p in (home, *home.resolve().parents) if p.exists())
    free = shutil.disk_usage(at).free
    now = release.current(home)
    size = sum(p.stat().st_size for p in now.path.rglob("*") if p.is_file()) if now else 0
    wanted = max(_ROOM, 3 * size)
    told = f"{free / 1024**3:.1f} GiB free at {at}"
    if free < wanted:
        yield Finding(
            "error" if free < size * 2 else "warning", "disk", told,
            f"make room for {wanted / 1024**3:.1f} GiB, or lower keep_releases",
        )  # fmt: skip
    else:
        yield Finding("ok", "disk", told)


def _clock(home: Path) -> Iterator[Finding]:
    """The clock against what was written before, and the time zone of the schedule."""
    now = datetime.now(UTC)
    known = release.releases(home)
    # A sample night may stand some days ahead; of a real clock that is as wrong.
    latest = max((datetime.fromisoformat(r.manifest["made_at"]) for r in known), default=now)
    if latest > now + timedelta(minutes=5):
        yield Finding(
            "warning", "clock", f"a release is dated {latest:%F %T}Z, the clock says {now:%F %T}Z",
            "set the clock (NTP); the newest release stays current whatever its name",
        )  # fmt: skip
    else:
        yield Finding("ok", "clock", f"{now:%F %T}Z")
    try:
        offset = datetime.now(ZoneInfo(ZONE)).utcoffset()
    except ZoneInfoNotFoundError:
        yield Finding("error", "time zone", f"{ZONE} is unknown here", "install tzdata")
        return
    local = time.strftime("%Z")
    yield Finding("ok", "time zone", f"{ZONE} is UTC+{offset}; this machine is in {local}")


def _server(home: Path, mend: bool) -> Iterator[Finding]:
    """Slots of the Prefect server that dead processes hold; only where a server is set."""
    if not os.environ.get("PREFECT_API_URL"):
        yield Finding("ok", "Prefect", "no server is set (PREFECT_API_URL)")
        return
    try:
        dead = dead_flow_runs(home, mend=mend)
    except Exception as error:  # whatever the client raises, the rest of the findings counts
        yield Finding("error", "Prefect", f"the server does not answer: {error}", "start it")
        return
    if not dead:
        yield Finding("ok", "Prefect", "no flow run of a dead process")
    for name, done in dead:
        yield Finding(
            "mended" if mend else "warning", "Prefect", f"flow run {name}: its process died", done
        )
