"""Words misspelt by hand or misread by OCR, taken for the checklist's word they come nearest to.

Only the matching sees the mended word; what is quoted is what the document says.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

SHORTEST = 6
ALIKE = 88.0


class Speller:
    """Mends words against the words of a checklist; words in `known` or with a known stem are left as they are."""

    def __init__(self, wanted: Iterable[str], known: Iterable[str], stems: Iterable[str]) -> None:
        words = {word for word in wanted if len(word) >= SHORTEST and word.isalpha()}
        self._known = frozenset(known) | words
        self._stems = tuple(stems)
        self._alike: dict[tuple[str, int], list[str]] = {}
        for word in words:
            self._alike.setdefault((word[0], len(word)), []).append(word)

    def mend(self, word: str) -> str:
        """The checklist's word this one must be a slip of, else the word itself."""
        if len(word) < SHORTEST or word in self._known or not word.isalpha():
            return word
        return self._nearest(word)

    def _nearest(self, word: str) -> str:
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - only for words nobody knows

        if word.startswith(self._stems):
            return word
        lengths = range(len(word) - 1, len(word) + 2)
        near = sorted(chain.from_iterable(self._alike.get((word[0], length), ()) for length in lengths))
        found = process.extractOne(word, near, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return found[0] if found else word
