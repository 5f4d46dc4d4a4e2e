"""How large phrases grow once their concepts are written out: a small file could otherwise fill the memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import prod

from senreport_check.checklist.phrases import BUILT_IN, CONCEPT, GAP, parts, references

MOST_WORDS = 20_000
"""Words of one phrase, all its forms together."""

MOST_GAPS = 4
"""Gaps in one form of a phrase: each is tried at every width."""

DEEPEST = 20
"""Concepts that refer to concepts that refer to concepts, and so on."""


class Unreasonable(Exception):
    """A concept or phrase that cannot be written out; `concept` is its name where it is one."""

    def __init__(self, problem: str, concept: str | None = None) -> None:
        self.problem, self.concept = problem, concept
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Size:
    """A phrase or concept written out: its forms, their words in all, the most gaps in one, how deep it refers."""

    forms: int = 1
    words: int = 1
    gaps: int = 0
    depth: int = 0


def sizes_of(concepts: Mapping[str, Iterable[str]]) -> dict[str, Size]:
    """The size of every concept; raises `Unreasonable` for one that refers to itself or grows too large."""
    below = {name: [other for each in phrases for other in references(each)] for name, phrases in concepts.items()}
    known = {name: Size() for name in BUILT_IN}
    try:
        order = list(TopologicalSorter(below).static_order())
    except CycleError as circle:
        referred, referring = circle.args[1][:2]
        raise Unreasonable(f"concept {referring} refers to itself by way of {referred}.", referring) from circle
    for name in order:
        if name in concepts:
            written = [size_of(phrase, known) for phrase in concepts[name]]
            known[name] = _checked(_together(written), f"concept {name!r}", name)
    return known


def size_of(phrase: str, known: Mapping[str, Size]) -> Size:
    """The size of a phrase over concepts of known sizes; raises `Unreasonable` where it grows too large."""
    each = [_part(part, known) for part in parts(phrase)]
    forms = prod(size.forms for size in each)
    words = sum(size.words * (forms // size.forms) for size in each if size.forms)
    gaps, depth = sum(size.gaps for size in each), max(size.depth for size in each)
    return _checked(Size(forms, words, gaps, depth), f"phrase {phrase!r}")


def _part(part: str, known: Mapping[str, Size]) -> Size:
    return known[part[1:]] if part.startswith(CONCEPT) else Size(gaps=int(part == GAP))


def _together(phrases: list[Size]) -> Size:
    """Phrases that stand for the same concept, each a form of its own."""
    return Size(
        sum(size.forms for size in phrases),
        sum(size.words for size in phrases),
        max((size.gaps for size in phrases), default=0),
        1 + max((size.depth for size in phrases), default=0),
    )


def _checked(size: Size, what: str, concept: str | None = None) -> Size:
    if size.depth > DEEPEST:
        raise Unreasonable(f"{what} refers to concepts more than {DEEPEST} deep.", concept)
    if size.words > MOST_WORDS:
        raise Unreasonable(f"{what} stands for more than {MOST_WORDS} words, its concepts written out.", concept)
    if size.gaps > MOST_GAPS:
        raise Unreasonable(f"{what} holds more than {MOST_GAPS} gaps (..).", concept)
    return size
