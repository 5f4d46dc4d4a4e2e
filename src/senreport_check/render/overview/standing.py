"""Where a school stands: its report in date, late, undated, missing, or not seen; and whom to write to first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from senreport_check.model import Force, Outcome, SchoolType, Verdict
from senreport_check.model.rows import Board, Row
from senreport_check.render import words

OUTSIDE = "outside s69"


class Standing(StrEnum):
    """How it is with a school's report; `not-owed`: none was found, and section 69 asks for none."""

    IN_DATE = "in-date"
    LATE = "late"
    UNDATED = "undated"
    NONE = "none"
    NOT_OWED = "not-owed"
    NOT_SEEN = "not-seen"


@dataclass(frozen=True, slots=True)
class Look:
    """A standing for people: its word, and the verdict whose mark and colour it wears."""

    word: str
    tone: Verdict


LOOKS = {
    Standing.IN_DATE: Look("in date", Verdict.MET),
    Standing.LATE: Look("out of date", Verdict.PARTLY),
    Standing.UNDATED: Look("no date", Verdict.PARTLY),
    Standing.NONE: Look("no report", Verdict.ABSENT),
    Standing.NOT_OWED: Look("none owed", Verdict.NOT_APPLICABLE),
    Standing.NOT_SEEN: Look("not seen", Verdict.UNSURE),
}
HAVING_ONE = (Standing.IN_DATE, Standing.LATE, Standing.UNDATED)


@dataclass(frozen=True, slots=True)
class Contact:
    """A school to write to, and why; the higher `weight`, the earlier."""

    row: Row
    why: str
    weight: tuple[int, int]


def standing(row: Row) -> Standing:
    """Where this school stands."""
    if row.outcome is Outcome.NOT_FOUND:
        return Standing.NONE if row.owed else Standing.NOT_OWED
    if row.outcome is not Outcome.CHECKED:
        return Standing.NOT_SEEN
    if row.overdue is None:
        return Standing.UNDATED
    return Standing.LATE if row.overdue else Standing.IN_DATE


def sector(row: Row) -> str:
    """The school's phase in words; `special` for special schools, `OUTSIDE` for those that section 69 does not name."""
    if row.type is SchoolType.SPECIAL:
        return "special"
    if row.type is SchoolType.OTHER:
        return OUTSIDE
    return row.phase.replace("16-plus", "16 plus") if row.phase else "phase unknown"


SECTORS = (
    "nursery",
    "primary",
    "middle",
    "secondary",
    "all-through",
    "16 plus",
    "special",
    OUTSIDE,
    "phase unknown",
)
"""Every word of `sector`, in the order of tables."""


def happened(row: Row) -> str:
    """What came of the school, in one sentence."""
    said = words.OUTCOMES[row.outcome]
    return f"{said}: {row.reason}" if row.reason else f"{said}."


def reviewed(row: Row) -> str:
    """When the report was reviewed, in its own words, else the month made of its date; empty without a date."""
    return row.written or (words.month(row.reviewed) if row.reviewed else "")


def gaps(board: Board, row: Row) -> list[str]:
    """The titles of what the law asks for and the report does not give."""
    return [duty.title for number in row.having(Verdict.ABSENT) if (duty := board.duties[number]).force is Force.MUST]


def contacts(board: Board) -> list[Contact]:
    """The schools to write to: without a report, out of date, undated, with gaps; last those that owe none."""
    found = [contact for row in board.rows if (contact := _contact(board, row))]
    found.sort(key=lambda contact: contact.row.name.casefold())
    found.sort(key=lambda contact: contact.weight, reverse=True)
    return found


def brief(board: Board, row: Row) -> str:
    """The reason in two or three words, for a list under a heading that says the rest."""
    if row.overdue and row.months_overdue:
        return f"{words.plural(row.months_overdue, 'month')} overdue"
    missing = len(gaps(board, row))
    return f"{words.plural(missing, 'point')} of law missing" if missing else sector(row)


def _contact(board: Board, row: Row) -> Contact | None:
    stands, missing = standing(row), len(gaps(board, row))
    why = " ".join(filter(None, (_ABOUT_REPORT.get(stands), _lateness(row), _missing(missing))))
    if not why or stands is Standing.NOT_SEEN:
        return None
    if not row.owed:
        return Contact(row, f"{why} Section 69 does not name this kind of school: expected locally at most.", (-1, 0))
    return Contact(row, why, (_URGENCY[stands], (row.months_overdue or 0) if row.overdue else missing))


def _lateness(row: Row) -> str:
    if not row.overdue:
        return ""
    by = f" by {words.plural(row.months_overdue, 'month')}" if row.months_overdue else ""
    return f"The report is out of date{by}."


def _missing(count: int) -> str:
    return f"{words.plural(count, 'point')} of law {'is' if count == 1 else 'are'} missing." if count else ""


_ABOUT_REPORT = {
    Standing.NONE: "No report was found on the website.",
    Standing.NOT_OWED: "No report was found on the website.",
    Standing.UNDATED: "The report bears no date.",
}
_URGENCY = {Standing.NONE: 4, Standing.LATE: 3, Standing.UNDATED: 2, Standing.IN_DATE: 1}
