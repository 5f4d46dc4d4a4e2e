"""What changed between two runs as a CSV file, a row a school."""

from __future__ import annotations

from senreport_check.compare import RunComparison
from senreport_check.render.csv import encode
from senreport_check.render.runs import tables


def write(comparison: RunComparison) -> bytes:
    """The rows, with the byte order mark that Excel needs."""
    return encode(tables.SCHOOL, (row for _, row in tables.schools(comparison)))
