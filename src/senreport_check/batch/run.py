"""The run itself: groups go out to an executor, results come home one by one and are kept at once."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self

from senreport_check.batch.jobs import Done
from senreport_check.model import Outcome

Keep = Callable[[Done], Outcome]
"""Puts a result away and says what it is; its result is on the disk when it returns."""

Watch = Callable[[Done, Outcome], None]
"""Told of every result once it is kept."""


def work(results: Iterator[Done], keep: Keep, watch: Watch) -> None:
    """Keep every result an executor yields as soon as it comes.

    `KeyboardInterrupt` (Ctrl-C, or the system asking the process to end) stops the executor and comes out, with
    every result kept that came home before; so does the `UsageError` of a store that cannot be written.
    """
    with Interrupts() as interrupts:
        try:
            for done in results:
                with interrupts.put_off():
                    outcome = keep(done)
                watch(done, outcome)
        finally:
            close = getattr(results, "close", None)
            if close is not None:
                close()


class Interrupts:
    """Lets Ctrl-C in everywhere but where something is being put away; then it comes right after."""

    def __init__(self) -> None:
        self._busy = self._wanted = False
        self._before: dict[int, signal.Handlers | Callable[[int, FrameType | None], object] | int | None] = {}

    def __enter__(self) -> Self:
        """Take over the signals; outside the main thread there are none to take."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, signal.SIGTERM):
                self._before[number] = signal.signal(number, self._arrived)
        return self

    def __exit__(self, *failure: object) -> None:
        """Give the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """An interrupt that arrives inside is raised at the end."""
        self._busy = True
        try:
            yield
        finally:
            self._busy = False
        if self._wanted:
            raise KeyboardInterrupt

    def _arrived(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signal module's form
        if self._busy:
            self._wanted = True
        else:
            raise KeyboardInterrupt
