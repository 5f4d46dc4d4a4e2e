"""The checklist's phrases compiled, so that one pass over a sentence's words finds all that stand in it.

Every distinct set of alternatives gets one bit; a sentence's mask has the bits of all that occur in it, and
a signal is then a comparison of integers. Phrases are kept as trees of their parts, one tree a first part,
grown when a text first holds a word that opens it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2s
from itertools import chain, product

from senreport_check.checklist.items import Checklist, Terms
from senreport_check.checklist.phrases import ANY_WORD, BUILT_IN, CONCEPT, GAP, NUMBER, parts
from senreport_check.match.spelling import Speller
from senreport_check.match.tokens import PLAIN, Tokens, tokenise, tokenise_alone
from senreport_check.text import plain

GAP_WORDS = 3
MOST_KEPT = 50_000
STEM = "*"

Flat = tuple[str, ...]
Rest = tuple[Flat, list[int]]
"""What of a phrase is still to come, and the bits of all alternatives it is among."""


@dataclass(slots=True, eq=False)
class Node:
    """A place in a tree of phrases: the bits of the phrases that end here (one each), and what may follow.

    `rest` holds the phrases that lead here, each from here on, until the place is first reached and opened.
    """

    rest: list[Rest] = field(default_factory=list)
    bits: list[int] = field(default_factory=list)
    mask: int = 0
    children: dict[str, Node] = field(default_factory=dict)
    gap: Node | None = None

    def open(self) -> None:
        """Sort the phrases that lead here by their next part."""
        for flat, bits in self.rest:
            if flat:
                self._below(flat[0]).rest.append((flat[1:], bits))
            else:
                self.bits += bits
        for bit in self.bits:
            self.mask |= bit
        self.rest = []

    def _below(self, part: str) -> Node:
        if part == GAP:
            self.gap = self.gap or Node()
            return self.gap
        if part not in self.children:
            self.children[part] = Node()
        return self.children[part]


Hit = tuple[Node, int]
"""Where a phrase ends in its tree, and the position in the text of its first word."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: the parts of phrases it can stand for, and the trees it opens: those whose first part is
    a phrase already, and those that go on.
    """

    forms: Flat
    whole: tuple[Node, ...]
    open: tuple[Node, ...]


class Vocabulary:
    """All phrases of one checklist; `bit_of` gives the mask bit of a set of alternatives.

    Where a `speller` is given, words it knows for slips are read as what they are slips of.
    """

    def __init__(self, concepts: dict[str, tuple[str, ...]]) -> None:
        self.concepts = concepts
        self.speller: Speller | None = None
        self._bits: dict[tuple[str, ...], int] = {}
        self._users: defaultdict[str, list[int]] = defaultdict(list)
        self._expanded: dict[str, list[Flat]] = {}
        self._phrases: dict[str, list[Rest]] = {}
        self._parts: set[str] = set()
        self._trees: dict[str, Node] = {}
        self._names: dict[str, int] = {}
        self._word = lru_cache(MOST_KEPT)(self._look_up)
        self._piece = lru_cache(MOST_KEPT)(self._look_into)

    @classmethod
    def of(cls, checklist: Checklist) -> Vocabulary:
        """An empty vocabulary over the checklist's concepts; it fills as bits are asked for."""
        return cls(checklist.concepts)

    def __len__(self) -> int:
        """The number of bits given out."""
        return len(self._bits)

    def bit_of(self, terms: Terms) -> int:
        """The bit of these alternatives, added when new."""
        known = self._bits.get(terms.phrases)
        if known is None:
            known = self._bits[terms.phrases] = 1 << len(self._bits)
            for phrase in terms.phrases:
                self._users[phrase].append(known)
            for made in (self._phrases, self._parts, self._trees, self._names):
                made.clear()
            for kept in (self._word, self._piece):
                kept.cache_clear()
        return known

    def names(self) -> dict[str, int]:
        """A short name for each set of alternatives, made of its phrases, with the number of its bit."""
        if not self._names:
            sets = ("|".join(phrases).encode() for phrases in self._bits)
            self._names.update((blake2s(each, digest_size=8).hexdigest(), bit) for bit, each in enumerate(sets))
        return self._names

    def words(self) -> set[str]:
        """Every word that stands in some phrase as it is, without a wildcard."""
        opened = {first: rests for first, rests in self._by_first().items() if not first.endswith(STEM)}
        return {part for part in _parts_of(opened) if part.isalpha()}

    def stems(self) -> tuple[str, ...]:
        """The beginnings of words that some phrase opens with, such as `review` for `review*`."""
        return tuple(first[:-1] for first in self._by_first() if first.endswith(STEM))

    def hits(self, text: str) -> list[Hit]:
        """Everything found in a text, by position."""
        words = self._read(plain(text))
        found: list[Hit] = []
        for start, word in enumerate(words):
            for tree in word.whole:
                found.append((tree, start))
            following = words[start + 1].forms if start + 1 < len(words) else ()
            for tree in word.open:
                if tree.gap is not None or not tree.children.keys().isdisjoint(following):
                    reached: list[Node] = []
                    _walk(tree, words, start + 1, reached)
                    found += [(node, start) for node in reached]
        return found

    def _read(self, text: str) -> list[Word]:
        """The words of a text; what stands between two spaces is looked into once, where it reads alike anywhere."""
        found: list[Word] = []
        for words in map(self._piece, text.split()):
            if words is None:
                return self._words_of(tokenise(text))
            found += words
        return found

    def _look_into(self, piece: str) -> list[Word] | None:
        tokens = tokenise_alone(piece)
        return None if tokens is None else self._words_of(tokens)

    def _words_of(self, tokens: Tokens) -> list[Word]:
        return list(map(self._word, tokens.words, tokens.kinds))

    def _by_first(self) -> dict[str, list[Rest]]:
        """The rest of every phrase by its first part."""
        if not self._phrases:
            for phrase, bits in self._users.items():
                for flat in self._expand(phrase):
                    self._phrases.setdefault(flat[0], []).append((flat[1:], bits))
        return self._phrases

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

    def _look_up(self, word: str, kind: str) -> Word:
        """A word's forms and trees."""
        phrases = self._by_first()
        self._parts = self._parts or _parts_of(phrases)
        meant = self.speller.mend(word) if self.speller else word
        stems = [meant[:length] + STEM for length in range(1, len(meant) + 1)]
        forms = tuple(filter(self._parts.__contains__, (meant, *stems, *_classes(kind), ANY_WORD)))
        trees = list(map(self._tree, filter(phrases.__contains__, forms)))
        whole = tuple(tree for tree in trees if tree.mask)
        return Word(forms, whole, tuple(tree for tree in trees if tree.children or tree.gap is not None))

    def _tree(self, first: str) -> Node:
        tree = self._trees.get(first)
        if tree is None:
            tree = self._trees[first] = Node(self._by_first()[first])
            tree.open()
        return tree


def _walk(node: Node, words: Sequence[Word], at: int, reached: list[Node]) -> None:
    """Collect the ends of all phrases that go on from this place with the word at `at`."""
    if node.rest:
        node.open()
    if at < len(words):
        for form in words[at].forms:
            child = node.children.get(form)
            if child is None:
                continue
            if child.rest:
                child.open()
            if child.mask and child not in reached:
                reached.append(child)
            if child.children or child.gap is not None:
                _walk(child, words, at + 1, reached)
    if node.gap is not None:
        for skipped in range(GAP_WORDS + 1):
            _walk(node.gap, words, at + skipped, reached)


def _parts_of(phrases: Mapping[str, Iterable[Rest]]) -> set[str]:
    """Every part of these phrases, which stand by their first."""
    return {*phrases, *chain.from_iterable(flat for rests in phrases.values() for flat, _ in rests)}


def _classes(kind: str) -> Flat:
    """The built-in concepts a word of this kind stands for."""
    if kind == PLAIN:
        return ()
    return (CONCEPT + kind, CONCEPT + "number") if kind in ("money", "date") else (CONCEPT + kind,)


def mask_of(hits: Iterable[Hit]) -> int:
    """All bits of the hits together."""
    mask = 0
    for node, _ in hits:
        mask |= node.mask
    return mask
