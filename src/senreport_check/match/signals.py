"""Signals compiled to masks, and where in a passage they fire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from senreport_check.checklist.items import Signal, Where
from senreport_check.match.passages import Passage, Sentence
from senreport_check.match.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Fired:
    """A signal that fired, and the number of the sentence it rests on."""

    name: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """A signal as masks: `need` is every bit of `has` together."""

    name: str
    where: Where
    has: tuple[int, ...]
    need: int
    without: int
    near: int | None

    @classmethod
    def of(cls, signal: Signal, vocabulary: Vocabulary) -> Compiled:
        """Compile one signal, adding its phrases to the vocabulary."""
        has = tuple(vocabulary.bit_of(terms) for terms in signal.has)
        need = without = 0
        for bit in has:
            need |= bit
        for terms in signal.without:
            without |= vocabulary.bit_of(terms)
        return cls(signal.name, signal.where, has, need, without, signal.near)

    def fires(self, passage: Passage) -> Fired | None:
        """Where the signal fires in a passage, None when it does not."""
        if self.where is Where.HEADING:
            hit = self._holds(passage.heading_mask)
            return Fired(self.name, 0) if hit else None
        if self.where is Where.LINK and not passage.block.links:
            return None
        whole = passage.all_masks if self.where is Where.PASSAGE else passage.mask
        if whole & self.need != self.need:
            return None
        if self.where is not Where.SENTENCE:
            return Fired(self.name, self._best(passage.sentences)) if self._holds(whole) else None
        number = next(self.all_fired(passage), None)
        return None if number is None else Fired(self.name, number)

    def all_fired(self, passage: Passage) -> Iterator[int]:
        """The numbers of the sentences in which a sentence signal holds."""
        for number, sentence in enumerate(passage.sentences):
            if self._holds(sentence.mask) and (self.near is None or self._close(sentence)):
                yield number

    def _holds(self, mask: int) -> bool:
        return mask & self.need == self.need and not mask & self.without

    def _best(self, sentences: Sequence[Sentence]) -> int:
        counts = [(sentence.mask & self.need).bit_count() for sentence in sentences]
        return counts.index(max(counts)) if counts else 0

    def _close(self, sentence: Sentence) -> bool:
        assert self.near is not None
        places = [[start for node, start in sentence.found if node.mask & bit] for bit in self.has]
        return any(
            all(any(abs(place - start) <= self.near for place in others) for others in places)
            for start in places[0]
        )


def compile_all(signals: Iterable[Signal], vocabulary: Vocabulary) -> tuple[Compiled, ...]:
    """Compile several signals."""
    return tuple(Compiled.of(signal, vocabulary) for signal in signals)
