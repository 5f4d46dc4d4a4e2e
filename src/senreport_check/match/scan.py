"""All signals of all items over all passages at once: rows of bits laid over each other find the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.bits import unpack
from senreport_check.match.passages import Passage
from senreport_check.match.signals import Compiled, Fired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from senreport_check.match.compiled import CompiledItem

    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.int_]
    FiredAt = dict[tuple[int, int], Fired]


@dataclass(frozen=True, slots=True)
class Scan:
    """What the signals say, each passages × items; `fired` names the signal to quote for a passage and item."""

    met: Flags
    partly: Flags
    vetoed: Flags
    announced: Flags
    on_topic: Flags
    fired: FiredAt


class Scanner:
    """Runs every signal of these items over passages; `bits` is how many bits their masks may have."""

    def __init__(self, items: Sequence[CompiledItem], bits: int) -> None:
        # One row more than there are bits: the last is of no bit and always false.
        self._width = bits + 1
        self._items = len(items)
        self._met = _Signals([item.any for item in items])
        self._partly = _Signals([item.partly for item in items])
        self._vetoes = _Signals([item.none for item in items])
        self._headings = np.array([_row(item.headings) for item in items])
        self._topics = np.array([_row(item.topic) for item in items])

    def scan(self, passages: Sequence[Passage]) -> Scan:
        """What the signals say of every passage."""
        said = unpack([passage.mask for passage in passages], self._width)
        headed = unpack([passage.heading_mask for passage in passages], self._width)
        found: FiredAt = {}
        partly = self._run(self._partly, passages, said | headed, found)
        met = self._run(self._met, passages, said | headed, found)
        vetoed = self._run(self._vetoes, passages, said | headed, {})
        return Scan(met, partly, vetoed, headed[self._headings].T, said[self._topics].T, found)

    def _run(self, signals: _Signals, passages: Sequence[Passage], there: Flags, found: FiredAt) -> Flags:
        """Where any of these signals fires; the first that does is kept in `found`."""
        result = np.zeros((len(passages), self._items), dtype=bool)
        for row, number in signals.candidates(there):
            column, signal = signals.all[number]
            if not result[row, column] and (fired := signal.fires(passages[row])):
                result[row, column] = True
                found[row, column] = fired
        return result


class _Signals:
    """The signals of one sort, those of each item with its place, and the rows of the bits each wants."""

    def __init__(self, of_items: Iterable[Sequence[Compiled]]) -> None:
        self.all = [(column, signal) for column, signals in enumerate(of_items) for signal in signals]
        most = max((len(signal.has) for _, signal in self.all), default=0)
        # A signal that wants fewer bits than others asks for its own again.
        rows = [[_row(bit) for bit in (signal.has * most)[:most]] for _, signal in self.all]
        self._rows: Numbers = np.array(rows, dtype=int).reshape(len(rows), most)

    def candidates(self, there: Flags) -> list[list[int]]:
        """The pairs (passage, signal) in which the passage has every bit the signal wants, in order."""
        pairs: list[list[int]] = np.argwhere(there[self._rows].all(axis=1).T).tolist()
        return pairs


def _row(bit: int) -> int:
    """The row a bit stands in; no bit is in the last."""
    return bit.bit_length() - 1
