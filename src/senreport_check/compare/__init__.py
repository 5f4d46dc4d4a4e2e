"""What changed: between two results for one school, and between two runs over many."""

from senreport_check.compare.reports import (
    Change,
    Comparison,
    Direction,
    FactChange,
    RoundComparison,
    compare,
    compare_rounds,
)
from senreport_check.compare.runs import Movement, RowPair, RunComparison, compare_runs

__all__ = [
    "Change",
    "Comparison",
    "Direction",
    "FactChange",
    "Movement",
    "RoundComparison",
    "RowPair",
    "RunComparison",
    "compare",
    "compare_rounds",
    "compare_runs",
]
