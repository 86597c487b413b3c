"""What the last runs of the benchmarks gave, each with its date and versions."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any


def record(name: str, result: dict[str, Any], command: str, libraries: Iterable[str] = ()) -> Path:
    """Write `name`.json in this folder; returns its path."""
    versions = {}
    for library in libraries:
        try:
            versions[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            versions[library] = None
    data = {
        "environment": {
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "python": platform.python_version(),
            "command": command,
            "versions": versions,
        },
        "result": result,
    }
    path = Path(__file__).with_name(f"{name}.json")
    path.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return path
