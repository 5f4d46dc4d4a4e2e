"""What the page's filter by outcome can tell apart: the standings, those with gaps and those unseen divided further."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from senreport_check.model import Outcome, Verdict
from senreport_check.model.rows import Board, Row
from senreport_check.render import words
from senreport_check.render.overview import standing
from senreport_check.render.overview.standing import LOOKS, Contact, Look, Standing

_SHOWN_CONTACTS = 5


class State(IntEnum):
    """How it is with a school's report, by number for the page's script."""

    FULL = 0
    WITH_GAPS = 1
    LATE = 2
    UNDATED = 3
    NONE = 4
    NOT_OWED = 5
    UNREACHABLE = 6
    REFUSED = 7
    UNREADABLE = 8
    CRASHED = 9


CHOICES = (
    ("any report", (State.FULL, State.WITH_GAPS, State.LATE, State.UNDATED)),
    ("in date", (State.FULL, State.WITH_GAPS)),
    ("in date, no point of law missing", (State.FULL,)),
    ("in date, points of law missing", (State.WITH_GAPS,)),
    ("out of date", (State.LATE,)),
    ("without a date", (State.UNDATED,)),
    ("no report found", (State.NONE,)),
    ("no report found, none owed", (State.NOT_OWED,)),
    ("not seen, for any reason", (State.UNREACHABLE, State.REFUSED, State.UNREADABLE, State.CRASHED)),
    ("website not reached", (State.UNREACHABLE,)),
    ("website refused", (State.REFUSED,)),
    ("document not readable", (State.UNREADABLE,)),
    ("reading failed", (State.CRASHED,)),
)
UNSEEN = {
    State.UNREACHABLE: "no answer",
    State.REFUSED: "refused",
    State.UNREADABLE: "unreadable",
    State.CRASHED: "failed",
}
"""Why a school was not seen, in a word or two."""

_BY_STANDING = {
    Standing.IN_DATE: State.FULL,
    Standing.LATE: State.LATE,
    Standing.UNDATED: State.UNDATED,
    Standing.NONE: State.NONE,
    Standing.NOT_OWED: State.NOT_OWED,
}
_BY_OUTCOME = {
    Outcome.UNREACHABLE: State.UNREACHABLE,
    Outcome.REFUSED: State.REFUSED,
    Outcome.UNREADABLE: State.UNREADABLE,
    Outcome.CRASHED: State.CRASHED,
}
_STANDINGS = {state: stands for stands, state in _BY_STANDING.items()} | {State.WITH_GAPS: Standing.IN_DATE}
_PRESSING = {
    State.NONE: ("school without a report", "schools without a report"),
    State.LATE: ("report out of date", "reports out of date"),
    State.UNDATED: ("report without a date", "reports without a date"),
    State.WITH_GAPS: ("report with gaps", "reports with gaps"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Schools to contact for one reason: the heading, its colour, the state, and the first of them with a word each."""

    heading: str
    tone: Verdict
    state: State
    first: list[tuple[Row, str]]


def state(board: Board, row: Row) -> State:
    """How it is with this school's report."""
    stands = standing.standing(row)
    if stands is Standing.NOT_SEEN:
        return _BY_OUTCOME[row.outcome]
    if stands is Standing.IN_DATE and standing.gaps(board, row):
        return State.WITH_GAPS
    return _BY_STANDING[stands]


def look(of: State) -> Look:
    """The word and colour of the school's standing."""
    return LOOKS[_STANDINGS.get(of, Standing.NOT_SEEN)]


def choices(board: Board) -> list[tuple[str, str]]:
    """The choices that tell this run's schools apart: a label, and the numbers of the states it lets through."""
    present = {state(board, row) for row in board.rows}
    found = []
    for label, wanted in CHOICES:
        numbers = [str(int(one)) for one in wanted if one in present]
        if len(numbers) > 1 or (len(wanted) == 1 and numbers):
            found.append((label, " ".join(numbers)))
    return found


def groups(board: Board, contacts: list[Contact]) -> list[Group]:
    """Whom to contact, by reason; schools that have no report and owe none are left to the workbook."""
    by_state: dict[State, list[Row]] = {}
    for contact in contacts:
        by_state.setdefault(state(board, contact.row), []).append(contact.row)
    found = []
    for one, phrase in _PRESSING.items():
        if rows := by_state.get(one):
            first = [(row, standing.brief(board, row)) for row in rows[:_SHOWN_CONTACTS]]
            tone = Verdict.PARTLY if one is State.WITH_GAPS else look(one).tone
            found.append(Group(words.plural(len(rows), *phrase), tone, one, first))
    return found
