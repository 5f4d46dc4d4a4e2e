"""Progress on stderr for whatever takes longer than a second."""

from __future__ import annotations

import time
from collections.abc import Callable

from senreport_check.cli.console import TALK, noted_if_slow
from senreport_check.model import SchoolReport, Source

PATIENCE = 1.0


class Progress:
    """Says which source is being checked and which page is being read; silent with --quiet."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0
        self._said = time.monotonic()

    def through(self, source: Source, check: Callable[[Source], SchoolReport]) -> SchoolReport:
        """Check one source; say so when it takes longer than a moment, and how far things have come."""
        with noted_if_slow(f"Checking {source.given} …", PATIENCE):
            report = check(source)
        self._done += 1
        if self._total > 1:
            TALK.detail(f"{source.given}: {report.outcome}")
            self._say(f"{self._done} of {self._total} checked")
        return report

    def pictures(self, done: int, total: int) -> None:
        """Say how many scanned pages have been read."""
        self._say(f"Reading scanned page {done} of {total}")

    def _say(self, line: str) -> None:
        if time.monotonic() - self._said >= PATIENCE:
            self._said = time.monotonic()
            TALK.note(line)
