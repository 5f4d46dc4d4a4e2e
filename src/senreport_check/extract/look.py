"""From how paragraphs look to what they are: headings by size and weight, list items, rows, the title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from senreport_check.extract.flow import DraftTable
from senreport_check.extract.paragraphs import Draft
from senreport_check.extract.tables import Cell, table_blocks
from senreport_check.extract.tidy import MAX_HEADING_WORDS, may_head
from senreport_check.model import Block, BlockKind

LARGER = 1.09
BODY_SHARE = 0.15
NEARLY = 0.93
CONTENTS_LINE = re.compile(r".*?[.…_ ]{5,}\s*\d{1,3}|[.…_]{5,}.*")
FIRST = 8


def blocks_of(parts: Sequence[Draft | DraftTable]) -> list[Block]:
    """Turn the flow into blocks."""
    looks = _Looks(parts)
    blocks: list[Block] = []
    for part in parts:
        if isinstance(part, DraftTable):
            blocks += table_blocks([[_cell(cell.drafts, cell.column, cell.rows, looks) for cell in row]
                                    for row in part.rows])
        elif not CONTENTS_LINE.fullmatch(part.text):
            blocks.append(looks.block(part))
    return _titled(blocks, looks.title_size, parts)


def _cell(drafts: Sequence[Draft], column: int, rows: int, looks: _Looks) -> Cell:
    return Cell(tuple(looks.block(draft) for draft in drafts), column, rows=rows)


def _drafts(parts: Iterable[Draft | DraftTable]) -> Iterator[Draft]:
    for part in parts:
        if isinstance(part, Draft):
            yield part
        else:
            yield from (draft for row in part.rows for cell in row for draft in cell.drafts)


class _Looks:
    """The sizes a document is set in, and what each of them means."""

    def __init__(self, parts: Sequence[Draft | DraftTable]) -> None:
        sizes: Counter[float] = Counter()
        for draft in _drafts(parts):
            sizes[_half(draft.size)] += len(draft.text)
        bodies = [size for size, count in sizes.items() if count >= BODY_SHARE * sizes.total()] or [10.0]
        self.smallest, self.largest = min(bodies), max(bodies)
        free = [part for part in parts if isinstance(part, Draft)]
        self.title_size = max(
            (_half(draft.size) for draft in free[:FIRST] if self._heads(draft)), default=0.0
        )
        heads = {_half(draft.size) for draft in _drafts(parts) if self._heads(draft)}
        below = sorted(
            (size for size in heads if size < self.title_size or not self.title_size), reverse=True
        )
        self.levels = {size: min(rank, 6) for rank, size in enumerate(below, 2)}

    def block(self, draft: Draft) -> Block:
        """The block a paragraph becomes."""
        kind, level = BlockKind.PARAGRAPH, None
        if draft.item:
            kind = BlockKind.LIST_ITEM
        elif self._heads(draft):
            kind, level = BlockKind.HEADING, self.levels.get(_half(draft.size), 1)
        return Block(kind, draft.text, level, page=draft.page, links=draft.links)

    def _heads(self, draft: Draft) -> bool:
        if draft.item or draft.lines > 4 or not any(map(str.isalpha, draft.text)):
            return False
        if draft.size >= LARGER * self.largest:
            return len(draft.text.split()) <= (
                12 if draft.text.endswith((".", ",", ";")) else MAX_HEADING_WORDS
            )
        plain = draft.size >= 0.95 * self.smallest
        return plain and (draft.bold or draft.underlined) and may_head(draft.text)


def _half(size: float) -> float:
    return round(size * 2) / 2


def _titled(blocks: list[Block], size: float, parts: Sequence[Draft | DraftTable]) -> list[Block]:
    """The largest headings at the document's start are its title."""
    large = {part.text for part in parts[:FIRST] if isinstance(part, Draft) and part.size > NEARLY * size}
    for index, block in enumerate(blocks[:FIRST]):
        if block.kind is BlockKind.HEADING and block.text in large:
            blocks[index] = replace(block, kind=BlockKind.TITLE, level=1)
        elif block.kind is BlockKind.ROW:
            break
    return blocks
