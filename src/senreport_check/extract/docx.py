"""Word files (.docx): the whole document, from body, text boxes, headers and footers to blocks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import docx as library

from senreport_check.errors import Unreadable
from senreport_check.extract.docx_paragraph import LOST, Looks, Paragraph, W, children, read_paragraph
from senreport_check.extract.limits import Limits
from senreport_check.extract.package import refuse_bomb
from senreport_check.extract.settle import footers, settle
from senreport_check.extract.sniff import FileType
from senreport_check.extract.tables import Cell, table_blocks
from senreport_check.extract.tidy import may_head, number, strip_bullet
from senreport_check.model import Block, BlockKind, Document, Fetched, Metadata

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAX_DEPTH = 40
BROKEN = "The Word file is broken, or built to overload its reader: open it in Word and save it again."


def read_docx(fetched: Fetched, limits: Limits) -> Document:
    """Read a Word file, tracked changes as accepted, comments left out.

    Raises `Unreadable` when it is damaged, locked, or unpacks past `limits.unpacked_mb`.
    """
    refuse_bomb(fetched.content, limits.unpacked_mb)
    try:
        word = library.Document(io.BytesIO(fetched.content))
        body = word.element.find(W + "body")
    except Exception as broken:  # a damaged package breaks the library in as many ways as there are packages
        raise Unreadable(BROKEN) from broken
    if body is None:
        raise Unreadable(BROKEN)
    reader = Reader(word)
    language, metadata = _about(word)
    document = Document(tuple(reader.body(body)), content_type=FileType.DOCX, language=language, metadata=metadata)
    return settle(document, reader.margins())


def _about(word: WordDocument) -> tuple[str | None, Metadata]:
    """The language, and what made the file when; nothing where the part that tells is none."""
    try:
        about = word.core_properties
        created, modified, language = about.created, about.modified, about.language
    except (*LOST, ValueError):
        return None, Metadata(_application(word))
    days = (stamp.date() if stamp else None for stamp in (created, modified))
    return language or None, Metadata(_application(word), *days)


def _application(word: WordDocument) -> str | None:
    for part in word.part.package.iter_parts():
        if str(part.partname) == "/docProps/app.xml":
            _, opened, rest = part.blob.decode("utf-8", "replace").partition("<Application>")
            return rest.partition("<")[0] if opened else None
    return None


class Reader:
    """Turns one opened Word file into blocks."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self.looks = Looks(word)
        self.level = 1

    def body(self, body: Any) -> list[Block]:
        """The body's blocks in order."""
        return list(self._blocks(body, self.word.part, 0))

    def margins(self) -> list[Block]:
        """What running headers and footers tell, each line once."""
        blocks: list[Block] = []
        for section in self.word.sections:
            for part in (
                section.header,
                section.first_page_header,
                section.footer,
                section.first_page_footer,
            ):
                blocks += self._margin(part)
        return footers(blocks)

    def _margin(self, margin: Any) -> Iterator[Block]:
        """What a header or footer holds; nothing where the file has lost it or put another part in its place."""
        try:
            element, part = (None, None) if margin.is_linked_to_previous else (margin._element, margin.part)
        except LOST:
            return
        if element is not None:
            yield from self._blocks(element, part, 0)

    def _blocks(self, parent: Any, part: Any, depth: int) -> Iterator[Block]:
        if depth > MAX_DEPTH:
            raise Unreadable("The Word file's tables are nested too deeply: save it as PDF and check that.")
        for element in children(parent):
            if element.tag == W + "p":
                paragraph = read_paragraph(element, part, self.looks)
                yield from self._paragraph(paragraph)
                for box in paragraph.boxes:
                    yield from self._blocks(box, part, depth + 1)
            elif element.tag == W + "tbl":
                yield from table_blocks(self._rows(element, part, depth))

    def _paragraph(self, paragraph: Paragraph) -> Iterator[Block]:
        text = paragraph.text
        if not text or paragraph.contents:
            return
        links = paragraph.links
        if paragraph.title:
            yield Block(BlockKind.TITLE, " ".join(text.split("\n")), 1, links=links)
        elif paragraph.level:
            self.level = paragraph.level
            yield Block(BlockKind.HEADING, " ".join(text.split("\n")), paragraph.level, links=links)
        elif paragraph.caption:
            yield Block(BlockKind.CAPTION, text, links=links)
        elif paragraph.stands_out and may_head(text) and not strip_bullet(text):
            yield Block(BlockKind.HEADING, " ".join(text.split("\n")), self.level + 1, links=links)
        else:
            yield from _plain(paragraph)

    def _rows(self, table: Any, part: Any, depth: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        merged: dict[int, tuple[int, int]] = {}
        for row in (element for element in children(table) if element.tag == W + "tr"):
            cells: list[Cell] = []
            column = 0
            for element in (child for child in children(row) if child.tag == W + "tc"):
                wide, merge = _cell_shape(element)
                if merge == "continue" and column in merged:
                    self._grow(rows, merged[column])
                else:
                    if merge == "restart":
                        merged[column] = (len(rows), len(cells))
                    else:
                        merged.pop(column, None)
                    cells.append(Cell(tuple(self._blocks(element, part, depth + 1)), column, wide))
                column += wide
            rows.append(cells)
        return rows

    @staticmethod
    def _grow(rows: list[list[Cell]], place: tuple[int, int]) -> None:
        row, index = place
        cell = rows[row][index]
        rows[row][index] = Cell(cell.blocks, cell.column, cell.columns, cell.rows + 1)


def _cell_shape(element: Any) -> tuple[int, str | None]:
    wide = element.find(f"{W}tcPr/{W}gridSpan")
    merge = element.find(f"{W}tcPr/{W}vMerge")
    columns = 1 if wide is None else max(1, number(wide.get(W + "val"), 1))
    return columns, None if merge is None else merge.get(W + "val") or "continue"


def _plain(paragraph: Paragraph) -> Iterator[Block]:
    links = list(paragraph.links)
    for line in paragraph.text.split("\n"):
        bare = strip_bullet(line)
        kind = BlockKind.LIST_ITEM if paragraph.item or bare else BlockKind.PARAGRAPH
        own = tuple(link for link in links if link.text in line)
        yield Block(kind, bare or line, links=own)
