"""Two runs in words: who improved, who fell behind, new and lost reports, the same for every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from senreport_check.compare import Movement, RowPair, RunComparison
from senreport_check.model import Verdict
from senreport_check.model.rows import Duty, Row
from senreport_check.render import words
from senreport_check.render.overview import standing, sums
from senreport_check.render.overview.standing import LOOKS, Look


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the schools under it with what happened to each."""

    heading: str
    entries: tuple[tuple[Row, str], ...]


@dataclass(frozen=True, slots=True)
class RateChange:
    """How often a duty was met before and is now, 0 to 1; None where nobody was asked."""

    duty: Duty
    before: float | None
    after: float | None

    @property
    def points(self) -> int | None:
        """By how many hundredths the rounded share rose; None where one side is not known."""
        if self.before is None or self.after is None:
            return None
        return round(100 * self.after) - round(100 * self.before)


MOVES = {
    Movement.NEW_REPORT: Look("new report", Verdict.MET),
    Movement.IMPROVED: Look("improved", Verdict.MET),
    Movement.EVEN: Look("as before", Verdict.NOT_APPLICABLE),
    Movement.STILL_NONE: Look("still none", Verdict.PARTLY),
    Movement.FELL_BEHIND: Look("fell behind", Verdict.ABSENT),
    Movement.LOST_REPORT: Look("report lost", Verdict.ABSENT),
    Movement.UNSEEN: Look("not seen", Verdict.UNSURE),
}
ONE_SIDED = ("Only in the earlier run", "Only in the later run")
_HEADINGS = {
    Movement.LOST_REPORT: "Reports that are gone",
    Movement.FELL_BEHIND: "Who fell behind",
    Movement.NEW_REPORT: "New reports",
    Movement.IMPROVED: "Who improved",
    Movement.STILL_NONE: "Still without a report",
    Movement.UNSEEN: "Not seen in one of the runs, so not compared",
}


def title(comparison: RunComparison) -> str:
    """What is compared: the later run's title."""
    return comparison.after.facts.title


def versions(comparison: RunComparison) -> str:
    """Which run is set beside which."""
    before, after = comparison.before.facts, comparison.after.facts
    first = words.day(before.today) if before.title == after.title else f"{before.title}, {words.day(before.today)}"
    return f"{first} → {words.day(after.today)}"


def outline(comparison: RunComparison) -> str:
    """One or two sentences on the whole."""
    moved = counted(comparison.pairs)
    parts = [f"{moved[movement]:,} {phrase}" for movement, phrase in _TOLD.items() if moved[movement]]
    whole = f"{words.plural(len(comparison.pairs), 'school is', 'schools are')} in both runs"
    return f"{whole}: {words.listed(parts)}." if parts else f"{whole}; none of them improved or fell behind."


_TOLD = {
    Movement.IMPROVED: "improved",
    Movement.FELL_BEHIND: "fell behind",
    Movement.NEW_REPORT: "put up a report",
    Movement.LOST_REPORT: "lost theirs",
}


def remarks(comparison: RunComparison) -> list[str]:
    """What one should know beside the schools: renewed dates, other checklists, schools in one run only."""
    found = []
    if renewed := sum(pair.renewed for pair in comparison.pairs):
        found.append(f"{words.plural(renewed, 'report bears', 'reports bear')} a later review date than before.")
    old, new = comparison.before.facts.tool, comparison.after.facts.tool
    if (old.checklist, old.checklist_version) != (new.checklist, new.checklist_version):
        found.append("The runs judged by different checklists or versions: some changes may come from that alone.")
    for side, rows in (("earlier", comparison.only_before), ("later", comparison.only_after)):
        if rows:
            found.append(f"{words.plural(len(rows), 'school is', 'schools are')} in the {side} run only.")
    return found


def counted(pairs: Iterable[RowPair]) -> dict[Movement, int]:
    """How many schools went which way, in the order of `MOVES`."""
    moved = Counter(pair.movement for pair in pairs)
    return {movement: moved[movement] for movement in MOVES}


def sections(comparison: RunComparison) -> list[Section]:
    """The schools by what happened to them, those to act on first; empty sections and those as before are left out."""
    found = [
        Section(heading, tuple((pair.after, happened(pair)) for pair in _ordered(comparison.moved(movement))))
        for movement, heading in _HEADINGS.items()
    ]
    sides = zip(ONE_SIDED, (comparison.only_before, comparison.only_after), strict=True)
    found += [Section(heading, tuple((row, where(row)) for row in rows)) for heading, rows in sides]
    return [section for section in found if section.entries]


def happened(pair: RowPair) -> str:
    """What happened to a school, in one or two sentences with the short names of duties."""
    if pair.movement in (Movement.NEW_REPORT, Movement.LOST_REPORT, Movement.UNSEEN):
        return f"Was: {where(pair.before)}. Now: {where(pair.after)}."
    parts = [
        f"{label}: {words.listed([words.short_title(duty.item) for duty in duties])}."
        for label, duties in (("Lost", pair.lost), ("Gained", pair.gained))
        if duties
    ]
    return " ".join(parts)


def where(row: Row) -> str:
    """Where a school stands, in two or three words."""
    stands = standing.standing(row)
    if stands is standing.Standing.NOT_SEEN:
        said = words.OUTCOMES[row.outcome]
        return said[0].lower() + said[1:]
    if stands is standing.Standing.UNDATED:
        return "report without a date"
    return f"report {LOOKS[stands].word}" if stands in standing.HAVING_ONE else LOOKS[stands].word


def rates(comparison: RunComparison) -> list[RateChange]:
    """How the share of schools that meet each duty changed, what fell most first."""
    before = {rate.duty.item: rate.met for rate in sums.rates(comparison.before.duties, comparison.before.rows)}
    after = sums.rates(comparison.after.duties, comparison.after.rows)
    found = [RateChange(rate.duty, before.get(rate.duty.item), rate.met) for rate in after if rate.asked]
    return sorted(found, key=lambda change: change.points or 0)


def signed(points: int | None) -> str:
    """Points with their sign; a dash where they are not known."""
    return "–" if points is None else f"+{points}" if points > 0 else f"−{-points}" if points else "0"


def standings(comparison: RunComparison) -> list[tuple[Look, int, int]]:
    """How many schools stood where before and now; standings that neither run has are left out."""
    before, after = (sums.standings(board.rows) for board in (comparison.before, comparison.after))
    return [(LOOKS[stands], before[stands], after[stands]) for stands in LOOKS if before[stands] or after[stands]]


def _ordered(pairs: list[RowPair]) -> list[RowPair]:
    """Those that moved furthest first, alike ones by name."""
    return sorted(pairs, key=lambda pair: (-abs(len(pair.gained) - len(pair.lost)), pair.after.name.casefold()))
