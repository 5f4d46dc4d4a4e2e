"""A workbook with the project's cell styles, for every spreadsheet there is."""

from __future__ import annotations

import io
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from tempfile import TemporaryDirectory
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from senreport_check.model import Verdict
from senreport_check.render.rows import Column

LINE = 15
A3, A4 = 8, 9
_TALLEST_ROW = 400
_FILLS = {
    Verdict.MET: ("#D5EDDE", "#114D2E"),
    Verdict.PARTLY: ("#FCE8BF", "#6B4300"),
    Verdict.ABSENT: ("#F9D2CE", "#8A1414"),
    Verdict.UNSURE: ("#E5DAF6", "#4B2C80"),
    Verdict.NOT_APPLICABLE: ("#ECEEF2", "#4A5260"),
}
_HARMLESS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


class Book:
    """A workbook; its sheets are landscape A4, one page wide."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True, "align": "left"}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1D4F91"}
        edge = {"border": 1, "border_color": "#FFFFFF"}
        lined = {**base, "bottom": 1, "bottom_color": "#DDE1E8"}
        self.text = workbook.add_format(base)
        self.lined = workbook.add_format(lined)
        self.share = workbook.add_format({**lined, "num_format": "0%"})
        self.bold = workbook.add_format({**base, "bold": True})
        self.title = workbook.add_format({**base, "bold": True, "font_size": 16, "text_wrap": False})
        self.head = workbook.add_format({**base, **head})
        self.upright = workbook.add_format({**base, **head, **edge, "rotation": 90, "valign": "bottom"})
        self.fills = {
            verdict: workbook.add_format({**base, **edge, "bold": True, "bg_color": fill, "font_color": ink})
            for verdict, (fill, ink) in _FILLS.items()
        }

    def add(self, name: str) -> Any:
        """A new sheet of that name, set to print one page wide on landscape A4."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def header(self, sheet: Any, columns: Sequence[Column]) -> None:
        """The headings in the first row, frozen, filtered and repeated on every page."""
        sheet.set_row(0, LINE * max(len(wrap(column.heading, column.width)) for column in columns))
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.heading, self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)

    def row(self, sheet: Any, number: int, values: Sequence[str | float | None], columns: Sequence[Column]) -> None:
        """One row of plain text and numbers, as tall as its longest text needs; None leaves its cell empty."""
        lines = [
            len(wrap(value, column.width)) if isinstance(value, str) and len(value) > column.width else 1
            for value, column in zip(values, columns, strict=True)
        ]
        sheet.set_row(number, min(LINE * max(1, *lines), _TALLEST_ROW))
        for column, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(number, column, value, self.lined)
            elif value is None:
                sheet.write_blank(number, column, None, self.lined)
            else:
                sheet.write_number(number, column, value, self.share if isinstance(value, float) else self.lined)


@contextmanager
def open_book(created: datetime | None) -> Iterator[tuple[Book, io.BytesIO]]:
    """A workbook that is complete in `content` afterwards; `created` is the date it bears."""
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **_HARMLESS})
    if created:
        workbook.set_properties({"created": created.astimezone(UTC)})
    yield Book(workbook), content
    workbook.close()


@contextmanager
def open_long_book(day: date) -> Iterator[tuple[Book, io.BytesIO]]:
    """The same for very many rows, which must come in order: the row under way alone is in memory, and the result.

    Raises `OSError` where there is no room for the rest.
    """
    content = io.BytesIO()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        workbook = xlsxwriter.Workbook(content, {"constant_memory": True, "tmpdir": folder, **_HARMLESS})
        workbook.set_properties({"created": datetime.combine(day, time(), UTC)})
        yield Book(workbook), content
        try:
            workbook.close()
        except FileCreateError as error:
            # The package half written lets go of `content` while that is still open.
            full = error.args[0]
            traceback.clear_frames(full.__traceback__)
            raise full from error
