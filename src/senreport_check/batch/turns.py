"""Turns at the processor within one worker, so that one worker is about one core however many schools it fetches.

A thread holds a seat while it reads and matches and gives it up while it waits for the network. There is one
seat; but whoever has held one for longer than the patience, over a scan of forty pages for instance, does not
hold up the others: the next seat is opened.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from senreport_check.fetch import Budget

SEATS = 4
PATIENCE = 2.0


class Turns:
    """Gives out seats, numbered from 0: the first `seats` of them, one every `patience` seconds at most."""

    def __init__(self, seats: int = SEATS, patience: float = PATIENCE) -> None:
        self._seats, self._patience = seats, patience
        self._since: dict[int, float] = {}
        self._changed = threading.Condition()
        self._mine = threading.local()

    @property
    def seat(self) -> int | None:
        """The seat this thread holds."""
        return getattr(self._mine, "seat", None)

    @contextmanager
    def seated(self) -> Iterator[None]:
        """Hold a seat inside."""
        self._sit()
        try:
            yield
        finally:
            self._leave()

    @contextmanager
    def away(self, budget: Budget) -> Iterator[None]:
        """Give the seat up inside; waiting to get one back is not counted as the school's time."""
        if self.seat is None:
            yield
            return
        self._leave()
        try:
            yield
        finally:
            budget.deadline += self._sit()

    def _sit(self) -> float:
        """Wait for a seat and take it; the seconds it took."""
        begun = time.monotonic()
        with self._changed:
            while (wait := self._wait()) > 0:
                self._changed.wait(wait)
            seat = next(number for number in range(self._seats) if number not in self._since)
            self._since[seat] = time.monotonic()
        self._mine.seat = seat
        return time.monotonic() - begun

    def _leave(self) -> None:
        with self._changed:
            del self._since[self._mine.seat]
            self._changed.notify()
        self._mine.seat = None

    def _wait(self) -> float:
        """Seconds until a seat may be free, 0 when there is one."""
        if len(self._since) == self._seats:
            return self._patience
        taken = max(self._since.values(), default=float("-inf"))
        return taken + self._patience - time.monotonic()
