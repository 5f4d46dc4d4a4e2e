"""Plain text, and text marked up lightly with #, - and *."""

from __future__ import annotations

import codecs
import re

from senreport_check.errors import Unreadable
from senreport_check.extract.limits import Limits
from senreport_check.extract.tidy import clean, strip_bullet
from senreport_check.model import Block, BlockKind, Document, Fetched

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
UNDERLINE = re.compile(r"(=|-){3,}")
NUMBERED = re.compile(r"\d{1,2}[.)]\s+\S")


def decode(content: bytes, declared: str | None = None) -> str:
    """Bytes to text: by byte order mark, as declared, as UTF-8, and what is left as Windows-1252."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return content[len(mark):].decode(encoding, errors="replace")
    for encoding in filter(None, (declared, "utf-8")):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("cp1252", errors="replace")


def read_text(fetched: Fetched, limits: Limits) -> Document:
    """Read plain text: blank lines separate paragraphs, `#` marks headings, `-` and `*` list items.

    Raises `Unreadable` when it is longer than `limits.text_chars`.
    """
    if len(fetched.content) > limits.text_chars * 4:
        raise Unreadable("The text is far longer than any report: give the report alone.")
    blocks: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", decode(fetched.content).replace("\r\n", "\n").replace("\r", "\n")):
        blocks += _chunk(chunk)
    return Document(tuple(blocks), title=next((b.text for b in blocks if b.kind is BlockKind.TITLE), None))


def _chunk(chunk: str) -> list[Block]:
    blocks: list[Block] = []
    running: list[str] = []

    def close() -> None:
        if running:
            blocks.append(_block(" ".join(running)))
            running.clear()

    for line in filter(None, map(str.strip, chunk.split("\n"))):
        if UNDERLINE.fullmatch(line) and len(running) == 1:
            blocks.append(_heading(1 if line[0] == "=" else 2, running.pop()))
        elif HASHES.fullmatch(line):
            close()
            blocks.append(_block(line))
        else:
            if strip_bullet(line) or NUMBERED.match(line):
                close()
            running.append(line)
    close()
    return blocks


def _block(text: str) -> Block:
    marked = HASHES.fullmatch(text)
    if marked and marked[2]:
        return _heading(len(marked[1]), marked[2])
    item = strip_bullet(text)
    return Block(BlockKind.LIST_ITEM, clean(item)) if item else Block(BlockKind.PARAGRAPH, clean(text))


def _heading(level: int, text: str) -> Block:
    if level == 1:
        return Block(BlockKind.TITLE, clean(text), level=1)
    return Block(BlockKind.HEADING, clean(text), level=level)
