"""What a night takes: started cold, with nothing new, and with 1,000 new articles.

    python -m benchmarks.whole night [--new 1000]

Each night is the command as an operator runs it, in a process of its own. The pages are served on
loopback without manners' gaps, and an idle flow shows what of the time is Prefect's start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from benchmarks import record
from benchmarks.generate.pages import pages

_SITE = """id = "bench"
name = "样站"
name_en = "Sample"
home = "{base}/"
verified = true
hosts = ["{host}"]
sitemaps = ["{base}/sitemap.xml"]

[manners]
min_gap = 0.0
allow_private = true
"""
_IDLE = "from prefect import flow\n@flow\ndef idle(): pass\nidle()\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65536  # head and body in one packet: no waiting for its acknowledgement
    answers: dict[str, tuple[str, bytes]]

    def do_GET(self) -> None:
        kind, body = self.answers.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def _site(count: int, folder: Path) -> Iterator[Path]:
    """Serve `count` generated pages while the block runs; gives the folder of the site file."""
    answers: dict[str, tuple[str, bytes]] = {}
    handler = type("_Site", (_Handler,), {"answers": answers})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        host = f"127.0.0.1:{server.server_address[1]}"
        locations = []
        for number, page in enumerate(pages(count, "night")):
            path = f"/{number}{urlsplit(page.url).path}"
            answers[path] = ("text/html; charset=utf-8", page.html.encode())
            locations.append(f"<url><loc>http://{host}{path}</loc></url>")
        sitemap = f"<urlset>{''.join(locations)}</urlset>"
        answers["/sitemap.xml"] = ("application/xml", sitemap.encode())
        folder.mkdir()
        text = _SITE.format(base=f"http://{host}", host=host)
        (folder / "bench.toml").write_text(text, "utf-8")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield folder
        server.shutdown()


def _timed(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Wall and CPU seconds of a command; raises CalledProcessError where it fails."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, check=True, env=os.environ | environment, capture_output=True)
    wall, after = time.perf_counter() - began, os.times()
    cpu = after.children_user + after.children_system
    cpu -= before.children_user + before.children_system
    return {"wall_s": round(wall, 2), "cpu_s": round(cpu, 2)}


def measure(new: int) -> dict[str, Any]:
    """Seconds of each kind of night."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment = {"PREFECT_HOME": str(folder / "prefect"), "PREFECT_LOGGING_LEVEL": "WARNING"}
        idle = [sys.executable, "-c", _IDLE]
        found: dict[str, Any] = {"new_articles": new, "idle_flow_cold": _timed(idle, environment)}
        found["idle_flow_warm"] = _timed(idle, environment)
        with _site(new, folder / "sources") as sources:
            environment |= {
                "YUANJIANG_HOME": str(folder / "home"), "YUANJIANG_SOURCES": str(sources),
            }  # fmt: skip
            night = [sys.executable, "-m", "flows.cli", "run"]
            found["night_new"] = _timed(night, environment)
            found["night_nothing_new"] = _timed(night, environment)
    return found


def main(new: int, folder: Path) -> None:
    """Measure, print and record."""
    result = measure(new)
    for name, value in result.items():
        print(f"{name:20} {value}")
    print(record.write("night", result, folder))
