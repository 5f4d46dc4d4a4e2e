"""Lines that run across the narrow gap between two columns without rules, parted where the column begins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from senreport_check.extract.geometry import Line, line_of

SAME_START = 0.7
ENOUGH = 2
NARROWEST = 0.15
NARROW_COLUMN = 36.0


def part_at_columns(lines: Sequence[Line]) -> list[Line]:
    """Part lines at the places where other lines, right of a neighbour on their height, begin."""
    starts = _column_starts(lines)
    return [piece for line in lines for piece in _pieces(line, starts)] if starts else list(lines)


def _column_starts(lines: Sequence[Line]) -> list[float]:
    """Where at least `ENOUGH` lines begin that have another line beside them on the left."""
    heights: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        heights[round(line.base)].append(line)
    starts = Counter(
        round(line.x0, 1)
        for beside in heights.values() for line in beside
        if any(other.x1 < line.x0 for other in beside)
    )
    return [start for start, count in starts.items() if count >= ENOUGH]


def _pieces(line: Line, starts: Sequence[float]) -> Iterator[Line]:
    begin = 0
    for index in range(1, len(line.words)):
        word, before = line.words[index], line.words[index - 1]
        apart = word.x0 - before.x1 > NARROWEST * line.size and word.x0 - line.words[begin].x0 > NARROW_COLUMN
        if apart and any(abs(word.x0 - start) <= SAME_START for start in starts):
            yield replace(line_of(line.words[begin:index], line.order + begin / 1000), underlined=line.underlined)
            begin = index
    rest = line_of(line.words[begin:], line.order + begin / 1000) if begin else line
    yield replace(rest, underlined=line.underlined) if begin else rest
