"""Pages a second, CPU a page and growth of memory of the fetcher on loopback, politeness off.

    python -m benchmarks.fetch --pages 3000

The server runs in a process of its own, so that CPU time is the fetcher's alone.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import resource
import time
from multiprocessing.connection import Connection

from extract.fetch import Fetcher
from extract.sources import Source

_BODY = ("<html><body>" + "<p>棉纺项目开工建设。</p>" * 600 + "</body></html>").encode()
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(_BODY)
_ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


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


def measure(pages: int) -> dict[str, float]:
    """Figures of one fetcher over `pages` different addresses; memory in KB of peak growth."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    port = ours.recv()
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
    try:
        with Fetcher(source, "yuanjiang/0.1") as fetcher:
            for number in range(200):
                fetcher.get(f"{source.home}warm/{number}")
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            wall, cpu = time.perf_counter(), time.process_time()
            for number in range(pages):
                assert len(fetcher.get(f"{source.home}{number}").body) == len(_BODY)
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory
    finally:
        server.terminate()
    return {
        "pages": pages,
        "pages_per_second": round(pages / wall, 1),
        "pages_per_cpu_second": round(pages / cpu, 1),
        "cpu_ms_per_page": round(1000 * cpu / pages, 3),
        "memory_growth_kb": grown,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=3000)
    print(json.dumps(measure(parser.parse_args().pages), indent=2))
