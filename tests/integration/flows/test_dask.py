"""A real Dask scheduler with two workers, one of which is killed midway: the same rows as here."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extract.archive import ArchiveWriter
from extract.records import RawPage
from flows.reprocess import run_reprocess
from flows.settings import Settings

pytest.importorskip("prefect_dask", reason="the extra `scale` is not installed")
deltalake = pytest.importorskip("deltalake", reason="the extra `scale` is not installed")

AT = datetime(2025, 4, 10, 18, 30, tzinfo=UTC)
COUNTIES = ("霍城县", "昭苏县", "特克斯县", "尼勒克县", "新源县", "巩留县")
GOODS = ("风电塔筒", "浓缩果汁", "服装加工", "硅基新材料", "农机装配", "乳制品")
FILES, EACH = 8, 12


def _page(file: int, number: int) -> RawPage:
    key = file * EACH + number
    county, goods = COUNTIES[key % 6], GOODS[(key // 6) % 6]
    title = f"{county}{goods}项目{'开工' if key % 2 else '签约'}（{key}）"
    lines = [
        title,
        f"发布时间：2025-0{1 + key % 9}-{10 + key % 18} 来源：样报",
        f"记者近日从{county}商务局获悉，江苏云帆{key}号实业有限公司{goods}项目"
        f"在{county}工业园区{'开工建设' if key % 2 else '正式签约'}，总投资{1 + key % 40}.{key % 10}亿元。",
        f"该项目占地{100 + key}亩，建成后年产值可达{2 + key % 7}亿元，可带动就业{50 + key * 3}人。"
        f"园区负责人介绍，第{key}批入园企业已有{key % 13 + 2}家，去年引进对口援疆项目{key % 9 + 3}个。",
    ]
    if number == 5:  # a copy of another page, in another file
        return _page((file + 1) % FILES, 6)
    return RawPage(
        url=f"http://news.example.cn/{file}/{number}.html", source_id="files", fetched_at=AT,
        status=200, content_type="text/plain", body="\n".join(lines).encode(),
    )  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds nothing but raw pages."""
    home = tmp_path_factory.mktemp("archive") / "home"
    for file in range(FILES):
        path = home / "raw" / "2025/04/10" / f"files-{file:04}.warc.gz"
        with ArchiveWriter(path, "files") as writer:
            for number in range(EACH):
                writer.resource(_page(file, number))
            broken = b"\x00\xff" * 50
            writer.resource(RawPage(f"file:{file}", "files", AT, 200, "text/plain", broken))
    return home


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def cluster(tmp_path: Path, root: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The scheduler's address, and two worker processes."""
    address = f"tcp://127.0.0.1:{_free_port()}"
    env = os.environ | {"PYTHONPATH": str(root), "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "60s"}
    with ExitStack() as stack:

        def start(module: str, *words: str) -> subprocess.Popen[bytes]:
            log = (tmp_path / f"{module}.log").open("ab")
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{module}", *words], env=env, cwd=tmp_path,
                stdout=log, stderr=log,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        port = address.rpartition(":")[2]
        start("dask_scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        worker = ("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [start(*worker, "--host", "127.0.0.1") for _ in range(2)]
        yield address, workers


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_gives_the_same_rows(
    archive: Path, cluster: Any, tmp_path: Path, contents: Callable[[Path], dict[str, Any]]
) -> None:
    from prefect import flow
    from prefect.testing.utilities import prefect_test_harness

    from flows.cluster import dask_steps

    address, workers = cluster
    here = Settings(home=tmp_path / "here", workers=1)
    there = Settings(
        home=tmp_path / "there", dask=address, shared=str(tmp_path / "shared"), batch_size=10
    )
    for settings in (here, there):
        shutil.copytree(archive, settings.home)
    assert run_reprocess(here, at=AT).outcome == "success"

    done_when_killed: list[int] = []
    over = threading.Event()

    def kill_one() -> None:
        while not over.wait(0.05):
            try:
                units = deltalake.DeltaTable(f"{tmp_path}/shared/units")
                done = units.to_pyarrow_table().num_rows
            except Exception:  # not there yet
                continue
            if done >= 1:
                workers[0].send_signal(signal.SIGKILL)
                done_when_killed.append(done)
                return

    @flow
    def on_the_cluster() -> Any:
        with dask_steps(there) as steps:
            return run_reprocess(there, at=AT, steps=steps)

    killer = threading.Thread(target=kill_one)
    killer.start()
    try:
        with prefect_test_harness(server_startup_timeout=180):
            summary = on_the_cluster()
    finally:
        over.set()
        killer.join()
    assert summary.outcome == "success", summary.lost
    assert done_when_killed and done_when_killed[0] < FILES
    workers[0].wait(10)
    assert workers[1].poll() is None
    expected, found = contents(here.home), contents(there.home)
    assert len(expected["main.article_version"]) > FILES * (EACH - 2)
    assert len(expected["main.project_amount"]) > 50
    assert len(expected["main.rejected"]) == FILES
    assert found.keys() == expected.keys()
    for name, rows in expected.items():
        assert found[name] == rows, name


def test_a_unit_written_twice_or_broken_off_is_read_once(tmp_path: Path) -> None:
    import pyarrow as pa

    from flows.delta import Store

    schema = pa.schema([("version", pa.uint64()), ("seen", pa.timestamp("us", tz="UTC"))])
    store = Store(str(tmp_path / "store"), {"sketch": schema, "other": schema})
    store.create()
    big = 2**64 - 5
    rows = pa.table({"version": pa.array([1, big], pa.uint64()), "seen": [AT, None]}, schema=schema)
    store.put("a", {"sketch": rows, "other": rows.slice(0, 0)})
    store.put("a", {"sketch": rows, "other": rows.slice(0, 0)}, "told")
    with pytest.raises(ZeroDivisionError):  # a worker that dies between its tables
        store.put("b", {"sketch": rows, "other": _Dying()})
    done = store.done()
    assert done.keys() == {"a"}
    taken = store.take("a", done["a"][0])
    assert taken["sketch"].schema == schema
    assert sorted(taken["sketch"].column("version").to_pylist()) == [1, big]
    assert taken["other"].num_rows == 0
    store.clear()
    assert store.done() == {}
    assert not list((tmp_path / "store" / "sketch").rglob("*.parquet"))


@pytest.fixture(params=["path", "s3"])
def shared_store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """A shared path, and an S3-compatible store on loopback where moto's server is installed."""
    if request.param == "path":
        yield str(tmp_path / "store")
        return
    moto = pytest.importorskip("moto.server", reason="pip install 'moto[server]' to test S3")
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{url}/bucket", method="PUT")).close()
    for name, value in {
        "AWS_ENDPOINT_URL": url, "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION": "us-east-1", "AWS_ALLOW_HTTP": "true",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    yield "s3://bucket/yuanjiang"
    server.stop()


def test_many_writers_at_once_lose_nothing(shared_store: str) -> None:
    import pyarrow as pa

    from flows.delta import Store

    schema = pa.schema([("version", pa.uint64()), ("text", pa.string())])
    store = Store(shared_store, {"a": schema, "b": schema})
    store.create()

    def write(writer: int) -> None:
        for unit in range(5):
            columns = {"version": pa.array([writer, unit], pa.uint64()), "text": ["x", "y"]}
            rows = pa.table(columns, schema=schema)
            store.put(f"{writer}-{unit}", {"a": rows, "b": rows})

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, range(3)))
    done = store.done()
    assert len(done) == 15
    for unit, (attempt, _) in done.items():
        taken = store.take(unit, attempt)["b"].column("version").to_pylist()
        assert sorted(taken) == sorted(int(part) for part in unit.split("-"))
    store.clear()
    assert store.done() == {}


class _Dying:
    @property
    def num_rows(self) -> int:
        return 1 // 0
