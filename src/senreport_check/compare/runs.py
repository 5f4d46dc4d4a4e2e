"""What changed between two runs over many schools, told from their schools in small."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from senreport_check.compare.reports import Direction, direction_of, match_up
from senreport_check.model import Force, Outcome
from senreport_check.model.rows import Board, Duty, Row
from senreport_check.text import fold


class Movement(StrEnum):
    """Which way a school went; `even`: nothing gained or lost, or as much gained as lost; `unseen`: not to be told."""

    LOST_REPORT = "lost-report"
    FELL_BEHIND = "fell-behind"
    NEW_REPORT = "new-report"
    IMPROVED = "improved"
    EVEN = "even"
    STILL_NONE = "still-none"
    UNSEEN = "unseen"


@dataclass(frozen=True, slots=True)
class RowPair:
    """One school in both runs; `gained` and `lost` are duties of law and guidance, in the checklist's order."""

    before: Row
    after: Row
    movement: Movement
    gained: tuple[Duty, ...] = ()
    lost: tuple[Duty, ...] = ()

    @property
    def renewed(self) -> bool:
        """Whether the report bears a later review date than before."""
        before, after = self.before.reviewed, self.after.reviewed
        return before is not None and after is not None and after > before


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two runs: the schools in both, in the order of the later one, and those in one only."""

    before: Board
    after: Board
    pairs: tuple[RowPair, ...]
    only_before: tuple[Row, ...] = ()
    only_after: tuple[Row, ...] = ()

    def moved(self, movement: Movement) -> list[RowPair]:
        """The schools that went this way."""
        return [pair for pair in self.pairs if pair.movement is movement]


def compare_runs(before: Board, after: Board) -> RunComparison:
    """Set two runs side by side; schools are recognised by URN, what is left by name and authority."""
    old, new = list(before.rows), list(after.rows)
    matched = match_up(old, new, lambda row: row.urn)
    matched += match_up(old, new, _name_and_place)
    order = {id(row): number for number, row in enumerate(after.rows)}
    matched.sort(key=lambda pair: order[id(pair[1])])
    places = {duty.item: number for number, duty in enumerate(before.duties)}
    compared = [
        (places[duty.item], number, duty)
        for number, duty in enumerate(after.duties)
        if duty.item in places and duty.force is not Force.ADVICE
    ]
    pairs = tuple(_pair(one, other, compared) for one, other in matched)
    return RunComparison(before, after, pairs, tuple(old), tuple(new))


def _name_and_place(row: Row) -> tuple[str, str]:
    return fold(row.name), fold(row.la or "")


def _pair(before: Row, after: Row, duties: list[tuple[int, int, Duty]]) -> RowPair:
    movement = _BY_OUTCOME.get((before.outcome, after.outcome), Movement.UNSEEN)
    if movement is not Movement.EVEN:
        return RowPair(before, after, movement)
    moved: dict[Direction, list[Duty]] = {direction: [] for direction in Direction}
    for old, new, duty in duties:
        moved[direction_of(before.verdict(old), after.verdict(new))].append(duty)
    gained, lost = moved[Direction.GAINED], moved[Direction.LOST]
    if len(gained) != len(lost):
        movement = Movement.IMPROVED if len(gained) > len(lost) else Movement.FELL_BEHIND
    return RowPair(before, after, movement, tuple(gained), tuple(lost))


_BY_OUTCOME = {
    (Outcome.CHECKED, Outcome.CHECKED): Movement.EVEN,
    (Outcome.CHECKED, Outcome.NOT_FOUND): Movement.LOST_REPORT,
    (Outcome.NOT_FOUND, Outcome.CHECKED): Movement.NEW_REPORT,
    (Outcome.NOT_FOUND, Outcome.NOT_FOUND): Movement.STILL_NONE,
}
