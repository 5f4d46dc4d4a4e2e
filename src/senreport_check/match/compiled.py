"""A checklist ready to be matched: every item's signals over one vocabulary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from senreport_check.checklist.items import Checklist, Item
from senreport_check.match.passages import Splitter
from senreport_check.match.recital import Rule, compile_rules
from senreport_check.match.scan import Scanner
from senreport_check.match.signals import Compiled, compile_all
from senreport_check.match.spelling import Speller
from senreport_check.match.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class CompiledItem:
    """An item with its signals compiled; `topic` and `headings` are mask bits, 0 where the item has none."""

    item: Item
    topic: int
    headings: int
    any: tuple[Compiled, ...]
    all: tuple[Compiled, ...]
    none: tuple[Compiled, ...]
    partly: tuple[Compiled, ...]


@dataclass(frozen=True, slots=True)
class CompiledChecklist:
    """A checklist over one vocabulary."""

    checklist: Checklist
    vocabulary: Vocabulary
    splitter: Splitter
    scanner: Scanner
    recital: tuple[Rule, ...]
    items: tuple[CompiledItem, ...]

    @classmethod
    def of(cls, checklist: Checklist, known_words: Iterable[str] = ()) -> CompiledChecklist:
        """Compile a checklist; with `known_words`, words that are none of them are tried as misspelt."""
        vocabulary = Vocabulary.of(checklist)
        items = tuple(_compile(item, vocabulary) for item in checklist.items)
        recital = compile_rules(checklist.recital, vocabulary)
        known = frozenset(known_words)
        vocabulary.speller = Speller(vocabulary.words(), known, vocabulary.stems()) if known else None
        return cls(checklist, vocabulary, Splitter(vocabulary), Scanner(items, len(vocabulary)), recital, items)


def _compile(item: Item, vocabulary: Vocabulary) -> CompiledItem:
    return CompiledItem(
        item=item,
        topic=vocabulary.bit_of(item.topic) if item.topic.phrases else 0,
        headings=vocabulary.bit_of(item.headings) if item.headings.phrases else 0,
        any=compile_all(item.any, vocabulary),
        all=compile_all(item.all, vocabulary),
        none=compile_all(item.none, vocabulary),
        partly=compile_all(item.partly, vocabulary),
    )
