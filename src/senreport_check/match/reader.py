"""The statistical reader: how likely a passage speaks of an item, and how likely it gives real information.

Two logistic regressions an item over words, pairs and triples of words and a word-vector mean, of the text
and of its heading, and over the checklist's sets of phrases that stand in the text. The weights are made from the labelled passages and documents in fixtures/ by
`senreport-check train`. It is one signal among others and never heard alone: see `weigh`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.concepts import Concepts
from senreport_check.match.vectors import SIZE, embed
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]


WEIGHTS = Path(__file__).with_name("reader.npz")
TEXT_WEIGHT, HEADING_WEIGHT, VECTOR_WEIGHT, HEADING_VECTOR_WEIGHT = 2.0, 1.0, 3.0, 1.5
CONCEPT_WEIGHT = 2.5
AT_ONCE = 256
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[£@?]")


def grams(text: str) -> list[str]:
    """The words of a text and their runs of up to three; digits count as one word, `#`."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(fold(text))]
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return words + pairs + [f"{pair} {third}" for pair, third in zip(pairs, words[2:], strict=False)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text to be read, what it stands under, and the mask of the phrases in it."""

    text: str
    heading: str
    mask: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word runs that carry weight, and how rare each is (inverse document frequency)."""

    index: dict[str, int]
    idf: Matrix

    @classmethod
    def of(cls, texts: Iterable[str], *, at_least: int, at_most: int) -> Lexicon:
        """The `at_most` most frequent runs that stand in `at_least` texts or more."""
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            counts.update(set(grams(text)))
            total += 1
        kept = sorted(
            (gram for gram, count in counts.items() if count >= at_least), key=lambda gram: (-counts[gram], gram)
        )[:at_most]
        idf = np.array([np.log((1 + total) / (1 + counts[gram])) + 1 for gram in kept], dtype=np.float32)
        return cls({gram: number for number, gram in enumerate(kept)}, idf)

    def rows(self, text: str) -> tuple[list[int], Matrix]:
        """The numbers of the runs in a text and the unit-length weight of each."""
        numbers, _, values = self.table([text])
        return numbers, values

    def table(self, texts: Iterable[str]) -> tuple[list[int], list[int], Matrix]:
        """The rows of many texts on end: the numbers of the runs, how many each text has, their weights."""
        known = self.index.get
        counts = [Counter([number for gram in grams(text) if (number := known(gram)) is not None]) for text in texts]
        numbers = [number for each in counts for number in each]
        times = np.fromiter((count for each in counts for count in each.values()), dtype=np.float32)
        values = (1 + np.log(times)) * self.idf[numbers]
        lengths = [len(each) for each in counts]
        norms = np.sqrt(_sums(values[:, None] ** 2, lengths)[:, 0])
        return numbers, lengths, values / np.repeat(norms, lengths)


@dataclass(frozen=True, slots=True)
class Features:
    """What the regressions see: two lexicons and the word vectors, of text and heading, and the text's concepts."""

    words: Lexicon
    headings: Lexicon
    concepts: Concepts

    @property
    def width(self) -> int:
        """The number of features."""
        return len(self.words.index) + len(self.headings.index) + len(self.concepts.names) + 2 * SIZE

    def sparse(self, stretch: Stretch) -> tuple[list[int], list[float]]:
        """The features of words, as numbers and values."""
        numbers, values = self.words.rows(stretch.text)
        offset = len(self.words.index)
        more, heading_values = self.headings.rows(stretch.heading)
        return (
            numbers + [offset + number for number in more],
            [*(values * TEXT_WEIGHT).tolist(), *(heading_values * HEADING_WEIGHT).tolist()],
        )

    def dense(self, stretches: Sequence[Stretch], vocabulary: Vocabulary) -> Matrix:
        """The features of meaning: each text's concepts, its vector, and that of its heading."""
        concepts = self.concepts.rows(vocabulary, [stretch.mask for stretch in stretches])
        texts = embed([stretch.text for stretch in stretches])
        headings = embed([stretch.heading for stretch in stretches])
        return np.hstack([concepts * CONCEPT_WEIGHT, texts * VECTOR_WEIGHT, headings * HEADING_VECTOR_WEIGHT])


@dataclass(frozen=True, slots=True)
class Reader:
    """Features and weights; `weights` has a column an item for presence, then one an item for met."""

    items: tuple[str, ...]
    features: Features
    weights: Matrix
    bias: Matrix

    def known_words(self) -> set[str]:
        """The single words the reader has learnt."""
        return {gram for gram in self.features.words.index if " " not in gram}

    def logits(self, stretches: Sequence[Stretch], vocabulary: Vocabulary) -> tuple[Matrix, Matrix]:
        """Log odds of presence, and of met given presence: each stretches × items."""
        headings = [stretch.heading for stretch in stretches]
        known = {heading: number for number, heading in enumerate(dict.fromkeys(headings))}
        of_headings = self._part(list(known), heading=True)
        of_texts = self._part([stretch.text for stretch in stretches], heading=False)
        of_concepts = self._of_concepts([stretch.mask for stretch in stretches], vocabulary)
        result = of_texts + of_headings[[known[each] for each in headings]] + of_concepts + self.bias
        half = len(self.items)
        return result[:, :half], result[:, half:]

    def _of_concepts(self, masks: Sequence[int], vocabulary: Vocabulary) -> Matrix:
        """What the concepts add to the log odds."""
        start = len(self.features.words.index) + len(self.features.headings.index)
        rows = self.weights[start : start + len(self.features.concepts.names)]
        return self.features.concepts.rows(vocabulary, masks) @ rows * np.float32(CONCEPT_WEIGHT)

    def _part(self, texts: Sequence[str], *, heading: bool) -> Matrix:
        """What the texts, or the headings, add to the log odds; some hundred at once, so that little memory is held."""
        features, vectors = self.features, self.weights[-2 * SIZE :]
        split = len(features.words.index)
        if heading:
            lexicon, weight, vector_weight = features.headings, HEADING_WEIGHT, HEADING_VECTOR_WEIGHT
            rows, dense = self.weights[split : split + len(features.headings.index)], vectors[SIZE:]
        else:
            lexicon, weight, vector_weight = features.words, TEXT_WEIGHT, VECTOR_WEIGHT
            rows, dense = self.weights[:split], vectors[:SIZE]
        found = [np.zeros((0, self.weights.shape[1]), dtype=np.float32)]
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            numbers, lengths, values = lexicon.table(some)
            words = _sums(rows[numbers] * (values * weight)[:, None], lengths)
            found.append(np.asarray(words + (embed(some) * vector_weight) @ dense, dtype=np.float32))
        return np.vstack(found)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, in half precision."""
        np.savez_compressed(
            path,
            items=np.array(self.items),
            words=np.array(list(self.features.words.index)), words_idf=self.features.words.idf,
            headings=np.array(list(self.features.headings.index)), headings_idf=self.features.headings.idf,
            concepts=np.array(self.features.concepts.names), concepts_idf=self.features.concepts.idf,
            weights=self.weights.astype(np.float16), bias=self.bias,
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reader:
        """Read weights written by `save`."""
        with np.load(path) as kept:
            features = Features(
                _lexicon(kept["words"], kept["words_idf"]),
                _lexicon(kept["headings"], kept["headings_idf"]),
                Concepts(tuple(kept["concepts"].tolist()), kept["concepts_idf"]),
            )
            items = tuple(str(item) for item in kept["items"])
            return cls(items, features, kept["weights"].astype(np.float32), kept["bias"])


def _sums(rows: Matrix, lengths: Sequence[int]) -> Matrix:
    """The sums of so many rows each, zero where there are none."""
    result = np.zeros((len(lengths), rows.shape[1]), dtype=np.float32)
    full = np.flatnonzero(lengths)
    if len(full):
        starts = np.cumsum([0, *lengths])[full]
        result[full] = np.add.reduceat(rows, starts, axis=0)
    return result


def _lexicon(grams_: NDArray[np.str_], idf: Matrix) -> Lexicon:
    return Lexicon({gram: number for number, gram in enumerate(grams_.tolist())}, idf)


@cache
def standard() -> Reader:
    """The reader shipped with the package."""
    return Reader.load()
