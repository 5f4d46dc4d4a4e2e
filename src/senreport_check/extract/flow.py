"""The pages' regions as one flow: paragraphs and tables that run over a page's or column's end are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from senreport_check.extract.geometry import PageText
from senreport_check.extract.layout import Grid, GridCell, regions
from senreport_check.extract.paragraphs import Draft, Setting, paragraphs

SAME_EDGE = 5.0
NEARBY = 40.0


@dataclass(slots=True)
class DraftCell:
    """A cell's paragraphs, its column from 0 and the rows it covers."""

    drafts: list[Draft]
    column: int
    rows: int = 1

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(draft.text for draft in self.drafts)


@dataclass(slots=True)
class DraftTable:
    """A table: the page and height it was last seen at, its columns' edges, and its rows of cells."""

    page: int
    top: float
    columns: list[tuple[float, float]]
    rows: list[list[DraftCell]]
    ruled: bool = True


def flow(pages: Iterable[PageText]) -> list[Draft | DraftTable]:
    """Everything the pages hold, in order, with what page breaks parted joined again."""
    pages = list(pages)
    setting = Setting(line for page in pages for line in page.lines)
    parts: list[Draft | DraftTable] = []
    for page in pages:
        for region in regions(page):
            table = _table(region, page, setting) if isinstance(region, Grid) else None
            loose = region.loose if isinstance(region, Grid) else [region]
            if table is None or not _add_table(parts, table, sure=not loose):
                for piece in loose:
                    right = _column_edge(piece.box, page)
                    _add_drafts(parts, list(paragraphs(piece.lines, setting, page.number, right, page.links)))
    return _flat(parts)


def _flat(parts: Iterable[Draft | DraftTable]) -> list[Draft | DraftTable]:
    """Frames round running text look like tables of one column: what is in them is plain text."""
    flat: list[Draft | DraftTable] = []
    for part in parts:
        if isinstance(part, DraftTable) and len(part.columns) == 1:
            for row in part.rows:
                _add_drafts(flat, [draft for cell in row for draft in cell.drafts])
        elif isinstance(part, DraftTable):
            flat.append(part)
        else:
            _add_drafts(flat, [part])
    return flat


def _column_edge(box: tuple[float, float, float, float], page: PageText) -> float:
    """How far text in this column may reach: the longest line that starts about where it starts."""
    left, _, right, _ = box
    beside = (line for line in page.lines if left - NEARBY < line.x0 < right)
    reach = (line.x1 for line in beside if line.x1 <= right or line.x0 < left + NEARBY)
    return max([right, *reach])


def _add_drafts(parts: list[Draft | DraftTable], drafts: list[Draft]) -> None:
    last = parts[-1] if parts else None
    if drafts and isinstance(last, Draft) and reads_on(last, drafts[0]):
        parts[-1] = join(last, drafts.pop(0))
    elif drafts and isinstance(last, DraftTable):
        _read_on_in_cell(last, drafts)
    parts += drafts


def _read_on_in_cell(table: DraftTable, drafts: list[Draft]) -> None:
    """Move a paragraph that is the rest of a cell parted by a page's end back into its cell."""
    for cell in table.rows[-1]:
        left, right = table.columns[cell.column]
        inside = left - SAME_EDGE <= drafts[0].left < right
        if inside and cell.drafts and reads_on(cell.drafts[-1], drafts[0]):
            cell.drafts[-1] = join(cell.drafts[-1], drafts.pop(0))
            return


def reads_on(first: Draft, second: Draft) -> bool:
    """Whether the second paragraph is the rest of the first, parted by a page or column end."""
    alike = abs(first.size - second.size) <= 0.06 * first.size and first.bold == second.bold
    moved = second.page != first.page or second.top < first.top
    if not moved or not alike or second.item or first.text.endswith((".", "?", "!", ":")):
        return False
    return second.text[:1].islower() or first.text.endswith(",") or (
        first.room < second.first + 1.5 * first.size and not second.bold and first.text[-1:].isalnum()
    )


def join(first: Draft, second: Draft) -> Draft:
    """Two parts of one paragraph as one, on the first's page."""
    return replace(
        first, text=f"{first.text} {second.text}", lines=first.lines + second.lines, room=second.room,
        links=first.links + second.links,
    )


def _table(grid: Grid, page: PageText, setting: Setting) -> DraftTable:
    lefts = _steps(cell.left for cell in grid.cells)
    tops = _steps(cell.top for cell in grid.cells)
    columns = [(left, 0.0) for left in lefts]
    rows: list[list[DraftCell]] = [[] for _ in tops]
    for cell in grid.cells:
        row, column = _place(tops, cell.top), _place(lefts, cell.left)
        covered = sum(1 for top in tops[row:] if top < cell.bottom - SAME_EDGE)
        rows[row].append(DraftCell(_cell_drafts(cell, page, setting), column, max(1, covered)))
        reach = cell.right if columns[column][1] == 0 else min(cell.right, columns[column][1])
        columns[column] = (columns[column][0], reach)
    for cells in rows:
        cells.sort(key=lambda cell: cell.column)
    return DraftTable(page.number, grid.box[1], columns, rows, grid.ruled)


def _cell_drafts(cell: GridCell, page: PageText, setting: Setting) -> list[Draft]:
    return list(paragraphs(cell.lines, setting, page.number, cell.right - 5, page.links))


def _steps(values: Iterable[float]) -> list[float]:
    steps: list[float] = []
    for value in sorted(values):
        if not steps or value - steps[-1] > SAME_EDGE:
            steps.append(value)
    return steps


def _place(steps: Sequence[float], value: float) -> int:
    return min(range(len(steps)), key=lambda index: abs(steps[index] - value))


def _add_table(parts: list[Draft | DraftTable], table: DraftTable, *, sure: bool) -> bool:
    """Add a table, or go on with the one before; hand back False, having added nothing, if it is none."""
    last = parts[-1] if parts else None
    places = _same_columns(last, table) if isinstance(last, DraftTable) and _elsewhere(last, table) else None
    if isinstance(last, DraftTable) and places is not None:
        _continue(last, table, places)
    elif sure:
        parts.append(table)
    return sure or places is not None


def _elsewhere(first: DraftTable, second: DraftTable) -> bool:
    """Whether the second starts a new page or column."""
    return second.page != first.page or second.top < first.top + SAME_EDGE


def _same_columns(first: DraftTable, second: DraftTable) -> list[int] | None:
    """Which of the first's columns each of the second's is, all shifted alike; None where they differ."""
    ruled = first.ruled and second.ruled
    for left, _ in first.columns:
        shift = second.columns[0][0] - left
        if second.page != first.page and len(second.columns) == 1 and abs(shift) > SAME_EDGE:
            continue
        places = [
            index
            for start, end in second.columns
            for index, (own, reach) in enumerate(first.columns)
            if abs(own + shift - start) <= SAME_EDGE
            and (not ruled or abs(reach + shift - end) <= 2 * SAME_EDGE)
        ]
        if len(places) == len(second.columns):
            return places
    return None


def _continue(first: DraftTable, second: DraftTable, places: Sequence[int]) -> None:
    """Append the rows of a table that goes on over the page: no repeated header, a split row made whole."""
    rows = [[replace(cell, column=places[cell.column]) for cell in row] for row in second.rows]
    if rows and _words(rows[0]) == _words(first.rows[0]):
        rows.pop(0)
    if rows and _is_rest(first.rows[-1], rows[0]):
        _complete(first.rows[-1], rows.pop(0))
    first.rows += rows
    first.page, first.top = second.page, second.top
    first.columns = [
        second.columns[places.index(index)] if index in places else column
        for index, column in enumerate(first.columns)
    ]


def _words(row: Sequence[DraftCell]) -> list[str]:
    return [cell.text for cell in row]


def _is_rest(row: Sequence[DraftCell], following: Sequence[DraftCell]) -> bool:
    """Whether a row is the rest of the row before: its first cell empty, or every cell reading on.

    Of cells that read on, half must begin in lower case: short ones without a stop read on whatever follows.
    """
    if len(row) < 2:
        return False
    if following and following[0].column > 0:
        return True
    before = {cell.column: cell for cell in row}
    lower = sum(cell.text[:1].islower() for cell in following)
    return bool(following) and 2 * lower >= len(following) and all(
        cell.column in before
        and before[cell.column].drafts
        and reads_on(before[cell.column].drafts[-1], cell.drafts[0])
        for cell in following
    )


def _complete(row: list[DraftCell], rest: Sequence[DraftCell]) -> None:
    before = {cell.column: cell for cell in row}
    for cell in rest:
        own = before.get(cell.column)
        if own is None:
            row.append(cell)
        elif own.drafts and cell.drafts and reads_on(own.drafts[-1], cell.drafts[0]):
            own.drafts[-1] = join(own.drafts[-1], cell.drafts[0])
            own.drafts += cell.drafts[1:]
        else:
            own.drafts += cell.drafts
