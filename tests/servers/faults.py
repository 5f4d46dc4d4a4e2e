"""A server that misbehaves: every path is a fault, written byte by byte on a bare socket."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType

Conversation = Callable[[socket.socket], None]
PAGE = b"<!doctype html><title>SEND</title><body><h1>SEND</h1><p>We support every child.</p></body>"


def response(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    named = {"content_type": "text/html", "content_length": str(len(body)), "connection": "close"} | headers
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


class Faults:
    """Serves faults at `url` + name; `requests` lists the names asked for."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.faults: dict[str, Conversation] = dict(FAULTS)
        self._closed = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def __enter__(self) -> Faults:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed.set()
        self._listener.close()

    def answer(self, name: str, content: bytes) -> None:
        """Give one fixed answer at a name."""
        self.faults[name] = lambda client: client.sendall(content)

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            text = client.recv(65536).decode("latin-1")
            first, _, rest = text.partition("\r\n")
            name = first.split(" ")[1].lstrip("/")
            self.requests.append(name)
            pairs = (line.partition(": ") for line in rest.split("\r\n") if ": " in line)
            self.headers.append({key.lower(): value for key, _, value in pairs})
            self.faults.get(name, lambda one: one.sendall(response("404 Not Found")))(client)


def _fixed(content: bytes) -> Conversation:
    return lambda client: client.sendall(content)


def _drip(content: bytes, *, every: float = 0.05) -> Conversation:
    def talk(client: socket.socket) -> None:
        for number in range(len(content)):
            client.sendall(content[number : number + 1])
            time.sleep(every)

    return talk


def _stall(before: bytes) -> Conversation:
    def talk(client: socket.socket) -> None:
        client.sendall(before)
        time.sleep(5)

    return talk


def _reset(before: bytes) -> Conversation:
    def talk(client: socket.socket) -> None:
        client.sendall(before)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    return talk


def _endless(client: socket.socket) -> None:
    client.sendall(response("200 OK", content_length=""))
    while True:
        client.sendall(b"x" * 65536)


def bomb(layers: int = 1) -> bytes:
    """Zeros by the hundred megabytes, packed."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    content = b"".join([*(packer.compress(b"\0" * 1_000_000) for _ in range(200)), packer.flush()])
    for _ in range(layers - 1):
        content = gzip.compress(content)
    return content


NOT_FOUND = b"<!doctype html><title>Page not found - School</title><h1>Sorry</h1><p>Try the home page.</p>"
LOGIN = b"<!doctype html><title>Log in</title><form>Name <input name=u> <input type=password name=p></form>"
FAULTS: dict[str, Conversation] = {
    "fine": _fixed(response("200 OK", PAGE)),
    "drip-headers": _drip(response("200 OK", PAGE)),
    "drip-body": _drip(response("200 OK", b"y" * 2000)),
    "stall": _stall(b""),
    "stall-body": _stall(response("200 OK", content_length="5000") + b"half"),
    "reset": _reset(b""),
    "reset-body": _reset(response("200 OK", content_length="5000") + b"half"),
    "close": _fixed(b""),
    "garbage": _fixed(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "huge-header": _fixed(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 200_000 + b"\r\n\r\n"),
    "too-short": _fixed(response("200 OK", b"half", content_length="5000")),
    "too-large-declared": _fixed(response("200 OK", b"", content_length="99999999999")),
    "too-large-real": _endless,
    "bomb": _fixed(response("200 OK", bomb(), content_encoding="gzip")),
    "broken-gzip": _fixed(response("200 OK", b"\x1f\x8bnot gzip at all", content_encoding="gzip")),
    "cut-gzip": _fixed(response("200 OK", gzip.compress(PAGE * 50)[:-9], content_encoding="gzip")),
    "strange-packing": _fixed(response("200 OK", PAGE, content_encoding="br")),
    "circle": _fixed(response("302 Found", location="/circle")),
    "ping": _fixed(response("302 Found", location="/pong")),
    "pong": _fixed(response("302 Found", location="/ping")),
    "to-file": _fixed(response("302 Found", location="file:///etc/passwd")),
    "to-nowhere": _fixed(response("302 Found", location="http://[broken")),
    "no-location": _fixed(response("302 Found")),
    "page-not-found": _fixed(response("200 OK", NOT_FOUND)),
    "login": _fixed(response("200 OK", LOGIN)),
    "empty": _fixed(response("204 No Content", content_length="")),
    **{
        str(status): _fixed(response(f"{status} Said", b"no"))
        for status in (400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503)
    },
}
