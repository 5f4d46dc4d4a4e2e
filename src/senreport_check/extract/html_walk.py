"""The walk over a web page's tree: elements to blocks in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from urllib.parse import urljoin

from lxml.html import HtmlElement

from senreport_check.extract import html_parts as parts
from senreport_check.extract.html_inline import Inline, is_only_link, joined, paragraphs, unscrambled
from senreport_check.extract.tables import Cell, table_blocks
from senreport_check.extract.tidy import clean, may_head, number, strip_bullet, tells_something
from senreport_check.model import Block, BlockKind, Link

MOST_COVERED = 200
"""Rows or columns that one cell may cover."""

EMBEDDED = (
    ".pdf",
    ".docx",
    ".doc",
    ".odt",
    "docs.google.com",
    "drive.google.com",
    "sway.office.com",
    "issuu.com",
)


class Walker:
    """Reads a tree and collects its blocks; `url` is the page's address, `base` what its links start from."""

    def __init__(self, url: str | None, base: str | None) -> None:
        self.url, self.base = url, base
        self.blocks: list[Block] = []
        self.margins: list[Block] = []
        self.inline = Inline()
        self.level = 1
        self.item = False
        self.tabs: dict[str, str] = {}

    def read(self, root: HtmlElement) -> None:
        """Walk the whole page."""
        self.tabs = dict(_tab_names(root))
        body = root.find("body")
        self._children(root if body is None else body, bold=False)
        self._flush()

    def finish(self) -> tuple[list[Block], list[Block]]:
        """The content's blocks, the first headings of level 1 as title, and the margins' as footers."""
        content = list(self.blocks)
        for index, block in enumerate(content):
            if block.kind is not BlockKind.HEADING:
                if block.kind is BlockKind.PARAGRAPH and index > 1:
                    break
                continue
            if block.level == 1:
                content[index] = replace(block, kind=BlockKind.TITLE)
            else:
                break
        return content, _unique(self.margins)

    def _children(self, element: HtmlElement, bold: bool) -> None:
        self.inline.add(element.text, bold)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child, bold)
            self.inline.add(child.tail, bold)

    def _element(self, element: HtmlElement, bold: bool) -> None:
        tag = str(element.tag).lower()
        if tag in parts.SILENT or parts.is_furniture(element):
            return
        if tag == "br":
            self.inline.end_line()
        elif tag not in parts.BLOCK and "-" not in tag and not parts.is_control(element):
            self._span(element, tag, bold)
        else:
            self._flush()
            self._block(element, tag, bold)
            self._flush()

    def _span(self, element: HtmlElement, tag: str, bold: bool) -> None:
        if tag == "a":
            self._link(element, bold)
        elif "data-cfemail" in element.attrib:
            self.inline.add(unscrambled(element.get("data-cfemail") or ""), bold)
        else:
            heavy = "font-weight:bold" in (element.get("style") or "").replace(" ", "").lower()
            self._children(element, bold or tag in parts.BOLD or heavy)

    def _link(self, element: HtmlElement, bold: bool) -> None:
        hidden = element.get("data-cfemail") or next(iter(element.xpath(".//@data-cfemail")), None)
        before = len(self.inline.pieces)
        if hidden:
            self.inline.add(unscrambled(hidden), bold)
        else:
            self._children(element, bold)
        text = self.inline.text_since(before) or next(map(clean, element.xpath(".//img/@alt")), "")
        target = (element.get("href") or "").strip()
        if hidden:
            target = f"mailto:{unscrambled(hidden)}"
        if target and not target.startswith(("#", "javascript:")):
            self.inline.links.append(Link(text, self._absolute(target)))

    def _absolute(self, target: str) -> str:
        try:
            return urljoin(self.base, target) if self.base else target
        except ValueError:
            return target

    def _block(self, element: HtmlElement, tag: str, bold: bool) -> None:
        self._panel_name(element)
        if parts.is_margin(element):
            self._margin(element)
        elif tag in parts.HEADINGS or parts.is_title(element):
            self._heading(element, parts.HEADINGS.get(tag, 1))
        elif parts.is_control(element):
            self._control(element)
        elif tag == "table":
            self.blocks += self._table(element)
        elif tag == "dl":
            self.blocks += self._pairs(element)
        elif tag == "li":
            self.item = True
            self._children(element, bold)
            self._flush()
            self.item = False
        elif tag in ("figcaption", "caption"):
            self._caption(element)
        elif tag == "iframe":
            self._embedded(element)
        else:
            self._children(
                element, bold or "font-weight:bold" in (element.get("style") or "").replace(" ", "")
            )

    def _inside(self, element: HtmlElement) -> list[Block]:
        inner = Walker(self.url, self.base)
        inner.level, inner.tabs = self.level, self.tabs
        inner._children(element, bold=False)
        inner._flush()
        self.margins += inner.margins
        return inner.blocks

    def _heading(self, element: HtmlElement, level: int) -> None:
        self._children(element, bold=False)
        lines, links = self.inline.take()
        if lines:
            kind = BlockKind.TITLE if parts.is_title(element) else BlockKind.HEADING
            self._add(kind, joined(lines), links, level)

    def _control(self, element: HtmlElement) -> None:
        tab = element.get("role") == "tab" or next(element.iterancestors(), element).get("role") == "tablist"
        if tab and (element.get("aria-controls") or (element.get("href") or "").lstrip("#")) in self.tabs:
            return
        if element.find(".//h1") is not None or any(
            element.find(f".//h{n}") is not None for n in range(2, 7)
        ):
            self._children(element, bold=False)
            return
        self._children(element, bold=False)
        lines, links = self.inline.take()
        text = joined(lines)
        if text and may_head(text.rstrip(".")):
            self._add(BlockKind.HEADING, text, links, min(self.level + 1, 6), keep_level=False)
        elif text:
            self._add(BlockKind.PARAGRAPH, text, links)

    def _panel_name(self, element: HtmlElement) -> None:
        name = self.tabs.get(element.get("id") or "")
        if name and name not in (block.text for block in self.blocks[-1:]):
            first = next((h for h in element.iter(*parts.HEADINGS)), None)
            if first is None or clean(first.text_content()) != name:
                self._add(BlockKind.HEADING, name, [], min(self.level + 1, 6), keep_level=False)

    def _margin(self, element: HtmlElement) -> None:
        inner = self._inside(element)
        for block in inner:
            if block.kind is BlockKind.HEADING and block.level == 1 and element.tag == "header":
                self.blocks.append(block)
        kept = [block for block in inner if not is_only_link(block)]
        if any(tells_something(line) for block in kept for line in block.text.splitlines()):
            links = tuple(link for block in kept for link in block.links)
            text = "\n".join(block.text for block in kept)
            self.margins.append(Block(BlockKind.FOOTER, text, url=self.url, links=links))

    def _table(self, element: HtmlElement) -> list[Block]:
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
        blocks = [block for caption in element.findall("caption") for block in self._captions(caption)]
        cells = self._cells(rows)
        widest = max((len(row) for row in cells), default=0)
        nested = element.find(".//table") is not None and len(rows) == 1
        if (element.get("role") == "presentation" and widest > 2) or widest == 1 or nested:
            return blocks + [block for row in cells for cell in row for block in cell.blocks]
        return blocks + table_blocks(cells)

    def _cells(self, rows: Sequence[HtmlElement]) -> list[list[Cell]]:
        grid: list[list[Cell]] = []
        taken: dict[int, int] = {}
        for row in rows:
            cells: list[Cell] = []
            column = 0
            for cell in row.iterchildren("td", "th"):
                while taken.get(column, 0) > len(grid):
                    column += 1
                wide, tall = _covers(cell, "colspan"), _covers(cell, "rowspan")
                cells.append(Cell(tuple(self._inside(cell)), column, wide, tall, cell.tag == "th"))
                taken.update({column + offset: len(grid) + tall for offset in range(wide)})
                column += wide
            grid.append(cells)
        return grid

    def _pairs(self, element: HtmlElement) -> list[Block]:
        rows: list[list[Cell]] = []
        for part in element.iter("dt", "dd"):
            if next(part.iterancestors("dl"), None) is not element:
                continue
            if part.tag == "dt":
                rows.append([Cell(tuple(self._inside(part)), 0)])
            elif rows:
                rows[-1].append(Cell(tuple(self._inside(part)), len(rows[-1])))
        return table_blocks([_two(row) for row in rows])

    def _captions(self, element: HtmlElement) -> list[Block]:
        return [replace(block, kind=BlockKind.CAPTION, level=None) for block in self._inside(element)]

    def _caption(self, element: HtmlElement) -> None:
        self.blocks += self._captions(element)

    def _embedded(self, element: HtmlElement) -> None:
        target = element.get("src") or element.get("data-src") or ""
        if any(mark in target.lower() for mark in EMBEDDED):
            text = clean(element.get("title") or "Embedded document")
            self._add(BlockKind.CAPTION, text, [Link(text, self._absolute(target))])

    def _flush(self) -> None:
        lines, links = self.inline.take()
        bold = list(takewhile(lambda line: line.bold, lines))
        if bold and not self.item and may_head(joined(bold)):
            own = [link for link in links if link.text and link.text in joined(bold)]
            self._add(BlockKind.HEADING, joined(bold), own, min(self.level + 1, 6), keep_level=False)
            lines, links = lines[len(bold):], [link for link in links if link not in own]
        for line in paragraphs([line.text for line in lines]):
            bare = strip_bullet(line)
            kind = BlockKind.LIST_ITEM if self.item or bare else BlockKind.PARAGRAPH
            own = [link for link in links if link.text and (link.text in line or line in link.text)]
            links = [link for link in links if link not in own]
            self._add(kind, bare or line, own)
            self.item = False
        for link in links:
            # What is left spans lines, or is a picture: one that leads to a document stands for its name.
            if link.text and any(mark in link.target.lower() for mark in EMBEDDED):
                self._add(BlockKind.CAPTION, link.text, [link])

    def _add(
        self,
        kind: BlockKind,
        text: str,
        links: list[Link],
        level: int | None = None,
        *,
        keep_level: bool = True,
    ) -> None:
        if level is not None and keep_level:
            self.level = level
        self.blocks.append(Block(kind, text, level, url=self.url, links=tuple(links)))


def _tab_names(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for tab in root.xpath("//*[@role='tab'] | //*[@role='tablist']//a[@href]"):
        target = tab.get("aria-controls") or (tab.get("href") or "").partition("#")[2]
        name = clean(tab.text_content())
        if target and name and root.get_element_by_id(target, None) is not None:
            yield target, name


def _covers(cell: HtmlElement, name: str) -> int:
    return max(1, min(number(cell.get(name), 1), MOST_COVERED))


def _two(row: list[Cell]) -> list[Cell]:
    answer = tuple(block for cell in row[1:] for block in cell.blocks)
    return [row[0], Cell(answer, 1)] if answer else row


def _unique(blocks: list[Block]) -> list[Block]:
    return list({block.text: block for block in blocks}.values())
