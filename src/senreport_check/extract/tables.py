"""Table cells, from whatever format, to rows that keep question and answer together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from senreport_check.model import Block, BlockKind, Link


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands in it, its column from 0, and how many columns and rows it covers."""

    blocks: tuple[Block, ...]
    column: int = 0
    columns: int = 1
    rows: int = 1
    header: bool = False

    @property
    def text(self) -> str:
        """Its paragraphs, a line each."""
        return "\n".join(block.text for block in self.blocks if block.text)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of all its paragraphs."""
        return tuple(link for block in self.blocks for link in block.links)


def table_blocks(rows: Iterable[Sequence[Cell]]) -> list[Block]:
    """Turn a table's rows into `ROW` blocks; a row with one filled cell becomes that cell's own blocks.

    A cell that covers several rows is repeated in each of them; in a table of two columns the rows beside
    it are joined instead, so that a question keeps its whole answer.
    """
    grid = _spread(rows)
    filled = sorted({column for row in grid for column, cell in row.items() if cell.text})
    if len(filled) == 2:
        grid = _join_beside(grid, filled[0])
    return [block for row in grid for block in _row(row, filled)]


def _spread(rows: Iterable[Sequence[Cell]]) -> list[dict[int, Cell]]:
    grid: list[dict[int, Cell]] = []
    open_cells: dict[int, tuple[Cell, int]] = {}
    for row in rows:
        placed = {column: cell for column, (cell, _) in open_cells.items()}
        open_cells = {column: (cell, left - 1) for column, (cell, left) in open_cells.items() if left > 1}
        for cell in row:
            placed[cell.column] = cell
            if cell.rows > 1:
                open_cells[cell.column] = (cell, cell.rows - 1)
        grid.append(dict(sorted(placed.items())))
    return grid


def _join_beside(grid: list[dict[int, Cell]], left: int) -> list[dict[int, Cell]]:
    joined: list[dict[int, Cell]] = []
    for row in grid:
        before = joined[-1].get(left) if joined else None
        if before is not None and before is row.get(left) and before.text:
            for column, cell in row.items():
                if column != left:
                    old = joined[-1].get(column)
                    blocks = (old.blocks if old else ()) + cell.blocks
                    joined[-1][column] = Cell(blocks, column)
        else:
            joined.append(dict(row))
    return joined


def _row(row: dict[int, Cell], filled: Sequence[int]) -> list[Block]:
    cells = [cell for cell in row.values() if cell.text]
    if len(cells) <= 1:
        return [block for cell in cells for block in _alone(cell)]
    texts = tuple(row[column].text if column in row else "" for column in filled)
    first = cells[0].blocks[0]
    links = tuple(link for cell in cells for link in cell.links)
    return [Block.row(texts, page=first.page, url=first.url, links=links)]


def _alone(cell: Cell) -> Iterable[Block]:
    only = cell.blocks[0]
    if cell.header and len(cell.blocks) == 1 and only.kind is BlockKind.PARAGRAPH:
        return [Block(BlockKind.HEADING, only.text, 3, page=only.page, url=only.url, links=only.links)]
    return cell.blocks
