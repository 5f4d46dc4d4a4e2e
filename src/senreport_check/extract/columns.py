"""Lines that run across the narrow gap between two columns without rules, parted where the column begins."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from senreport_check.extract.geometry import Line, line_of
from senreport_check.extract.tidy import LABEL

SAME_START = 0.7
BESIDE_OFTEN = 2
GAPS_OFTEN = 3
SPACE = 0.15
WIDE_GAP = 0.75
NARROW_COLUMN = 36.0
NEAR_BY = 3.5


def part_at_columns(lines: Sequence[Line]) -> list[Line]:
    """Part lines at the places where other lines close by show a column to begin."""
    witnesses = _column_starts(lines)
    if not witnesses:
        return list(lines)
    return [piece for line in lines for piece in _pieces(line, _near(witnesses, line))]


def _column_starts(lines: Sequence[Line]) -> dict[float, list[float]]:
    """Where columns begin, each with the heights at which lines show it.

    A line with a neighbour on its left shows it, and so do words standing under each other after gaps wider
    than a space.
    """
    heights: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        heights[round(line.base)].append(line)
    beside: dict[float, list[float]] = defaultdict(list)
    gaps: dict[float, list[float]] = defaultdict(list)
    for line in lines:
        if any(other.x1 < line.x0 for other in heights[round(line.base)]):
            beside[round(line.x0, 1)].append(line.base)
        for before, word in pairwise(line.words):
            if word.x0 - before.x1 > WIDE_GAP * line.size and not LABEL.fullmatch(before.text):
                gaps[round(word.x0, 1)].append(line.base)
    often = {start: places for start, places in gaps.items() if len(places) >= GAPS_OFTEN}
    often |= {start: places for start, places in beside.items() if len(places) >= BESIDE_OFTEN}
    for line in lines:
        if (start := round(line.x0, 1)) in often:
            often[start].append(line.base)
    return often


def _near(witnesses: Mapping[float, Sequence[float]], line: Line) -> list[float]:
    return [
        start for start, heights in witnesses.items()
        if any(abs(line.base - height) <= NEAR_BY * line.size for height in heights)
    ]


def _pieces(line: Line, starts: Sequence[float]) -> Iterator[Line]:
    begin = 0
    for index in range(1, len(line.words)):
        word, before = line.words[index], line.words[index - 1]
        apart = word.x0 - before.x1 > SPACE * line.size and word.x0 - line.words[begin].x0 > NARROW_COLUMN
        if apart and any(abs(word.x0 - start) <= SAME_START for start in starts):
            yield _piece(line, begin, index)
            begin = index
    yield _piece(line, begin, len(line.words)) if begin else line


def _piece(line: Line, begin: int, end: int) -> Line:
    return replace(line_of(line.words[begin:end], line.order + begin / 1000), underlined=line.underlined)
