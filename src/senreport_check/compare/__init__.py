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

__all__ = [
    "Change",
    "Comparison",
    "Direction",
    "FactChange",
    "RoundComparison",
    "compare",
    "compare_rounds",
]
