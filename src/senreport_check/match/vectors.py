"""Static word vectors: one vector of 256 numbers a text, from the weights that come in wordllama's wheel.

Only the files are used, with the two libraries that read them: importing wordllama itself costs more than
everything else a check does. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

SIZE = 256
MOST_KEPT = 20_000
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit vector a text (texts × 256), zero for a text without words."""
    words = [text.split() for text in texts]
    vectors = np.zeros((len(texts), SIZE), dtype=np.float32)
    full = [number for number, each in enumerate(words) if each]
    if not full:
        return vectors
    starts = np.cumsum([0, *(len(words[number]) for number in full)])[:-1]
    sums = np.add.reduceat(_model().rows(list(chain.from_iterable(words))), starts, axis=0)
    vectors[full] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return vectors


class _Model:
    """The sum of the vectors of each word's pieces, kept for the words met before: no piece spans a space."""

    def __init__(self, tokenizer: Tokenizer, table: NDArray[np.float16]) -> None:
        self._tokenizer, self._table = tokenizer, table
        self._number: dict[str, int] = {}
        self._sums = np.zeros((0, SIZE), dtype=np.float32)

    def rows(self, words: Sequence[str]) -> NDArray[np.float32]:
        """One row a word (words × 256)."""
        self._learn(dict.fromkeys(words))
        return self._sums[[self._number[word] for word in words]]

    def _learn(self, words: Iterable[str]) -> None:
        new = [word for word in words if word not in self._number]
        if len(self._number) + len(new) > MOST_KEPT:
            self._number.clear()
            self._sums = self._sums[:0]
            new = list(words)
        if not new:
            return
        ids = [encoded.ids for encoded in self._tokenizer.encode_batch(new, add_special_tokens=False)]
        starts = np.cumsum([0, *map(len, ids)])[:-1]
        pieces = self._table[list(chain.from_iterable(ids))].astype(np.float32)
        self._number.update((word, len(self._sums) + place) for place, word in enumerate(new))
        self._sums = np.vstack([self._sums, np.add.reduceat(pieces, starts, axis=0)])


@cache
def _model() -> _Model:
    from safetensors import safe_open  # noqa: PLC0415 - only when a document is matched
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = _folder()
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    with safe_open(folder / _WEIGHTS, framework="numpy") as kept:
        (name,) = kept.keys()
        return _Model(tokenizer, kept.get_tensor(name))


def _folder() -> Path:
    found = find_spec("wordllama")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
