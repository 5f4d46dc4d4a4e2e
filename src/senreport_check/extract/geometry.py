"""The pieces of a page: words' lines, rules and boxes, measured in points from the page's top left corner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from senreport_check.extract.tidy import LABEL

NEAR = 2.5
BORDER_GAP = 4.0
TALLER = 1.25


class Word(NamedTuple):
    """One word: where it starts and ends, its baseline, its size in points, whether it is bold."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A drawn straight line: upright at `at` across, or level at `at` down, from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Line:
    """Words that stand next to each other on one baseline; `order` is their place in the file's own order."""

    words: list[Word]
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    order: float = 0
    underlined: bool = False

    @property
    def text(self) -> str:
        """The words, a space between two."""
        return " ".join(word.text for word in self.words)

    @property
    def base(self) -> float:
        """The baseline of its first word."""
        return self.words[0].base

    @property
    def bold(self) -> bool:
        """Whether every word of it is bold."""
        return all(word.bold for word in self.words)


@dataclass(slots=True)
class PageText:
    """What was found on one page: lines in the file's order, rules, and link targets with their boxes."""

    number: int
    width: float
    height: float
    lines: list[Line]
    upright: list[Rule] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    links: list[tuple[float, float, float, float, str]] = field(default_factory=list)


def line_of(words: list[Word], order: float) -> Line:
    """Make a line of its words."""
    size = max(word.size for word in words)
    base = max(words, key=lambda word: word.size).base
    x1 = max(word.x1 for word in words)
    return Line(words, min(word.x0 for word in words), x1, base - 0.8 * size, base + 0.22 * size, size, order)


def lines_of(words: Iterable[Word], upright: Sequence[Rule] = ()) -> list[Line]:
    """Join words in the file's order to lines, parting them at column gaps and upright rules."""
    lines: list[Line] = []
    running: list[Word] = []
    for word in words:
        if running and not _joins(running, word, upright):
            lines.append(line_of(running, len(lines)))
            running = []
        running.append(word)
    if running:
        lines.append(line_of(running, len(lines)))
    return lines


def _joins(running: list[Word], word: Word, upright: Sequence[Rule]) -> bool:
    last = running[-1]
    size = max(last.size, word.size)
    raised = abs(word.base - last.base)
    if raised > 0.3 * size and not (raised < 0.6 * size and min(last.size, word.size) < 0.8 * size):
        return False
    gap = word.x0 - last.x1
    if gap < -size or gap > 6 * size:
        return False
    if gap > 1.6 * size and not (len(running) == 1 and LABEL.fullmatch(last.text)):
        return False
    return gap < 0.3 * size or not any(
        last.x1 - NEAR < rule.at < word.x0 + NEAR and rule.start < word.base < rule.end + NEAR
        and rule.end - rule.start > TALLER * size for rule in upright
    )


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces a border is drawn in: rules in one line that touch each other."""
    merged: list[Rule] = []
    for line in _in_one_line(rules):
        running = line[0]
        for rule in line[1:]:
            if rule.start <= running.end + BORDER_GAP:
                running = Rule(running.at, running.start, max(running.end, rule.end))
            else:
                merged.append(running)
                running = rule
        merged.append(running)
    return merged


def _in_one_line(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules grouped by where they lie, each group in order along its line."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [sorted(group, key=lambda rule: rule.start) for group in groups]
