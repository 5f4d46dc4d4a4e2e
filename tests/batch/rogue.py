"""Worker processes that break, for tests: `serve` stands in for the real one and is run in the worker itself."""

from __future__ import annotations

import os
import time
from multiprocessing.connection import Connection

from senreport_check.batch.executors import child
from senreport_check.batch.jobs import Done
from senreport_check.batch.worker import Worker
from senreport_check.model import Entry

_usual = child.serve
_check = Worker.check


def serve(pipe: Connection, settings: bytes, threads: int) -> None:
    """Serve as usual, but fall over schools of certain names."""
    Worker.check = _rogue  # type: ignore[method-assign]
    _usual(pipe, settings, threads)


def serve_never(pipe: Connection, settings: bytes, threads: int) -> None:  # noqa: ARG001 - the form of the real one
    """End before anything has begun."""
    os._exit(7)


def _rogue(self: Worker, entry: Entry) -> Done:
    name = entry.school.name or ""
    if "kills its worker" in name:
        time.sleep(0.5)
        os._exit(9)
    if "never ends" in name:
        time.sleep(600)
    return _check(self, entry)
