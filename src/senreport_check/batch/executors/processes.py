"""Several worker processes on this machine, fed by pipes; results come home one by one.

Each worker ends when its pipe closes, so nothing is left behind however this process ends. When a worker dies,
or has one school for longer than any may take, its schools under way become suspects: they are handed out again,
one to a worker at a time, and the one whose worker dies again is the one that crashed.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from multiprocessing.connection import wait

from senreport_check.batch.executors.hand import Hand, Task
from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.worker import Kind, Worker, crashed
from senreport_check.check import Settings
from senreport_check.errors import SenReportError

LONGEST = 3600.0
"""Seconds one school may take before its worker is given up: far more than all its limits together."""

LOOK_EVERY = 5.0
FALSE_STARTS = 3
REASON = "The process that checked it broke twice: check this school by itself to see why."


class Processes:
    """Checks groups in `workers` processes, each with `threads` groups under way; for one run at a time."""

    def __init__(
        self, settings: Settings, workers: int, threads: int, *, longest: float = LONGEST, kind: Kind = Worker
    ) -> None:
        self._settings, self._kind = replace(settings, fetch=replace(settings.fetch, workers=workers)), kind
        self._workers, self._threads, self._longest = workers, threads, longest
        self._hands: list[Hand] = []
        self._again: deque[Task] = deque()
        self._false_starts = 0

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        """See `jobs.Executor.run`. Raises `SenReportError` when workers end before they have begun."""
        try:
            self._hands = [self._hire() for _ in range(self._workers)]
            while self._deal(groups):
                by_pipe = {hand.pipe: hand for hand in self._hands}
                for pipe in wait(list(by_pipe), LOOK_EVERY):
                    yield from self._hear(by_pipe[pipe])  # type: ignore[index]  # only pipes went in
                for hand in self._hands:
                    hand.kill_overdue(self._longest)
        finally:
            for hand in self._hands:
                hand.dismiss()
            for hand in self._hands:
                hand.bury()

    def _hire(self) -> Hand:
        return Hand(pickle.dumps(partial(self._kind, self._settings)), self._threads)

    def _deal(self, groups: Iterator[Group]) -> bool:
        """Give work to whoever has room; whether anything is under way."""
        dealt = True
        while dealt:
            dealt = False
            for hand in self._hands:
                task = self._next(hand, groups) if len(hand.tasks) < self._threads else None
                if task is not None:
                    hand.give(task)
                    dealt = True
        return any(hand.tasks for hand in self._hands)

    def _next(self, hand: Hand, groups: Iterator[Group]) -> Task | None:
        """What comes next for a worker: a task that comes again, one suspect at a time, else a new one."""
        if self._again and not (self._again[0].suspect and hand.has_suspect):
            return self._again.popleft()
        group = next(groups, None)
        return Task(group) if group else None

    def _hear(self, hand: Hand) -> Iterator[Done]:
        """What a worker says, or what becomes of its schools if it has died."""
        try:
            done = hand.receive()
        except (EOFError, OSError):
            yield from self._replace(hand)
            return
        if done is not None:
            yield done

    def _replace(self, hand: Hand) -> Iterator[Done]:
        """Put a new worker in the place of a dead one, and its tasks back."""
        self._hands.remove(hand)
        hand.dismiss()
        code = hand.bury()
        self._false_starts += not hand.ready
        if self._false_starts > FALSE_STARTS:
            raise SenReportError(f"The worker processes end before they have begun (exit {code}): try --workers 0.")
        self._hands.append(self._hire())
        for task in hand.tasks.values():
            entries, suspect = task.group.entries, hand.ready
            if entries and suspect and task.suspect:
                yield crashed(self._settings, entries[0], REASON)
                entries, suspect = entries[1:], False
            if entries:
                self._again.append(Task(replace(task.group, entries=entries), suspect))
