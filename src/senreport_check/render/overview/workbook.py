"""A run as a workbook of four sheets, and its first sheet as a CSV file."""

from __future__ import annotations

from typing import Any, BinaryIO

from senreport_check.model.rows import Board
from senreport_check.render.book import A3, Book, open_long_book
from senreport_check.render.clean import cell
from senreport_check.render.csv import write_lines
from senreport_check.render.overview import standing, tables
from senreport_check.render.overview.tables import CONTACT, LOOK, REPORT, SCHOOL

_HEADING = 150


def summary(file: BinaryIO, board: Board) -> None:
    """The first sheet as a CSV file."""
    headings = [column.heading for column in SCHOOL] + [cell(duty.title) for duty in board.duties]
    write_lines(file, headings, (tables.school(board, row) + tables.words_of(board, row) for row in board.rows))


def write(file: BinaryIO, board: Board) -> None:
    """The workbook; however many schools, few rows of it are in memory at a time."""
    with open_long_book(board.facts.today) as (book, content):
        _schools(book, board)
        _rates(book, board)
        _contacts(book, board)
        _looks(book, board)
    file.write(content.getbuffer())


def _schools(book: Book, board: Board) -> None:
    sheet = book.add("Schools")
    sheet.set_paper(A3)
    sheet.set_row(0, _HEADING)
    book.header(sheet, SCHOOL)
    for column, duty in enumerate(board.duties, start=len(SCHOOL)):
        sheet.set_column(column, column, 9)
        sheet.write_string(0, column, cell(duty.title), book.upright)
    for number, row in enumerate(board.rows, start=1):
        tone = standing.LOOKS[standing.standing(row)].tone
        book.row(sheet, number, tables.school(board, row), SCHOOL)
        sheet.write_string(number, REPORT, standing.LOOKS[standing.standing(row)].word, book.fills[tone])
        for column, found in enumerate(tables.verdicts(board, row), start=len(SCHOOL)):
            if found:
                sheet.write_string(number, column, found[1], book.fills[found[0]])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(board.rows), len(SCHOOL) + len(board.duties) - 1)


def _rates(book: Book, board: Board) -> None:
    columns = tables.rate_columns(board)
    sheet = book.add("Rates")
    book.header(sheet, columns)
    number = 0
    for number, row in enumerate(tables.rates(board), start=1):
        book.row(sheet, number, row, columns)
    share = len(tables.RATE) - 1
    bar = {"type": "data_bar", "bar_color": "#8CC7A4", "bar_solid": True, "min_type": "num", "min_value": 0}
    sheet.conditional_format(1, share, max(number, 1), share, bar | {"max_type": "num", "max_value": 1})
    _finish(sheet, number, len(columns))


def _contacts(book: Book, board: Board) -> None:
    sheet = book.add("Contact first")
    book.header(sheet, CONTACT)
    number = 0
    for number, (tone, row) in enumerate(tables.contacts(board), start=1):
        book.row(sheet, number, row, CONTACT)
        sheet.write_string(number, REPORT, str(row[REPORT]), book.fills[tone])
    _finish(sheet, number, len(CONTACT))


def _looks(book: Book, board: Board) -> None:
    sheet = book.add("Look yourself")
    book.header(sheet, LOOK)
    number = 0
    for number, row in enumerate(tables.looks(board), start=1):
        book.row(sheet, number, row, LOOK)
    _finish(sheet, number, len(LOOK))


def _finish(sheet: Any, rows: int, columns: int) -> None:
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, rows, columns - 1)
