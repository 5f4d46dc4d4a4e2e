"""The checklist's phrases compiled, so that one pass over a sentence's words finds all that stand in it.

Every distinct set of alternatives gets one bit; a sentence's mask has the bits of all that occur in it, and
a signal is then a comparison of integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product

from senreport_check.checklist.items import Checklist, Terms
from senreport_check.checklist.phrases import ANY_WORD, BUILT_IN, CONCEPT, GAP, NUMBER, parts
from senreport_check.match.tokens import Tokens

GAP_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    bit: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A bit and the positions (first word, one past the last) at which it was found."""

    bit: int
    start: int
    end: int


@dataclass(slots=True)
class Vocabulary:
    """All phrases of one checklist; `bit_of` gives the mask bit of a set of alternatives."""

    concepts: dict[str, tuple[str, ...]]
    _bits: dict[tuple[str, ...], int] = field(default_factory=dict)
    _exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    _prefix: dict[str, list[_Phrase]] = field(default_factory=dict)
    _by_word: dict[str, list[_Phrase]] = field(default_factory=dict)

    @classmethod
    def of(cls, checklist: Checklist) -> Vocabulary:
        """An empty vocabulary over the checklist's concepts; it fills as bits are asked for."""
        return cls(checklist.concepts)

    def bit_of(self, terms: Terms) -> int:
        """The bit of these alternatives, added when new."""
        known = self._bits.get(terms.phrases)
        if known is None:
            known = self._bits[terms.phrases] = 1 << len(self._bits)
            for phrase in terms.phrases:
                for flat in self._expand(parts(phrase)):
                    self._add(flat, known)
            self._by_word.clear()
        return known

    def words(self) -> set[str]:
        """Every whole word that stands in some phrase."""
        starts = set(self._exact)
        rests = {part for phrases in self._exact.values() for phrase in phrases for part in phrase.rest}
        return {word for word in starts | rests if word.isalpha()}

    def hits(self, tokens: Tokens) -> Iterator[Hit]:
        """Everything found in a text, by position."""
        words, kinds = tokens.words, tokens.kinds
        for start, word in enumerate(words):
            kind = kinds[start]
            candidates = self._candidates(word)
            if kind != "word":
                candidates = candidates + self._exact.get(CONCEPT + kind, [])
                if kind in ("money", "date"):
                    candidates = candidates + self._exact.get(CONCEPT + "number", [])
            for phrase in candidates:
                end = _follow(phrase.rest, tokens, start + 1)
                if end:
                    yield Hit(phrase.bit, start, end)

    def _expand(self, pieces: list[str]) -> Iterator[tuple[str, ...]]:
        choices: list[list[tuple[str, ...]]] = []
        for piece in pieces:
            name = piece[1:]
            if piece.startswith(CONCEPT) and name not in BUILT_IN:
                inner = [flat for phrase in self.concepts[name] for flat in self._expand(parts(phrase))]
                choices.append(inner)
            else:
                choices.append([(CONCEPT + "number" if piece == NUMBER else piece,)])
        for combination in product(*choices):
            yield tuple(part for group in combination for part in group)

    def _add(self, flat: tuple[str, ...], bit: int) -> None:
        first, rest = flat[0], flat[1:]
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(_Phrase(rest, bit))
        else:
            self._exact.setdefault(first, []).append(_Phrase(rest, bit))

    def _candidates(self, word: str) -> list[_Phrase]:
        found = self._by_word.get(word)
        if found is None:
            found = list(self._exact.get(word, ()))
            for length in range(1, len(word) + 1):
                found += self._prefix.get(word[:length], ())
            self._by_word[word] = found
        return found


def _follow(rest: tuple[str, ...], tokens: Tokens, at: int) -> int:
    """One past the last word of the phrase when the rest of it follows at `at`, 0 when it does not."""
    for index, part in enumerate(rest):
        if part == GAP:
            tail = rest[index + 1 :]
            ends = (_follow(tail, tokens, at + gap) for gap in range(GAP_WORDS + 1))
            return next((end for end in ends if end), 0)
        if at >= len(tokens.words) or not _fits(part, tokens.words[at], tokens.kinds[at]):
            return 0
        at += 1
    return at


def _fits(part: str, word: str, kind: str) -> bool:
    if part.startswith(CONCEPT):
        return part[1:] == kind or (part == CONCEPT + "number" and kind in ("money", "date"))
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return part in (word, ANY_WORD)


def mask_of(hits: Iterable[Hit]) -> int:
    """All bits of the hits together."""
    mask = 0
    for hit in hits:
        mask |= hit.bit
    return mask
