"""The figures of one evaluation: F1 of presence and absence, kappa, unsure, values, kind, calibration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from senreport_check.evaluate.measures import (
    Band,
    Case,
    Tally,
    absence,
    calibration,
    kappa,
    macro,
    presence,
)
from senreport_check.evaluate.run import VALUES, Result
from senreport_check.model import Verdict


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """One item over all documents: F1 (None where nothing is to find) and how often each label met each verdict."""

    item: str
    present_f1: float | None
    absent_f1: float | None
    confusion: dict[str, int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything `evaluate` reports; shares lie between 0 and 1."""

    documents: int
    findings: int
    present_micro: float
    present_macro: float
    absent_micro: float
    absent_macro: float
    kappa: float
    accuracy: float
    unsure: float
    met_called_partly: int
    partly_called_met: int
    kind: float
    values: dict[str, float]
    items: tuple[ItemFigures, ...]
    calibration: tuple[Band, ...]


def figures_of(results: Sequence[Result]) -> Figures:
    """All figures of the results."""
    cases = [case for result in results for case in result.cases()]
    items = list(dict.fromkeys(case.item for case in cases))
    by_item = [[case for case in cases if case.item == item] for item in items]
    present, absent = [presence(each) for each in by_item], [absence(each) for each in by_item]
    right = [result.values_right() for result in results]
    return Figures(
        documents=len(results),
        findings=len(cases),
        present_micro=_f1(present),
        present_macro=macro(present),
        absent_micro=_f1(absent),
        absent_macro=macro(absent),
        kappa=kappa(cases),
        accuracy=_share(sum(case.label is case.verdict for case in cases), len(cases)),
        unsure=_share(sum(case.verdict is Verdict.UNSURE for case in cases), len(cases)),
        met_called_partly=_confused(cases, Verdict.MET, Verdict.PARTLY),
        partly_called_met=_confused(cases, Verdict.PARTLY, Verdict.MET),
        kind=_share(sum(result.kind_right for result in results), len(results)),
        values={name: _share(sum(each[name] for each in right), len(right)) for name in VALUES},
        items=tuple(
            ItemFigures(item, present[number].f1, absent[number].f1, _confusion(by_item[number]))
            for number, item in enumerate(items)
        ),
        calibration=tuple(calibration(cases)),
    )


def _f1(tallies: Sequence[Tally]) -> float:
    return sum(tallies, Tally(0, 0, 0)).f1 or 0.0


def _confused(cases: Sequence[Case], label: Verdict, verdict: Verdict) -> int:
    return sum(case.label is label and case.verdict is verdict for case in cases)


def _confusion(cases: Sequence[Case]) -> dict[str, int]:
    return dict(sorted(Counter(f"{case.label} called {case.verdict}" for case in cases).items()))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
