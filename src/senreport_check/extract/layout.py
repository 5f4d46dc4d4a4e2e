"""A page's lines to regions in reading order: running text, and grids of cells.

The file's own order is trusted where it is sensible, as word processors write text in the order it is read;
rules tell cells, and where neither helps the white space between columns does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from senreport_check.extract.columns import part_at_columns
from senreport_check.extract.geometry import BORDER_GAP, NEAR, Line, PageText, Rule, line_of
from senreport_check.extract.order import in_order, is_scrambled, ordered

RUN_GAP = 4.0
OUTDENT = 30.0
FAR_OUT = 60.0
ALIGNED = 4.0
LOWER_SHARE = 0.3


@dataclass(slots=True)
class Region:
    """Lines that follow each other down one column."""

    lines: list[Line]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return _box(self.lines)


@dataclass(slots=True)
class GridCell:
    """The lines in one cell and the cell's own box; `reach` is how far left and right its borders run on."""

    lines: list[Line]
    left: float
    top: float
    right: float
    bottom: float
    reach: tuple[float, float] = (0.0, 0.0)


@dataclass(slots=True)
class Grid:
    """A table on one page: its cells in any order.

    `loose` are the regions of a single row without rules, which is a table only if one goes on here.
    """

    cells: list[GridCell] = field(default_factory=list)
    ruled: bool = True
    loose: list[Region] = field(default_factory=list)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        return (
            min(cell.left for cell in self.cells), min(cell.top for cell in self.cells),
            max(cell.right for cell in self.cells), max(cell.bottom for cell in self.cells),
        )


def regions(page: PageText) -> list[Region | Grid]:
    """Part a page into regions and grids, in reading order."""
    if is_scrambled(page.lines):
        page.lines = ordered(page.lines)
    level = _mark_underlines(page.lines, page.level)
    cells = _cells(page, level)
    celled = {id(line) for cell in cells for line in cell.lines}
    items: list[tuple[float, Region | Grid]] = []
    for grid in _grids(cells):
        items.append((min(line.order for cell in grid.cells for line in cell.lines), grid))
    free = part_at_columns([line for line in page.lines if id(line) not in celled])
    breaks = sorted(order for order, _ in items)
    for part in _runs(free, breaks):
        items.append((part[0].order, Region(part)))
    items.sort(key=lambda item: item[0])
    return in_order(_aligned([item for _, item in items]))


def _box(lines: Iterable[Line]) -> tuple[float, float, float, float]:
    lines = list(lines)
    return (
        min(line.x0 for line in lines), min(line.top for line in lines),
        max(line.x1 for line in lines), max(line.bottom for line in lines),
    )


def _mark_underlines(lines: Sequence[Line], level: Sequence[Rule]) -> list[Rule]:
    """Set `underlined` where a level rule lies right under a line's words; hand back the other rules."""
    borders: list[Rule] = []
    for rule in level:
        over = [
            line for line in lines
            if -1 <= rule.at - line.base <= 0.35 * line.size
            and rule.start >= line.x0 - NEAR and rule.end <= line.x1 + NEAR
        ]
        for line in over:
            line.underlined = line.underlined or rule.end - rule.start >= 0.85 * (line.x1 - line.x0)
        if not over:
            borders.append(rule)
    return borders


def _cells(page: PageText, level: Sequence[Rule]) -> list[GridCell]:
    found: dict[tuple[int, int, int, int], GridCell] = {}
    if not page.upright:
        return []
    for line in page.lines:
        cell = _cell_around(line, page, level)
        if cell is not None:
            key = (round(cell.left), round(cell.top), round(cell.right), round(cell.bottom))
            found.setdefault(key, cell).lines.append(line)
    return list(found.values())


def _cell_around(line: Line, page: PageText, level: Sequence[Rule]) -> GridCell | None:
    across, down = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    beside = [rule.at for rule in page.upright if rule.start - NEAR <= down <= rule.end + NEAR]
    left = max((at for at in beside if at <= line.x0 + NEAR), default=None)
    right = min((at for at in beside if at >= line.x1 - NEAR), default=None)
    if left is None and right is None:
        return None
    # A border reaches from side to side; a rule that does not is an underline or decoration.
    start, end = across if left is None else left, across if right is None else right
    over = [rule for rule in level if rule.start - BORDER_GAP <= start and end <= rule.end + BORDER_GAP]
    top = max((rule for rule in over if rule.at <= down), default=None)
    bottom = min((rule for rule in over if rule.at >= down), default=None)
    if top is None and bottom is None:
        return None
    if left is None or right is None:
        # A table without outer sides: its level rules say how far it reaches.
        if top is None or bottom is None or abs(top.start - bottom.start) > NEAR:
            return None
        left, right = top.start if left is None else left, top.end if right is None else right
    borders = [rule for rule in (top, bottom) if rule is not None]
    reach = min(rule.start for rule in borders), max(rule.end for rule in borders)
    return GridCell([], left, top.at if top else 0.0, right, bottom.at if bottom else page.height, reach)


def _grids(cells: Sequence[GridCell]) -> list[Grid]:
    grids: list[Grid] = []
    for cell in sorted(cells, key=lambda cell: (cell.top, cell.left)):
        for grid in grids:
            left, right = min(one.reach[0] for one in grid.cells), max(one.reach[1] for one in grid.cells)
            below = cell.top <= max(one.bottom for one in grid.cells) + NEAR
            if below and cell.reach[0] <= right + NEAR and left <= cell.reach[1] + NEAR:
                grid.cells.append(cell)
                break
        else:
            grids.append(Grid([cell]))
    return grids


def _runs(lines: Sequence[Line], breaks: Sequence[float]) -> list[list[Line]]:
    """Lines that follow each other in the file and down the page, parted at grids and jumps."""
    runs: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.order):
        last = runs[-1][-1] if runs else None
        crossed = last is not None and any(last.order < place < line.order for place in breaks)
        if last is None or crossed or not _follows(runs[-1], last, line):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _follows(run: Sequence[Line], last: Line, line: Line) -> bool:
    down = line.base - last.base
    if not 0.3 * line.size < down < RUN_GAP * max(line.size, last.size):
        return False
    left, _, right, _ = _box(run)
    if line.x0 < left - (OUTDENT if down > 1.4 * last.size else FAR_OUT):
        return False
    return line.x0 < right and line.x1 > left


def _aligned(items: Sequence[Region | Grid]) -> list[Region | Grid]:
    """Find tables without rules: regions side by side, row after row, in the same columns."""
    rows: list[list[Region | Grid]] = []
    for item in items:
        if rows and isinstance(item, Region):
            rows[-1:] = _part_tail(rows[-1], item)
        if rows and isinstance(item, Region) and _beside(rows[-1], item):
            rows[-1].append(item)
        else:
            rows.append([item])
    result: list[Region | Grid] = []
    stack: list[list[Region]] = []
    for row in [*rows, []]:
        wide = [item for item in row if isinstance(item, Region)] if len(row) > 1 else []
        if stack and not (wide and _same_columns(stack[-1], wide)):
            result += _table_or_columns(stack)
            stack = []
        if wide:
            stack.append(wide)
        else:
            result += row
    return result


def _part_tail(row: list[Region | Grid], item: Region) -> list[list[Region | Grid]]:
    """Part a lone region's last lines from it when the next region stands right of them alone."""
    if len(row) != 1 or not isinstance(row[0], Region):
        return [row]
    lines, (left, top, _, bottom) = row[0].lines, item.box
    tail = [line for line in lines if top - NEAR <= line.base <= bottom + NEAR]
    lowest = tail and tail[-1] is lines[-1] and max(line.x1 for line in tail) <= left + NEAR
    if (
        not lowest
        or len(tail) == len(lines)
        or tail[0].base - lines[-len(tail) - 1].base < 1.4 * tail[0].size
    ):
        return [row]
    return [[Region(lines[: -len(tail)])], [Region(tail)]]


def _beside(row: Sequence[Region | Grid], item: Region) -> bool:
    """Whether a region stands right of the row's last one, one of the two within the other's height."""
    last = row[-1]
    if not isinstance(last, Region):
        return False
    (_, top, right, bottom), (left, start, _, end) = last.box, item.box
    inside = (top - NEAR <= start and end <= bottom + NEAR) or (start - NEAR <= top and bottom <= end + NEAR)
    return inside and left >= right - NEAR


def _same_columns(one: Sequence[Region], other: Sequence[Region]) -> bool:
    return len(one) == len(other) and all(
        abs(a.box[0] - b.box[0]) <= ALIGNED for a, b in zip(one, other, strict=True)
    )


def _table_or_columns(rows: Sequence[Sequence[Region]]) -> list[Region | Grid]:
    if len(rows) > 1 and _is_prose(rows):
        return [
            Region([line for row in rows for line in row[column].lines]) for column in range(len(rows[0]))
        ]
    grid = Grid(ruled=False, loose=_one_line(rows[0]) if len(rows) == 1 else [])
    tops = [min(region.box[1] for region in row) for row in rows]
    bottoms = [*tops[1:], max(region.box[3] for region in rows[-1])]
    edge = max(region.box[2] for row in rows for region in row)
    for row, top, bottom in zip(rows, tops, bottoms, strict=True):
        lefts = [region.box[0] for region in row]
        for region, left, right in zip(row, lefts, [*lefts[1:], edge], strict=True):
            grid.cells.append(GridCell(region.lines, left, top, right, bottom))
    return [grid]


def _one_line(row: Sequence[Region]) -> list[Region]:
    """Single words and lines on one height are one line with tabs; longer pieces are columns."""
    if any(len(region.lines) > 1 for region in row):
        return list(row)
    return [
        Region([line_of([word for region in row for word in region.lines[0].words], row[0].lines[0].order)])
    ]


def _is_prose(rows: Sequence[Sequence[Region]]) -> bool:
    """Whether rows of single lines are really columns of prose drawn line by line."""
    if len(rows) < 4 or any(len(region.lines) > 1 for row in rows for region in row):
        return False
    lower = sum(row[0].lines[0].text[:1].islower() for row in rows)
    steps = [b[0].lines[0].base - a[0].lines[0].base for a, b in pairwise(rows)]
    even = max(steps) - min(steps) <= 0.3 * rows[0][0].lines[0].size
    return lower >= LOWER_SHARE * len(rows) or (even and lower > 0.15 * len(rows))
