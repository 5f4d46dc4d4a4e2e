"""OpenDocument texts (.odt), through odfdo."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import odfdo

from senreport_check.errors import Unreadable
from senreport_check.extract.limits import Limits
from senreport_check.extract.package import refuse_bomb
from senreport_check.extract.settle import footers, settle
from senreport_check.extract.sniff import FileType
from senreport_check.extract.tables import Cell, table_blocks
from senreport_check.extract.tidy import clean, may_head, number, strip_bullet
from senreport_check.model import Block, BlockKind, Document, Fetched, Link, Metadata

INSIDE = frozenset({
    "text:section", "text:index-body", "text:tracked-changes-content", "office:text", "text:list-header",
    "draw:frame", "draw:text-box", "draw:g", "draw:custom-shape",
})
LEFT_OUT = frozenset({"text:tracked-changes", "office:annotation", "text:table-of-content", "text:note"})
SPACES = {"text:s": " ", "text:tab": " ", "text:line-break": "\n"}
MAX_DEPTH = 40


def read_odt(fetched: Fetched, limits: Limits) -> Document:
    """Read an OpenDocument text, deleted changes and comments left out.

    Raises `Unreadable` when it is damaged, locked, or unpacks past `limits.unpacked_mb`.
    """
    refuse_bomb(fetched.content, limits.unpacked_mb)
    try:
        opened = odfdo.Document(io.BytesIO(fetched.content))
        body: Any = opened.body
        styles: Any = opened.get_part("styles.xml")
        margins = [part for name in ("style:header", "style:footer") for part in styles.get_elements(f"//{name}")]
        reader = _Reader(opened)
    except Exception as broken:  # a damaged package breaks the library in as many ways as there are packages
        raise Unreadable("The document cannot be opened: open it and save it as PDF or .docx.") from broken
    margin = [block for part in margins for block in reader.blocks(part, 0)]
    blocks = tuple(reader.blocks(body, 0))
    return settle(Document(blocks, content_type=FileType.ODT, metadata=_metadata(opened)), footers(margin))


def _metadata(opened: Any) -> Metadata:
    """What made the file when; nothing where the part that tells is broken."""
    try:
        meta = opened.meta
        return Metadata(meta.generator or None, _day(meta.creation_date), _day(meta.date))
    except Exception:  # as above
        return Metadata()


class _Reader:
    """Turns OpenDocument elements into blocks."""

    def __init__(self, opened: Any) -> None:
        styles = opened.get_styles("paragraph")
        self.styles = {style.get_attribute("style:name"): style for style in styles}
        self.level = 1

    def blocks(self, parent: Any, depth: int, *, item: bool = False) -> Iterator[Block]:
        """The blocks in an element, in order."""
        if depth > MAX_DEPTH:
            raise Unreadable(
                "The document's tables or lists are nested too deeply: save it as PDF and check that."
            )
        for element in parent.children:
            if element.tag in ("text:p", "text:h"):
                yield from self._paragraph(element, item=item)
                for frame in element.get_elements(".//draw:text-box"):
                    yield from self.blocks(frame, depth + 1)
            elif element.tag == "text:list":
                for entry in element.children:
                    yield from self.blocks(entry, depth + 1, item=True)
            elif element.tag == "table:table":
                yield from table_blocks(self._rows(element, depth))
            elif element.tag in INSIDE:
                yield from self.blocks(element, depth + 1, item=item)

    def _paragraph(self, element: Any, *, item: bool) -> Iterator[Block]:
        links: list[Link] = []
        text = "\n".join(filter(None, map(clean, _text(element, links).split("\n"))))
        if not text:
            return
        names = [str(style.get_attribute("style:name")) for style in self._chain(element)]
        names.append(str(element.get_attribute("text:style-name")))
        kind, level = BlockKind.PARAGRAPH, None
        bare = strip_bullet(text)
        if "Title" in names:
            kind, level = BlockKind.TITLE, 1
        elif element.tag == "text:h":
            self.level = level = max(1, number(element.get_attribute("text:outline-level"), 1))
            kind = BlockKind.HEADING
        elif item or bare:
            kind = BlockKind.LIST_ITEM
        elif "Caption" in names:
            kind = BlockKind.CAPTION
        elif self._bold(element) and may_head(text):
            kind, level = BlockKind.HEADING, self.level + 1
        joined = " ".join(text.split("\n")) if level else text
        yield Block(
            kind, (bare or joined) if kind is BlockKind.LIST_ITEM else joined, level, links=tuple(links)
        )

    def _chain(self, element: Any) -> list[Any]:
        chain: list[Any] = []
        name = element.get_attribute("text:style-name")
        while name in self.styles and len(chain) < 20:
            chain.append(self.styles[name])
            name = chain[-1].get_attribute("style:parent-style-name")
        return chain

    def _bold(self, element: Any) -> bool:
        for style in self._chain(element):
            look = style.get_element("style:text-properties")
            weight = look.get_attribute("fo:font-weight") if look is not None else None
            if weight:
                return str(weight) in ("bold", "700", "800", "900")
        return False

    def _rows(self, table: Any, depth: int) -> list[list[Cell]]:
        rows: list[list[Cell]] = []
        for row in _own_rows(table):
            cells: list[Cell] = []
            column = 0
            for cell in row.children:
                if cell.tag in ("table:table-cell", "table:covered-table-cell"):
                    repeated = number(cell.get_attribute("table:number-columns-repeated"), 1)
                    if cell.tag == "table:table-cell":
                        tall = number(cell.get_attribute("table:number-rows-spanned"), 1)
                        cells.append(Cell(tuple(self.blocks(cell, depth + 1)), column, rows=tall))
                    column += repeated
            rows.append(cells)
        return rows


def _own_rows(parent: Any) -> Iterator[Any]:
    """A table's rows, those in row groups too, without those of tables in its cells."""
    for child in parent.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _own_rows(child)


def _text(element: Any, links: list[Link]) -> str:
    """An element's own text; links found on the way are added to `links`."""
    pieces = [element.text or ""]
    for child in element.children:
        if child.tag in SPACES:
            pieces.append(SPACES[child.tag])
        elif child.tag not in LEFT_OUT and not child.tag.startswith("draw:"):
            inner = _text(child, links)
            target = child.get_attribute("xlink:href") if child.tag == "text:a" else None
            if target and inner.strip():
                links.append(Link(clean(inner), str(target)))
            pieces.append(inner)
        pieces.append(child.tail or "")
    return "".join(pieces)


def _day(stamp: Any) -> Any:
    return stamp.date() if isinstance(stamp, datetime) else stamp
