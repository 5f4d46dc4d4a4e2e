"""The rows and columns of a run's tables, for the workbook and the CSV file: harmless cells, numbers as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from senreport_check.model import Force, Outcome, Verdict
from senreport_check.model.rows import Board, Row
from senreport_check.render import words
from senreport_check.render.clean import cell
from senreport_check.render.overview import standing, sums
from senreport_check.render.rows import Column

Cells = list[str | float | None]

WHO = (Column("School", 40), Column("URN", 9), Column("Local authority", 18), Column("Phase", 13))
SCHOOL = (
    *WHO,
    Column("Report", 13),
    Column("Reviewed", 18),
    Column("Months overdue", 9),
    Column("Points of law missing", 9),
)
"""Then comes a column a duty, and then `MORE`."""
MORE = (
    Column("SENCO", 60),
    Column("Link", 70),
    Column("Clicks from the start page", 9),
    Column("Website in the register", 34),
    Column("Trust", 28),
    Column("What came of it", 80),
)
REPORT = 4
DUTY = len(SCHOOL)
_DUTY_WIDTH = 9
RATE = (
    Column("Local authority", 20),
    Column("Duty", 58),
    Column("Law", 26),
    Column("Asked by", 18),
    Column("Schools asked", 9),
    Column("Met", 8),
    Column("In part", 8),
    Column("Missing", 8),
    Column("Unclear", 8),
    Column("Share met", 9),
)
CONTACT = (
    *WHO,
    Column("Report", 13),
    Column("Why", 44),
    Column("What the law asks for and is missing", 60),
    Column("SENCO", 44),
    Column("Link or website", 48),
)
LOOK = (
    *WHO,
    Column("What to look at", 30),
    Column("Why", 60),
    Column("Link or website", 48),
    Column("Times tried", 8),
)


def school_columns(board: Board) -> tuple[Column, ...]:
    """`SCHOOL`, a column a duty from the place `DUTY` on, `MORE`."""
    return (*SCHOOL, *(Column(cell(duty.title), _DUTY_WIDTH) for duty in board.duties), *MORE)


def school(board: Board, row: Row) -> Cells:
    """One row under `school_columns`."""
    return [
        *who(row),
        standing.LOOKS[standing.standing(row)].word,
        cell(standing.reviewed(row)),
        row.months_overdue if row.overdue else None,
        len(standing.gaps(board, row)) if row.verdicts else None,
        *(words.LABELS[verdict].word if verdict else None for verdict in row.every(len(board.duties))),
        cell(row.senco),
        cell(row.url or ""),
        row.clicks if row.url else None,
        cell(row.website),
        cell(row.trust or ""),
        cell(standing.happened(row)),
    ]


def who(row: Row) -> list[str]:
    """The cells under `WHO`."""
    return [cell(row.name), cell(row.urn or ""), cell(row.la or ""), standing.sector(row)]


def rate_columns(board: Board) -> tuple[Column, ...]:
    """`RATE`, and then the share met in each phase."""
    return (*RATE, *(Column(f"Met: {name}", 11) for name, _ in sums.by_sector(sums.judged(board.rows))))


def rates(board: Board) -> Iterator[Cells]:
    """Rows under `rate_columns`: every duty for all schools, and then for each local authority where there are many."""
    sectors = [name for name, _ in sums.by_sector(sums.judged(board.rows))]
    authorities = sums.by_la(board.rows)
    if len(authorities) == 1:
        yield from _rates(board, authorities[0][0], board.rows, sectors)
        return
    for name, rows in (("all", board.rows), *authorities):
        yield from _rates(board, name, rows, sectors)


def contacts(board: Board) -> Iterator[tuple[Verdict, Cells]]:
    """Rows under `CONTACT`, the most pressing first, each with the colour of its report."""
    for contact in standing.contacts(board):
        row, look = contact.row, standing.LOOKS[standing.standing(contact.row)]
        missing = "; ".join(standing.gaps(board, row))
        yield look.tone, [*who(row), look.word, contact.why, cell(missing), cell(row.senco), cell(_place(row))]


def looks(board: Board) -> Iterator[Cells]:
    """Rows under `LOOK`: first what could not be seen, then what is unclear, the most points first."""
    for row in board.rows:
        if row.outcome not in (Outcome.CHECKED, Outcome.NOT_FOUND):
            yield _look(row, words.OUTCOMES[row.outcome], row.reason or "")
    unclear = [(row, row.having(Verdict.UNSURE)) for row in board.rows]
    for row, numbers in sorted(unclear, key=lambda found: -len(found[1])):
        if numbers:
            said = f"{words.plural(len(numbers), 'point')} {'is' if len(numbers) == 1 else 'are'} unclear"
            yield _look(row, said, "; ".join(board.duties[number].title for number in numbers))


def _look(row: Row, what: str, why: str) -> Cells:
    return [*who(row), what, cell(why), cell(_place(row)), row.attempts]


def _place(row: Row) -> str:
    return row.url or row.website


def _rates(board: Board, name: str, rows: Sequence[Row], sectors: list[str]) -> Iterator[Cells]:
    whole = sums.rates(board.duties, rows)
    parts = {sector: sums.rates(board.duties, some) for sector, some in sums.by_sector(rows)}
    for number, rate in enumerate(whole):
        shares = [parts[sector][number].met if sector in parts else None for sector in sectors]
        law, by = cell(rate.duty.law), words.FORCES[Force(rate.duty.force)]
        counts = [rate.counts[verdict] for verdict in words.SCORED]
        yield [cell(name), cell(rate.duty.title), law, by, rate.asked, *counts, rate.met, *shares]
