"""What changed between two runs as a workbook: a sheet of schools, and one of duties."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

from senreport_check.compare import RunComparison
from senreport_check.render.book import open_long_book
from senreport_check.render.runs import tables


def write(comparison: RunComparison) -> bytes:
    """The workbook's bytes, dated by the later run."""
    content = io.BytesIO()
    with open_long_book(content, datetime.combine(comparison.after.facts.today, time(), UTC)) as book:
        sheet = book.add("Schools")
        book.header(sheet, tables.SCHOOL)
        number = 0
        for number, (tone, row) in enumerate(tables.schools(comparison), start=1):
            book.row(sheet, number, row, tables.SCHOOL)
            sheet.write_string(number, tables.CHANGE, str(row[tables.CHANGE]), book.fills[tone])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, number, len(tables.SCHOOL) - 1)
        sheet = book.add("Rates")
        book.header(sheet, tables.RATE)
        for number, row in enumerate(tables.rates(comparison), start=1):
            book.row(sheet, number, row, tables.RATE)
    return content.getvalue()
