"""All in this process, one school after another: the plainest way, which the others are compared with."""

from __future__ import annotations

from collections.abc import Iterator

from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.worker import Kind, Worker
from senreport_check.check import Settings


class Inline:
    """Checks groups in turn."""

    def __init__(self, settings: Settings, kind: Kind = Worker) -> None:
        self._settings, self._kind = settings, kind

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        """See `jobs.Executor.run`."""
        with self._kind(self._settings) as worker:
            for group in groups:
                yield from worker.run(group)
