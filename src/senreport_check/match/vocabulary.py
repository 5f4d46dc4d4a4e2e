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
from senreport_check.match.tokens import PLAIN, Tokens

GAP_WORDS = 3


Hit = tuple[int, int]
"""A bit, and the position of the first word of what was found."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    rest: tuple[str, ...]
    bit: int


@dataclass(slots=True)
class _Opening:
    """The phrases one word can open: those it is all of, those that want a certain next word, and the others."""

    alone: list[int] = field(default_factory=list)
    with_next: dict[str, list[_Phrase]] = field(default_factory=dict)
    others: list[_Phrase] = field(default_factory=list)

    def add(self, phrase: _Phrase) -> None:
        """Sort in one phrase."""
        if not phrase.rest:
            self.alone.append(phrase.bit)
        elif phrase.rest[0].endswith("*") or phrase.rest[0].startswith(CONCEPT) or phrase.rest[0] in (GAP, ANY_WORD):
            self.others.append(phrase)
        else:
            self.with_next.setdefault(phrase.rest[0], []).append(phrase)


@dataclass(slots=True)
class Vocabulary:
    """All phrases of one checklist; `bit_of` gives the mask bit of a set of alternatives."""

    concepts: dict[str, tuple[str, ...]]
    _bits: dict[tuple[str, ...], int] = field(default_factory=dict)
    _exact: dict[str, list[_Phrase]] = field(default_factory=dict)
    _prefix: dict[str, list[_Phrase]] = field(default_factory=dict)
    _openings: dict[tuple[str, str], _Opening] = field(default_factory=dict)
    _expanded: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

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
                for flat in self._expand(phrase):
                    self._add(flat, known)
            self._openings.clear()
        return known

    def words(self) -> set[str]:
        """Every word that stands in some phrase as it is, without a wildcard."""
        openings = set(self._exact)
        rests = {part for phrases in self._exact.values() for phrase in phrases for part in phrase.rest}
        return {word for word in openings | rests if word.isalpha()}

    def stems(self) -> tuple[str, ...]:
        """The beginnings of words that some phrase opens with, such as `review` for `review*`."""
        return tuple(self._prefix)

    def hits(self, tokens: Tokens) -> list[Hit]:
        """Everything found in a text, by position."""
        found: list[Hit] = []
        words, last = tokens.words, len(tokens.words) - 1
        for start, word in enumerate(words):
            opening = self._opening(word, tokens.kinds[start])
            found += [(bit, start) for bit in opening.alone]
            following = opening.with_next.get(words[start + 1], ()) if start < last else ()
            found += [
                (phrase.bit, start)
                for phrase in (*following, *opening.others)
                if _follows(phrase.rest, tokens, start + 1)
            ]
        return found

    def _expand(self, phrase: str) -> list[tuple[str, ...]]:
        """The phrase with each of its concepts replaced by each of that concept's phrases."""
        if CONCEPT not in phrase and NUMBER not in phrase:
            return [parts(phrase)]
        choices = [self._choices(piece) for piece in parts(phrase)]
        return choices[0] if len(choices) == 1 else [sum(each, ()) for each in product(*choices)]

    def _choices(self, piece: str) -> list[tuple[str, ...]]:
        name = piece[1:]
        if not piece.startswith(CONCEPT) or name in BUILT_IN:
            return [(CONCEPT + "number" if piece == NUMBER else piece,)]
        if name not in self._expanded:
            self._expanded[name] = [flat for phrase in self.concepts[name] for flat in self._expand(phrase)]
        return self._expanded[name]

    def _add(self, flat: tuple[str, ...], bit: int) -> None:
        first, rest = flat[0], flat[1:]
        if first.endswith("*"):
            self._prefix.setdefault(first[:-1], []).append(_Phrase(rest, bit))
        else:
            self._exact.setdefault(first, []).append(_Phrase(rest, bit))

    def _opening(self, word: str, kind: str) -> _Opening:
        found = self._openings.get((word, kind))
        if found is None:
            found = self._openings[word, kind] = _Opening()
            for phrase in self._opened_by(word, kind):
                found.add(phrase)
        return found

    def _opened_by(self, word: str, kind: str) -> Iterator[_Phrase]:
        yield from self._exact.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._prefix.get(word[:length], ())
        for name in _classes(kind):
            yield from self._exact.get(CONCEPT + name, ())


def _follows(rest: tuple[str, ...], tokens: Tokens, at: int) -> bool:
    """Whether the rest of a phrase stands at `at`."""
    for index, part in enumerate(rest):
        if part == GAP:
            return any(_follows(rest[index + 1 :], tokens, at + gap) for gap in range(GAP_WORDS + 1))
        if at >= len(tokens.words) or not _fits(part, tokens.words[at], tokens.kinds[at]):
            return False
        at += 1
    return True


def _fits(part: str, word: str, kind: str) -> bool:
    if part.startswith(CONCEPT):
        return part[1:] in _classes(kind)
    if part.endswith("*"):
        return word.startswith(part[:-1])
    return part in (word, ANY_WORD)


def _classes(kind: str) -> tuple[str, ...]:
    """The built-in concepts a word of this kind stands for."""
    if kind == PLAIN:
        return ()
    return (kind, "number") if kind in ("money", "date") else (kind,)


def mask_of(hits: Iterable[Hit]) -> int:
    """All bits of the hits together."""
    mask = 0
    for bit, _ in hits:
        mask |= bit
    return mask
