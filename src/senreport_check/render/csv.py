"""Results as a CSV file that spreadsheets open with its accents right and its cells harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from senreport_check.compare import RoundComparison
from senreport_check.model import SchoolReport
from senreport_check.render import rows
from senreport_check.render.options import Options


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:  # noqa: ARG001
    """A row an item, with its school before it; a school that could not be checked has one row."""
    blank = [""] * len(rows.ITEM)
    lines = [rows.school(report) + item for report in reports for item in rows.items(report) or [blank]]
    return _encode(rows.SCHOOL + rows.ITEM, lines)


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:  # noqa: ARG001
    """A row an item, and then a row a fact: the fact's name stands where the item's does."""
    return _encode(rows.CHANGE, rows.changed(comparison) + [_fact(row) for row in rows.facts(comparison)])


def _fact(row: Sequence[str]) -> list[str]:
    """A row under `FACT` put under the first columns of `CHANGE`."""
    school, fact, before, now, changed = row
    spare = [""] * (len(rows.CHANGE) - len(rows.FACT))
    return [school, fact, changed, before, now, *spare]


def _encode(columns: Sequence[rows.Column], lines: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, which Excel needs, and line ends as RFC 4180 has them."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.heading for column in columns)
    writer.writerows(lines)
    return text.getvalue().encode("utf-8-sig")
