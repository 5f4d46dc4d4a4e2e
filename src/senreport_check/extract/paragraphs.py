"""Lines of one region to paragraphs: where one ends, what joins at a line's end, what its bullet was."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from senreport_check.extract.geometry import Line, line_of
from senreport_check.extract.tidy import NUMBER, clean, may_head, strip_bullet
from senreport_check.model import Link

HYPHENS = ("\ufffe", "\x02", "\u00ad")
ENDS = (".", "?", "!", ":", ";", "”", '"', "’", ")")
SPACED = 1.15
FEW = 5
HYPHENATED = 0.025
ADDRESS = re.compile(r"https?:|www\.|@")
DASHES = ("-", "–", "—", "*", "o")
ADDRESS_BREAKS = (".", "/", "-", "_", "=", "&", "?", "@")
LinkBox = tuple[float, float, float, float, str]


@dataclass(slots=True)
class Draft:
    """A paragraph before its role is known.

    `room` is the width left free on its last line and `first` that of its first word, both in points.
    """

    text: str
    page: int
    size: float
    bold: bool
    underlined: bool
    item: bool
    lines: int
    room: float
    first: float
    top: float
    left: float
    links: tuple[Link, ...] = ()


class Setting:
    """How the document is set: the distance of lines at each size, and the words met in it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        lines = list(lines)
        self.words = Counter(_bare(word.text) for line in lines for word in line.words)
        broken = sum(line.words[-1].text.endswith((*HYPHENS, "-")) for line in lines)
        self.hyphenates = broken > HYPHENATED * len(lines)
        steps: dict[int, Counter[float]] = {}
        for first, second in pairwise(lines):
            down = second.base - first.base
            if abs(first.size - second.size) < 0.5 and 0.9 * first.size < down < 2.6 * first.size:
                steps.setdefault(round(first.size), Counter())[round(down * 2) / 2] += 1
        self._steps = {size: _usual(counts) for size, counts in steps.items() if counts.total() >= FEW}

    def leading(self, size: float) -> float:
        """The usual distance between the baselines of a paragraph's lines at this size, in points."""
        return self._steps.get(round(size), 1.22 * size)

    def once(self, word: str) -> bool:
        """Whether a word stands nowhere else: the rest of an address broken at a line's end."""
        return self.words[_bare(word)] <= 1

    def unhyphened(self, left: str, right: str) -> str:
        """Two halves of a word parted by a hyphen at a line's end, put together."""
        joined, hyphened = _bare(left + right), _bare(f"{left}-{right}")
        if joined in self.words and hyphened not in self.words:
            return left + right
        if hyphened in self.words or not self.hyphenates or not right[:1].islower():
            return f"{left}-{right}"
        whole = _bare(left) in self.words and self.words[_bare(right)] > 1
        return f"{left}-{right}" if whole else left + right


def _bare(word: str) -> str:
    """A word without the marks round it, in small letters."""
    return word.strip(".,;:()?!‘’“”'\"").lower()


def _usual(counts: Counter[float]) -> float:
    """The smallest distance that is common: paragraph gaps are larger and may be as many."""
    most = counts.most_common(1)[0][1]
    return min(step for step, count in counts.items() if count >= 0.25 * most)


def paragraphs(
    lines: Sequence[Line],
    setting: Setting,
    page: int,
    right: float | None = None,
    links: Sequence[LinkBox] = (),
) -> Iterator[Draft]:
    """Part a region's lines into paragraphs; `right` is the region's right edge where it is known."""
    lines = _one_a_baseline(lines)
    edge = right if right is not None else max(line.x1 for line in lines)
    running: list[Line] = []
    for line in lines:
        if running and _parts(running, line, edge, setting):
            yield _draft(running, setting, page, edge, links)
            running = []
        running.append(line)
    if running:
        yield _draft(running, setting, page, edge, links)


def _one_a_baseline(lines: Sequence[Line]) -> list[Line]:
    """Join pieces that stand on one baseline, left to right; sort lines that are not in order."""
    if any(second.base < first.base - 0.5 * first.size for first, second in pairwise(lines)):
        lines = sorted(lines, key=lambda line: (round(line.base / 3), line.x0))
    joined: list[Line] = []
    for line in lines:
        if joined and abs(line.base - joined[-1].base) < 0.3 * line.size:
            words = sorted([*joined[-1].words, *line.words], key=lambda word: word.x0)
            under = joined[-1].underlined and line.underlined
            joined[-1] = replace(line_of(words, joined[-1].order), underlined=under)
        else:
            joined.append(line)
    return joined


def _parts(running: Sequence[Line], line: Line, edge: float, setting: Setting) -> bool:
    last, first = running[-1], running[0]
    if abs(line.size - last.size) > 0.1 * last.size and not _only_mark(last):
        return True
    if line.base - last.base > SPACED * setting.leading(max(line.size, last.size)) + 0.3:
        return True
    text = line.text
    if strip_bullet(text) is not None or NUMBER.match(text):
        return _is_point(running, line, edge)
    if last.bold != line.bold and (may_head(last.text) or line.bold) and not _only_mark(last):
        return _ends_early(last, line, edge) or (line.bold and last.text.endswith(ENDS))
    hanging = strip_bullet(first.text) is not None or NUMBER.match(first.text)
    if hanging and line.x0 < first.x0 - 4:
        return True
    return _ends_early(last, line, edge) and _may_start(last, line)


def _is_point(running: Sequence[Line], line: Line, edge: float) -> bool:
    """Whether a mark at a line's start begins a list item, and is not a dash or number within a sentence."""
    mark, first, last = line.words[0].text, running[0], running[-1]
    if mark in DASHES or NUMBER.match(line.text):
        listed = first.words[0].text == mark if mark in DASHES else NUMBER.match(first.text) is not None
        return listed or last.text.endswith(ENDS) or _ends_early(last, line, edge)
    return not any(word.text == mark for word in last.words[1:])


def _only_mark(line: Line) -> bool:
    return len(line.text) <= 2


def _ends_early(last: Line, line: Line, edge: float) -> bool:
    """Whether the next line's first word would have fitted on the line before."""
    if abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 4 and abs(last.x0 - line.x0) > 4:
        return False
    first = line.words[0]
    return last.x1 + (first.x1 - first.x0) + 0.3 * last.size < edge - 0.02 * (edge - last.x0) - 3


def _may_start(last: Line, line: Line) -> bool:
    start = line.text[:1]
    return last.text.endswith(ENDS) or not start.islower()


def _draft(
    lines: Sequence[Line], setting: Setting, page: int, edge: float, links: Sequence[LinkBox]
) -> Draft:
    text = _joined(lines, setting)
    bare = strip_bullet(text)
    last = lines[-1]
    letters = [word for line in lines for word in line.words if any(map(str.isalnum, word.text))]
    return Draft(
        clean(bare or text),
        page,
        max(line.size for line in lines),
        bold=bool(letters) and all(word.bold for word in letters),
        underlined=all(line.underlined for line in lines),
        item=bare is not None,
        lines=len(lines),
        room=edge - last.x1,
        first=lines[0].words[0].x1 - lines[0].words[0].x0,
        top=lines[0].top,
        left=lines[0].x0,
        links=tuple(_links(lines, links)) if links else (),
    )


def _joined(lines: Sequence[Line], setting: Setting) -> str:
    text = lines[0].text
    for line in lines[1:]:
        following = line.text
        left, right = text.rpartition(" ")[2], following.partition(" ")[0]
        if (
            ADDRESS.search(left)
            and (left.endswith(ADDRESS_BREAKS) or setting.once(right))
            and not right[:1].isupper()
        ):
            text += following
        elif text.endswith(HYPHENS) or (text.endswith("-") and len(left) > 2 and left[-2].isalnum()):
            text = (
                text[: len(text) - len(left)] + setting.unhyphened(left[:-1], right) + following[len(right) :]
            )
        else:
            text = f"{text} {following}"
    for mark in HYPHENS[:2]:
        text = text.replace(mark, "-")
    return text


def _links(lines: Sequence[Line], boxes: Sequence[LinkBox]) -> Iterator[Link]:
    seen: dict[str, list[str]] = {}
    for line in lines:
        for x0, top, x1, bottom, target in boxes:
            if top - 2 <= line.base - 0.25 * line.size <= bottom + 2:
                words = [word.text for word in line.words if x0 - 1 <= (word.x0 + word.x1) / 2 <= x1 + 1]
                if words:
                    seen.setdefault(target, []).extend(words)
    return (Link(clean(" ".join(words)), target) for target, words in seen.items())
