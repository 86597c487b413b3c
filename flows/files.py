"""Saved files as RawPages: .html as fetched, .txt as shown, each with an optional sidecar.

A sidecar `<name>.meta.json` beside a file may say `published` (an ISO date, a month or a year)
and `source` (the outlet that printed it); what it says is stronger than the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from extract.charset import decode
from extract.errors import BrokenInput
from extract.records import RawPage

SOURCE_ID = "files"
SUFFIXES = {".txt", ".html", ".htm", ".shtml"}
MAX_BYTES = 32 * 1024 * 1024


def expand(paths: Iterable[Path], suffixes: set[str] = SUFFIXES) -> list[Path]:
    """The files named, and those with a known ending in the folders named, sorted by name.

    Raises BrokenInput for a path that does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.suffix.lower() in suffixes)
        elif path.exists():
            found.append(path)
        else:
            raise BrokenInput("no such file or folder", where=str(path), reason="empty")
    return found


def _sidecar(path: Path) -> dict[str, str | None]:
    beside = path.with_suffix(".meta.json")
    if not beside.is_file():
        return {}
    try:
        said = json.loads(beside.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenInput(
            "the sidecar is not JSON", where=str(beside), advice="mend or remove it"
        ) from error
    return said if isinstance(said, dict) else {}


def read_page(path: Path, published: str | None = None) -> RawPage:
    """A file as a RawPage; its address is `file:FOLDER/NAME`, so a second delivery is the same.

    `published` is for a file without a sidecar date. Raises BrokenInput where it cannot be read.
    """
    said = _sidecar(path)
    if path.stat().st_size > MAX_BYTES:
        raise BrokenInput("larger than 32 MiB", where=str(path), reason="too_large")
    return RawPage(
        url=f"file:{path.resolve().parent.name}/{path.name}",
        source_id=SOURCE_ID,
        fetched_at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        status=200,
        content_type="text/plain" if path.suffix.lower() == ".txt" else "text/html",
        body=path.read_bytes(),
        published_at=said.get("published") or published,
        credit=said.get("source"),
    )


def read_text(path: Path) -> str:
    """The text of a file in whatever encoding it is; raises BrokenInput where it is none."""
    text, _ = decode(read_page(path).body)
    return text


def text_page(name: str, row: dict[str, str]) -> RawPage:
    """A RawPage of a JSON row with `text`, and maybe `published`, `source`, `url`, `title`."""
    lines = [row["title"], "", row["text"]] if row.get("title") else [row["text"]]
    return RawPage(
        url=row.get("url") or f"file:{name}",
        source_id=row.get("source_id") or SOURCE_ID,
        fetched_at=datetime.fromtimestamp(0, UTC),
        status=200,
        content_type="text/plain",
        body="\n".join(lines).encode(),
        published_at=row.get("published"),
        credit=row.get("source"),
    )
