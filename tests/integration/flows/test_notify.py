"""Messages over real loopback servers: e-mail through the block, and a block that fails."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.blocks.abstract import NotificationError

from extract.errors import LockHeld
from flows.journal import lock_path
from flows.notify import Mail, tell
from flows.release import run_release
from flows.settings import Settings
from warehouse.lock import exclusive


class _Smtp(socketserver.StreamRequestHandler):
    """As much of a mail server as one message needs."""

    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline().strip():
            verb = line.split(b" ")[0].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                text = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.got.append(text.decode())  # type: ignore[attr-defined]
            if verb == b"QUIT":
                self.wfile.write(b"221 bye\r\n")
                return
            self.wfile.write(b"250 ok\r\n")


@pytest.fixture
def mails() -> Iterator[tuple[int, list[str]]]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Smtp) as server:
        server.got = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server.server_address[1], server.got  # type: ignore[attr-defined]
        server.shutdown()


def test_a_mail_reaches_the_mail_server(mails: tuple[int, list[str]]) -> None:
    port, got = mails
    block = Mail(url=f"mailto://127.0.0.1:{port}/?from=ledger@example.org&to=ops@example.org")
    block.notify("the last good run ended 30.0 hours ago", subject="yuanjiang is late")
    (text,) = got
    assert "To: ops@example.org" in text
    assert "yuanjiang is late" in text


def test_a_mail_server_that_does_not_answer_is_an_error() -> None:
    block = Mail(url="mailto://127.0.0.1:9/?from=ledger@example.org&to=ops@example.org")
    with pytest.raises(NotificationError), block.raise_on_failure():
        block.notify("text", subject="subject")


def test_a_block_that_is_not_there_is_named_and_stops_nothing(monkeypatch) -> None:
    monkeypatch.setattr("flows.notify.Block.load", lambda name: {}[name])
    (error,) = tell(["custom-webhook/nowhere"], "subject", "body")
    assert error.startswith("custom-webhook/nowhere: ")


def test_people_are_told_of_a_run_that_ends_badly_and_of_one_that_could_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[list[str], str, str]] = []
    monkeypatch.setattr("flows.notify.tell", lambda *message: told.append(message))
    settings = Settings(home=tmp_path / "home", notify=["custom-webhook/ops"])
    assert run_release(settings).outcome == "success"
    assert told == []
    with exclusive(lock_path(settings.home)), pytest.raises(LockHeld):
        run_release(settings)
    (settings.home / "build.duckdb").write_bytes(b"no database")
    with pytest.raises(Exception, match="build"):
        run_release(settings)
    assert [subject for _, subject, _ in told] == ["release: failed"] * 2
    assert "LockHeld" in told[0][2]
