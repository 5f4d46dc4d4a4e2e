"""Headings with nothing under them: the item is announced and not answered, which is partly (CODEBOOK)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from senreport_check.model import Block, BlockKind, Document, Evidence
from senreport_check.text import shorten

SIGNAL = "heading with nothing under it"
CONTENTS = 3
"""So many empty headings in a row are a list of contents or a menu, not headings of sections."""


def unanswered(document: Document) -> Iterator[Block]:
    """The headings of sections that hold nothing, not even a smaller heading."""
    run: list[Block] = []
    for block, following in pairwise((*document.blocks, None)):
        assert block is not None
        if block.kind is BlockKind.HEADING and _is_empty(block, following):
            run.append(block)
            continue
        yield from _kept(run)
        run = []
    yield from _kept(run)


def quote(block: Block) -> Evidence:
    """The heading itself as evidence."""
    return Evidence(shorten(block.text), page=block.page, url=block.url, signal=SIGNAL)


def _is_empty(block: Block, following: Block | None) -> bool:
    if following is None:
        return True
    return following.kind is BlockKind.HEADING and (following.level or 1) <= (block.level or 1)


def _kept(run: Sequence[Block]) -> Sequence[Block]:
    return () if len(run) >= CONTENTS else run
