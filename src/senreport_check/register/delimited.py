"""Lists kept as text: CSV with any usual delimiter, in any usual encoding.

The register is Windows-1252; saved again by a spreadsheet it may be UTF-8 or UTF-16. Each line is decoded by
itself, so that one wrong byte costs one line its accents and no more.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from senreport_check.register.rows import LONGEST, Row, Sheet

DELIMITERS = ",;\t|"
LINES_A_ROW = 20
_WIDE = {
    codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32", codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip
_PROBE = 2000


def sheets(place: str, raw: bytes) -> Iterator[Sheet]:
    """The list once for every delimiter it may have; the header tells which is right."""
    lines = split(raw)
    del raw  # a national register is large
    for delimiter in DELIMITERS:
        yield Sheet(place, lambda delimiter=delimiter: _rows(lines, delimiter))  # type: ignore[misc]


def split(raw: bytes) -> list[bytes]:
    """The lines of a text file, in UTF-8 or a one-byte encoding, without their ends."""
    encoding = next((name for mark, name in _WIDE.items() if raw.startswith(mark)), None) or _without_mark(raw)
    if encoding:
        raw = raw.decode(encoding, "replace").encode("utf-8", "replace")
    return raw.removeprefix(codecs.BOM_UTF8).splitlines()[:LONGEST]


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 that does not say so shows by its many zero bytes in every other place."""
    start = raw[:_PROBE]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else None


def _decode(line: bytes) -> str:
    """A line as text with a line feed at its end."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode("cp1252", "replace")
    return text.replace("\0", "") + "\n"


def _rows(lines: list[bytes], delimiter: str) -> Iterator[Row]:
    """The rows; a quote that is opened and not closed within twenty lines breaks the row it stands in alone."""
    start = 0
    while start < len(lines):
        source = _Lines(lines[start : start + LINES_A_ROW])
        reader = csv.reader(source, delimiter=delimiter)
        try:
            cells = tuple(next(reader))
            fault = "a quote is opened and not closed" if source.ran_out else None
        except csv.Error as error:
            cells, fault = (), str(error)
        yield Row(start + 1, () if fault else cells, fault)
        start += 1 if fault else reader.line_num


class _Lines(Iterator[str]):
    """Lines for one row; `ran_out` tells whether the row wanted more than there are."""

    def __init__(self, lines: list[bytes]) -> None:
        self._lines = iter(lines)
        self.ran_out = False

    def __next__(self) -> str:
        try:
            return _decode(next(self._lines))
        except StopIteration:
            self.ran_out = True
            raise
