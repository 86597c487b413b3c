"""What the parser reads from each stored page, and the stored expectation.

    python tests/golden/sites/renew.py            show where they differ
    python tests/golden/sites/renew.py --write    accept what the parser reads now

Read the difference before writing it: the expectation is the check.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from extract.parse import parse  # noqa: E402
from extract.records import RawPage  # noqa: E402
from extract.sources import load_sources  # noqa: E402

# Keys follow from the rest, and the version changes with every rule.
LEFT_OUT = ("article_id", "version_id", "fetched_at", "parser_version")


def folders() -> list[Path]:
    """The folders that hold a page, one a site file."""
    return sorted(p.parent for p in HERE.glob("*/page.html"))


def read(folder: Path) -> str:
    """What the parser reads from a folder's page with its site's file, as JSON."""
    said = tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))
    source = load_sources(ROOT / "sources")[folder.name]
    page = RawPage(
        url=said["url"],
        source_id=source.id,
        fetched_at=datetime(2024, 6, 1, tzinfo=UTC),
        status=200,
        content_type=said["content_type"],
        body=(folder / "page.html").read_bytes(),
    )
    fields = dataclasses.asdict(parse(page, source))
    kept = {name: value for name, value in fields.items() if name not in LEFT_OUT}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def main(write: bool) -> None:
    """Print the differences; write them where asked to."""
    for folder in folders():
        path = folder / "expected.json"
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        new = read(folder)
        lines = difflib.unified_diff(
            old.splitlines(), new.splitlines(), str(path), "now", lineterm=""
        )
        print("\n".join(lines))
        if write:
            path.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main("--write" in sys.argv[1:])
