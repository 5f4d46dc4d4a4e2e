"""Words to the numbered pieces whose vectors are known, over the vocabulary that comes in wordllama's wheel.

The pieces are those of byte-pair encoding. The library for it reads 61,000 pairs before the first word, which costs
a tenth of a whole check; all those pairs follow from the vocabulary: two neighbours join when it holds what they
make, the lowest number first.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import chain, pairwise
from pathlib import Path

BEGINS = "▁"
"""Stands before the first letter of a word."""

LONGEST = 500
"""What goes on for longer without a space is no word, and is cut: joining takes time with the square of its length."""

_STOPS = ".,:;!?)"
_FIRST_BYTE = 3
_NONE = 1 << 30
MOST_KEPT = 20_000


class Pieces:
    """The numbered pieces of words."""

    def __init__(self, numbers: dict[str, int]) -> None:
        self._numbers = numbers
        self._join = lru_cache(MOST_KEPT)(self._pairwise)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read the vocabulary out of a tokenizer's JSON file, and no more of it."""
        raw = path.read_bytes()
        start = raw.index(b"{", raw.index(b'"vocab"'))
        numbers, _ = json.JSONDecoder().raw_decode(raw[start : raw.index(b'"merges"', start)].decode())
        return cls(numbers)

    def of(self, word: str) -> list[int]:
        """The numbers of a word's pieces; a letter the vocabulary lacks counts as its bytes."""
        # No piece joins a letter to the stop after it, and most words before a stop are known whole.
        bare = word.rstrip(_STOPS)
        end = len(bare) if bare[-1:].isalpha() else len(word)
        found = chain(self._joined(BEGINS + word[:end]), self._joined(word[end:]))
        return [number for piece in found for number in self._numbered(piece)]

    def _joined(self, letters: str) -> list[str]:
        """The pieces of these letters; those of the vocabulary are pieces themselves."""
        if letters in self._numbers:
            return [letters]
        starts = range(0, len(letters), LONGEST)
        return [piece for start in starts for piece in self._join(letters[start : start + LONGEST])]

    def _pairwise(self, letters: str) -> list[str]:
        get = self._numbers.get
        parts = list(letters)
        made = [get(one + other, _NONE) for one, other in pairwise(parts)]
        while made and (best := min(made)) != _NONE:
            place = made.index(best)
            parts[place : place + 2] = [parts[place] + parts[place + 1]]
            del made[place]
            if place:
                made[place - 1] = get(parts[place - 1] + parts[place], _NONE)
            if place < len(made):
                made[place] = get(parts[place] + parts[place + 1], _NONE)
        return parts

    def _numbered(self, piece: str) -> list[int]:
        number = self._numbers.get(piece)
        return [_FIRST_BYTE + byte for byte in piece.encode(errors="replace")] if number is None else [number]
