"""Results as an Excel workbook: a sheet a school, an overview where there are several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import wrap

from senreport_check.compare import Direction, RoundComparison
from senreport_check.model import Outcome, SchoolReport, Verdict
from senreport_check.render import changes, rows, words
from senreport_check.render.book import A3, LINE, Book, open_book
from senreport_check.render.clean import cell, one_line
from senreport_check.render.options import Options

_FILLED_WORDS = {
    **{label.word: verdict for verdict, label in words.LABELS.items()},
    changes.DIRECTIONS[Direction.GAINED]: Verdict.MET,
    changes.DIRECTIONS[Direction.LOST]: Verdict.ABSENT,
    changes.DIRECTIONS[Direction.NOT_COMPARED]: Verdict.NOT_APPLICABLE,
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
_TALLEST_HEADING = 130
_PRINTED_COLUMNS = 7


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:  # noqa: ARG001
    """A workbook: a summary and the items of one school, or an overview and then a sheet a school."""
    with open_book(reports[0].checked_at if reports else None) as (book, content):
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
    with open_book(comparison.pairs[0].after.checked_at if comparison.pairs else None) as (book, content):
        _changes(book, rows.changed(comparison))
        sheet = book.add("Facts")
        book.header(sheet, rows.FACT)
        for number, row in enumerate(rows.facts(comparison), start=1):
            book.row(sheet, number, row, rows.FACT)
    return content.getvalue()


def _summary(book: Book, report: SchoolReport) -> None:
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
        sheet.set_row(number, LINE * max(1, len(wrap(text, 64))))
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
        sheet.set_row(number, LINE * len(wrap(sentence, 84)))


def _changes(book: Book, found: Sequence[Sequence[str]]) -> None:
    sheet = book.add("Changes")
    book.header(sheet, rows.CHANGE)
    for number, row in enumerate(found, start=1):
        book.row(sheet, number, row, rows.CHANGE)
        for column in (2, 3, 4):
            if verdict := _FILLED_WORDS.get(row[column]):
                sheet.write_string(number, column, row[column], book.fills[verdict])
    sheet.autofilter(0, 0, len(found), len(rows.CHANGE) - 1)


def _items(book: Book, name: str, report: SchoolReport) -> None:
    sheet = book.add(name)
    book.header(sheet, rows.ITEM)
    sheet.freeze_panes(1, 2)
    for number, (finding, row) in enumerate(zip(report.findings, rows.items(report), strict=True), start=1):
        book.row(sheet, number, row, rows.ITEM)
        sheet.write_string(number, 0, row[0], book.fills[finding.verdict])
    sheet.autofilter(0, 0, len(report.findings), len(rows.ITEM) - 1)
    sheet.print_area(0, 0, len(report.findings), _PRINTED_COLUMNS - 1)


def _overview(book: Book, reports: Sequence[SchoolReport]) -> None:
    """A row a school, a column an item; schools without a report keep their row and say why."""
    sheet = book.add("Overview")
    titles = {finding.item: finding.title for report in reports for finding in report.findings}
    book.header(sheet, rows.SCHOOL)
    sheet.set_paper(A3)
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
