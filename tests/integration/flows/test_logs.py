"""The log of a service: a line an event, with run, source and address; a terminal gets bars."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from flows.cli.screen import Bars
from flows.log import LOGGER, JsonLines, Lines, RunLog
from flows.sample import serve, write_sources


def test_a_service_logs_json_lines_that_name_run_source_and_address(tmp_path: Path) -> None:
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        dead = (folder / "mirror.toml").read_text("utf-8")
        dead = dead.replace("sample-mirror", "dead").replace(
            addresses["mirror"], "http://127.0.0.1:9"
        )
        (folder / "dead.toml").write_text(dead, "utf-8")
        env = os.environ | {
            "YUANJIANG_LOG": "json",
            "YUANJIANG_SOURCES": str(folder),
            "YUANJIANG_HOME": str(tmp_path / "home"),
        }
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", "--no-prefect", "--source", "dead",
             "--source", "sample-mirror"],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr  # partial
    lines = [json.loads(line) for line in done.stderr.splitlines() if line.startswith("{")]
    assert len({line["run"] for line in lines}) == 1
    by_source = [line for line in lines if line.get("source") == "dead"]
    assert any(line["level"] == "ERROR" for line in by_source)
    assert any("found 4, fetched 4" in line["message"] for line in lines)
    assert "━" not in done.stderr.split("nightly ")[0]  # no bars


def _record(text: str, **extra: object) -> logging.LogRecord:
    record = logging.LogRecord("yuanjiang", logging.WARNING, "x", 1, text, (), None)
    record.__dict__.update(extra)
    return record


def test_text_of_the_network_forges_no_line_and_steers_no_terminal() -> None:
    evil = "404\n2025-01-01 ERROR forged \x1b[2J"
    line = Lines().format(_record(evil, source="ylxw", url="http://x.cn/\x9b31m"))
    assert "\n" not in line and "\x1b" not in line and "\x9b" not in line
    assert "source=ylxw" in line
    told = json.loads(JsonLines().format(_record(evil, source="ylxw")))
    assert told["source"] == "ylxw"


def test_a_terminal_gets_a_bar_a_step_and_the_warnings() -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=100)
    with Progress(console=console) as progress:
        handler = Bars(progress)
        LOGGER.addHandler(handler)
        before = LOGGER.level
        LOGGER.setLevel(logging.DEBUG)
        try:
            log = RunLog("r")
            log.step("reading 2 archive files")
            log.progress("pages read", 3, 12)
            log.say("a source is silent", level=logging.WARNING)
        finally:
            LOGGER.removeHandler(handler)
            LOGGER.setLevel(before)
        tasks = {task.description: (task.completed, task.total) for task in progress.tasks}
    assert tasks == {"reading 2 archive files": (0, None), "pages read": (3, 12)}
    assert "a source is silent" in out.getvalue()
