"""Every way a server can misbehave ends in the right outcome, one line, and in time."""

from __future__ import annotations

import ssl
import time

import httpcore
import httpx
import pytest

from senreport_check.errors import CouldNotCheck, NotFound, Refused, Unreachable, Unreadable
from senreport_check.fetch.wire import FAULTS, translated
from servers.farm import Farm
from servers.faults import Faults

OUTCOMES: dict[str, tuple[type[CouldNotCheck], str]] = {
    "drip-headers": (Unreachable, "in time"), "drip-body": (Unreachable, "in time"),
    "stall": (Unreachable, "in time"), "stall-body": (Unreachable, "in time"),
    "reset": (Unreachable, "broke off"), "reset-body": (Unreachable, "broke off"),
    "close": (Unreachable, "proper HTTP"), "garbage": (Unreachable, "proper HTTP"),
    "huge-header": (Unreachable, "proper HTTP"), "too-short": (Unreachable, "proper HTTP"),
    "too-large-declared": (Unreadable, "larger than"), "too-large-real": (Unreadable, "larger than"),
    "bomb": (Unreadable, "larger than"), "broken-gzip": (Unreadable, "unpack"),
    "cut-gzip": (Unreachable, "incomplete"), "strange-packing": (Unreadable, "packed as br"),
    "circle": (Unreachable, "circles"), "ping": (Unreachable, "circles"),
    "to-file": (Refused, "http and https"), "to-nowhere": (Refused, "valid web address"),
    "no-location": (Unreachable, "302"), "page-not-found": (NotFound, "not there"),
    "login": (Refused, "log in"), "empty": (Unreachable, "204"), "400": (Unreachable, "400"),
    "401": (Refused, "password"), "403": (Refused, "403"), "404": (NotFound, "404"), "410": (NotFound, "410"),
    "418": (Unreachable, "418"), "429": (Refused, "too often"), "451": (Refused, "legal"),
    "500": (Unreachable, "500"), "502": (Unreachable, "502"), "503": (Unreachable, "503"),
}  # fmt: skip


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_fault_has_its_outcome_in_one_line_and_in_time(faults: Faults, fetcher, name: str) -> None:
    kind, words = OUTCOMES[name]
    started = time.monotonic()
    with pytest.raises(CouldNotCheck) as raised:
        fetcher(max_bytes=2_000_000, ignore_robots=True).get(faults.url + name)
    assert time.monotonic() - started < 5.0
    assert type(raised.value).outcome is kind.outcome
    text = str(raised.value)
    assert words in text
    assert "\n" not in text
    assert text.endswith((".", "/etc/passwd", "[broken"))


def test_a_sound_page_arrives(faults: Faults, fetcher) -> None:
    fetched = fetcher().get(faults.url + "fine")
    assert b"We support every child." in fetched.content
    assert fetched.declared_type == "text/html"


def nowhere(host: str, _port: int) -> list[tuple[str, int]]:
    raise OSError(f"no such host: {host}")


def test_a_closed_port_and_an_unknown_name_are_unreachable(fetcher) -> None:
    with pytest.raises(Unreachable, match="cannot be connected to"):
        fetcher().get("http://127.0.0.1:9/")
    with pytest.raises(Unreachable, match=r"no site named no-such-school\.invalid"):
        fetcher(resolve=nowhere).get("http://no-such-school.invalid/")


def test_an_invalid_certificate_is_reported_as_such(farm: Farm) -> None:
    home = farm.site("demo")
    unreachable = pytest.raises(Unreachable, match="certificate of demo")
    with farm.fetcher(ca_file=None) as fetcher, unreachable as raised:
        fetcher.get(home)
    assert "nothing was read" in str(raised.value)


def test_a_certificate_for_another_name_is_refused(farm: Farm, tmp_path) -> None:
    address = farm.folder("another.example.org", tmp_path)
    with farm.fetcher() as fetcher, pytest.raises(Unreachable, match="certificate"):
        fetcher.get(address)


def test_plain_http_on_a_secure_port_says_so(faults: Faults, fetcher) -> None:
    with pytest.raises(Unreachable, match="no secure connection"):
        fetcher(ignore_robots=True).get(f"https://127.0.0.1:{faults.port}/fine")


@pytest.mark.parametrize("library", [httpx, httpcore])
def test_every_exception_of_the_libraries_is_mapped(library) -> None:
    exported = (getattr(library, name) for name in library.__all__)
    exceptions = [kind for kind in exported if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len(exceptions) >= 15
    assert [kind.__name__ for kind in exceptions if kind not in FAULTS] == []


def test_an_exception_nobody_knows_is_not_swallowed() -> None:
    class Novel(Exception):
        pass

    with pytest.raises(Novel):
        translated(Novel(), "example.org")


def test_a_certificate_error_is_found_below_others() -> None:
    error = httpcore.ConnectError("x")
    error.__cause__ = ssl.SSLCertVerificationError(1, "certificate has expired")
    assert "certificate of example.org" in str(translated(error, "example.org"))
