"""Running headers, footers and page numbers: found by their repeating, taken out, kept once if they tell."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from senreport_check.extract.geometry import Line, PageText
from senreport_check.extract.tidy import PAGE_NUMBER, clean
from senreport_check.model import Block, BlockKind

MARGIN = 0.14
DRIFT = 12.0
LOWEST = 0.09
SMALLER = 0.92
Spot = tuple[str, int]


def take_running(pages: Sequence[PageText]) -> list[Block]:
    """Take running lines out of the pages, in place, and hand them back as paragraphs, each text once."""
    spots: dict[Spot, list[tuple[PageText, Line]]] = defaultdict(list)
    for page in pages:
        for line in _margin_lines(page) if len(pages) > 1 else _lone_footer(page):
            spots[_spot(line, page)].append((page, line))
    taken: dict[int, set[int]] = defaultdict(set)
    kept: dict[str, tuple[int, Line]] = {}
    for (shape, _), found in spots.items():
        numbers = {page.number for page, _ in found}
        lone_number = PAGE_NUMBER.fullmatch(found[0][1].text)
        if len(numbers) >= _enough(len(pages)) or lone_number:
            for page, line in found:
                taken[page.number].add(id(line))
            page, line = found[0]
            if shape.strip("# "):
                kept.setdefault(shape, (page.number, line))
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in taken[page.number]]
    return _joined(list(kept.values()))


def _enough(pages: int) -> int:
    return min(2, pages) if pages < 5 else max(3, round(0.3 * pages))


def _margin_lines(page: PageText) -> list[Line]:
    top, bottom = MARGIN * page.height, (1 - MARGIN) * page.height
    outer = [line for line in page.lines if line.bottom < top or line.top > bottom]
    # A line between the columns of a table that reaches into the body is no header: its row may just repeat.
    left = min((line.x0 for line in page.lines), default=0.0)
    right = max((line.x1 for line in page.lines), default=0.0)
    inner = [rule for rule in page.upright if left < rule.at < right and rule.end > top and rule.start < bottom]
    return [line for line in outer if not any(rule.start < line.base < rule.end for rule in inner)]


def _lone_footer(page: PageText) -> list[Line]:
    """The footer of a document of one page, which cannot repeat: at the very bottom, small or set apart."""
    low = (1 - LOWEST) * page.height
    footer = [line for line in page.lines if line.top > low]
    body = [line for line in page.lines if line.top <= low]
    if not footer or not body:
        return []
    usual = Counter({line.size: len(line.text) for line in body}).most_common(1)[0][0]
    apart = min(line.top for line in footer) - max(line.bottom for line in body) > 2 * usual
    return footer if apart or all(line.size < SMALLER * usual for line in footer) else []


def _spot(line: Line, page: PageText) -> Spot:
    shape = re.sub(r"\d+", "#", clean(line.text).lower())
    from_edge = line.base if line.base < page.height / 2 else line.base - page.height
    return shape, round(from_edge / DRIFT)


def _joined(lines: Sequence[tuple[int, Line]]) -> list[Block]:
    """A footer of several lines reads on from one to the next."""
    joined: list[Block] = []
    last: Line | None = None
    for number, line in lines:
        text = clean(line.text)
        if last and joined[-1].page == number and 0 < line.base - last.base < 1.7 * line.size:
            joined[-1] = Block(BlockKind.PARAGRAPH, f"{joined[-1].text} {text}", page=number)
        else:
            joined.append(Block(BlockKind.PARAGRAPH, text, page=number))
        last = line
    return joined
