"""The statistical reader: how likely a passage speaks of an item, and how likely it gives real information.

A small network with one hidden layer that all items share. It sees which of the checklist's sets of phrases
stand in a text, and the mean of the word vectors of the text and of what it stands under. Its weights are
made from the labelled passages and documents in fixtures/ by `senreport-check train`. It is one signal among
others and never heard alone: see `weigh`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.concepts import Concepts
from senreport_check.match.vectors import embed
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


WEIGHTS = Path(__file__).with_name("reader.npz")
CONCEPT_WEIGHT, VECTOR_WEIGHT, HEADING_WEIGHT = 2.5, 3.0, 1.5
AT_ONCE = 256
WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text to be read, what it stands under, and the mask of the phrases in it."""

    text: str
    heading: str
    mask: int


def words_of(text: str) -> list[str]:
    """The words of a text as the reader keeps them."""
    return WORD.findall(fold(text))


@dataclass(frozen=True, slots=True)
class Layers:
    """The network's weights: features × hidden, hidden, hidden × answers, answers."""

    inner: Matrix
    inner_bias: Matrix
    outer: Matrix
    outer_bias: Matrix

    def answers(self, features: Matrix) -> Matrix:
        """The log odds of every answer, a row for each row of features."""
        hidden = np.maximum(features @ self.inner + self.inner_bias, 0)
        return np.asarray(hidden @ self.outer + self.outer_bias)


@dataclass(frozen=True, slots=True)
class Reader:
    """What the reader has learnt: of which items, from which words, by which concepts, with which weights.

    The network answers for each item whether it is present, and then for each whether it is met.
    """

    items: tuple[str, ...]
    words: frozenset[str]
    concepts: Concepts
    layers: Layers

    def logits(self, stretches: Sequence[Stretch], vocabulary: Vocabulary) -> tuple[Matrix, Matrix]:
        """Log odds of presence, and of met given presence, each stretches × items; some hundred at a time."""
        found = [np.zeros((0, 2 * len(self.items)), dtype=np.float32)]
        for start in range(0, len(stretches), AT_ONCE):
            some = stretches[start : start + AT_ONCE]
            found.append(self.layers.answers(features_of(some, self.concepts, vocabulary)))
        result = np.vstack(found)
        return result[:, : len(self.items)], result[:, len(self.items) :]

    def save(self, path: Path = WEIGHTS) -> None:
        """Write what was learnt, the layers in half precision."""
        layers = {name: getattr(self.layers, name).astype(np.float16) for name in Layers.__slots__}
        np.savez_compressed(
            path,
            items=np.array(self.items),
            words=np.array(sorted(self.words)),
            concepts=np.array(self.concepts.names),
            concepts_idf=self.concepts.idf,
            allow_pickle=False,
            **layers,
        )

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reader:
        """Read what `save` wrote."""
        with np.load(path) as kept:
            return cls(
                tuple(kept["items"].tolist()),
                frozenset(kept["words"].tolist()),
                Concepts(tuple(kept["concepts"].tolist()), kept["concepts_idf"]),
                Layers(**{name: kept[name].astype(np.float32) for name in Layers.__slots__}),
            )


def features_of(stretches: Sequence[Stretch], concepts: Concepts, vocabulary: Vocabulary) -> Matrix:
    """What the network sees of each stretch: concepts, the vector of its text, the vector of its heading."""
    headings = dict.fromkeys(stretch.heading for stretch in stretches)
    place = {heading: number for number, heading in enumerate(headings)}
    return np.hstack(
        [
            concepts.rows(vocabulary, [stretch.mask for stretch in stretches]) * np.float32(CONCEPT_WEIGHT),
            embed([stretch.text for stretch in stretches]) * np.float32(VECTOR_WEIGHT),
            (embed(list(headings)) * np.float32(HEADING_WEIGHT))[[place[stretch.heading] for stretch in stretches]],
        ]
    )


@cache
def standard() -> Reader:
    """The reader shipped with the package."""
    return Reader.load()
