"""Static word vectors: one vector of 256 numbers a text, from the weights that come in wordllama's wheel.

Only the files are used: importing wordllama costs more than everything else a check does, and the libraries that
read them a fifth of it. Nothing is downloaded.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match.pieces import Pieces

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

SIZE = 256
MOST_KEPT = 20_000
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


def embed(texts: Sequence[str]) -> Matrix:
    """One unit vector a text (texts × 256), zero for a text without words."""
    words = [text.split() for text in texts]
    sums = sums_of(_model().rows(list(chain.from_iterable(words))), list(map(len, words)))
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9))


def sums_of(rows: Matrix, lengths: Iterable[int]) -> Matrix:
    """The sums of so many rows each, zero where there are none."""
    bounds = np.cumsum([0, *lengths]).tolist()
    sums = [np.add.reduce(rows[start:end]) for start, end in pairwise(bounds)]
    return np.array(sums, dtype=np.float32).reshape(len(sums), rows.shape[1])


class _Model:
    """The sum of the vectors of each word's pieces, kept for the words met before: no piece spans a space."""

    def __init__(self, pieces: Pieces, table: NDArray[np.float16]) -> None:
        self._pieces, self._table = pieces, table
        self._number: dict[str, int] = {}
        self._sums = np.empty((MOST_KEPT, SIZE), dtype=np.float32)

    def rows(self, words: Sequence[str]) -> Matrix:
        """One row a word (words × 256)."""
        self._learn(dict.fromkeys(words))
        return self._sums[[self._number[word] for word in words]]

    def _learn(self, words: Iterable[str]) -> None:
        new = [word for word in words if word not in self._number]
        if len(self._number) + len(new) > len(self._sums):
            new = list(words)
            self._number.clear()
            self._sums = np.empty((max(MOST_KEPT, len(new)), SIZE), dtype=np.float32)
        if not new:
            return
        numbers = [self._pieces.of(word) for word in new]
        rows = self._table[list(chain.from_iterable(numbers))].astype(np.float32)
        first = len(self._number)
        self._sums[first : first + len(new)] = sums_of(rows, map(len, numbers))
        self._number.update((word, first + place) for place, word in enumerate(new))


@cache
def _model() -> _Model:
    folder = _folder()
    return _Model(Pieces.load(folder / _TOKENIZER), _table(folder / _WEIGHTS))


def _table(path: Path) -> NDArray[np.float16]:
    """The vector of every piece, out of a safetensors file that holds nothing else; read where it is looked at."""
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        (kept,) = json.loads(file.read(length)).values()
    return np.asarray(np.memmap(path, np.float16, "r", offset=8 + length, shape=tuple(kept["shape"])))


def _folder() -> Path:
    found = find_spec("wordllama")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
