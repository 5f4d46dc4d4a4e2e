"""One of several worker processes, seen from inside. It ends when the pipe to its parent closes.

Nothing heavy is imported before the process is set up.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import TYPE_CHECKING

from senreport_check.process import tune

if TYPE_CHECKING:
    from senreport_check.batch.jobs import Done, Group
    from senreport_check.batch.worker import Work

READY = "ready"
Message = tuple[int, "Done | None"] | str
"""From child to parent: `READY`, then a group's ticket with each of its results and with None at its end."""


def serve(pipe: Connection, make: bytes, threads: int) -> None:
    """Do the groups that come down the pipe, `threads` of them at once, until it closes; `make` makes the worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tune()
    waiting: SimpleQueue[tuple[int, Group]] = SimpleQueue()
    home = _Home(pipe)
    with pickle.loads(make)() as worker:
        for _ in range(threads):
            threading.Thread(target=_work, args=(worker, waiting, home), daemon=True).start()
        home.send(READY)
        with suppress(EOFError, OSError):
            while True:
                waiting.put(pipe.recv())
        # Nobody waits for what is under way: the threads end here, and the reading processes with their pipes.
        os._exit(0)


class _Home:
    """The way home, used by one thread at a time; what cannot be sent was for a parent that is gone."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe, self._lock = pipe, threading.Lock()

    def send(self, message: Message) -> None:
        with self._lock, suppress(OSError):
            self._pipe.send(message)


def _work(worker: Work, waiting: SimpleQueue[tuple[int, Group]], home: _Home) -> None:
    """Do groups without end; what breaks one of them ends the process, as the parent knows what to do then."""
    try:
        while True:
            ticket, group = waiting.get()
            for done in worker.run(group):
                home.send((ticket, done))
            home.send((ticket, None))
    except Exception:
        traceback.print_exc()
        os._exit(1)
