"""Which addresses are asked: judged by what a name resolves to, once, on every hop."""

from __future__ import annotations

import socket
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.errors import Refused, Unreachable
from senreport_check.fetch.guard import Guard, check_address, deadline, is_private, join_address, remaining
from servers.faults import PAGE, Faults, response

PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0", "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "2002:7f00:1::", "64:ff9b::10.0.0.1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
)  # fmt: skip
PUBLIC = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::8.8.8.8")


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_known(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_known(address: str) -> None:
    assert not is_private(address)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_a_private_address_stays_private_inside_another(address) -> None:
    assert is_private(f"::ffff:{address}")
    assert is_private(f"64:ff9b::{address}")


@pytest.mark.parametrize("address", [
    "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "gopher://x/", "data:text/html,x",
    "//x", "http://", "https:///path", "http://[::1", "http://x:99999/", "http://x:0/", "report.pdf",
    "http://" + "a" * 5000,
])
def test_odd_addresses_are_refused(address: str) -> None:
    with pytest.raises(Refused):
        check_address(address)


@given(st.text(max_size=80))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        parts = check_address(join_address("http://example.org/", text))
    except Refused:
        return
    assert parts.scheme in ("http", "https")
    assert parts.hostname


def test_one_private_address_among_many_is_enough() -> None:
    guard = Guard(resolve=lambda _, port: [("93.184.216.34", port), ("10.0.0.1", port)])
    with pytest.raises(Refused, match="private network"):
        guard.endpoints("school.example", 443)


def test_an_unknown_name_is_unreachable() -> None:
    def unknown(_host: str, _port: int) -> list[tuple[str, int]]:
        raise socket.gaierror("no")

    with pytest.raises(Unreachable, match="no site named"):
        Guard(resolve=unknown).endpoints("school.example", 443)


def test_a_name_server_that_never_answers_ends_with_the_deadline() -> None:
    over, answered = threading.Event(), []

    def never(_host: str, _port: int) -> list[tuple[str, int]]:
        over.wait(20)
        answered.append("at last")
        return []

    with deadline(time.monotonic() + 0.2), pytest.raises(TimeoutError):
        Guard(resolve=never).endpoints("school.example", 443)
    assert answered == []
    over.set()


def test_a_deadline_shortens_and_ends() -> None:
    assert remaining(5.0) == 5.0
    with deadline(time.monotonic() + 1):
        assert 0 < (remaining(5.0) or 0) <= 1
        with deadline(time.monotonic() - 1), pytest.raises(TimeoutError):
            remaining()
    assert remaining() is None


def test_a_private_address_is_refused_without_leave(faults: Faults, fetcher) -> None:
    with pytest.raises(Refused, match="private"):
        fetcher(allow_private=False).get(faults.url + "fine")
    assert faults.requests == []


def test_a_redirect_to_a_private_address_is_refused(faults: Faults, fetcher, monkeypatch) -> None:
    """The first host counts as public for the test; the second is private and must not be asked."""
    monkeypatch.setattr("senreport_check.fetch.guard.is_private", lambda address: address == "127.0.0.2")
    faults.answer("moved", response("302 Found", location=f"http://inside.example:{faults.port}/fine"))

    def resolve(host: str, port: int) -> list[tuple[str, int]]:
        return [("127.0.0.2" if host == "inside.example" else "127.0.0.1", port)]

    getter = fetcher(allow_private=False, resolve=resolve, ignore_robots=True)
    with pytest.raises(Refused, match=r"inside\.example leads to 127\.0\.0\.2"):
        getter.get(f"http://outside.example:{faults.port}/moved")
    assert faults.requests == ["moved"]


def test_a_name_is_resolved_once_for_a_connection(faults: Faults, fetcher) -> None:
    """A name server that changes its answer cannot lead the connection elsewhere than was judged."""
    answers = iter([[("127.0.0.1", faults.port)], [("169.254.169.254", 80)]])
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[tuple[str, int]]:
        asked.append(host)
        return next(answers)

    fetched = fetcher(resolve=resolve, ignore_robots=True).get("http://school.example/fine")
    assert fetched.content == PAGE
    assert asked == ["school.example"]


def test_the_next_address_is_tried_when_one_does_not_answer(faults: Faults, fetcher) -> None:
    def resolve(_host: str, _port: int) -> list[tuple[str, int]]:
        return [("127.0.0.1", 9), ("127.0.0.1", faults.port)]

    assert fetcher(resolve=resolve, ignore_robots=True).get("http://school.example/fine").content == PAGE
