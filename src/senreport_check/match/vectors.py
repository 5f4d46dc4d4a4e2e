"""Static word vectors: one vector of 256 numbers a text, from the weights that come in wordllama's wheel.

Only the files are used, with the two libraries that read them: importing wordllama itself costs more than
everything else a check does. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SIZE = 256
_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """One unit vector a text (texts × 256), zero for a text without words."""
    tokenizer, table = _model()
    ids = [encoded.ids for encoded in tokenizer.encode_batch(list(texts), add_special_tokens=False)]
    vectors = np.zeros((len(ids), SIZE), dtype=np.float32)
    full = [number for number, each in enumerate(ids) if each]
    if not full:
        return vectors
    starts = np.cumsum([0, *(len(ids[number]) for number in full)])[:-1]
    flat = np.fromiter((token for number in full for token in ids[number]), dtype=np.int64)
    sums = np.add.reduceat(table[flat], starts, axis=0)
    vectors[full] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
    return vectors


@cache
def _model() -> tuple[Tokenizer, NDArray[np.float32]]:
    from safetensors.numpy import load_file  # noqa: PLC0415 - only when a document is matched
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = _folder()
    tokenizer = Tokenizer.from_file(str(folder / _TOKENIZER))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    (table,) = load_file(folder / _WEIGHTS).values()
    return tokenizer, np.asarray(table, dtype=np.float32)


def _folder() -> Path:
    found = find_spec("wordllama")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
