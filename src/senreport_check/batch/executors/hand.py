"""One of several worker processes, seen from its parent."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import resource_tracker
from multiprocessing.context import SpawnProcess

from senreport_check.batch.executors import child
from senreport_check.batch.jobs import Done, Group

FAREWELL = 5.0


@dataclass(slots=True)
class Task:
    """A group as a worker has it: what is left of it, and since when its present school is under way.

    A suspect was under way in a worker that died.
    """

    group: Group
    suspect: bool = False
    since: float = field(default_factory=time.monotonic)


class Hand:
    """A worker process and its tasks; `make`, pickled, makes its worker, `threads` the tasks it takes at once."""

    def __init__(self, make: bytes, threads: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, other = context.Pipe()
        self.process = context.Process(target=child.serve, args=(other, make, threads), daemon=True)
        _start(self.process)
        other.close()
        self.ready = False
        self.tasks: dict[int, Task] = {}
        self._tickets = count()

    @property
    def has_suspect(self) -> bool:
        """Whether one of its tasks is a suspect."""
        return any(task.suspect for task in self.tasks.values())

    def give(self, task: Task) -> None:
        """Hand a task over; a worker that has died says so when it is next listened to."""
        task.since = time.monotonic()
        ticket = next(self._tickets)
        self.tasks[ticket] = task
        try:
            self.pipe.send((ticket, task.group))
        except OSError:
            return

    def receive(self) -> Done | None:
        """The next result, None for a word between; raises `EOFError` or `OSError` when it has died."""
        message: child.Message = self.pipe.recv()
        if isinstance(message, str):
            self.ready = True
            return None
        ticket, done = message
        if done is None:
            del self.tasks[ticket]
            return None
        task = self.tasks[ticket]
        left = tuple(entry for entry in task.group.entries if entry.key != done.key)
        task.group, task.since = Group(task.group.host, left), time.monotonic()
        return done

    def kill_overdue(self, longest: float) -> None:
        """Kill it when one of its schools is under way for longer than that many seconds."""
        overdue = [task for task in self.tasks.values() if time.monotonic() - task.since > longest]
        for task in overdue:
            task.suspect = True
        if overdue:
            self.process.kill()

    def dismiss(self) -> None:
        """Let it end, which it does as soon as its pipe is closed."""
        self.pipe.close()

    def bury(self) -> int | None:
        """Wait until it has ended, with force if need be; its exit code."""
        self.process.join(FAREWELL)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode
        self.process.close()
        return code


def _start(process: SpawnProcess) -> None:
    """Start a process that leaves Ctrl-C to its parent, from its first moment on; the parent gets it all the same."""
    if sys.platform == "win32":
        process.start()
        return
    resource_tracker.ensure_running()  # it unblocks signals when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
