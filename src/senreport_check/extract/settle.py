"""The last step every reader shares: blocks and footers to a `Document` with its title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from senreport_check.extract.tidy import tells_something
from senreport_check.model import Block, BlockKind, Document


def footers(blocks: Iterable[Block]) -> list[Block]:
    """Running headers and footers as `FOOTER` blocks: each line once, and only if it tells something."""
    seen: dict[str, Block] = {}
    for block in blocks:
        if tells_something(block.text):
            seen.setdefault(
                " ".join(block.text.split()),
                Block(BlockKind.FOOTER, block.text, page=block.page, url=block.url, links=block.links),
            )
    return list(seen.values())


def settle(document: Document, margin: Sequence[Block]) -> Document:
    """Finish a document: a title is promoted where none is marked, the margin's blocks go to the end."""
    content = _promote(list(document.blocks))
    title = next((block.text for block in content if block.kind is BlockKind.TITLE), document.title)
    return replace(document, blocks=(*content, *margin), title=title)


def _promote(blocks: list[Block]) -> list[Block]:
    if any(block.kind is BlockKind.TITLE for block in blocks[:10]):
        return blocks
    levels = [block.level or 9 for block in blocks if block.kind is BlockKind.HEADING]
    for index, block in enumerate(blocks[:3]):
        if block.kind is BlockKind.HEADING and block.level == min(levels):
            blocks[index] = replace(block, kind=BlockKind.TITLE, level=1)
            break
    return blocks
