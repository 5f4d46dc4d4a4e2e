"""All signals of all items over all passages at once: rows of bits laid over each other find the candidates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.bits import unpack
from senreport_check.match.compiled import CompiledItem
from senreport_check.match.passages import Passage
from senreport_check.match.signals import Compiled, Fired

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scan:
    """What the signals say, each passages × items; `fired` names the signal to quote for a passage and item."""

    met: Flags
    partly: Flags
    vetoed: Flags
    announced: Flags
    on_topic: Flags
    fired: dict[tuple[int, int], Fired]


def scan(items: Sequence[CompiledItem], passages: Sequence[Passage]) -> Scan:
    """Run every signal of every item over every passage."""
    masks = [passage.all_masks for passage in passages]
    shape = (len(passages), len(items))
    found: dict[tuple[int, int], Fired] = {}
    partly = _run(items, passages, masks, lambda item: item.partly, found)
    met = _run(items, passages, masks, lambda item: item.any, found)
    vetoed = _run(items, passages, masks, lambda item: item.none, {})
    announced, on_topic = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for column, item in enumerate(items):
        announced[:, column] = [bool(passage.heading_mask & item.headings) for passage in passages]
        on_topic[:, column] = [bool(passage.mask & item.topic) for passage in passages]
    return Scan(met, partly, vetoed, announced, on_topic, found)


def _run(
    items: Sequence[CompiledItem],
    passages: Sequence[Passage],
    masks: Sequence[int],
    signals_of: Callable[[CompiledItem], Sequence[Compiled]],
    found: dict[tuple[int, int], Fired],
) -> Flags:
    """Where any of these signals fires; the first that does is kept in `found`."""
    result = np.zeros((len(passages), len(items)), dtype=bool)
    signals = [(column, signal) for column, item in enumerate(items) for signal in signals_of(item)]
    for row, number in _candidates(masks, [signal.has for _, signal in signals]):
        column, signal = signals[number]
        if not result[row, column] and (fired := signal.fires(passages[row])):
            result[row, column] = True
            found[row, column] = fired
    return result


def _candidates(masks: Sequence[int], wanted: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs (passage, signal) in which the passage has every bit the signal wants, in order."""
    if not masks or not wanted:
        return []
    width = max(*(mask.bit_length() for mask in masks), *(max(bits).bit_length() for bits in wanted), 8)
    there = unpack(masks, width)
    found = [np.logical_and.reduce(there[[bit.bit_length() - 1 for bit in bits]]) for bits in wanted]
    return [(int(row), int(column)) for row, column in np.argwhere(np.array(found).T)]

