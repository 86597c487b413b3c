"""A Prefect server on this machine: serving the deployments without a worker, and its stuck slots.

The deployments are those of `prefect.yaml`, whether a worker runs them or `yuanjiang serve`.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import yaml

from extract.errors import YuanjiangError
from flows.journal import lock_path
from warehouse.lock import is_held

PORT = 4200
_START = 180.0  # seconds that a cold start may take on a small machine
_HOST = "127.0.0.1"


def deployments_file() -> Path:
    """`prefect.yaml`: in the package where installed, else the checkout's."""
    packaged = Path(__file__).parent / "prefect.yaml"
    return packaged if packaged.is_file() else Path(__file__).parent.parent / "prefect.yaml"


def deployments() -> list[dict[str, Any]]:
    """The deployments as `prefect.yaml` declares them."""
    told = yaml.safe_load(deployments_file().read_text(encoding="utf-8"))
    return list(told["deployments"])


@contextmanager
def local_server(port: int = PORT) -> Iterator[str]:
    """A Prefect server on loopback while the block runs, and `PREFECT_API_URL` set to it.

    Where the environment names a server already, that one. Must stand before Prefect is imported.
    Raises YuanjiangError where it does not start.
    """
    if known := os.environ.get("PREFECT_API_URL"):
        yield known
        return
    url = f"http://{_HOST}:{port}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", _HOST]
    with subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL) as server:
        try:
            _wait(server, url)
            os.environ["PREFECT_API_URL"] = url
            yield url
        finally:
            os.environ.pop("PREFECT_API_URL", None)
            server.terminate()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    deadline = time.monotonic() + _START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx.get(f"{url}/health", timeout=5, trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise YuanjiangError(
        "the Prefect server did not start", where=url, advice="is the port free? try --port"
    )


def serve_all() -> None:
    """Run the deployments on their schedules in this process, until it is stopped."""
    from prefect import serve
    from prefect.client.schemas.objects import ConcurrencyLimitConfig
    from prefect.deployments.runner import EntrypointType  # type: ignore[attr-defined]
    from prefect.schedules import Cron

    made = []
    for told in deployments():
        module, _, name = told["entrypoint"].partition(".py:")
        flow = getattr(import_module(module.replace("/", ".")), name)
        schedules = [
            Cron(s["cron"], timezone=s["timezone"], active=s.get("active", True))
            for s in told["schedules"]
        ]
        made.append(
            flow.to_deployment(
                name=told["name"],
                description=told["description"],
                tags=told["tags"],
                parameters=told.get("parameters") or {},
                schedules=schedules,
                concurrency_limit=ConcurrencyLimitConfig(**told["concurrency_limit"]),
                entrypoint_type=EntrypointType.MODULE_PATH,
            )
        )
    serve(*made)


def _is_alive(infrastructure: str) -> bool:
    """Whether the process `pid` or `host:pid` lives; taken for alive where it is another host's."""
    host, _, pid = infrastructure.rpartition(":")
    if not pid.isdigit() or host not in ("", socket.gethostname()):
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # a zombie is no process: where it waits for a parent that died too
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return True


def _is_of(home: Path, parameters: dict[str, Any]) -> bool:
    given = parameters.get("home")
    return not given or Path(given).resolve() == home.resolve()


def dead_flow_runs(home: Path, *, mend: bool) -> list[tuple[str, str]]:
    """(name, what was done) of flow runs that the server takes for running and whose process died.

    Such a run holds the concurrency slot of its deployment for five minutes or longer. Mending
    tells the server that it crashed, which frees the slot. A run counts as dead where nobody holds
    the run lock of its data folder and no process of its number lives here.
    """
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import (
        FlowRunFilter,
        FlowRunFilterState,
        FlowRunFilterStateType,
    )
    from prefect.client.schemas.objects import StateType
    from prefect.states import Crashed

    if is_held(lock_path(home)):  # somebody's run goes on, maybe on another machine
        return []
    going_on = FlowRunFilter(
        state=FlowRunFilterState(
            type=FlowRunFilterStateType(
                any_=[StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
            )
        )
    )
    found = []
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_run_filter=going_on, limit=200):
            pid = run.infrastructure_pid
            if not pid or _is_alive(pid) or not _is_of(home, run.parameters):
                continue
            done = "it holds a slot"
            if mend:
                crashed: Any = Crashed(message="its process is gone")
                client.set_flow_run_state(run.id, crashed, force=True)
                done = "told the server that it crashed"
            found.append((run.name, done))
    return found
