"""A real server on loopback that misbehaves as it is told."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Handler = Callable[[socket.socket, str], None]
PAGE = b"<html><body><p>page</p></body></html>"


def answer(
    body: bytes = PAGE, status: str = "200 OK", kind: str = "text/html", **headers: str
) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "Connection: close", "", ""]).encode() + body


class Server:
    """Answers each path with what `pages` says: bytes, a list used one by one, or a function."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes | list[bytes] | Handler] = {}
        self.asked: list[tuple[str, str]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(connection,), daemon=True).start()

    def _one(self, connection: socket.socket) -> None:
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(65536)
                if not piece:
                    return
                request += piece
                if request.startswith(
                    b"\x16\x03"
                ):  # a TLS hello, to which this server talks plainly
                    connection.sendall(answer(b"", "400 Bad Request"))
                    return
            path = request.split(b" ")[1].decode()
            self.asked.append((path, request.decode("latin-1")))
            page = self.pages.get(path, answer(b"", "404 Not Found"))
            if isinstance(page, list):
                page = page.pop(0) if len(page) > 1 else page[0]
            try:
                page(connection, path) if callable(page) else connection.sendall(page)
            except OSError:
                return

    def count(self, path: str) -> int:
        return sum(1 for asked, _ in self.asked if asked == path)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._socket.close()


def serve_tls(folder: Path, name: str, days: int) -> tuple[Path, int]:
    """The file of a self-signed certificate that ends in so many days, and the port of a server
    that shows it to one client."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - timedelta(days=30)).not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(name))]), False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    path = folder / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    listening = socket.create_server(("127.0.0.1", 0))

    def answer_one() -> None:
        connection, _ = listening.accept()
        try:
            context.wrap_socket(connection, server_side=True).close()
        except OSError:
            connection.close()
        listening.close()

    threading.Thread(target=answer_one, daemon=True).start()
    return path, listening.getsockname()[1]
