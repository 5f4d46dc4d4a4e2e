"""Results made small as they pass by, so that a run of any size can be shown without being in memory."""

from __future__ import annotations

from datetime import date
from sys import intern

from senreport_check.model import Finding, RunFacts, SchoolReport, SchoolResult, Tool
from senreport_check.model.rows import LETTERS, NO_VERDICT, Board, Duty, Row
from senreport_check.render import words
from senreport_check.render.clean import one_line


class Gathering:
    """Takes results one by one; the duties are those of every checklist met with, in the order of the first."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._duties: dict[str, Duty] = {}
        self._places: dict[str, int] = {}
        self._tools: dict[Tool, None] = {}
        self._latest = date.min

    def add(self, result: SchoolResult) -> None:
        """Keep what the tables need of this result."""
        self._tools[result.report.tool] = None
        self._latest = max(self._latest, result.report.checked_at.date())
        self._rows.append(_row(result, self._letters(result.report.findings)))

    def board(self, facts: RunFacts) -> Board:
        """The run in small, as far as it has passed by."""
        return Board(facts, tuple(self._duties.values()), tuple(self._rows), tuple(self._tools))

    def facts(self, title: str) -> RunFacts | None:
        """The facts of a run of which nothing is known but its results; None without a result."""
        tool = next(reversed(self._tools), None)
        return RunFacts(title, self._latest, tool, len(self._rows)) if tool else None

    def _letters(self, findings: tuple[Finding, ...]) -> str:
        for finding in findings:
            if finding.item not in self._places:
                self._places[finding.item] = len(self._places)
                self._duties[finding.item] = _duty(finding)
        found = {self._places[finding.item]: LETTERS[finding.verdict] for finding in findings}
        return "".join(found.get(place, NO_VERDICT) for place in range(max(found, default=-1) + 1))


def _duty(finding: Finding) -> Duty:
    return Duty(
        one_line(finding.item), one_line(finding.title), one_line(finding.group), finding.force, one_line(finding.law)
    )


def _row(result: SchoolResult, verdicts: str) -> Row:
    entry, report = result.entry, result.report
    listed, document = entry.school, report.document
    return Row(
        key=entry.key,
        name=_short(listed.name) or _short(words.name(report)) or entry.key,
        outcome=report.outcome,
        verdicts=verdicts,
        urn=_short(listed.urn or report.school.urn),
        la=_shared(listed.la or report.school.la),
        trust=_shared(entry.trust),
        type=report.school.type or listed.type,
        phase=report.school.phase or listed.phase,
        reason=_short(report.reason),
        reviewed=document.reviewed if document else None,
        written=_shared(report.values.reviewed),
        overdue=document.overdue if document else None,
        months_overdue=document.months_overdue if document else None,
        senco=_short(words.senco(report)) or "",
        website=_short(entry.website) or "",
        url=_short(_found_at(report)),
        clicks=report.source.clicks,
        attempts=result.attempts,
    )


def _found_at(report: SchoolReport) -> str | None:
    return (report.source.url or report.source.path) if report.document else None


def _short(text: str | None) -> str | None:
    """The text on one line and of bearable length: a scraped value may be a book."""
    return (one_line(text)[:_LONGEST] or None) if text else None


def _shared(text: str | None) -> str | None:
    """The text kept once for all the schools that have it."""
    short = _short(text)
    return intern(short) if short else None


_LONGEST = 500
