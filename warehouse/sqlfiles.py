"""SQL files of the package: a head of `-- key: value` comments, then one query.

A value may go on over lines that start with `--   `.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from extract.errors import WarehouseError


@dataclass(frozen=True, slots=True)
class SqlFile:
    """`name` is the file's; `head` its keys and values; `query` what follows."""

    name: str
    head: dict[str, str]
    query: str


def parse(name: str, text: str, required: tuple[str, ...]) -> SqlFile:
    """Raises WarehouseError where a required key is missing."""
    head: dict[str, str] = {}
    key = ""
    lines = text.splitlines()
    body = len(lines)
    for number, line in enumerate(lines):
        if not line.startswith("--"):
            body = number
            break
        if line.startswith("--   ") and key:
            head[key] += " " + line[2:].strip()
        else:
            key, _, value = line[2:].strip().partition(":")
            head[key] = value.strip()
    for wanted in required:
        if not head.get(wanted):
            raise WarehouseError(f"its head lacks `-- {wanted}: ...`", where=name)
    return SqlFile(name, head, "\n".join(lines[body:]).strip().rstrip(";"))


@cache
def sql_files(folder: str, required: tuple[str, ...]) -> tuple[SqlFile, ...]:
    """The SQL files of `warehouse/<folder>`, by name."""
    found = resources.files("warehouse").joinpath(folder)
    files = [f for f in found.iterdir() if f.name.endswith(".sql")]
    return tuple(
        parse(f.name.removesuffix(".sql"), f.read_text("utf-8"), required)
        for f in sorted(files, key=lambda f: f.name)
    )
