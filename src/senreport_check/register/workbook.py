"""Lists kept in an Excel workbook.

openpyxl reads the sheets row by row, its XML without entities (through defusedxml) and its parts through Python's
own zip reader, which gives no more bytes than a part declares; with the elements counted beforehand a small file
cannot take much memory. The faster calamine lays a sheet out as one block from its first to its last cell and
ends the whole program when two cells far apart make that block too large.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from senreport_check.errors import UsageError
from senreport_check.register.crowds import STRINGS, UNREADABLE, Crowded, refuse_crowds
from senreport_check.register.rows import LONGEST, WIDEST, Row, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MEGABYTE = 1_000_000
ROWS_MB, STRINGS_MB, OTHER_MB = 500, 150, 10
PARTS = 1000
_SAVE = "open it in a spreadsheet program and save it as CSV, then give that file."


def sheets(place: str, raw: bytes) -> Iterator[Sheet]:
    """The visible sheets of a workbook; raises `UsageError` where it cannot be read."""
    _refuse_large(place, raw)
    import openpyxl  # noqa: PLC0415 - most lists are no workbooks

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
        found = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except Exception as error:  # a damaged file breaks the library in as many ways as there are files
        raise UsageError(f"{place} is damaged or no workbook: {_SAVE}") from error
    for sheet in found:
        name = f"{place}, sheet {sheet.title}" if len(found) > 1 else place
        yield Sheet(name, lambda sheet=sheet, name=name: _rows(sheet, name), "row")  # type: ignore[misc]


def _refuse_large(place: str, raw: bytes) -> None:
    """Raise `UsageError` where a part holds more than a list of schools can need, or cannot be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = package.infolist()
            if len(parts) > PARTS or any(part.file_size > _most(part.filename) * MEGABYTE for part in parts):
                raise Crowded
            refuse_crowds(package)
    except Crowded:
        raise UsageError(f"{place} holds far more than a list of schools and was not opened: {_SAVE}") from None
    except UNREADABLE as error:
        raise UsageError(f"{place} is damaged or locked: {_SAVE}") from error


def _most(part: str) -> int:
    if part.startswith("xl/worksheets/"):
        return ROWS_MB
    return STRINGS_MB if part.lower() == STRINGS else OTHER_MB


def _rows(sheet: Worksheet, place: str) -> Iterator[Row]:
    try:
        sheet.reset_dimensions()  # type: ignore[attr-defined]  # what a sheet says of its size may be wrong
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if line > LONGEST:
                return
            yield Row(line, _texts(cells))
    except Exception as error:  # as above
        raise UsageError(f"{place} is damaged half-way: {_SAVE}") from error


def _texts(cells: tuple[object, ...]) -> tuple[str, ...]:
    """The cells as text, empty ones at the end left out."""
    texts = [_text(cell) for cell in cells[:WIDEST]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (date, datetime)):
        return cell.isoformat()
    return str(cell).strip()
