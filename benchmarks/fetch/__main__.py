"""Pages a second, CPU a page and growth of memory of the fetcher on loopback, politeness off.

    python -m benchmarks.fetch --pages 3000 [--scrapy .bench/bin/python] [--record]

The server runs in a process of its own, so that CPU time is the fetcher's alone. With `--scrapy`,
the Python of an environment that has Scrapy, Scrapy fetches the same pages from the same server in
the same run. On a busy machine only CPU per page can be compared.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import platform
import resource
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import httpx

from extract.fetch import Fetcher
from extract.sources import Source

_BODY = ("<html><body>" + "<p>棉纺项目开工建设。</p>" * 600 + "</body></html>").encode()
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_BODY)
_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
_WARM = 200
RESULTS = Path(__file__).resolve().parents[1] / "results" / "fetch.json"


async def _client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while True:
            request = await reader.readuntil(b"\r\n\r\n")
            writer.write(_ROBOTS if b" /robots.txt " in request else _HEAD + _BODY)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()


def _serve(pipe: Connection) -> None:
    async def run() -> None:
        server = await asyncio.start_server(_client, "127.0.0.1", 0)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@contextmanager
def served() -> Iterator[int]:
    """The port of the server in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        yield ours.recv()
    finally:
        server.terminate()


def measure(port: int, pages: int) -> dict[str, float]:
    """Figures of one fetcher over `pages` different addresses; memory in KB of peak growth."""
    source = Source.model_validate(
        {
            "id": "bench",
            "name": "bench",
            "name_en": "bench",
            "home": f"http://127.0.0.1:{port}/",
            "verified": False,
            "hosts": [f"127.0.0.1:{port}"],
            "manners": {"min_gap": 0, "allow_private": True},
        }
    )
    with Fetcher(source, "yuanjiang/0.1") as fetcher:
        for number in range(_WARM):
            fetcher.get(f"{source.home}warm/{number}")
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        wall, cpu = time.perf_counter(), time.process_time()
        for number in range(pages):
            assert len(fetcher.get(f"{source.home}{number}").body) == len(_BODY)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    return {
        "pages": pages,
        "pages_per_second": round(pages / wall, 1),
        "cpu_ms_per_page": round(1000 * cpu / pages, 3),
        "memory_growth_kb": grown,
    }


def scrapy(python: str, port: int, pages: int) -> dict[str, float]:
    """The same figures of Scrapy, run by another Python."""
    script = Path(__file__).with_name("scrapy_peer.py")
    command = [python, str(script), f"http://127.0.0.1:{port}/", str(pages), str(len(_BODY))]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Measure, print and, where asked to, write the figures."""
    parser = argparse.ArgumentParser(description="The fetcher on loopback")
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--long", type=int, default=0, help="addresses to watch memory over")
    parser.add_argument("--scrapy", metavar="PYTHON")
    parser.add_argument("--record", action="store_true", help="write benchmarks/results/fetch.json")
    options = parser.parse_args()
    with served() as port:
        figures: dict[str, Any] = {"yuanjiang": measure(port, options.pages)}
        if options.scrapy:
            figures["scrapy"] = scrapy(options.scrapy, port, min(options.pages, 5000))
            ours, theirs = (figures[name]["cpu_ms_per_page"] for name in ("yuanjiang", "scrapy"))
            figures["cpu_of_scrapy"] = round(ours / theirs, 3)
        if options.long:
            figures["memory"] = measure(port, options.long)
    print(json.dumps(figures, indent=1))
    if options.record:
        environment = {
            "date": datetime.now(UTC).date().isoformat(),
            "python": platform.python_version(),
            "versions": {"httpx": httpx.__version__},
        }
        data = {"environment": environment, "result": figures}
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
