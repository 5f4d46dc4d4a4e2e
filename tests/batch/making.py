"""Schools, results and executors made up for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.packing import pack, pack_document
from senreport_check.batch.terms import Terms
from senreport_check.model import (
    Block,
    BlockKind,
    Document,
    Entry,
    Outcome,
    Phase,
    School,
    SchoolReport,
    SchoolType,
    SourceFacts,
    Tool,
)
from senreport_check.render import json as report_json

TOOL = Tool("0.1", "sen-information-report", "SEN information report", "2026.1")
TERMS = Terms("Eastmere", date(2026, 11, 21), TOOL, "sen-information-report", "content", "manner")


def entry(number: int, host: str | None = "", **more: object) -> Entry:
    """A school with a website on a host of its own, on the host named, or (None) without one."""
    host = f"school{number}.example.sch.uk" if host == "" else host
    school = School(f"School {number}", str(100000 + number), "Eastmere", SchoolType.MAINSTREAM, Phase.PRIMARY)
    url = f"https://{host}/" if host else None
    problem = None if host else "The register gives no website."
    return Entry(str(100000 + number), school, host or "", url, problem, "Community school", "Open", **more)  # type: ignore[arg-type]


def document(number: int) -> Document:
    return Document((Block(BlockKind.PARAGRAPH, f"Our SENCO is Mrs Moss of school {number}."),))


def done(school: Entry, outcome: Outcome = Outcome.CHECKED) -> Done:
    """A result as a worker sends it."""
    number = int(school.key)
    report = SchoolReport(
        tool=TOOL,
        checked_at=datetime(2026, 11, 21, tzinfo=UTC),
        school=school.school,
        source=SourceFacts(school.website, url=school.url),
        outcome=outcome,
        reason=None if outcome is Outcome.CHECKED else f"It was {outcome}.",
    )
    found = outcome is Outcome.CHECKED
    original = pack(f"the file of school {number}".encode()) if found else None
    kept = pack_document(document(number)) if found else None
    return Done(school.key, report_json.line(report), school.website, 2.0, original, kept)


class Fake:
    """An executor in this process: `judge` says what comes of a school; `asked` are those it was given."""

    def __init__(self, judge: Callable[[Entry], Outcome] = lambda _: Outcome.CHECKED) -> None:
        self.judge, self.asked, self.closed = judge, list[str](), False

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        try:
            for group in groups:
                for school in group.entries:
                    self.asked.append(school.key)
                    yield done(school, self.judge(school))
        finally:
            self.closed = True


def nobody(result: Done, outcome: Outcome) -> None:
    """Watches without a word."""


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}
