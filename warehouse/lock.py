"""The release lock: held by the kernel for the process, so that kill -9 frees it."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from extract.errors import LockHeld


@contextmanager
def release_lock(home: Path) -> Iterator[None]:
    """Hold `home/releases/.lock`. Raises LockHeld naming its owner and age in seconds."""
    folder = home / "releases"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / ".lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            file.seek(0)
            raise LockHeld(_owner(file.read()), where=str(path), advice="wait") from error
        file.truncate(0)
        now = datetime.now(UTC).isoformat()
        json.dump({"pid": os.getpid(), "host": socket.gethostname(), "since": now}, file)
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _owner(text: str) -> str:
    try:
        told = json.loads(text)
        age = (datetime.now(UTC) - datetime.fromisoformat(told["since"])).total_seconds()
        return f"process {told['pid']} on {told['host']} has been at it for {age:.0f} s"
    except (ValueError, KeyError, TypeError):
        return "another process is at it"
