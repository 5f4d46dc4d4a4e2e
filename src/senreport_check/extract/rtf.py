"""Rich text (.rtf), through striprtf, with the marks it would drop put into the text beforehand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from striprtf.striprtf import rtf_to_text

from senreport_check.errors import Unreadable
from senreport_check.extract.limits import Limits
from senreport_check.extract.settle import footers, settle
from senreport_check.extract.sniff import FileType
from senreport_check.extract.tables import Cell, table_blocks
from senreport_check.extract.tidy import clean, strip_bullet
from senreport_check.model import Block, BlockKind, Document, Fetched

STYLE = re.compile(r"\{\\s(\d+)[^{};]*?\\[a-z]+-?\d* ([^{};\\]+);\}")
HEADING_NAME = re.compile(r"heading (\d)|(title)", re.I)
MARGIN = re.compile(r"\{\\(?:footer|header)[lrf]?\b")
LIST_MARK = re.compile(r"\{\\(?:\*\\)?(?:listtext|pntext)\b")
MARK = re.compile(r"@@(\d)@@")
BULLET = "{\\u8226? }"
LONGEST_ROW = 60


def read_rtf(fetched: Fetched, limits: Limits) -> Document:
    """Read rich text: headings by style, bullets, tables' rows, headers and footers.

    Raises `Unreadable` when it is broken or longer than `limits.text_chars`.
    """
    raw = fetched.content.decode("latin-1")
    if len(raw) > limits.unpacked_mb * 1024 * 1024:
        raise Unreadable("The file is far larger than any report: save it without pictures, or as PDF.")
    margin = [
        Block(BlockKind.PARAGRAPH, line) for part in _margins(raw) for line in _lines("{\\rtf1" + part + "}")
    ]
    blocks = tuple(_blocks(list(_lines(_marked(raw)))))
    return settle(Document(blocks, content_type=FileType.RTF), footers(margin))


def _marked(raw: str) -> str:
    """Put marks before headings and list items, which survive as text."""
    levels = {number: _level(name) for number, name in STYLE.findall(raw) if HEADING_NAME.match(name)}
    before, sheet, body = raw.partition("\\stylesheet")

    def mark(found: re.Match[str]) -> str:
        return f"{found[0]}{{@@{levels[found[1]]}@@}}" if found[1] in levels else found[0]

    body = LIST_MARK.sub(lambda found: BULLET + found[0], body)
    return before + sheet + re.sub(r"\\s(\d+)(?!\w)", mark, body)


def _level(name: str) -> int:
    found = HEADING_NAME.match(name)
    return int(found[1]) if found and found[1] else 0


def _margins(raw: str) -> Iterator[str]:
    for found in MARGIN.finditer(raw):
        depth = 1
        for place in range(found.end(), min(len(raw), found.end() + 20_000)):
            depth += {"{": 1, "}": -1}.get(raw[place], 0)
            if not depth:
                yield raw[found.end():place]
                break


def _lines(raw: str) -> Iterator[str]:
    try:
        text: str = rtf_to_text(raw, errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, UnicodeError) as broken:
        raise Unreadable("The rich text file is damaged: save it again, or as PDF.") from broken
    return (line for line in map(clean, text.split("\n")) if line)


def _blocks(lines: list[str]) -> Iterator[Block]:
    rows: list[list[Cell]] = []
    place = 0
    while place < len(lines):
        length = _row_length(lines, place)
        if length:
            rows.append(_cells(lines[place:place + length]))
        else:
            yield from table_blocks(rows)
            rows = []
            yield _block(lines[place])
        place += max(1, length)
    yield from table_blocks(rows)


def _row_length(lines: list[str], place: int) -> int:
    """How many lines from here make one table row, each cell of which ends in a bar; 0 for none."""
    if "|" not in lines[place]:
        return 0
    for end in range(place, min(len(lines), place + LONGEST_ROW)):
        if lines[end].endswith("|"):
            return end - place + 1
    return 0


def _cells(lines: list[str]) -> list[Cell]:
    texts = "\n".join(lines).rstrip("|").split("|")
    return [
        Cell(tuple(_block(line) for line in text.split("\n") if line.strip()), column)
        for column, text in enumerate(texts)
    ]


def _block(line: str) -> Block:
    marked = MARK.match(line)
    if marked:
        text, level = clean(MARK.sub("", line)), int(marked[1])
        return Block(BlockKind.HEADING if level else BlockKind.TITLE, text, level or 1)
    bare = strip_bullet(line)
    return Block(BlockKind.LIST_ITEM if bare else BlockKind.PARAGRAPH, bare or line)
