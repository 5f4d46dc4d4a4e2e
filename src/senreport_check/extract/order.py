"""Reading order of a page's boxes, for pages whose file order cannot be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from senreport_check.extract.geometry import Line

Box = tuple[float, float, float, float]


class Boxed(Protocol):
    """Anything with a box: left, top, right, bottom."""

    @property
    def box(self) -> Box:
        """Left, top, right and bottom."""


T = TypeVar("T", bound=Boxed)
OVERLAP = 0.3
SCRAMBLED = 0.3
SLACK = 3.0


def in_order(items: Sequence[T]) -> list[T]:
    """Keep the given order unless it goes up the page within a column; then read by the white space."""
    boxes = [item.box for item in items]
    if any(_goes_up(above, below) for above, below in pairwise(boxes)):
        return [items[index] for index in reading_order(boxes)]
    return list(items)


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indexes of boxes in reading order, by white space alone."""
    return _cut(list(range(len(boxes))), boxes)


def ordered(lines: Sequence[Line]) -> list[Line]:
    """Lines in reading order by white space alone, numbered anew."""
    boxes = [(line.x0, line.top, line.x1, line.bottom) for line in lines]
    found = [lines[index] for index in reading_order(boxes)]
    for order, line in enumerate(found):
        line.order = order
    return found


def is_scrambled(lines: Sequence[Line]) -> bool:
    """Whether the file's order runs up the page so often that it cannot be the order of reading."""
    ups = sum(
        second.base < first.base - first.size and second.x0 < first.x1 and first.x0 < second.x1
        for first, second in pairwise(lines)
    )
    return ups > SCRAMBLED * len(lines)


def _goes_up(first: Box, second: Box) -> bool:
    shared = min(first[2], second[2]) - max(first[0], second[0])
    narrow = min(first[2] - first[0], second[2] - second[0])
    return second[3] <= first[1] + SLACK and shared > OVERLAP * narrow


def _cut(indexes: list[int], boxes: Sequence[Box]) -> list[int]:
    """Part into bands by white space across, and each band into columns by white space down."""
    if len(indexes) < 2:
        return indexes
    bands = _merge_columns(_bands(indexes, boxes, 1), boxes)
    found: list[int] = []
    for band in bands:
        gutter = _gutter(band, boxes)
        left = [index for index in band if gutter is not None and boxes[index][2] <= gutter]
        right = [index for index in band if index not in left]
        if left and right:
            found += _cut(left, boxes) + _cut(right, boxes)
        else:
            found += sorted(band, key=lambda index: (boxes[index][1], boxes[index][0]))
    return found


def _bands(indexes: Sequence[int], boxes: Sequence[Box], axis: int) -> list[list[int]]:
    bands: list[list[int]] = []
    end = float("-inf")
    for index in sorted(indexes, key=lambda index: boxes[index][axis]):
        if bands and boxes[index][axis] < end - SLACK:
            bands[-1].append(index)
        else:
            bands.append([index])
        end = max(end, boxes[index][axis + 2])
    return bands


def _merge_columns(bands: Sequence[list[int]], boxes: Sequence[Box]) -> list[list[int]]:
    """Join neighbouring bands that share a gutter: the columns they stand in run through both."""
    merged: list[list[int]] = []
    for band in bands:
        if merged and _gutter([*merged[-1], *band], boxes) is not None and (
            _gutter(merged[-1], boxes) is not None or _gutter(band, boxes) is not None
        ):
            merged[-1] = [*merged[-1], *band]
        else:
            merged.append(list(band))
    return merged


def _gutter(indexes: Sequence[int], boxes: Sequence[Box]) -> float | None:
    """Where the first column ends, when boxes stand side by side with clear white space between."""
    columns = _bands(indexes, boxes, 0)
    if len(columns) < 2:
        return None
    return max(boxes[index][2] for index in columns[0])
