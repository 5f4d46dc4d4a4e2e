"""What no text of a school is like: endless words and endless paragraphs, cut to lengths that are judged in time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from senreport_check.errors import Unreadable
from senreport_check.extract.limits import Limits
from senreport_check.model import Block, BlockKind, Document

LONGEST_WORD = 500
LONGEST_BLOCK = 8_000
LONGEST_TITLE = 1_000
_ENDLESS = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_SENTENCE_END = re.compile(r"[.!?]\s")
_LAST_WORD = re.compile(r"(?<=\s)\S*\Z")


def bounded(document: Document, limits: Limits) -> Document:
    """The document with a space in words without end, and paragraphs without end in pieces.

    Whoever reads it next looks at each word and each paragraph as a whole, and may need time in proportion to
    the square of its length. Raises `Unreadable` for more than `limits.text_chars` of text.
    """
    if sum(len(block.text) for block in document.blocks) > limits.text_chars:
        raise Unreadable(
            f"The document holds more than {limits.text_chars} characters of text: give the report alone."
        )
    blocks = tuple(piece for block in document.blocks for piece in _pieces(block))
    return replace(document, blocks=blocks, title=document.title and document.title[:LONGEST_TITLE])


def _pieces(block: Block) -> Iterator[Block]:
    if len(block.text) <= LONGEST_WORD:
        yield block
    elif len(block.text) <= LONGEST_BLOCK:
        yield replace(block, text=_broken(block.text), cells=tuple(map(_broken, block.cells)))
    else:
        for text in _paragraphs(_broken(block.text)):
            links = tuple(link for link in block.links if link.text in text)
            yield replace(block, kind=BlockKind.PARAGRAPH, text=text, level=None, cells=(), links=links)


def _broken(text: str) -> str:
    return _ENDLESS.sub(lambda found: found[0] + " ", text)


def _paragraphs(text: str) -> Iterator[str]:
    """The text in pieces of the greatest length, cut at a sentence's end, else at a space."""
    start = 0
    while len(text) - start > LONGEST_BLOCK:
        window = text[start : start + LONGEST_BLOCK]
        ends = [found.end() for found in _SENTENCE_END.finditer(window, LONGEST_BLOCK // 2)]
        if not ends:
            ends = [found.start() for found in _LAST_WORD.finditer(window, LONGEST_BLOCK - LONGEST_WORD - 1)]
        yield window[: ends[-1]].strip()
        start += ends[-1]
    yield text[start:].strip()
