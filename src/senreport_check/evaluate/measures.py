"""Agreement between verdicts and labels: F1 of presence and absence, kappa, calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from senreport_check.model import Verdict

SCORED = (Verdict.MET, Verdict.PARTLY, Verdict.ABSENT)
BAND = 0.1


@dataclass(frozen=True, slots=True)
class Case:
    """One item of one document: what a careful reader says and what the tool says."""

    document: str
    item: str
    label: Verdict
    verdict: Verdict
    score: float
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Right and wrong answers to one yes-or-no question."""

    right: int
    claimed: int
    true: int

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where there is nothing to find and nothing claimed."""
        if not self.claimed + self.true:
            return None
        return 2 * self.right / (self.claimed + self.true)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.claimed + other.claimed, self.true + other.true)


def presence(cases: Iterable[Case]) -> Tally:
    """How well met-or-partly is told from the rest; `unsure` claims nothing."""
    cases = list(cases)
    return Tally(
        sum(case.label.present and case.verdict.present for case in cases),
        sum(case.verdict.present for case in cases),
        sum(case.label.present for case in cases),
    )


def absence(cases: Iterable[Case]) -> Tally:
    """How well absent is told from the rest; `unsure` claims nothing."""
    cases = list(cases)
    absent = Verdict.ABSENT
    return Tally(
        sum(case.label is absent and case.verdict is absent for case in cases),
        sum(case.verdict is absent for case in cases),
        sum(case.label is absent for case in cases),
    )


def macro(tallies: Iterable[Tally]) -> float:
    """The mean F1 over items, those left out that have nothing to find and nothing claimed."""
    found = [tally.f1 for tally in tallies if tally.f1 is not None]
    return sum(found) / len(found) if found else 0.0


def kappa(cases: Sequence[Case]) -> float:
    """Cohen's kappa over met, partly and absent; `unsure` counts as a disagreement of its own."""
    if not cases:
        return 0.0
    agreed = sum(case.label is case.verdict for case in cases) / len(cases)
    labels, verdicts = Counter(case.label for case in cases), Counter(case.verdict for case in cases)
    chance = sum(labels[verdict] * verdicts[verdict] for verdict in SCORED) / len(cases) ** 2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


@dataclass(frozen=True, slots=True)
class Band:
    """Findings whose score lies in a band, and how many of them are right."""

    low: float
    high: float
    findings: int
    right: int


def calibration(cases: Iterable[Case]) -> list[Band]:
    """How often findings of each score are right, in bands of a tenth; empty bands are left out."""
    bands: dict[int, list[Case]] = {}
    for case in cases:
        bands.setdefault(min(int(case.score / BAND + 1e-9), round(1 / BAND) - 1), []).append(case)
    return [
        Band(number * BAND, (number + 1) * BAND, len(found), sum(case.label is case.verdict for case in found))
        for number, found in sorted(bands.items())
    ]
