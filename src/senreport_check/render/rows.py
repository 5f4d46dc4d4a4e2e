"""Results as rows and columns, for spreadsheets: the cells' text, harmless already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from senreport_check.compare import Comparison, RoundComparison
from senreport_check.model import Evidence, Finding, SchoolReport, Verdict
from senreport_check.render import changes, words
from senreport_check.render.clean import cell


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading, and its width in characters."""

    heading: str
    width: int


ITEM = (
    Column("Verdict", 11),
    Column("What is asked", 30),
    Column("What was found", 34),
    Column("What to write", 40),
    Column("The document's own words", 48),
    Column("Page", 6),
    Column("Law", 28),
    Column("Asked by", 18),
    Column("Heading or address", 28),
    Column("Group", 28),
)
SCHOOL = (
    Column("School", 30),
    Column("URN", 10),
    Column("Local authority", 18),
    Column("Outcome", 24),
    Column("Document", 40),
    Column("Reviewed", 18),
    Column("Checked on", 14),
)
CHANGE = (
    Column("School", 30),
    Column("What is asked", 34),
    Column("Change", 14),
    Column("Before", 12),
    Column("Now", 12),
    Column("Words before", 50),
    Column("Words now", 50),
    Column("What to write", 44),
)
FACT = (
    Column("School", 30),
    Column("Fact", 20),
    Column("Before", 34),
    Column("Now", 34),
    Column("Changed", 10),
)


def items(report: SchoolReport) -> list[list[str]]:
    """A row an item, under `ITEM`."""
    return [_cells(_item(finding)) for finding in report.findings]


def school(report: SchoolReport) -> list[str]:
    """One row for the school, under `SCHOOL`."""
    outcome = words.OUTCOMES[report.outcome]
    return _cells(
        (
            words.name(report),
            report.school.urn or "",
            report.school.la or "",
            f"{outcome}: {report.reason}" if report.reason else outcome,
            report.source.url or report.source.path or report.source.given,
            report.values.reviewed or "",
            report.checked_at.date().isoformat(),
        )
    )


def changed(rounds: RoundComparison) -> list[list[str]]:
    """A row an item of every pair, under `CHANGE`."""
    return [_cells(row) for pair in rounds.pairs for row in _changed(pair)]


def facts(rounds: RoundComparison) -> list[list[str]]:
    """A row a fact of every pair, and one for every school that stands in one run only, under `FACT`."""
    found = []
    for pair in rounds.pairs:
        name = changes.title(pair)
        for fact in pair.facts:
            moved = "changed" if fact.changed else "unchanged"
            found.append((name, fact.label, fact.before or "", fact.after or "", moved))
        found += [(name, "Not compared", reason, "", "") for reason in changes.reasons(pair)]
    for heading, reports in changes.one_sided(rounds):
        found += [(words.name(report), heading, "", "", "") for report in reports]
    return [_cells(row) for row in found]


def _item(finding: Finding) -> tuple[str, ...]:
    first = (*words.quoted(finding), Evidence(""))[0]
    needed = finding.verdict in words.GAP_HEADINGS
    return (
        words.LABELS[finding.verdict].word,
        finding.title,
        finding.message,
        finding.advice if needed else "",
        first.quote,
        str(first.page or ""),
        finding.law,
        words.FORCES[finding.force],
        first.heading or first.url or "",
        finding.group,
    )


def _changed(pair: Comparison) -> Iterable[tuple[str, ...]]:
    for change in pair.changes:
        gap = change.finding.verdict in (Verdict.ABSENT, Verdict.PARTLY)
        yield (
            changes.title(pair),
            change.finding.title,
            changes.DIRECTIONS[change.direction],
            _word(change.before),
            _word(change.after),
            _quote(change.before),
            _quote(change.after),
            change.finding.advice if gap else "",
        )


def _word(finding: Finding | None) -> str:
    return words.LABELS[finding.verdict].word if finding else "not asked"


def _quote(finding: Finding | None) -> str:
    found = words.quoted(finding) if finding else ()
    return found[0].quote if found else ""


def _cells(texts: Iterable[str]) -> list[str]:
    return [cell(text) for text in texts]
