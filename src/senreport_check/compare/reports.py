"""What changed between two results for one school: items gained, lost, unchanged, and facts beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TypeVar

from senreport_check.model import Finding, Outcome, SchoolReport, Verdict
from senreport_check.text import fold


class Direction(StrEnum):
    """Which way an item moved; `unclear` when a person has to look at either side."""

    GAINED = "gained"
    LOST = "lost"
    UNCHANGED = "unchanged"
    UNCLEAR = "unclear"
    NOT_COMPARED = "not-compared"


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after (None where that checklist did not have it).

    `reworded` says that an unchanged item is answered in other words than before.
    """

    direction: Direction
    before: Finding | None
    after: Finding | None
    reworded: bool = False

    @property
    def finding(self) -> Finding:
        """The finding that names the item: the later one where there is one."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change needs at least one finding")
        return found


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact beside the items, such as the SENCO's name, as each document gives it (None: not given)."""

    label: str
    before: str | None
    after: str | None
    changed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two results for one school; `changes` and `facts` are empty unless both were checked."""

    before: SchoolReport
    after: SchoolReport
    changes: tuple[Change, ...] = ()
    facts: tuple[FactChange, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether both sides were checked."""
        return self.before.outcome is Outcome.CHECKED is self.after.outcome

    def moved(self, direction: Direction) -> tuple[Change, ...]:
        """The changes in this direction, in the checklist's order."""
        return tuple(change for change in self.changes if change.direction is direction)


@dataclass(frozen=True, slots=True)
class RoundComparison:
    """Two runs over many schools: the pairs, and what stands in one run only."""

    pairs: tuple[Comparison, ...]
    only_before: tuple[SchoolReport, ...] = ()
    only_after: tuple[SchoolReport, ...] = ()


T = TypeVar("T")
_RANK = {Verdict.ABSENT: 0, Verdict.PARTLY: 1, Verdict.MET: 2}


def compare(before: SchoolReport, after: SchoolReport) -> Comparison:
    """Set two results for one school side by side."""
    if not Comparison(before, after).comparable:
        return Comparison(before, after)
    return Comparison(before, after, _changes(before.findings, after.findings), _facts(before, after))


def compare_rounds(before: Sequence[SchoolReport], after: Sequence[SchoolReport]) -> RoundComparison:
    """Pair the results of two runs and compare each pair.

    One result on either side is a pair whatever it is called; otherwise schools are recognised by URN, what
    is left by name, then by file name, then by address. Pairs stand in the order of the later run.
    """
    if len(before) == 1 == len(after):
        return RoundComparison((compare(before[0], after[0]),))
    old, new = list(before), list(after)
    matched: list[tuple[SchoolReport, SchoolReport]] = []
    for key in (_urn, _name_of, _file, _address):
        matched += match_up(old, new, key)
    order = {id(report): number for number, report in enumerate(after)}
    matched.sort(key=lambda pair: order[id(pair[1])])
    return RoundComparison(tuple(compare(*pair) for pair in matched), tuple(old), tuple(new))


def match_up(old: list[T], new: list[T], key: Callable[[T], Hashable | None]) -> list[tuple[T, T]]:
    """Take out of both lists, one to one, what has the same key; what has none stays."""
    waiting: dict[Hashable, list[T]] = {}
    for one in old:
        if found := key(one):
            waiting.setdefault(found, []).append(one)
    matched = [(same.pop(0), one) for one in new if (found := key(one)) and (same := waiting.get(found))]
    for many, side in ((old, 0), (new, 1)):
        taken = {id(pair[side]) for pair in matched}
        many[:] = [one for one in many if id(one) not in taken]
    return matched


def _urn(report: SchoolReport) -> str | None:
    return report.school.urn


def _name_of(report: SchoolReport) -> str | None:
    return fold(report.school.name) if report.school.name else None


def _file(report: SchoolReport) -> str | None:
    return PurePath(report.source.path).name if report.source.path else None


def _address(report: SchoolReport) -> str | None:
    return report.source.given


def _changes(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Change, ...]:
    old = {finding.item: finding for finding in before}
    changes = [_change(old.pop(finding.item, None), finding) for finding in after]
    return tuple(changes + [_change(finding, None) for finding in old.values()])


def _change(before: Finding | None, after: Finding | None) -> Change:
    direction = direction_of(before.verdict if before else None, after.verdict if after else None)
    same = direction is Direction.UNCHANGED and before and after and before.verdict.present
    return Change(direction, before, after, bool(same and before and after and _reworded(before, after)))


def direction_of(before: Verdict | None, after: Verdict | None) -> Direction:
    """Which way an item moved; None where that checklist did not have it."""
    if before is None or after is None or Verdict.NOT_APPLICABLE in (before, after):
        return Direction.NOT_COMPARED
    if Verdict.UNSURE in (before, after):
        return Direction.UNCLEAR
    step = _RANK[after] - _RANK[before]
    if step == 0:
        return Direction.UNCHANGED
    return Direction.GAINED if step > 0 else Direction.LOST


def _reworded(before: Finding, after: Finding) -> bool:
    old = {fold(evidence.quote) for evidence in before.evidence}
    new = {fold(evidence.quote) for evidence in after.evidence}
    return bool(old and new) and not old & new


def _facts(before: SchoolReport, after: SchoolReport) -> tuple[FactChange, ...]:
    return tuple(
        FactChange(label, old, new, same(old or "") != same(new or ""))
        for label, value, same in _FACTS
        for old, new in [(value(before), value(after))]
        if old or new
    )


def _name(text: str) -> str:
    return fold(text).replace(".", "")


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _size(report: SchoolReport, name: str) -> str | None:
    value: int | None = getattr(report.document, name, None)
    return None if value is None else f"{value:,}"


_FACTS: tuple[tuple[str, Callable[[SchoolReport], str | None], Callable[[str], str]], ...] = (
    ("SENCO", lambda report: ", ".join(report.values.senco) or None, _name),
    ("SENCO's email", lambda report: report.values.senco_email, fold),
    ("SENCO's telephone", lambda report: report.values.senco_phone, _digits),
    ("Reviewed", lambda report: report.values.reviewed, fold),
    ("Next review", lambda report: report.values.next_review, fold),
    ("Words", lambda report: _size(report, "words"), fold),
    ("Pages", lambda report: _size(report, "pages"), fold),
)
