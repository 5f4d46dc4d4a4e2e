"""Results as a CSV file that spreadsheets open with its accents right and its cells harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from senreport_check.compare import RoundComparison
from senreport_check.model import SchoolReport
from senreport_check.render import rows
from senreport_check.render.options import Options


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:  # noqa: ARG001
    """A row an item, with its school before it; a school that could not be checked has one row."""
    blank = [""] * len(rows.ITEM)
    lines = [rows.school(report) + item for report in reports for item in rows.items(report) or [blank]]
    return encode(rows.SCHOOL + rows.ITEM, lines)


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:  # noqa: ARG001
    """A row an item, and then a row a fact: the fact's name stands where the item's does."""
    return encode(rows.CHANGE, rows.changed(comparison) + [_fact(row) for row in rows.facts(comparison)])


def _fact(row: Sequence[str]) -> list[str]:
    """A row under `FACT` put under the first columns of `CHANGE`."""
    school, fact, before, now, changed = row
    spare = [""] * (len(rows.CHANGE) - len(rows.FACT))
    return [school, fact, changed, before, now, *spare]


def encode(columns: Sequence[rows.Column], lines: Iterable[Sequence[str | float | None]]) -> bytes:
    """The rows as the bytes of a file."""
    content = io.BytesIO()
    write_lines(content, [column.heading for column in columns], lines)
    return content.getvalue()


def write_lines(file: BinaryIO, headings: Sequence[str], lines: Iterable[Sequence[str | float | None]]) -> None:
    """UTF-8 with a byte order mark, which Excel needs, and line ends as RFC 4180 has them."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows(lines)
    text.detach()
