"""Rows of bits: many masks as one table, so that all of them are asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Flags = NDArray[np.bool_]


def unpack(masks: Sequence[int], width: int) -> Flags:
    """Whether each bit stands in each mask, bits × masks; `width` bits at least."""
    size = max(1, (width + 7) // 8)
    raw = np.frombuffer(b"".join(mask.to_bytes(size, "little") for mask in masks), dtype=np.uint8)
    bits = np.unpackbits(raw.reshape(len(masks), size), axis=1, bitorder="little")
    return np.ascontiguousarray(bits.T).astype(bool)
