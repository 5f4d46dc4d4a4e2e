"""What changed between two runs as a workbook: a sheet of schools, and one of duties."""

from __future__ import annotations

from senreport_check.compare import RunComparison
from senreport_check.render.book import open_long_book
from senreport_check.render.runs import tables


def write(comparison: RunComparison) -> bytes:
    """The workbook's bytes, dated by the later run."""
    with open_long_book(comparison.after.facts.today) as (book, content):
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
