"""`build.duckdb`, the writer's private file.

Only one process at a time opens it; readers open a release (`warehouse.open`).

    with warehouse.build.open_build(home) as con:
        ...warehouse.load...

Besides the tables of `warehouse/tables/` it holds, in the schema `input`, what releases are
derived from: the Facts of every version, also of those that do not count now, and the projects
as they were joined last; and the sketches of `warehouse.candidates`.
"""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import duckdb

from extract.errors import LockHeld
from warehouse.migrate import upgrade, version_of

STORAGE = "v1.5.0"  # later formats cannot be read by 1.5 clients
FILE = "build.duckdb"
SPILL = ".spill-"  # folders of the runs
MEMORY = "1000MB"  # with the rest of the process and two workers, a run stays under 2 GB
CHECKPOINT = "256MB"  # of log; each checkpoint writes the last rows of a table anew
THREADS = 4  # at most: each needs memory of its own


def _clear(home: Path, but: Path) -> None:
    for left in home.glob(f"{SPILL}*"):
        if left != but:
            shutil.rmtree(left, ignore_errors=True)


def open_build(home: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """A connection that writes `home/build.duckdb`, made or upgraded where needed.

    The database holds at most `memory` ("1000MB", "4GB"); what needs more goes on in a folder `.spill-...` there.
    Raises LockHeld where another process has it open, WarehouseError where it is of a newer
    program.
    """
    home.mkdir(parents=True, exist_ok=True)
    path, spill = home / FILE, home / f"{SPILL}{time.time_ns()}"
    con = duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory,
            "temp_directory": str(spill),
            "preserve_insertion_order": False,
            "checkpoint_threshold": CHECKPOINT,
        },
    )
    try:
        con.execute(f"SET threads = least(current_setting('threads'), {THREADS})")
        con.execute(
            f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS build"
            f" (STORAGE_VERSION '{STORAGE}')"
        )
        _clear(home, but=spill)  # what killed runs left, now that the file is ours
        con.execute("USE build")
        con.execute("SET TimeZone = 'UTC'")
        upgrade(con, str(path))
    except duckdb.IOException as error:
        con.close()
        if "lock" in str(error).lower():
            raise LockHeld(
                "another process has it open", where=str(path), advice="wait for that run to end"
            ) from error
        raise
    except BaseException:
        con.close()
        raise
    return con


__all__ = ["FILE", "STORAGE", "open_build", "upgrade", "version_of"]
