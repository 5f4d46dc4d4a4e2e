"""A checklist as types: concepts, signals, items, and the whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from senreport_check.model import Force, Phase, School, SchoolType, Verdict

HEADING_MARK = " :: "
"""Between the heading and the text of an example, where it stands under one."""


class Where(StrEnum):
    """The stretch of a document within which one signal must hold."""

    SENTENCE = "sentence"
    PASSAGE = "passage"
    HEADING = "heading"
    LINK = "link"


class ValueName(StrEnum):
    """Extracted values an item can rest on (CODEBOOK, Values)."""

    SENCO = "senco"
    SENCO_CONTACT = "senco-contact"
    REVIEWED = "reviewed"
    READING_EASE = "reading-ease"


@dataclass(frozen=True, slots=True)
class Terms:
    """One of these phrases must stand in the text; each phrase is words, `word*`, `_` (any word) or `@concept`."""

    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signal:
    """A named pattern: every one of `has` and none of `without`, within one `where`.

    `near` limits the distance in words between the first and the last of `has`; `example` is a text on
    which the signal fires, and is tested.
    """

    name: str
    has: tuple[Terms, ...]
    without: tuple[Terms, ...] = ()
    where: Where = Where.SENTENCE
    near: int | None = None
    example: str = ""


@dataclass(frozen=True, slots=True)
class Recital:
    """Text that gives no credit, or at most `cap`: law recited, instructions, contents, glossaries, navigation.

    With `section`, the rest of the section (a heading's signal) or the list that follows (a sentence's) too.
    """

    signal: Signal
    cap: Verdict
    section: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A text, the heading it stands under, and the verdict it must get standing alone (absent: a near miss)."""

    text: str
    verdict: Verdict
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Applies:
    """Whom an item is asked of; an empty tuple of phases means every phase."""

    types: tuple[SchoolType, ...]
    phases: tuple[Phase, ...] = ()

    def to(self, school: School) -> bool:
        """Whether the item is asked of this school; an unknown type counts as mainstream, an unknown phase as any."""
        school_type = school.type or SchoolType.MAINSTREAM
        if school_type is SchoolType.OTHER:
            school_type = SchoolType.MAINSTREAM
        if school_type not in self.types:
            return False
        if not self.phases or school.phase is None or school_type is SchoolType.SPECIAL:
            return True
        return school.phase in self.phases


@dataclass(frozen=True, slots=True)
class Item:
    """One thing the law or guidance asks for.

    `any` signals make a passage met, `partly` signals make it partly, `none` signals take a passage out of
    account; `all` names parts that must each stand somewhere in the document, else a met item is partly.
    `topic` is the vocabulary without which the statistical reader is not heard; `headings` announce the item.
    """

    id: str
    title: str
    question: str
    group: str
    law: str
    force: Force
    applies: Applies
    topic: Terms
    headings: Terms
    any: tuple[Signal, ...]
    all: tuple[Signal, ...]
    none: tuple[Signal, ...]
    partly: tuple[Signal, ...]
    value: ValueName | None
    messages: dict[Verdict, str]
    advice: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist file, read and checked."""

    id: str
    title: str
    version: str
    in_force_from: date
    in_force_to: date | None
    kinds: tuple[str, ...]
    concepts: dict[str, tuple[str, ...]]
    recital: tuple[Recital, ...]
    items: tuple[Item, ...]
    path: Path

    def item(self, item_id: str) -> Item | None:
        """The item with this id, None when there is none."""
        return next((item for item in self.items if item.id == item_id), None)


def by_group(items: Iterable[Item]) -> dict[str, list[Item]]:
    """The items under the headings they are grouped by, in the checklist's order; a group that returns is not split."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.group, []).append(item)
    return found
