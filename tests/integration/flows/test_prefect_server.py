"""A real Prefect server, a real worker: deploy, run a night, kill it, mend, go on, tell people.

One story in one test, since the server is what takes long. Everything is on loopback.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

import warehouse.query
from flows import journal
from flows.sample import serve, write_sources
from warehouse.lock import exclusive

NIGHT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
PREFECT = [sys.executable, "-m", "prefect"]


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def until(what: Callable[[], Any], seconds: float = 240) -> Any:
    """What `what` gives, as soon as it is true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if got := what():
            return got
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds} s: {what}")


class Server:
    """A Prefect server on loopback, and what the test asks of it."""

    def __init__(self, home: Path, root: Path, stack: ExitStack) -> None:
        self.home, self.root, self.stack = home, root, stack
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/api"
        self.env = {
            **{k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")},
            "PREFECT_HOME": str(home / "prefect"),
            "PREFECT_API_URL": self.url,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            "PYTHONPATH": str(root),
        }
        self.start("server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui")
        self.client = stack.enter_context(httpx.Client(base_url=self.url, trust_env=False))
        until(self.healthy)

    def healthy(self) -> bool:
        try:
            return self.client.get("/health").status_code == 200
        except httpx.HTTPError:
            return False

    def start(self, *words: str, command: list[str] | None = None, **env: str) -> Any:
        """A process of its own group, killed with all below it at the end."""
        log = (self.home / f"{words[0]}.log").open("ab")
        process = subprocess.Popen(
            [*(command or PREFECT), *words], env=self.env | env, cwd=self.root, stdout=log,
            stderr=log, start_new_session=True,
        )  # fmt: skip

        def end() -> None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()

        self.stack.callback(end)
        return process

    def call(self, *words: str, command: list[str] | None = None, **env: str) -> Any:
        return subprocess.run(
            [*(command or PREFECT), *words], env=self.env | env, cwd=self.root, text=True,
            capture_output=True, check=False,
        )  # fmt: skip

    def trigger(self, name: str, **parameters: Any) -> str:
        deployment = self.client.get(f"/deployments/name/nightly/{name}").json()
        asked = {
            "parameters": parameters, "state": {"type": "SCHEDULED"}, "idempotency_key": str(uuid4()),
        }  # fmt: skip
        address = f"/deployments/{deployment['id']}/create_flow_run"
        made = until(  # SQLite is busy now and then: 503
            lambda: (got := self.client.post(address, json=asked)).status_code in (200, 201) and got
        )
        return str(made.json()["id"])

    def run(self, flow_run: str) -> dict[str, Any]:
        return dict(self.client.get(f"/flow_runs/{flow_run}").json())

    def ended(self, flow_run: str) -> dict[str, Any]:
        final = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
        return dict(until(lambda: (r := self.run(flow_run))["state_type"] in final and r))

    def logs(self, flow_run: str) -> list[str]:
        asked = {"logs": {"flow_run_id": {"any_": [flow_run]}}, "limit": 200}
        return [line["message"] for line in self.client.post("/logs/filter", json=asked).json()]

    def artifacts(self, flow_run: str) -> dict[str, Any]:
        asked = {"artifacts": {"flow_run_id": {"any_": [flow_run]}}}
        found = self.client.post("/artifacts/filter", json=asked).json()
        return {each["key"]: each["data"] for each in found}


@pytest.fixture
def server(tmp_path: Path, root: Path) -> Iterator[Server]:
    with ExitStack() as stack:
        yield Server(tmp_path, root, stack)


@pytest.fixture
def received() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook receiver on loopback: its address and what it got."""
    got: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Receiver) as httpd:
        threading.Thread(target=httpd.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}/hook", got
        httpd.shutdown()


_SAVE = """
import sys
from prefect.blocks.notifications import CustomWebhookNotificationBlock
CustomWebhookNotificationBlock(
    name="ops", url=sys.argv[1], json_data={"title": "{{subject}}", "text": "{{body}}"}
).save("ops")
"""


@pytest.mark.slow
def test_deploy_run_kill_mend_serve(server: Server, received: Any, tmp_path: Path) -> None:
    home = tmp_path / "ledger"
    saved = server.call("-c", _SAVE, received[0], command=[sys.executable])
    assert saved.returncode == 0, saved.stderr
    made = server.call("work-pool", "create", "--type", "process", "yuanjiang")
    assert made.returncode == 0, made.stderr
    deployed = server.call("--no-prompt", "deploy", "--all")
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    nightly = server.client.get("/deployments/name/nightly/nightly").json()
    (schedule,) = nightly["schedules"]
    assert schedule["schedule"] == {
        "cron": "30 2 * * *", "timezone": "Asia/Urumqi", "day_or": True,
    }  # fmt: skip
    assert nightly["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    assert "Example: 2024-01-01" in str(nightly["parameter_openapi_schema"])
    assert {
        d["name"] for d in server.client.post("/deployments/filter", json={}).json()
    } == {"nightly", "backfill", "ingest", "reprocess", "release"}  # fmt: skip

    # A worker runs a night on the sample sites, and the tables hold it.
    env = {"YUANJIANG_NOTIFY": '["custom-webhook/ops"]', "YUANJIANG_WORKERS": "1"}
    worker = server.start("worker", "start", "--pool", "yuanjiang", **env)
    with serve() as addresses:
        folder = write_sources(addresses, tmp_path / "sources")
        given = {"home": str(home), "sources_folder": str(folder), "at": NIGHT.isoformat()}
        first = server.trigger("nightly", **given)
        ended = server.ended(first)
    assert ended["state_type"] == "COMPLETED", ended["state"]
    with warehouse.query.open(home) as con:
        assert con.execute("SELECT count(*) FROM article").fetchall() == [(18,)]
        assert con.execute("SELECT outcome FROM run").fetchall() == [("success",)]
    shown = server.artifacts(first)
    rows = {row["source"]: row for row in json.loads(shown["nightly-sources"])}
    assert rows["sample-original"]["new"] == "14"
    assert rows["sample-mirror"]["duplicate"] == "4"
    assert "风电" in json.loads(shown["nightly-new"])[0]["project"]
    assert shown.keys() >= {"nightly-summary", "nightly-checks", "nightly-release"}
    until(lambda: "fetching 2 sources" in server.logs(first))  # they are sent now and then
    assert received[1] == []

    # The machine dies in the middle of a night: worker and flow run are gone without a word.
    with exclusive(journal.lock_path(home)):
        stuck = server.trigger("nightly", **given, wait_minutes=60)
        until(lambda: server.run(stuck)["infrastructure_pid"])
        until(lambda: server.run(stuck)["state_type"] == "RUNNING")
        _kill_tree(worker.pid)
    assert server.run(stuck)["state_type"] == "RUNNING"
    doctor = [sys.executable, "-m", "flows.cli", "doctor", "--home", str(home)]
    looked = server.call("--look", command=doctor)
    assert "its process died" in looked.stdout, (server.run(stuck), looked.stdout)
    assert server.run(stuck)["state_type"] == "RUNNING"
    mended = server.call(command=doctor)
    assert "told the server that it crashed" in mended.stdout, mended.stdout + mended.stderr
    assert server.run(stuck)["state_type"] == "CRASHED"

    # Without a worker: `serve`. The slot is free; no site answers, and people are told.
    served = [sys.executable, "-m", "flows.cli"]
    server.start("serve", command=served, **env)
    seen = nightly["updated"]
    until(lambda: server.client.get("/deployments/name/nightly/nightly").json()["updated"] != seen)
    failed = server.ended(server.trigger("nightly", **given))
    assert failed["state_type"] == "FAILED", failed["state"]
    assert [message["title"] for message in received[1]] == ["nightly: failed"]
    assert "sample-mirror" in received[1][0]["text"]


def _kill_tree(pid: int) -> None:
    """Kill -9 a process and all below it, in whatever group they are."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        below.setdefault(parent, []).append(int(stat.parent.name))
    wanted = [pid]
    for each in wanted:
        wanted += below.get(each, [])
    for each in wanted:
        os.kill(each, signal.SIGKILL)


def test_systemd_units_are_valid(root: Path, tmp_path: Path) -> None:
    verify = shutil.which("systemd-analyze")
    if verify is None:
        pytest.skip("systemd-analyze is not here")
    units = sorted((root / "examples" / "systemd").glob("*.*"))
    assert {u.suffix for u in units} == {".service", ".timer"}
    for unit in units:  # the program as it is installed here, so that it is found
        text = unit.read_text("utf-8").replace("/opt/yuanjiang/bin/yuanjiang", "/bin/true")
        (tmp_path / unit.name).write_text(text, "utf-8")
    paths = [str(tmp_path / unit.name) for unit in units]
    done = subprocess.run([verify, "verify", *paths], capture_output=True, text=True, check=False)
    told = [line for line in done.stderr.splitlines() if str(tmp_path) in line]
    assert (done.returncode, told) == (0, [])
