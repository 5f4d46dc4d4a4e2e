"""The checklist's phrases compiled, so that one pass over a sentence's words finds all that stand in it.

Every distinct set of alternatives gets one bit; a sentence's mask has the bits of all that occur in it, and
a signal is then a comparison of integers. Phrases are kept as trees of their parts, one tree a first part,
grown when a text first holds a word that opens it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, product

from senreport_check.checklist.items import Checklist, Terms
from senreport_check.checklist.phrases import ANY_WORD, BUILT_IN, CONCEPT, GAP, NUMBER, parts
from senreport_check.match.tokens import PLAIN, Tokens

GAP_WORDS = 3
MOST_WORDS_KEPT = 50_000

Flat = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Node:
    """A place in a tree of phrases: the bits of the phrases that end here (one each), and what may follow."""

    bits: list[int] = field(default_factory=list)
    mask: int = 0
    children: dict[str, Node] = field(default_factory=dict)

    def grow(self, rest: Flat, bit: int) -> None:
        """Add the rest of a phrase below this place."""
        node = self
        for part in rest:
            if part not in node.children:
                node.children[part] = Node()
            node = node.children[part]
        node.bits.append(bit)
        node.mask |= bit


Hit = tuple[Node, int]
"""Where a phrase ends in its tree, and the position in the text of its first word."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text: the parts of phrases it can stand for, and the trees it opens."""

    forms: Flat
    trees: tuple[Node, ...]


@dataclass(slots=True)
class Vocabulary:
    """All phrases of one checklist; `bit_of` gives the mask bit of a set of alternatives."""

    concepts: dict[str, tuple[str, ...]]
    _bits: dict[tuple[str, ...], int] = field(default_factory=dict)
    _phrases: defaultdict[str, list[tuple[Flat, int]]] = field(default_factory=lambda: defaultdict(list))
    _expanded: dict[str, list[Flat]] = field(default_factory=dict)
    _parts: set[str] = field(default_factory=set)
    _trees: dict[str, Node] = field(default_factory=dict)
    _words: dict[tuple[str, str], _Word] = field(default_factory=dict)

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
                self._add(self._expand(phrase), known)
            self._parts.clear()
            self._trees.clear()
            self._words.clear()
        return known

    @property
    def sets(self) -> tuple[tuple[str, ...], ...]:
        """The phrases of each set of alternatives, in the order of their bits."""
        return tuple(self._bits)

    def words(self) -> set[str]:
        """Every word that stands in some phrase as it is, without a wildcard."""
        opened = (phrases for first, phrases in self._phrases.items() if not first.endswith("*"))
        return {part for part in _parts_of(opened) if part.isalpha()}

    def stems(self) -> tuple[str, ...]:
        """The beginnings of words that some phrase opens with, such as `review` for `review*`."""
        return tuple(first[:-1] for first in self._phrases if first.endswith("*"))

    def hits(self, tokens: Tokens) -> list[Hit]:
        """Everything found in a text, by position."""
        words = [self._word(word, kind) for word, kind in zip(tokens.words, tokens.kinds, strict=True)]
        found: list[Hit] = []
        for start, word in enumerate(words):
            for tree in word.trees:
                if tree.mask:
                    found.append((tree, start))
                if tree.children:
                    reached: list[Node] = []
                    _walk(tree, words, start + 1, reached)
                    found += [(node, start) for node in reached]
        return found

    def _expand(self, phrase: str) -> list[Flat]:
        """The phrase with each of its concepts replaced by each of that concept's phrases."""
        if CONCEPT not in phrase and NUMBER not in phrase:
            return [parts(phrase)]
        choices = [self._choices(piece) for piece in parts(phrase)]
        return choices[0] if len(choices) == 1 else [sum(each, ()) for each in product(*choices)]

    def _choices(self, piece: str) -> list[Flat]:
        name = piece[1:]
        if not piece.startswith(CONCEPT) or name in BUILT_IN:
            return [(CONCEPT + "number" if piece == NUMBER else piece,)]
        if name not in self._expanded:
            self._expanded[name] = [flat for phrase in self.concepts[name] for flat in self._expand(phrase)]
        return self._expanded[name]

    def _add(self, phrases: Iterable[Flat], bit: int) -> None:
        for flat in phrases:
            self._phrases[flat[0]].append((flat, bit))

    def _word(self, word: str, kind: str) -> _Word:
        found = self._words.get((word, kind))
        if found is None:
            if len(self._words) >= MOST_WORDS_KEPT:
                self._words.clear()
            self._parts = self._parts or _parts_of(self._phrases.values())
            stems = (f"{word[:length]}*" for length in range(1, len(word) + 1))
            forms = [word, *stems, *(CONCEPT + name for name in _classes(kind)), ANY_WORD]
            known = tuple(form for form in forms if form in self._parts)
            trees = tuple(self._tree(form) for form in known if form in self._phrases)
            found = self._words[word, kind] = _Word(known, trees)
        return found

    def _tree(self, first: str) -> Node:
        tree = self._trees.get(first)
        if tree is None:
            tree = self._trees[first] = Node()
            for flat, bit in self._phrases[first]:
                tree.grow(flat[1:], bit)
        return tree


def _walk(node: Node, words: Sequence[_Word], at: int, reached: list[Node]) -> None:
    """Collect the ends of all phrases that go on from this place with the word at `at`."""
    if at < len(words):
        for form in words[at].forms:
            child = node.children.get(form)
            if child is None:
                continue
            if child.mask and child not in reached:
                reached.append(child)
            if child.children:
                _walk(child, words, at + 1, reached)
    gap = node.children.get(GAP)
    if gap is not None:
        for skipped in range(GAP_WORDS + 1):
            _walk(gap, words, at + skipped, reached)


def _parts_of(many: Iterable[list[tuple[Flat, int]]]) -> set[str]:
    return set(chain.from_iterable(flat for phrases in many for flat, _ in phrases))


def _classes(kind: str) -> tuple[str, ...]:
    """The built-in concepts a word of this kind stands for."""
    if kind == PLAIN:
        return ()
    return (kind, "number") if kind in ("money", "date") else (kind,)


def mask_of(hits: Iterable[Hit]) -> int:
    """All bits of the hits together."""
    mask = 0
    for node, _ in hits:
        mask |= node.mask
    return mask
