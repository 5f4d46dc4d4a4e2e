"""Many sites on loopback: every folder of fixtures/sites under its own name, over http and https.

A fake resolver leads every host to this machine; share hosts (docs.google.com ...) are served from a site's
`_hosts` folder, so that the very addresses schools link to are asked for, with TLS and all.
"""

from __future__ import annotations

import mimetypes
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

import trustme

from senreport_check.fetch import Fetcher, FetchSettings

SITES = Path(__file__).parents[2] / "fixtures" / "sites"
DOMAIN = ".example.sch.uk"
OPEN_HOSTS = ("docs.google.com", "drive.google.com", "api.onedrive.com", "1drv.ms", "www.dropbox.com")


class Farm:
    """Serves folders by host name; `requests` lists (host, path) in the order asked."""

    def __init__(self) -> None:
        self.folders: dict[str, Path] = dict.fromkeys(OPEN_HOSTS, SITES / "sources" / "none")
        self.requests: list[tuple[str, str]] = []
        self._directory = TemporaryDirectory()
        self.ca_file = Path(self._directory.name) / "ca.pem"
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(self.ca_file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(f"*{DOMAIN}", *OPEN_HOSTS, "localhost").configure_cert(context)
        self._plain, self._secure = self._server(None), self._server(context)

    def __enter__(self) -> Farm:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in (self._plain, self._secure):
            server.shutdown()
            server.server_close()
        self._directory.cleanup()

    def site(self, name: str) -> str:
        """Serve one fixture site; its home page's address."""
        host = f"{name}{DOMAIN}"
        self.folders[host] = SITES / name
        for folder in (SITES / name / "_hosts").glob("*"):
            self.folders[folder.name] = folder
        return f"https://{host}/"

    def folder(self, host: str, folder: Path) -> str:
        """Serve any folder under any name; its address."""
        self.folders[host] = folder
        return f"https://{host}/"

    def fetcher(self, **settings: Any) -> Fetcher:
        """A fetcher that knows these hosts alone."""
        quick = {"allow_private": True, "pause": 0.0, "longest_pause": 0.0, "ca_file": self.ca_file}
        return Fetcher(FetchSettings(**(quick | settings)), resolve=self.resolve)

    def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """Lead every known host to this machine."""
        if host not in self.folders:
            raise OSError(f"no such host: {host}")
        server = self._secure if port == 443 else self._plain
        return [("127.0.0.1", server.server_address[1])]

    def answer(self, host: str, path: str) -> tuple[bytes, str] | None:
        """What stands at a path, and its type; None where nothing does."""
        folder = self.folders.get(host)
        if folder is None:
            return None
        file = folder / unquote(urlsplit(path).path).lstrip("/")
        for candidate in (file, file / "index.html", file.with_name(f"{file.name}.html")):
            if candidate.is_file() and folder in candidate.parents:
                kind = mimetypes.guess_type(candidate.name)[0] or "application/octet-stream"
                return candidate.read_bytes(), kind
        return None

    def _server(self, context: ssl.SSLContext | None) -> ThreadingHTTPServer:
        server = _Server(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        if context is not None:
            plain = server.socket
            server.socket = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return server


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave, as those do which refuse our certificate."""


def _handler(farm: Farm) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            farm.requests.append((host, self.path))
            found = farm.answer(host, self.path)
            content, kind = found or (b"<title>Not found</title>", "text/html")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
