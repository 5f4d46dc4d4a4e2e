"""A run as a workbook of four sheets, and its first sheet as a CSV file."""

from __future__ import annotations

from typing import Any, BinaryIO

from senreport_check.model.rows import Board
from senreport_check.render.book import A3, LINE, Book, open_long_book
from senreport_check.render.csv import write_lines
from senreport_check.render.overview import standing, tables
from senreport_check.render.overview.tables import CONTACT, LOOK, REPORT

_HEADING = 150


def summary(file: BinaryIO, board: Board) -> None:
    """The first sheet as a CSV file."""
    headings = [column.heading for column in tables.school_columns(board)]
    write_lines(file, headings, (tables.school(board, row) for row in board.rows))


def write(file: BinaryIO, board: Board) -> None:
    """The workbook; however many schools, few rows of it are in memory at a time."""
    with open_long_book(board.facts.today) as (book, content):
        _schools(book, board)
        _rates(book, board)
        _contacts(book, board)
        _looks(book, board)
    file.write(content.getbuffer())


def _schools(book: Book, board: Board) -> None:
    columns = tables.school_columns(board)
    sheet = book.add("Schools")
    sheet.set_paper(A3)
    book.header(sheet, columns)
    sheet.set_row(0, _HEADING)
    last = tables.DUTY + len(board.duties) - 1
    for column in range(tables.DUTY, last + 1):
        sheet.write_string(0, column, columns[column].heading, book.upright)
    for number, row in enumerate(board.rows, start=1):
        cells = tables.school(board, row)
        book.row(sheet, number, cells, columns)
        sheet.set_row(number, LINE)
        tone = standing.LOOKS[standing.standing(row)].tone
        sheet.write_string(number, REPORT, cells[REPORT], book.fills[tone])
        for column, verdict in enumerate(row.every(len(board.duties)), start=tables.DUTY):
            if verdict:
                sheet.write_string(number, column, cells[column], book.fills[verdict])
    sheet.print_area(0, 0, len(board.rows), last)
    _finish(sheet, len(board.rows), len(columns))


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
