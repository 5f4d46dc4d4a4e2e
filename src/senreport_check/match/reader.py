"""The statistical reader: how likely a passage speaks of an item, and how likely it gives real information.

Two logistic regressions an item over words, pairs and triples of words and a word-vector mean, of the text
and of its heading. The weights are made from the labelled passages and documents in fixtures/ by
`senreport-check train`. It is one signal among others and never heard alone: see `weigh`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.vectors import SIZE, embed, sums_of
from senreport_check.text import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.int64]


WEIGHTS = Path(__file__).with_name("reader.npz")
TEXT_WEIGHT, HEADING_WEIGHT, VECTOR_WEIGHT, HEADING_VECTOR_WEIGHT = 2.0, 1.0, 3.0, 1.5
AT_ONCE = 256
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[£@?]")


def grams(text: str) -> list[str]:
    """The words of a text and their runs of up to three; digits count as one word, `#`."""
    words = list(chain.from_iterable(map(_words_in, text.split())))
    pairs = [f"{one} {two}" for one, two in pairwise(words)]
    return words + pairs + [f"{pair} {third}" for pair, third in zip(pairs, words[2:], strict=False)]


@lru_cache(50_000)
def _words_in(piece: str) -> list[str]:
    """The words in what stands between two spaces."""
    folded = plain(unicodedata.normalize("NFKC", piece)).lower()
    return ["#" if word.isdigit() else word for word in _WORD.findall(folded)]


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
        return numbers.tolist(), values

    def table(self, texts: Sequence[str]) -> tuple[Numbers, Numbers, Matrix]:
        """The rows of many texts on end: the numbers of the runs, how many each text has, their weights."""
        runs = [grams(text) for text in texts]
        found = np.fromiter(map(self.index.get, chain.from_iterable(runs), repeat(-1)), dtype=np.int64)
        text_of = np.repeat(np.arange(len(runs)), list(map(len, runs)))
        known, width = found >= 0, max(1, len(self.index))
        cells, times = np.unique(text_of[known] * width + found[known], return_counts=True)
        texts_of, numbers = np.divmod(cells, width)
        values = (1 + np.log(times)) * self.idf[numbers]
        norms = np.sqrt(np.bincount(texts_of, values**2, len(runs)))
        lengths = np.bincount(texts_of, minlength=len(runs))
        return numbers, lengths, (values / norms[texts_of]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Features:
    """What the regressions see: two lexicons and the word vectors, of text and heading."""

    words: Lexicon
    headings: Lexicon

    @property
    def width(self) -> int:
        """The number of features."""
        return len(self.words.index) + len(self.headings.index) + 2 * SIZE

    def sparse(self, text: str, heading: str) -> tuple[list[int], list[float]]:
        """The features of words, as numbers and values."""
        numbers, values = self.words.rows(text)
        offset = len(self.words.index)
        more, heading_values = self.headings.rows(heading)
        return (
            numbers + [offset + number for number in more],
            [*(values * TEXT_WEIGHT).tolist(), *(heading_values * HEADING_WEIGHT).tolist()],
        )

    def dense(self, texts: Sequence[str], headings: Sequence[str]) -> Matrix:
        """The features of meaning: the vector of each text beside that of its heading."""
        known = {heading: number for number, heading in enumerate(dict.fromkeys(headings))}
        of_headings = embed(list(known))[[known[heading] for heading in headings]]
        return np.hstack([embed(texts) * VECTOR_WEIGHT, of_headings * HEADING_VECTOR_WEIGHT])


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

    def logits(self, texts: Sequence[str], headings: Sequence[str]) -> tuple[Matrix, Matrix]:
        """Log odds of presence, and of met given presence: each texts × items."""
        known = {heading: number for number, heading in enumerate(dict.fromkeys(headings))}
        of_headings = self._part(list(known), heading=True)
        result = self._part(texts, heading=False) + of_headings[[known[each] for each in headings]] + self.bias
        half = len(self.items)
        return result[:, :half], result[:, half:]

    def _part(self, texts: Sequence[str], *, heading: bool) -> Matrix:
        """What the texts, or the headings, add to the log odds; some hundred at once, so that little memory is held."""
        features, split = self.features, self.features.width - 2 * SIZE
        if heading:
            lexicon, weight, vector_weight = features.headings, HEADING_WEIGHT, HEADING_VECTOR_WEIGHT
            rows, dense = self.weights[len(features.words.index) : split], self.weights[split + SIZE :]
        else:
            lexicon, weight, vector_weight = features.words, TEXT_WEIGHT, VECTOR_WEIGHT
            rows, dense = self.weights[: len(features.words.index)], self.weights[split : split + SIZE]
        found = [np.zeros((0, self.weights.shape[1]), dtype=np.float32)]
        for start in range(0, len(texts), AT_ONCE):
            some = texts[start : start + AT_ONCE]
            numbers, lengths, values = lexicon.table(some)
            words = sums_of(rows[numbers] * (values * weight)[:, None], lengths)
            found.append(np.asarray(words + (embed(some) * vector_weight) @ dense, dtype=np.float32))
        return np.vstack(found)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights, in half precision."""
        np.savez_compressed(
            path,
            items=np.array(self.items),
            words=np.array(list(self.features.words.index)), words_idf=self.features.words.idf,
            headings=np.array(list(self.features.headings.index)), headings_idf=self.features.headings.idf,
            weights=self.weights.astype(np.float16), bias=self.bias,
        )  # fmt: skip

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Reader:
        """Read weights written by `save`."""
        with np.load(path) as kept:
            features = Features(
                _lexicon(kept["words"], kept["words_idf"]), _lexicon(kept["headings"], kept["headings_idf"])
            )
            items = tuple(str(item) for item in kept["items"])
            return cls(items, features, kept["weights"].astype(np.float32), kept["bias"])


def _lexicon(grams_: NDArray[np.str_], idf: Matrix) -> Lexicon:
    return Lexicon({gram: number for number, gram in enumerate(grams_.tolist())}, idf)


@cache
def standard() -> Reader:
    """The reader shipped with the package."""
    return Reader.load()
