"""A checklist ready to be matched: every item's signals over one vocabulary."""

from __future__ import annotations

from dataclasses import dataclass

from senreport_check.checklist.items import Checklist, Item
from senreport_check.match.passages import Passage, Splitter
from senreport_check.match.recital import Rule, compile_rules
from senreport_check.match.signals import Compiled, Fired, compile_all, first_fired
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

    def look(self, passage: Passage) -> Look:
        """What the item's signals say of one passage."""
        return Look(
            met=first_fired(self.any, passage),
            partly=first_fired(self.partly, passage),
            vetoed=first_fired(self.none, passage) is not None,
            announced=bool(passage.heading_mask & self.headings),
            on_topic=bool(passage.mask & self.topic),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """What the signals of one item say of one passage."""

    met: Fired | None
    partly: Fired | None
    vetoed: bool
    announced: bool
    on_topic: bool

    @property
    def fired(self) -> Fired | None:
        """The signal to quote."""
        return self.met or self.partly


@dataclass(frozen=True, slots=True)
class CompiledChecklist:
    """A checklist over one vocabulary."""

    checklist: Checklist
    splitter: Splitter
    recital: tuple[Rule, ...]
    items: tuple[CompiledItem, ...]

    @classmethod
    def of(cls, checklist: Checklist) -> CompiledChecklist:
        """Compile a checklist."""
        vocabulary = Vocabulary.of(checklist)
        items = tuple(_compile(item, vocabulary) for item in checklist.items)
        return cls(checklist, Splitter(vocabulary), compile_rules(checklist.recital, vocabulary), items)


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
