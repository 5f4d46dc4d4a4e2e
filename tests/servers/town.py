"""A town of schools on loopback: every school has an address of its own in 127.0.0.0/8, all on one port."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

HOME = """<!doctype html><html lang="en-GB"><head><title>{name}</title></head><body><h1>{name}</h1>
<ul><li><a href="/about">About us</a></li><li><a href="{target}">{text}</a></li></ul></body></html>"""
REPORT = """<!doctype html><html lang="en-GB"><head><title>SEN information report</title></head><body><main>
<h1>SEN information report, {name}</h1><p>Reviewed September 2026. Next review September 2027.</p>
<h2>Who is the SENCO?</h2><p>Our SENCO is Mrs Ada Larch: senco@school{number}.example.sch.uk, 01632 960{number:03}.</p>
<h2>How do we identify pupils with SEN?</h2><p>Teachers assess every pupil each term. Where a pupil makes less progress
than expected, the SENCO observes the class and meets the parents to agree what to do.</p>
<h2>How do we know that it works?</h2><p>Every half term the SENCO compares where each pupil began with where they
are now, asks parents and pupils what helped, and changes what did not. Governors see the figures in summer.</p>
<h2>How are lessons made to fit?</h2><p>Teachers break tasks into steps, give words and pictures before a topic begins,
and seat pupils where they hear and see best. Every classroom has a quiet corner and a visual timetable.</p>
<h2>What help is there besides?</h2><p>Small groups for reading and number meet four times a week. Teaching assistants
have been trained in speech and language work by the health service's therapists, who visit each month.</p>
<h2>What if I am unhappy?</h2><p>Speak to the class teacher first. If it is not put right, write to the headteacher, who
answers within {number} school days; after that the chair of governors hears your complaint.</p></main></body></html>"""
ABOUT = "<!doctype html><title>About us</title><h1>About us</h1><p>We are a small school by the river.</p>"
KINDS = ("report", "report", "report", "nothing", "busy", "closed", "noise")
"""What comes of the schools in turn: checked, not found, unreachable (503), refused (robots.txt), unreadable."""


class Town:
    """Serves `schools` websites; `asked` counts the requests for each school's pages (robots.txt aside) by host."""

    def __init__(self, schools: int, latency: float = 0.02) -> None:
        self.asked: Counter[str] = Counter()
        self._latency = latency
        self._server = _Server(("0.0.0.0", 0), _handler(self))
        self.port = self._server.server_address[1]
        self.hosts = [f"127.0.{number // 250 + 1}.{number % 250 + 1}" for number in range(schools)]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def __enter__(self) -> Town:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def register(self) -> str:
        """The schools as a list of one's own, with one that has no website."""
        hosts = enumerate(self.hosts)
        rows = [f"{200000 + number},School {number},http://{host}:{self.port}/" for number, host in hosts]
        return "\n".join(["URN,School name,Website", *rows, "299999,School without a website,", ""])

    def answer(self, host: str, path: str) -> tuple[int, str, bytes]:
        """Status, type and content of what a school has at a path."""
        time.sleep(self._latency)
        number = self.hosts.index(host)
        kind, name = KINDS[number % len(KINDS)], f"School {number}"
        if path == "/robots.txt":
            closed = kind == "closed"
            return (200, "text/plain", b"User-agent: *\nDisallow: /\n") if closed else (404, "text/plain", b"")
        self.asked[host] += 1
        if kind == "busy":
            return 503, "text/html", b"busy"
        target = {"noise": "/sen-information-report.pdf", "nothing": "/about"}.get(kind, "/send")
        text = "News" if kind == "nothing" else "SEN information report"
        pages = {
            "/": HOME.format(name=name, target=target, text=text),
            "/about": ABOUT,
            "/send": REPORT.format(name=name, number=number),
            "/sen-information-report.pdf": "%PDF-1.7 and then nothing that is a PDF",
        }
        found = pages.get(path) if path == "/" or path in (target, "/about") else None
        content_type = "application/pdf" if path.endswith(".pdf") else "text/html; charset=utf-8"
        return (200, content_type, found.encode()) if found else (404, "text/html", b"<title>Not found</title>")


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that leave, as those do which are killed."""


def _handler(town: Town) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = (self.headers.get("Host") or "").partition(":")[0]
            status, content_type, content = town.answer(host, self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler
