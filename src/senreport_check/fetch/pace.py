"""One request at a time and a pause between two, for every host of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    pause: float = 0.0


class Pace:
    """Keeps turns per host; safe to share between threads.

    `pause` is the least time between two requests to one host, `longest` the most a site may ask for, both
    in seconds; `sleep` is replaced in tests.
    """

    def __init__(self, pause: float, longest: float, sleep: Callable[[float], None] = time.sleep) -> None:
        self._pause, self._longest, self._sleep = pause, longest, sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(
        self, host: str, deadline: float | None = None, *, brisk: bool = False, times: int = 1
    ) -> Iterator[None]:
        """Wait for this host's turn and hold it; raise `TimeoutError` if it comes after the deadline.

        A brisk turn is taken as soon as nobody else holds it. The pause after it is `times` the usual one.
        """
        state = self._host(host)
        with state.lock:
            wait = 0.0 if brisk else state.free_at - time.monotonic()
            if deadline is not None and time.monotonic() + wait > deadline:
                raise TimeoutError(host)
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                state.free_at = max(state.free_at, time.monotonic() + times * max(self._pause, state.pause))

    def slow_down(self, host: str, seconds: float | None) -> None:
        """Keep the pause a site's robots.txt asks for, up to the longest we grant."""
        if seconds is not None:
            self._host(host).pause = min(seconds, self._longest)

    def hold(self, host: str, seconds: float) -> bool:
        """Leave a busy host alone for so long; False, and nothing held, if that is longer than we wait."""
        if seconds > self._longest:
            return False
        state = self._host(host)
        state.free_at = max(state.free_at, time.monotonic() + seconds)
        return True

    def _host(self, host: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(host.lower(), _Host())


def retry_after(value: str | None, attempt: int) -> float:
    """Seconds a busy server asks us to wait (seconds or a date), or 2, 4, 8 ... where it does not say."""
    value = (value or "").strip()
    if value.isdecimal():
        return float(value[:9])
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return float(2 ** (attempt + 1))
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
