"""What is said aloud about a list: whole sentences, and sentences about rows with their numbers gathered."""

from __future__ import annotations

from collections.abc import Iterable

SHOWN = 5
MOST = 40


class Notes:
    """Gathers notes while a list is read; `unit` is what its rows are called, "line" or "row"."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._said: list[str] = []
        self._rows: dict[str, list[int]] = {}

    def say(self, sentence: str) -> None:
        """Note something about the whole list."""
        self._said.append(sentence)

    def row(self, line: int, what: str) -> None:
        """Note something about one row; rows of which the same is said share one note."""
        self._rows.setdefault(what, []).append(line)

    def all(self) -> tuple[str, ...]:
        """Every note, those about the whole first; past forty about rows the rest are only counted."""
        rows = [f"{self._where(lines)}: {what}" for what, lines in self._rows.items()]
        rest = [f"There are {len(rows) - MOST} more remarks of the same kinds."] if len(rows) > MOST else []
        return (*self._said, *rows[:MOST], *rest)

    def _where(self, lines: list[int]) -> str:
        shown = [str(line) for line in lines[:SHOWN]]
        if len(lines) > SHOWN:
            shown.append(f"{len(lines) - SHOWN} more")
        unit = self._unit.capitalize() + ("s" if len(lines) > 1 else "")
        return f"{unit} {listed(shown)}"


def listed(words: Iterable[str], joined: str = "and") -> str:
    """Words as a person lists them: "a, b and c"."""
    *most, last = words
    return f"{', '.join(most)} {joined} {last}" if most else last
