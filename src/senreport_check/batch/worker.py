"""What one worker does for a school: find the report, fetch, read, match, and pack what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Protocol, Self
from urllib.parse import urlsplit

from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.packing import pack, pack_document
from senreport_check.batch.turns import SEATS, Turns
from senreport_check.check import Checked, Checker, Settings, failed
from senreport_check.extract import Limits
from senreport_check.extract.worker import Extractor
from senreport_check.fetch import Fetcher
from senreport_check.model import Document, Entry, Fetched, Outcome, Source, SourceKind
from senreport_check.render import json


class Work(Protocol):
    """What a process of a run does with the groups it is given, open between entering and leaving it."""

    def __enter__(self) -> Self:
        """Open it."""

    def __exit__(self, *failure: object) -> None:
        """Close it."""

    def run(self, group: Group) -> Iterator[Done]:
        """Do one group: a result for every school, whatever happens to it."""


Kind = Callable[[Settings], Work]
"""Makes a piece of work; it travels to the process that does it."""


class Worker:
    """Checks schools for as many threads as like to share it; a context manager."""

    def __init__(self, settings: Settings) -> None:
        self._turns = Turns()
        self._fetcher = Fetcher(settings.fetch, away=self._turns.away)
        self._checker = Checker(settings, reading=_Readers(settings.limits, self._turns), fetcher=self._fetcher)

    def __enter__(self) -> Self:
        """Start the reading process."""
        self._checker.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop the reading processes and close all connections."""
        self._checker.__exit__(*failure)

    def run(self, group: Group) -> Iterator[Done]:
        """Check the schools of one host, one after another."""
        for entry in group.entries:
            yield self.check(entry)

    def check(self, entry: Entry) -> Done:
        """Check one school, whatever happens to it."""
        started = time.monotonic()
        checked = self._look(entry)
        report = checked.report
        address = report.source.url or entry.url or ""
        return Done(
            entry.key,
            json.line(report),
            urlsplit(address).netloc,
            time.monotonic() - started,
            pack(checked.fetched.content) if checked.fetched else None,
            pack_document(checked.document) if checked.document else None,
        )

    def _look(self, entry: Entry) -> Checked:
        self._fetcher.own(entry.url or "")
        with self._turns.seated():
            return self._checker.checked(source_of(entry))


class _Readers:
    """A reading process a seat, each started when its seat is first taken."""

    def __init__(self, limits: Limits, turns: Turns) -> None:
        self._turns = turns
        self._seats = [Extractor(limits) for _ in range(SEATS)]

    def __enter__(self) -> Self:
        self._seats[0].__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        for extractor in self._seats:
            extractor.__exit__(*failure)

    def extract(self, fetched: Fetched) -> Document:
        return self._seats[self._turns.seat or 0].extract(fetched)


def source_of(entry: Entry) -> Source:
    """A school of the register as something to check."""
    return Source(entry.website or entry.url or "", SourceKind.URL, url=entry.url, school=entry.school)


def crashed(settings: Settings, entry: Entry, reason: str) -> Done:
    """What comes home for a school whose worker did not live to tell."""
    report = failed(settings, source_of(entry), Outcome.CRASHED, reason)
    return Done(entry.key, json.line(report), urlsplit(entry.url or "").netloc, 0.0)
