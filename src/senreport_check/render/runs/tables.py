"""What changed between two runs as rows and columns: harmless cells, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from senreport_check.compare import RowPair, RunComparison
from senreport_check.model import Verdict
from senreport_check.model.rows import Duty, Row
from senreport_check.render.clean import cell
from senreport_check.render.overview import standing
from senreport_check.render.overview.tables import WHO, Cells, who
from senreport_check.render.rows import Column
from senreport_check.render.runs import moves

SCHOOL = (
    *WHO,
    Column("Change", 13),
    Column("Report before", 22),
    Column("Report now", 22),
    Column("Gained", 8),
    Column("Lost", 8),
    Column("What was gained", 48),
    Column("What was lost", 48),
    Column("Reviewed before", 18),
    Column("Reviewed now", 18),
    Column("SENCO now", 44),
    Column("Link now", 48),
)
CHANGE = 4
RATE = (Column("Duty", 58), Column("Law", 26), Column("Met before", 9), Column("Met now", 9), Column("Points", 8))


def schools(comparison: RunComparison) -> Iterator[tuple[Verdict, Cells]]:
    """Rows under `SCHOOL` with the colour of the change: the schools in both runs, and then those in one only."""
    for pair in comparison.pairs:
        look = moves.MOVES[pair.movement]
        yield look.tone, _school(pair.after, pair.before, pair.after, look.word, pair)
    for row in comparison.only_before:
        yield Verdict.NOT_APPLICABLE, _school(row, row, None, moves.ONE_SIDED[0])
    for row in comparison.only_after:
        yield Verdict.NOT_APPLICABLE, _school(row, None, row, moves.ONE_SIDED[1])


def rates(comparison: RunComparison) -> Iterator[Cells]:
    """Rows under `RATE`, what fell most first."""
    for change in moves.rates(comparison):
        yield [cell(change.duty.title), cell(change.duty.law), change.before, change.after, change.points]


def _school(row: Row, before: Row | None, after: Row | None, change: str, pair: RowPair | None = None) -> Cells:
    return [
        *who(row),
        change,
        moves.where(before) if before else None,
        moves.where(after) if after else None,
        len(pair.gained) if pair else None,
        len(pair.lost) if pair else None,
        _titles(pair.gained) if pair else None,
        _titles(pair.lost) if pair else None,
        _date(before),
        _date(after),
        cell(after.senco) if after else None,
        cell(after.url or "") if after else None,
    ]


def _titles(duties: Iterable[Duty]) -> str:
    return cell("; ".join(duty.title for duty in duties))


def _date(row: Row | None) -> str | None:
    return cell(standing.reviewed(row)) if row else None
