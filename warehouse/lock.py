"""Locks: held by the kernel for the process, so that kill -9 frees them."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from extract.errors import LockHeld

_ASK_EVERY = 0.2  # seconds


@contextmanager
def exclusive(path: Path, told: Mapping[str, str] | None = None, wait: float = 0) -> Iterator[None]:
    """Hold the lock file `path`; `told` is written into it beside the process and the time.

    Waits up to `wait` seconds for another holder. Raises LockHeld that names it and its age.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        _acquire(file, path, time.monotonic() + wait)
        file.truncate(0)
        now = datetime.now(UTC).isoformat()
        owner = {"pid": os.getpid(), "host": socket.gethostname(), "since": now, **(told or {})}
        json.dump(owner, file)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _acquire(file: IO[str], path: Path, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() < deadline:
                time.sleep(_ASK_EVERY)
                continue
            file.seek(0)
            raise LockHeld(_owner(file.read()), where=str(path), advice="wait") from error
        return


def is_held(path: Path) -> bool:
    """Whether a living process holds the lock file `path`."""
    if not path.exists():
        return False
    with path.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


@contextmanager
def release_lock(home: Path) -> Iterator[None]:
    """Hold `home/releases/.lock`. Raises LockHeld naming its owner and age in seconds."""
    with exclusive(home / "releases" / ".lock"):
        yield


def _owner(text: str) -> str:
    try:
        told = json.loads(text)
        age = (datetime.now(UTC) - datetime.fromisoformat(told["since"])).total_seconds()
        what = f" ({told['kind']} {told['run_id']})" if "run_id" in told else ""
        return f"process {told['pid']} on {told['host']}{what} has been at it for {age:.0f} s"
    except (ValueError, KeyError, TypeError):
        return "another process is at it"
