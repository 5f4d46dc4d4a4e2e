"""Tables with a row of column headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from senreport_check.model import Block, BlockKind

_FIGURES = re.compile(r"\d\d|@")
_HEADING_LENGTH = 60


def columns(blocks: Sequence[Block]) -> Iterator[tuple[str, str, int]]:
    """Every cell of the row below a row of headings: the heading, the cell, the index of the cell's row.

    A row is one of headings when the row before it is no row, or has another number of cells, and all its
    cells are filled, short and without figures.
    """
    width = 0
    for index, block in enumerate(blocks[:-1]):
        first = len(block.cells) != width
        width = len(block.cells)
        below = blocks[index + 1]
        if first and block.kind is BlockKind.ROW and len(below.cells) == width > 1 and _are_headings(block.cells):
            yield from ((head, cell, index + 1) for head, cell in zip(block.cells, below.cells, strict=True))


def _are_headings(cells: Sequence[str]) -> bool:
    return all(cell.strip() and len(cell) < _HEADING_LENGTH and not _FIGURES.search(cell) for cell in cells)
