"""Parts of a workbook that would fill the memory once parsed: told by counting their elements as they stream by.

The reader of workbooks keeps a row's cells until the row ends, and an empty shell of every row and every text
until the part does; a small file can hold a hundred million of them.
"""

from __future__ import annotations

import zipfile
from contextlib import suppress
from typing import Any
from xml.parsers import expat

from senreport_check.register.rows import LONGEST
from senreport_check.zips import BROKEN

IN_A_ROW = 400_000
"""Elements between the ends of two rows; what follows the last row, such as links, counts as a row too."""

TEXTS = 8_000_000
"""Elements among the texts that cells share."""

UNREADABLE = (*BROKEN, LookupError)
"""What reading a workbook raises that is damaged, locked, or written in an alphabet not known here."""

STRINGS = "xl/sharedstrings.xml"
_PIECE = 1_000_000


class Crowded(Exception):
    """A part holds more elements than a list of schools can need."""


def refuse_crowds(package: zipfile.ZipFile) -> None:
    """Raise `Crowded` for a workbook with too many rows, texts, or cells in a row.

    Any part may be the one that counts, whatever its name; one that is no XML ends where its XML does.
    """
    for name in package.namelist():
        with suppress(expat.ExpatError):
            _count(package, name, TEXTS if name.lower() == STRINGS else IN_A_ROW)


def _count(package: zipfile.ZipFile, name: str, most: int) -> None:
    """Read a part through without keeping anything."""
    elements = rows = 0

    def start(tag: str, attributes: Any) -> None:  # noqa: ARG001
        nonlocal elements
        elements += 1
        if elements > most:
            raise Crowded

    def end(tag: str) -> None:
        nonlocal elements, rows
        if tag.rpartition(":")[2] == "row":
            elements, rows = 0, rows + 1
            if rows > LONGEST:
                raise Crowded

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    with package.open(name) as part:
        while piece := part.read(_PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)
