"""Releases: immutable folders that people read; `current` names one and is switched in one step.

    releases/<stamp>/warehouse.duckdb            tables, marts, comments, macros
                     parquet/<table>/<part>.parquet
                     manifest.json
    current -> releases/<stamp>

    release = publish(con, home, run_id="...", at=now, keep=7)
    releases(home); rollback(home); rollback(home, "20240102T030405Z")

A release whose checks fail is kept as `failed-<stamp>` and readers stay where they are. One that
would hold the same rows as the current one is not made: `publish` gives the current one back.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extract.errors import WarehouseError
from warehouse import database
from warehouse.checks import CheckResult, run_checks
from warehouse.load import load_table
from warehouse.lock import release_lock
from warehouse.parquet import Part, contents, flush, schema_for, sha256_of, write_table
from warehouse.schema import SCHEMA_VERSION
from warehouse.sqlfiles import SqlFile
from warehouse.tables import TABLES

MANIFEST = "manifest.json"
PATCHES = 30  # releases whose file began as a copy of the last one, before one is written anew


@dataclass(frozen=True, slots=True)
class Release:
    """One release. `is_new` is False where nothing differed from the current one."""

    name: str
    path: Path
    manifest: dict[str, Any]
    is_current: bool
    is_new: bool = False

    @property
    def database(self) -> Path:
        return self.path / database.FILE

    @property
    def rows(self) -> dict[str, int]:
        """Rows by table."""
        return {name: int(told["rows"]) for name, told in self.manifest["tables"].items()}

    @property
    def checks(self) -> list[dict[str, Any]]:
        return list(self.manifest["checks"])


def _read(path: Path, current: str | None, *, is_new: bool = False) -> Release:
    manifest = json.loads((path / MANIFEST).read_text("utf-8"))
    return Release(path.name, path, manifest, path.name == current, is_new)


def current_name(home: Path) -> str | None:
    """The name of the current release, None where there is none."""
    link = home / "current"
    return link.readlink().name if link.is_symlink() else None


def current(home: Path) -> Release | None:
    """The release that readers get, None before the first."""
    name = current_name(home)
    path = home / "releases" / (name or "")
    return _read(path, name) if name and (path / MANIFEST).is_file() else None


def releases(home: Path) -> list[Release]:
    """All whole releases, oldest first."""
    name = current_name(home)
    folder = home / "releases"
    found = folder.iterdir() if folder.is_dir() else iter(())
    whole = [p for p in found if p.name[0].isdigit() and p.is_dir() and (p / MANIFEST).is_file()]
    return [_read(path, name) for path in sorted(whole, key=lambda p: p.name)]


def _switch(home: Path, name: str) -> None:
    """Point `current` at a release: a new link renamed over the old one."""
    fresh = home / f".current-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path("releases") / name)
    fresh.replace(home / "current")
    flush(home)


def rollback(home: Path, name: str | None = None) -> Release:
    """Make `name` current, or the release before the current one. WarehouseError if unknown."""
    with release_lock(home):
        known = {r.name: r for r in releases(home)}
        now = current_name(home)
        if name is None:
            older = [n for n in known if now is None or n < now]
            name = older[-1] if older else None
        if name is None or name not in known:
            raise WarehouseError(
                f"no release {name or 'before the current one'}",
                where=str(home / "releases"),
                advice="`yuanjiang releases` lists them",
            )
        _switch(home, name)
        return _read(known[name].path, name)


def prune(home: Path, keep: int) -> list[str]:
    """Remove all but the `keep` newest releases, never the current one; returns their names."""
    now = current_name(home)
    names = [r.name for r in releases(home)]
    gone = [n for n in names[: max(0, len(names) - keep)] if n != now]
    folder = home / "releases"
    failed = sorted(p.name for p in folder.glob("failed-*"))
    for name in (*gone, *failed[:-2]):
        hidden = folder / f".gone-{name}"  # no reader meets half a release
        (folder / name).rename(hidden)
        shutil.rmtree(hidden)
    return gone


def _versions() -> dict[str, str]:
    try:
        own = version("yuanjiang")
    except PackageNotFoundError:
        own = "unknown"
    return {"yuanjiang": own, "duckdb": duckdb.__version__, "pyarrow": pa.__version__}


Contents = dict[tuple[str, bool], dict[str, Part]]  # (table, whether its history) -> its files


def all_contents(con: duckdb.DuckDBPyConnection) -> Contents:
    """What each Parquet file of a release would hold."""
    return {
        (table.name, past): contents(con, table, past=past)
        for table in TABLES.values()
        if table.published
        for past in ((False, True) if table.keep == "history" else (False,))
    }


def _shape() -> str:
    """A hash of what a release is made with, its rows apart."""
    schemas = [schema_for(t, past=t.keep == "history").to_string() for t in TABLES.values()]
    told = json.dumps([SCHEMA_VERSION, database.SHAPE, _versions(), schemas])
    return hashlib.sha256(told.encode()).hexdigest()


def content_of(wanted: Contents) -> str:
    """A hash of all that readers get, logs of runs left out."""
    told = hashlib.sha256(_shape().encode())
    for (name, _), parts in wanted.items():
        if TABLES[name].keep != "log":
            for part in parts.values():
                told.update(f"{part.file} {part.rows} {part.content}\n".encode())
    return told.hexdigest()


def remainders(home: Path) -> list[Path]:
    """What a killed release left behind: folders that no reader looks at, and links."""
    return sorted([*(home / "releases").glob(".*-*"), *home.glob(".current-*")])


def _sweep(home: Path) -> None:
    """Remove what a killed release left; only under the lock."""
    for left in remainders(home):
        if left.is_symlink():
            left.unlink(missing_ok=True)
        else:
            shutil.rmtree(left, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what a killed release left. Raises LockHeld where one is being made."""
    with release_lock(home):
        _sweep(home)


def _stamp(home: Path, at: datetime) -> str:
    """A name that sorts by time and is not taken."""
    names = {p.name.removeprefix("failed-") for p in (home / "releases").iterdir()}
    base = f"{at:%Y%m%dT%H%M%SZ}"
    taken = [n for n in names if n == base or n.startswith(f"{base}.")]
    return f"{base}.{len(taken):03d}" if taken else base


def _changed(like: Release, wanted: Contents) -> dict[str, set[str]]:
    """Table with its schema -> its partitions whose rows are not those of the release `like`."""
    out: dict[str, set[str]] = {}
    for (name, past), files in wanted.items():
        parts = like.manifest["tables"][name]["parts"]
        told = {
            (Path(p["file"]).stem, p["content"])
            for p in parts
            if p["file"].startswith("parquet/history/") == past
        }
        differing = told ^ {(part, p.content) for part, p in files.items()}
        if differing:
            out[f"{'history' if past else 'main'}.{name}"] = {part for part, _ in differing}
    return out


def _write_database(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    like: Release | None,
    wanted: Contents,
    name: str,
) -> tuple[list[str], dict[str, Any]]:
    """The DuckDB file, by a copy of the last one where that has the same tables."""
    patched = int(like.manifest["database"]["patched"]) + 1 if like else 0
    path = folder / database.FILE
    changed = _changed(like, wanted) if like else {}
    # A copy would keep, in its free blocks, the rows that a takedown has removed.
    if like is None or patched > PATCHES or "main.takedown" in changed:
        patched, marts = 0, database.write(con, path, name)
    else:
        marts = database.write(con, path, name, like.database, changed)
    flush(path)
    size = path.stat().st_size
    told = {"file": path.name, "bytes": size, "sha256": sha256_of(path), "patched": patched}
    return marts, told


def _make(
    con: duckdb.DuckDBPyConnection,
    folder: Path,
    last: Release | None,
    wanted: Contents,
    head: dict[str, Any],
    results: Sequence[CheckResult],
) -> None:
    """All files of a release in `folder`, the manifest last."""
    like = last if last and last.manifest.get("shape") == head["shape"] else None
    known = {
        p["file"]: Part(**p)
        for t in (like.manifest["tables"].values() if like else ())
        for p in t["parts"]
    }
    before = last.path if last else None
    tables: dict[str, Any] = {}
    for (name, past), files in wanted.items():
        parts = write_table(con, TABLES[name], folder, before, known, files, past=past)
        told = tables.setdefault(name, {"rows": sum(p.rows for p in parts), "parts": []})
        told["parts"] += [p.row() for p in parts]
    marts, made = _write_database(con, folder, like, wanted, str(head["release"]))
    manifest = {
        **head,
        "tables": tables,
        "marts": marts,
        "database": made,
        "checks": [
            {
                "name": r.check_name,
                "severity": r.severity,
                "bad_rows": r.bad_rows,
                "explanation": r.explanation,
                "sample": json.loads(r.sample),
            }
            for r in results
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text, "utf-8")
    flush(folder / MANIFEST)
    for place in sorted({p.parent for p in folder.rglob("*")}):
        flush(place)


def _refuse(results: Sequence[CheckResult], folder: Path) -> WarehouseError:
    bad = [r for r in results if r.blocks]
    told = "; ".join(f"{r.check_name}: {r.bad_rows} rows ({r.explanation})" for r in bad)
    return WarehouseError(
        f"checks failed, readers keep the last release: {told}",
        where=str(folder),
        advice="see `checks` in its manifest.json",
    )


def publish(
    con: duckdb.DuckDBPyConnection,
    home: Path,
    *,
    run_id: str,
    at: datetime,
    keep: int = 7,
    checks: Sequence[SqlFile] | None = None,
) -> Release:
    """Make a release of an open, settled build and switch `current` to it.

    Raises WarehouseError where a check of severity error finds rows, LockHeld where another
    release is being made. A release of the same rows as the current one is not made again
    (`is_new` is False).
    """
    with release_lock(home):
        _sweep(home)
        results = run_checks(con, at, checks)
        load_table(con, "check_result", [r.row(run_id, at) for r in results])
        wanted = all_contents(con)
        content = content_of(wanted)
        blocked = any(r.blocks for r in results)
        last = current(home)
        if last and last.manifest["content"] == content and not blocked:
            return _read(last.path, last.name)
        stamp = _stamp(home, at)
        name = f"failed-{stamp}" if blocked else stamp
        folder = home / "releases" / f".making-{name}"
        head = {
            "release": name,
            "made_at": at.isoformat(),
            "run_id": run_id,
            "schema_version": SCHEMA_VERSION,
            "content": content,
            "versions": _versions(),
            "shape": _shape(),
        }
        folder.mkdir()
        try:
            _make(con, folder, last, wanted, head, results)
            path = home / "releases" / name
            folder.rename(path)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        flush(home / "releases")
        if blocked:
            raise _refuse(results, path)
        _switch(home, name)
        prune(home, keep)
        return _read(path, name, is_new=True)
