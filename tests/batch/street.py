"""Schools on loopback as a run meets them: fixture sites, good schools, and every kind of bad one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from senreport_check.batch.jobs import Group
from senreport_check.check import Settings
from senreport_check.extract import Limits
from senreport_check.fetch import FetchSettings
from senreport_check.model import Entry, School
from servers.farm import SITES
from servers.faults import FAULTS, Conversation, Faults, response
from servers.hungry import hungry_pdf
from servers.town import HOME, REPORT

TODAY = date(2026, 11, 21)
NAMED = ("demo", "menu", "sub-pages", "word", "nothing")


def settings(**fetch: Any) -> Settings:
    """Settings in a hurry, for loopback alone."""
    quick = {"allow_private": True, "pause": 0.0, "longest_pause": 0.1, "retries": 0, "browser": False}
    return Settings(today=TODAY, fetch=FetchSettings(**(quick | fetch)), limits=Limits(memory_mb=400, ocr=False))


def entry(key: str, address: str, name: str | None = None) -> Entry:
    return Entry(key, School(name, key), address, address)


def groups(*entries: Entry) -> Iterator[Group]:
    """Every school by itself."""
    return iter([Group(one.website, (one,)) for one in entries])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def sites() -> Iterator[dict[str, str]]:
    """Fixture sites, each on a port of its own; their addresses by name."""
    servers = {name: ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=SITES / name)) for name in NAMED}
    for server in servers.values():
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield {name: f"http://127.0.0.1:{server.server_port}/" for name, server in servers.items()}
    finally:
        for server in servers.values():
            server.shutdown()
            server.server_close()


def _answer(content: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Conversation:
    return lambda client: client.sendall(response("200 OK", content, content_type=kind, **headers))


def _pages(number: int, offer: str) -> dict[str, Conversation]:
    """A good school, whose report names the authority's offer."""
    name = f"School {number}"
    home = HOME.format(name=name, target="/send", text="SEN information report")
    report = REPORT.format(name=name, number=number)
    report = report.replace("</main>", f'<p>See our <a href="{offer}">Local Offer</a>.</p></main>')
    return {"": _answer(home.encode()), "send": _answer(report.encode())}


BAD: dict[str, tuple[str, Callable[[], Conversation]]] = {
    "drip": ("", lambda: FAULTS["drip-body"]),
    "hang": ("", lambda: FAULTS["stall"]),
    "crash": ("send", lambda: _answer(hungry_pdf(), "application/pdf")),
    "bomb": ("send", lambda: FAULTS["bomb"]),
    "vanish": ("send", lambda: FAULTS["reset"]),
}
"""What a bad school does, and at which of its pages."""
OUTCOMES = {
    "drip": "unreachable", "hang": "unreachable", "crash": "crashed", "bomb": "unreadable",
    "vanish": "unreachable", "good": "checked",
}  # fmt: skip


@contextmanager
def street(kinds: list[str]) -> Iterator[tuple[list[Entry], Faults]]:
    """A school of every kind named, and the authority's server that good ones lead to."""
    with ExitStack() as running:
        authority = running.enter_context(Faults())
        authority.answer("offer", response("200 OK", b"<!doctype html><title>Local Offer</title><h1>Local Offer</h1>"))
        entries = []
        for number, kind in enumerate(kinds):
            school = running.enter_context(Faults())
            school.faults = _pages(number, f"{authority.url}offer")
            if kind in BAD:
                place, fault = BAD[kind]
                school.faults[place] = fault()
            entries.append(entry(f"{number}-{kind}", school.url, f"School {number}"))
        yield entries, authority


