"""A list as rows of text, wherever it was kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

WIDEST = 1000
LONGEST = 250_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file from 1, its cells; `fault` says it is broken."""

    line: int
    cells: tuple[str, ...]
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One list that may be read, again from its beginning by every call of `rows`.

    `place` names it for people, `unit` is what its rows are called. `rows` raises `UsageError` for what breaks
    half-way.
    """

    place: str
    rows: Callable[[], Iterator[Row]]
    unit: str = "line"
