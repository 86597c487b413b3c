"""A headless Chromium driven over its DevTools protocol: open a file, run scripts, take pictures.

with Browser(tmp_path) as browser:
    page = browser.open(Path("report.html"), width=1280)
    page.run("document.title")
    page.errors
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import signal
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from websockets.sync.client import connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--remote-debugging-port=0",
)  # fmt: skip
PATIENCE = 60.0  # seconds; a busy machine starts a browser slowly


class Page:
    """One open tab. `errors` has what the console and the page's scripts complained of."""

    def __init__(self, address: str) -> None:
        self._socket = connect(address, max_size=None, open_timeout=PATIENCE, close_timeout=0.2)
        self._numbers = count(1)
        self.errors: list[str] = []
        self.requests: list[str] = []
        for domain in ("Runtime", "Page", "Log", "Network"):
            self.call(f"{domain}.enable")

    def _note(self, told: dict[str, Any]) -> None:
        method, given = told.get("method"), told.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.errors.append(json.dumps(given["exceptionDetails"], ensure_ascii=False))
        elif method == "Runtime.consoleAPICalled" and given["type"] in ("error", "warning"):
            self.errors.append(json.dumps(given["args"], ensure_ascii=False))
        elif method == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
            self.errors.append(given["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """One command of the protocol and its answer."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            told = json.loads(self._socket.recv(timeout=PATIENCE))
            if told.get("id") != number:
                self._note(told)
                continue
            if "error" in told:
                raise RuntimeError(f"{method}: {told['error']}")
            result: dict[str, Any] = told["result"]
            return result

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is awaited."""
        told = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in told:
            raise RuntimeError(json.dumps(told["exceptionDetails"], ensure_ascii=False))
        return told["result"].get("value")

    def wait(self, script: str) -> None:
        """Until the expression is true; TimeoutError with the errors seen."""
        until = time.monotonic() + PATIENCE
        while not self.run(script):
            if time.monotonic() > until:
                raise TimeoutError(f"never true: {script}; errors: {self.errors}")
            time.sleep(0.05)

    def size(self, width: int, height: int = 900, *, phone: bool = False) -> None:
        """The size of the window in CSS pixels."""
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=2 if phone else 1, mobile=phone,
        )  # fmt: skip

    def picture(self, path: Path, selector: str = "body", scale: float = 1) -> None:
        """A picture, PNG or WebP by its ending, of the first element that fits the selector."""
        box = self.run(
            "(() => { const b = document.querySelector(" + json.dumps(selector) + ")"
            ".getBoundingClientRect();"
            " return {x: b.x + scrollX, y: b.y + scrollY, width: b.width, height: b.height} })()"
        )
        told = self.call(
            "Page.captureScreenshot",
            captureBeyondViewport=True,
            clip=box | {"scale": scale},
            format=path.suffix[1:],
            **({"quality": 85} if path.suffix == ".webp" else {}),
        )
        path.write_bytes(base64.b64decode(told["data"]))

    def click(self, selector: str) -> None:
        """A real click in the middle of the first element that fits the selector."""
        at = self.run(
            "(() => { const e = document.querySelector(" + json.dumps(selector) + ");"
            " e.scrollIntoView({behavior: 'instant', block: 'center'});"
            " const b = e.getBoundingClientRect();"
            " return {x: b.x + b.width / 2, y: b.y + b.height / 2} })()"
        )
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def close(self) -> None:
        self._socket.close()


class Browser:
    """Chromium with a profile of its own under `folder`, ended with the block."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "chromium"
        self._pages: list[Page] = []

    def __enter__(self) -> Browser:
        assert CHROMIUM is not None
        root = ["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else []
        self._process = subprocess.Popen(
            [CHROMIUM, *_FLAGS, *root, f"--user-data-dir={self._profile}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        told = self._profile / "DevToolsActivePort"
        until = time.monotonic() + PATIENCE
        while not (told.is_file() and len(told.read_text().split()) == 2):
            if time.monotonic() > until or self._process.poll() is not None:
                raise TimeoutError("chromium did not start")
            time.sleep(0.05)
        self._port = int(told.read_text().split()[0])
        return self

    def open(
        self, path: Path, width: int = 1280, fragment: str = "", *, phone: bool = False
    ) -> Page:
        """Open a file in the tab that is there."""
        with urlopen(f"http://127.0.0.1:{self._port}/json/list", timeout=PATIENCE) as answer:
            tab = next(t for t in json.load(answer) if t["type"] == "page")
        page = Page(tab["webSocketDebuggerUrl"])
        self._pages.append(page)
        page.size(width, phone=phone)
        page.call("Page.navigate", url="about:blank")
        page.requests.clear()
        page.call("Page.navigate", url=path.resolve().as_uri() + fragment)
        page.wait("document.readyState === 'complete' && location.href !== 'about:blank'")
        return page

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)  # its own group: the helpers end with it
        self._process.wait()
        for page in self._pages:  # after: a closing handshake would wait for an answer
            page.close()
