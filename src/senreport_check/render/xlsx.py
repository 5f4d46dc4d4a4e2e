"""Results as an Excel workbook: a sheet a school, an overview where there are several."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC
from textwrap import wrap
from typing import Any

import xlsxwriter

from senreport_check.compare import Direction, RoundComparison
from senreport_check.model import Outcome, SchoolReport, Verdict
from senreport_check.render import changes, rows, words
from senreport_check.render.clean import cell, one_line
from senreport_check.render.options import Options

_FILLS = {
    Verdict.MET: ("#D5EDDE", "#114D2E"),
    Verdict.PARTLY: ("#FCE8BF", "#6B4300"),
    Verdict.ABSENT: ("#F9D2CE", "#8A1414"),
    Verdict.UNSURE: ("#E5DAF6", "#4B2C80"),
    Verdict.NOT_APPLICABLE: ("#ECEEF2", "#4A5260"),
}
_FILLED_WORDS = {
    **{label.word: verdict for verdict, label in words.LABELS.items()},
    changes.DIRECTIONS[Direction.GAINED]: Verdict.MET,
    changes.DIRECTIONS[Direction.LOST]: Verdict.ABSENT,
    changes.DIRECTIONS[Direction.NOT_COMPARED]: Verdict.NOT_APPLICABLE,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_TALLEST_HEADING, _TALLEST_ROW, _LINE = 130, 400, 15
_A3, _A4 = 8, 9
_PRINTED_COLUMNS = 7


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:  # noqa: ARG001
    """A workbook: a summary and the items of one school, or an overview and then a sheet a school."""
    with _book(reports) as (book, content):
        if len(reports) == 1:
            _summary(book, reports[0])
            if reports[0].findings:
                _items(book, "Items", reports[0])
        else:
            _overview(book, reports)
            names = {"overview"}
            for report in reports:
                if report.findings:
                    _items(book, _sheet_name(words.name(report), names), report)
    return content.getvalue()


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:  # noqa: ARG001
    """A workbook with a sheet of the items before and now, and a sheet of the facts."""
    with _book([pair.after for pair in comparison.pairs]) as (book, content):
        _changes(book, rows.changed(comparison))
        sheet = book.add("Facts")
        book.header(sheet, rows.FACT)
        for number, row in enumerate(rows.facts(comparison), start=1):
            book.row(sheet, number, row, rows.FACT)
    return content.getvalue()


class _Book:
    """A workbook with the project's cell styles; sheets are landscape A4, one page wide."""

    def __init__(self, workbook: Any) -> None:
        self.workbook = workbook
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True, "align": "left"}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1D4F91"}
        edge = {"border": 1, "border_color": "#FFFFFF"}
        self.text = workbook.add_format(base)
        self.lined = workbook.add_format({**base, "bottom": 1, "bottom_color": "#DDE1E8"})
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
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RPage &P of &N")
        return sheet

    def header(self, sheet: Any, columns: Sequence[rows.Column]) -> None:
        """The headings in the first row, frozen, filtered and repeated on every page."""
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, column.heading, self.head)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, 0, len(columns) - 1)

    def row(self, sheet: Any, number: int, texts: Sequence[str], columns: Sequence[rows.Column]) -> None:
        """One row of plain text, as tall as its longest cell needs."""
        lines = [len(wrap(text, column.width)) for text, column in zip(texts, columns, strict=True)]
        sheet.set_row(number, min(_LINE * max(1, *lines), _TALLEST_ROW))
        for column, text in enumerate(texts):
            sheet.write_string(number, column, text, self.lined)


@contextmanager
def _book(reports: Sequence[SchoolReport]) -> Iterator[tuple[_Book, io.BytesIO]]:
    """A workbook that is complete in `content` afterwards, dated by its first report."""
    content = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(content, {"in_memory": True, **plain})
    if reports:
        workbook.set_properties({"created": reports[0].checked_at.astimezone(UTC)})
    yield _Book(workbook), content
    workbook.close()


def _summary(book: _Book, report: SchoolReport) -> None:
    sheet = book.add("Summary")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, len(words.SCORED), 16)
    sheet.write_string(0, 0, cell(words.name(report)), book.title)
    last = len(words.SCORED)
    lines = [("", words.headline(report)), *words.facts(report), *(("Note", note) for note in report.notes)]
    if report.reason:
        lines.insert(1, ("Reason", report.reason))
    for number, (label, text) in enumerate(lines, start=2):
        sheet.write_string(number, 0, label, book.bold)
        sheet.merge_range(number, 1, number, last, "", book.text)
        sheet.write_string(number, 1, cell(text), book.text)
        sheet.set_row(number, _LINE * max(1, len(wrap(text, 64))))
    top = len(lines) + 3
    for column, verdict in enumerate(words.SCORED, start=1):
        sheet.write_string(top, column, words.LABELS[verdict].word, book.fills[verdict])
    for number, (force, counts) in enumerate(words.by_force(report), start=top + 1):
        sheet.write_string(number, 0, words.ASKED_BY[force], book.bold)
        for column, count in enumerate(counts.values(), start=1):
            sheet.write_number(number, column, count, book.text)
    for number, sentence in enumerate(words.METHOD, start=top + 6):
        sheet.merge_range(number, 0, number, last, "", book.text)
        sheet.write_string(number, 0, sentence, book.text)
        sheet.set_row(number, _LINE * len(wrap(sentence, 84)))


def _changes(book: _Book, found: Sequence[Sequence[str]]) -> None:
    sheet = book.add("Changes")
    book.header(sheet, rows.CHANGE)
    for number, row in enumerate(found, start=1):
        book.row(sheet, number, row, rows.CHANGE)
        for column in (2, 3, 4):
            if verdict := _FILLED_WORDS.get(row[column]):
                sheet.write_string(number, column, row[column], book.fills[verdict])
    sheet.autofilter(0, 0, len(found), len(rows.CHANGE) - 1)


def _items(book: _Book, name: str, report: SchoolReport) -> None:
    sheet = book.add(name)
    book.header(sheet, rows.ITEM)
    sheet.freeze_panes(1, 2)
    for number, (finding, row) in enumerate(zip(report.findings, rows.items(report), strict=True), start=1):
        book.row(sheet, number, row, rows.ITEM)
        sheet.write_string(number, 0, row[0], book.fills[finding.verdict])
    sheet.autofilter(0, 0, len(report.findings), len(rows.ITEM) - 1)
    sheet.print_area(0, 0, len(report.findings), _PRINTED_COLUMNS - 1)


def _overview(book: _Book, reports: Sequence[SchoolReport]) -> None:
    """A row a school, a column an item; schools without a report keep their row and say why."""
    sheet = book.add("Overview")
    titles = {finding.item: finding.title for report in reports for finding in report.findings}
    book.header(sheet, rows.SCHOOL)
    sheet.set_paper(_A3)
    sheet.set_row(0, _TALLEST_HEADING)
    width = len(rows.SCHOOL)
    for column, title in enumerate(titles.values(), start=width):
        sheet.set_column(column, column, 11)
        sheet.write_string(0, column, cell(title), book.upright)
    for number, report in enumerate(reports, start=1):
        book.row(sheet, number, rows.school(report), rows.SCHOOL)
        found = {finding.item: finding.verdict for finding in report.findings}
        for column, item in enumerate(titles, start=width):
            if verdict := found.get(item):
                sheet.write_string(number, column, words.LABELS[verdict].word, book.fills[verdict])
        if report.outcome is not Outcome.CHECKED:
            sheet.write_string(number, 3, rows.school(report)[3], book.fills[Verdict.ABSENT])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(reports), width + len(titles) - 1)


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel accepts and that no other sheet has; `taken` remembers it."""
    base = _FORBIDDEN.sub(" ", one_line(name)).strip(" '")[:_LONGEST_NAME] or "School"
    found, number = base, 1
    while found.casefold() in taken or found.casefold() == "history":
        number += 1
        found = f"{base[: _LONGEST_NAME - 5]} ({number})"
    taken.add(found.casefold())
    return found
