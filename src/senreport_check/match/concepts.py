"""The checklist's own sets of phrases as the reader sees them: which of them stand in a stretch of text.

What the checklist's writers hold for one idea (all the ways to say that parents are met) is one feature, so
that the reader knows wordings that no labelled passage has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.bits import unpack
from senreport_check.match.vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Concepts:
    """The sets that carry weight, each by its name, and how rare each is (inverse document frequency)."""

    names: tuple[str, ...]
    idf: Matrix

    @classmethod
    def of(cls, vocabulary: Vocabulary, masks: Sequence[int], *, at_least: int) -> Concepts:
        """The sets of which some phrase stands in `at_least` texts or more."""
        names = list(vocabulary.names())
        counts = unpack(masks, len(names))[: len(names)].sum(axis=1)
        kept = np.flatnonzero(counts >= at_least)
        idf = np.log((1 + len(masks)) / (1 + counts[kept])) + 1
        return cls(tuple(names[number] for number in kept), idf.astype(np.float32))

    def rows(self, vocabulary: Vocabulary, masks: Sequence[int]) -> Matrix:
        """One row a mask (masks × sets), of unit length; a set that the vocabulary does not have is never there."""
        place = vocabulary.names()
        known = [(column, place[name]) for column, name in enumerate(self.names) if name in place]
        rows = np.zeros((len(masks), len(self.names)), dtype=np.float32)
        if masks and known:
            columns, bits = map(list, zip(*known, strict=True))
            rows[:, columns] = unpack(masks, len(place))[bits].T * self.idf[columns]
        return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))

