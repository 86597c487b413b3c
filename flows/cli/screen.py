"""What a person sees while a run goes on: bars in a terminal, log lines in a service."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from extract.errors import LockHeld
from flows.cli.app import console
from flows.log import LOGGER, plain
from flows.settings import Settings
from flows.show import show
from flows.summary import RunSummary


class Bars(logging.Handler):
    """Turns the log into bars: steps at the top, progress under it, warnings above all."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(logging.DEBUG)
        self.progress = progress
        self._step = progress.add_task("starting", total=None)
        self._bars: dict[str, TaskID] = {}

    def emit(self, record: logging.LogRecord) -> None:
        bar = getattr(record, "bar", None)
        if bar is not None:
            what, done, total = bar
            if what not in self._bars:
                self._bars[what] = self.progress.add_task(what, total=total)
            self.progress.update(self._bars[what], completed=done, total=total)
        elif record.levelno >= logging.WARNING:
            self.progress.console.print(record.getMessage(), style="yellow", highlight=False)
        elif record.levelno >= logging.INFO:
            self.progress.update(self._step, description=record.getMessage()[:60])


@contextmanager
def watched(settings: Settings) -> Iterator[None]:
    """Show the log of what is done in the block; `YUANJIANG_LOG=json` makes it JSON lines."""
    LOGGER.propagate = False
    if console.is_terminal and settings.log == "lines":
        columns = (
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(),
            TimeElapsedColumn(),
        )  # fmt: skip
        with (
            Progress(*columns, console=console, transient=True) as progress,
            _handled(Bars(progress), logging.DEBUG),
        ):
            yield
        return
    with _handled(plain(as_json=settings.log == "json"), logging.INFO):
        yield


@contextmanager
def _handled(handler: logging.Handler, level: int) -> Iterator[None]:
    before = LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(level)
    try:
        yield
    finally:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(before)


def carry(settings: Settings, work: Callable[[], RunSummary]) -> None:
    """Do a run, show its summary, and end with exit code 1 where it failed."""
    # The summary says what happened; PREFECT_LOGGING_LEVEL=INFO shows more.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    try:
        with watched(settings):
            summary = work()
    except LockHeld as error:
        console.print("[red]failed[/red]", Text(str(error)), soft_wrap=True)
        raise typer.Exit(1) from error
    show(summary, console)
    if summary.outcome == "failed":
        raise typer.Exit(1)
