"""The log: what a run does, with the run, the source and the address as fields of each line.

Everything goes through the logger `yuanjiang`. A terminal turns the progress records into bars
(`flows.cli.screen`), a service prints lines or JSON (`plain`), a Prefect flow run sends them to the
server (`flows.prefect_steps`).
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

LOGGER = logging.getLogger("yuanjiang")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FIELDS = ("run", "source", "url")


@dataclass(slots=True)
class RunLog:
    """Says what is done in one run; `doing` is told it too, and whether it begins a step."""

    run_id: str = ""
    doing: Callable[[str, bool], None] = lambda _text, _begins: None

    def say(self, text: str, *, level: int = logging.INFO, source: str = "", url: str = "") -> None:
        """A line about the run, or about a source or an address of it."""
        LOGGER.log(level, text, extra={"run": self.run_id, "source": source, "url": url})

    def step(self, text: str) -> None:
        """A line that begins a step."""
        self.doing(text, True)
        self.say(text)

    def progress(self, what: str, done: int, total: int | None) -> None:
        """How far a step is; only a terminal shows it."""
        text = f"{what} {done}" + (f" of {total}" if total else "")
        self.doing(text, False)
        LOGGER.debug("%s", text, extra={"run": self.run_id, "bar": (what, done, total)})


class Lines(logging.Formatter):
    """A line a record: time, level, fields, text."""

    def format(self, record: logging.LogRecord) -> str:
        told = fields_of(record)
        said = " ".join(f"{name}={value}" for name, value in told.items())
        text = f"{_when(record)} {record.levelname} {record.getMessage()}"
        line = " ".join(filter(None, (text, said))).replace("\n", " ")
        return CONTROL.sub("�", line) + _trace(self, record)  # some of it is from the network


class JsonLines(logging.Formatter):
    """A JSON object a record."""

    def format(self, record: logging.LogRecord) -> str:
        told: dict[str, Any] = {
            "time": _when(record), "level": record.levelname, "message": record.getMessage(),
        } | fields_of(record)  # fmt: skip
        if trace := _trace(self, record):
            told["trace"] = trace.strip()
        return json.dumps(told, ensure_ascii=False)


def _when(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def fields_of(record: logging.LogRecord) -> dict[str, str]:
    """The fields of a record that hold something."""
    told = {name: str(getattr(record, name, "")) for name in FIELDS}
    return {name: value for name, value in told.items() if value}


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> str:
    return "\n" + formatter.formatException(record.exc_info) if record.exc_info else ""


def plain(*, as_json: bool, level: int = logging.INFO) -> logging.Handler:
    """A handler for a service: stderr, one line a record, no progress."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if as_json else Lines())
    handler.setLevel(level)
    return handler
