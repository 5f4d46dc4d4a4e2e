"""The verdict of one item from what was found: chances, extracted values, dates, whom the item is asked of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from senreport_check.checklist.items import Item, ValueName
from senreport_check.match.weigh import Weights
from senreport_check.model import Evidence, ReadingEase, Values, Verdict

EASY_FROM = 50.0
CERTAIN, LIKELY = 0.97, 0.9
SURENESS = 3
"""How often the chance of presence counts towards met: what is hardly there at all does not meet a duty."""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the document yields beside its passages.

    `quotes` holds the evidence of each extracted value; `contact_pointer` is set where the SENCO is to be
    reached by a way that is named without number or address.
    """

    today: date
    values: Values = field(default_factory=Values)
    quotes: dict[ValueName, tuple[Evidence, ...]] = field(default_factory=dict)
    reviewed: date | None = None
    next_review: date | None = None
    contact_pointer: bool = False
    reading: ReadingEase = field(default_factory=ReadingEase)

    @property
    def months_overdue(self) -> int | None:
        """Whole months past twelve since the last review (Code 6.79), None without a date."""
        if self.reviewed is None:
            return None
        months = (self.today.year - self.reviewed.year) * 12 + self.today.month - self.reviewed.month
        months -= self.today.day < self.reviewed.day
        return max(0, months - 12)

    @property
    def overdue(self) -> bool | None:
        """Whether the last review lies more than twelve months back, None without a date."""
        if self.reviewed is None:
            return None
        return _a_year_after(self.reviewed) < self.today


@dataclass(frozen=True, slots=True)
class Settled:
    """A verdict, the chance that a careful reader gives the same, and what to add to the message."""

    verdict: Verdict
    score: float
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Chances:
    """Over the whole document: that the item is present, and that it is met when present.

    `signalled` says that a signal of the checklist fired in a passage that counts.
    """

    present: float
    met: float
    signalled: bool = False


def settle(item: Item, chances: Chances, grounds: Grounds, weights: Weights) -> Settled:
    """The verdict of one item that is asked of the school."""
    if item.value is not None:
        return _BY_VALUE[item.value](chances, grounds, weights)
    return by_chance(chances, weights)


def by_chance(chances: Chances, weights: Weights) -> Settled:
    """The verdict from the chances alone; between the thresholds a person should look, unless a signal fired."""
    present, met = chances.present, chances.met
    if present < weights.absent_below:
        return Settled(Verdict.ABSENT, 1 - present)
    if present < weights.present_from and not chances.signalled:
        return Settled(Verdict.UNSURE, max(present, 1 - present))
    if present**SURENESS * met >= weights.met_from:
        return Settled(Verdict.MET, present * met)
    return Settled(Verdict.PARTLY, present * (1 - met))


def _senco(chances: Chances, grounds: Grounds, weights: Weights) -> Settled:
    if grounds.values.senco:
        return Settled(Verdict.MET, CERTAIN, f"Named: {', '.join(grounds.values.senco)}.")
    return _at_most_partly(chances, weights)


def _senco_contact(chances: Chances, grounds: Grounds, weights: Weights) -> Settled:
    ways = [way for way in (grounds.values.senco_email, grounds.values.senco_phone) if way]
    if ways:
        return Settled(Verdict.MET, LIKELY, f"Given: {', '.join(ways)}.")
    if grounds.contact_pointer:
        return Settled(Verdict.PARTLY, LIKELY)
    return by_chance(chances, weights)


def _at_most_partly(chances: Chances, weights: Weights) -> Settled:
    settled = by_chance(chances, weights)
    if settled.verdict is Verdict.MET:
        return Settled(Verdict.PARTLY, chances.present)
    return settled


def _reviewed(_: Chances, grounds: Grounds, __: Weights) -> Settled:
    if grounds.values.reviewed is None:
        return Settled(Verdict.ABSENT, LIKELY)
    if grounds.reviewed is None:
        return Settled(Verdict.UNSURE, 0.5, f"The date reads {grounds.values.reviewed!r}.")
    if grounds.overdue:
        months = grounds.months_overdue or 0
        late = f"{months} month{'' if months == 1 else 's'}" if months else "less than a month"
        return Settled(Verdict.PARTLY, LIKELY, f"Dated {grounds.values.reviewed}: overdue by {late}.")
    return Settled(Verdict.MET, LIKELY, f"Dated {grounds.values.reviewed}.")


def _reading_ease(_: Chances, grounds: Grounds, __: Weights) -> Settled:
    reading = grounds.reading
    if reading.score is None:
        return Settled(Verdict.ABSENT, LIKELY, "There is too little text to tell.")
    easy = reading.score >= EASY_FROM and not reading.acronyms
    unexplained = f" Never spelt out: {', '.join(reading.acronyms)}." if reading.acronyms else ""
    return Settled(
        Verdict.MET if easy else Verdict.PARTLY,
        LIKELY,
        f"Reading ease {reading.score:.0f}: {reading.meaning}{unexplained}",
    )


_BY_VALUE: dict[ValueName, Callable[[Chances, Grounds, Weights], Settled]] = {
    ValueName.SENCO: _senco,
    ValueName.SENCO_CONTACT: _senco_contact,
    ValueName.REVIEWED: _reviewed,
    ValueName.READING_EASE: _reading_ease,
}


def _a_year_after(day: date) -> date:
    return date(day.year + 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
