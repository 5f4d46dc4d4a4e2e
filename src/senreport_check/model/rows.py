"""A school's result in small: what a table of many thousand schools needs of each, about one kilobyte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from senreport_check.model.results import Tool
from senreport_check.model.schools import RunFacts
from senreport_check.model.words import Force, Outcome, Phase, SchoolType, Verdict

LETTERS = {
    Verdict.MET: "m",
    Verdict.PARTLY: "p",
    Verdict.ABSENT: "a",
    Verdict.UNSURE: "u",
    Verdict.NOT_APPLICABLE: "n",
}
NO_VERDICT = "."
_VERDICTS = {letter: verdict for verdict, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class Duty:
    """One item of the checklist as a column of the table; `item` is its id."""

    item: str
    title: str
    group: str
    force: Force
    law: str


@dataclass(frozen=True, slots=True)
class Row:
    """One school: who it is, what came of it, and a letter a duty (`LETTERS`, `NO_VERDICT` where none is known).

    `senco` is the name with e-mail and telephone, `written` the review date as the document writes it,
    `website` what the register says, `url` where the document was found.
    """

    key: str
    name: str
    outcome: Outcome
    verdicts: str = ""
    urn: str | None = None
    la: str | None = None
    trust: str | None = None
    type: SchoolType | None = None
    phase: Phase | None = None
    reason: str | None = None
    reviewed: date | None = None
    written: str | None = None
    overdue: bool | None = None
    months_overdue: int | None = None
    senco: str = ""
    website: str = ""
    url: str | None = None
    clicks: int = 0
    attempts: int = 1

    @property
    def owed(self) -> bool:
        """Whether section 69 asks this school for a report; an unknown kind of school counts as one it does."""
        return self.type is not SchoolType.OTHER

    def verdict(self, number: int) -> Verdict | None:
        """The verdict on the duty in this place, None where there is none."""
        return _VERDICTS.get(self.verdicts[number : number + 1])

    def every(self, count: int) -> list[Verdict | None]:
        """The verdicts on the first so many duties."""
        return [self.verdict(number) for number in range(count)]

    def having(self, verdict: Verdict) -> list[int]:
        """The places of the duties with this verdict, in the checklist's order."""
        letter = LETTERS[verdict]
        return [number for number, found in enumerate(self.verdicts) if found == letter]


@dataclass(frozen=True, slots=True)
class Board:
    """A run in small: its facts, its duties in the checklist's order, its schools in the order of the plan."""

    facts: RunFacts
    duties: tuple[Duty, ...]
    rows: tuple[Row, ...]
    tools: tuple[Tool, ...] = ()

    def numbers(self, *forces: Force) -> list[int]:
        """The places of the duties of these forces."""
        return [number for number, duty in enumerate(self.duties) if duty.force in forces]
