"""Many schools in a few figures: how many stand where, and how often each duty is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from senreport_check.model import Outcome, Verdict
from senreport_check.model.rows import LETTERS, Board, Duty, Row
from senreport_check.render import words
from senreport_check.render.overview.standing import HAVING_ONE, SECTORS, Standing, sector, standing

NO_LA = "local authority unknown"


@dataclass(frozen=True, slots=True)
class Rate:
    """How many schools have each verdict on a duty, among those of which it is asked."""

    duty: Duty
    counts: dict[Verdict, int]

    @property
    def asked(self) -> int:
        """How many schools are asked."""
        return sum(self.counts.values())

    @property
    def met(self) -> float | None:
        """The share that meets it, 0 to 1; None where nobody is asked."""
        return self.share(Verdict.MET)

    def share(self, verdict: Verdict) -> float | None:
        """The share with this verdict, 0 to 1; None where nobody is asked."""
        return self.counts[verdict] / self.asked if self.asked else None


def judged(rows: Iterable[Row]) -> list[Row]:
    """The schools that rates count: those that owe a report and whose report was read."""
    return [row for row in rows if row.outcome is Outcome.CHECKED and row.owed]


def rates(duties: Sequence[Duty], rows: Iterable[Row]) -> list[Rate]:
    """A rate a duty, in the checklist's order, over the rows that `judged` keeps."""
    kept = [row.verdicts for row in judged(rows)]
    found = []
    for number, duty in enumerate(duties):
        letters = Counter(verdicts[number : number + 1] for verdicts in kept)
        found.append(Rate(duty, {verdict: letters[LETTERS[verdict]] for verdict in words.SCORED}))
    return found


def standings(rows: Iterable[Row]) -> dict[Standing, int]:
    """How many schools stand where; every standing has its count."""
    counted = Counter(map(standing, rows))
    return {stands: counted[stands] for stands in Standing}


def by_sector(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The schools by phase or kind, in the order of `SECTORS`; empty ones are left out."""
    found: dict[str, list[Row]] = {name: [] for name in SECTORS}
    for row in rows:
        found[sector(row)].append(row)
    return [(name, some) for name, some in found.items() if some]


def by_la(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The schools by local authority, in alphabetical order."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.la or NO_LA, []).append(row)
    return sorted(found.items())


def headline(board: Board) -> str:
    """What a director wants to know first, in two sentences."""
    counts = standings(board.rows)
    having = sum(counts[stands] for stands in HAVING_ONE)
    none = counts[Standing.NONE] + counts[Standing.NOT_OWED]
    whole = words.plural(len(board.rows), "school")
    stale = [words.plural(counts[stands], one, many) for stands, one, many in _STALE if counts[stands]]
    rest = [f"{words.plural(none, 'school has', 'schools have')} none{_not_owed(counts)}"] if none else []
    if unseen := counts[Standing.NOT_SEEN]:
        rest.append(f"{unseen:,} {_UNSEEN}" if none else f"{words.plural(unseen, 'school')} {_UNSEEN}")
    second = "; ".join(words.listed(parts) for parts in (stale, rest) if parts)
    return f"{having:,} of {whole} {'has' if having == 1 else 'have'} a report on the website." + (
        f" {second}." if second else ""
    )


def _not_owed(counts: dict[Standing, int]) -> str:
    """What to add to the number of schools without a report, where some need none."""
    free = counts[Standing.NOT_OWED]
    return f" ({free:,} of them {'is' if free == 1 else 'are'} not asked for one by law)" if free else ""


_UNSEEN = "could not be looked at"
_STALE = (
    (Standing.LATE, "report is out of date", "reports are out of date"),
    (Standing.UNDATED, "bears no date", "bear no date"),
)
