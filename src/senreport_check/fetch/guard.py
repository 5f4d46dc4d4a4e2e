"""Which addresses may be asked: the one place that decides, on every hop and every connection.

A name is resolved once, every address it has is judged, and the connection goes to the address judged, so
that a second answer of the name server cannot lead elsewhere.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

from senreport_check.errors import Refused, Unreachable

NAT64 = IPv6Network("64:ff9b::/96")
METADATA = frozenset({IPv4Address("169.254.169.254"), IPv6Address("fd00:ec2::254")})
LONGEST_ADDRESS = 4000
_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)

Endpoint = tuple[str, int]
Resolve = Callable[[str, int], list[Endpoint]]
"""From a host's name and port to the addresses it has; raises OSError when there is none."""


@contextmanager
def deadline(at: float) -> Iterator[None]:
    """Inside, every read, write and connection of this thread ends at `at` (monotonic clock)."""
    token = _deadline.set(at)
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining(wanted: float | None = None) -> float | None:
    """Seconds left until this thread's deadline, at most `wanted`; raise `TimeoutError` when none are."""
    at = _deadline.get()
    if at is None:
        return wanted
    left = at - time.monotonic()
    if left <= 0:
        raise TimeoutError("deadline")
    return left if wanted is None else min(left, wanted)


def check_address(address: str) -> SplitResult:
    """The address in its parts; raise `Refused` for any scheme but http and https, and for a broken one."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Refused(f"This is no valid web address: {_short(address)}") from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Refused(f"Only http and https addresses are read, not {_short(address)}")
    if not parts.hostname or port == 0 or len(address) > LONGEST_ADDRESS:
        raise Refused(f"This is no valid web address: {_short(address)}")
    return parts


def join_address(base: str, target: str) -> str:
    """Where a link or redirect leads, without fragment; raise `Refused` when it leads nowhere."""
    try:
        return urldefrag(urljoin(base, target.strip().replace(" ", "%20"))).url
    except ValueError:
        raise Refused(f"This is no valid web address: {_short(target)}") from None


def _short(address: str) -> str:
    return address if len(address) <= 100 else f"{address[:97]}..."


def is_private(address: str) -> bool:
    """Whether an IP address is anything but a public one: private, loopback, link-local, metadata, reserved.

    Addresses that carry an IPv4 address inside (mapped, 6to4, Teredo, NAT64) are judged by that one too.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in NAT64:
            inner.append(IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(found is not None and is_private(str(found)) for found in inner):
            return True
    return ip in METADATA or not ip.is_global or ip.is_multicast


def resolve(host: str, port: int) -> list[Endpoint]:
    """Ask the system for the addresses of a host; raise OSError when it has none."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(str(answer[4][0]), int(answer[4][1])) for answer in answers]


class NoSuchHost(Unreachable):
    """No name server knows the host."""


class Guard:
    """Turns a host into addresses that may be connected to; `resolve` asks the name server."""

    def __init__(self, *, allow_private: bool = False, resolve: Resolve = resolve) -> None:
        self.allow_private, self._resolve = allow_private, resolve

    def endpoints(self, host: str, port: int) -> list[Endpoint]:
        """The addresses of a host, each judged.

        Raises `NoSuchHost` for an unknown name and `Refused` when any of its addresses is private.
        """
        found = self._ask(host, port)
        if not self.allow_private:
            for address, _ in found:
                if is_private(address):
                    leads = "is" if host == address else f"leads to {address},"
                    raise Refused(
                        f"{host} {leads} an address inside a private network, and is not read: "
                        "add --allow-private if this is your own server."
                    )
        return list(dict.fromkeys(found))

    def _ask(self, host: str, port: int) -> list[Endpoint]:
        """Resolve in a thread: the system's resolver knows no deadline."""
        answers: list[list[Endpoint]] = []

        def ask() -> None:
            try:
                answers.append(self._resolve(host, port))
            except (OSError, UnicodeError):
                answers.append([])

        thread = threading.Thread(target=ask, daemon=True, name="resolve")
        thread.start()
        thread.join(remaining(30.0))
        if not answers:
            raise TimeoutError(f"the name server did not answer for {host}")
        if not answers[0]:
            raise NoSuchHost(f"There is no site named {host}: check the spelling of the address.")
        return answers[0]
