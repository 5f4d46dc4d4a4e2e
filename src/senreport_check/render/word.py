"""Building Word documents: A4, British English, the project's styles, harmless text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from senreport_check.render.clean import one_line

_INK, _ACCENT, _QUIET = RGBColor(0x1B, 0x23, 0x30), RGBColor(0x1D, 0x4F, 0x91), RGBColor(0x56, 0x60, 0x71)
_SIZES = {"Title": 24, "Heading 1": 15, "Heading 2": 13, "Heading 3": 12}
_TYPING_HEIGHT = Mm(28)


class Writer:
    """Writes one document from top to bottom."""

    def __init__(self, title: str, created: datetime | None = None) -> None:
        self._document: WordDocument = Document()
        self._page()
        self._styles()
        properties = self._document.core_properties
        properties.title, properties.author = one_line(title)[:255], "senreport-check"
        properties.language, properties.comments = "en-GB", ""
        if created is not None:
            properties.created = properties.modified = created.astimezone(UTC).replace(tzinfo=None)

    def title(self, text: str) -> None:
        """The document's title."""
        self._document.add_paragraph(one_line(text), style="Title")

    def heading(self, text: str, level: int = 1) -> None:
        """A heading that stays with what follows it."""
        self._document.add_heading(one_line(text), level)

    def text(self, text: str, *, label: str = "", bold: bool = False, quiet: bool = False) -> None:
        """A paragraph, after a bold label where one is given."""
        paragraph = self._document.add_paragraph()
        if label:
            paragraph.add_run(f"{one_line(label)}: ").bold = True
        run = paragraph.add_run(one_line(text))
        run.bold = bold or None
        if quiet:
            run.font.color.rgb, run.font.size = _QUIET, Pt(9.5)

    def bullet(self, text: str) -> None:
        """One point of a list."""
        self._document.add_paragraph(one_line(text), style="List Bullet")

    def typing_space(self, prompt: str) -> None:
        """A framed space to type into, holding a prompt, on one page with the heading above it."""
        for paragraph in reversed(self._document.paragraphs):
            paragraph.paragraph_format.keep_with_next = True
            if paragraph.style is not None and str(paragraph.style.name).startswith("Heading"):
                break
        table = self._document.add_table(rows=1, cols=1, style="Table Grid")
        table.rows[0].height = _TYPING_HEIGHT
        _fill(table.cell(0, 0), prompt)
        self._document.add_paragraph()

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> None:
        """A table with a heading row that is repeated on every page; widths are in millimetres."""
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.autofit = False
        for texts in (heads, *rows):
            cells = table.rows[0].cells if texts is heads else table.add_row().cells
            for cell, text, width in zip(cells, texts, widths, strict=True):
                cell.width = Mm(width)
                _fill(cell, text)
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        _append(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")
        self._document.add_paragraph()

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def content(self) -> bytes:
        """The finished file."""
        found = io.BytesIO()
        self._document.save(found)
        return found.getvalue()

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin = section.bottom_margin = Mm(20)
        _page_number(section.footer.paragraphs[0])

    def _styles(self) -> None:
        styles = self._document.styles
        normal = styles["Normal"]
        normal.font.name, normal.font.size, normal.font.color.rgb = "Calibri", Pt(11), _INK
        normal.paragraph_format.space_after = Pt(5)
        _append(normal.element.get_or_add_rPr(), "w:lang", {"w:val": "en-GB"})
        for name, size in _SIZES.items():
            style = styles[name]
            style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
            style.font.color.rgb = _INK if name == "Title" else _ACCENT
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
        styles["Heading 1"].paragraph_format.space_before = Pt(16)
        styles["Footer"].font.size, styles["Footer"].font.color.rgb = Pt(9), _QUIET


def _fill(cell: _Cell, text: str) -> None:
    """Put text into a cell as one run, so that it can be styled even when empty."""
    cell.paragraphs[0].add_run(one_line(text))


def _append(parent: BaseOxmlElement, tag: str, attributes: dict[str, str] | None = None) -> None:
    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), value)
    parent.append(element)


def _page_number(paragraph: Paragraph) -> None:
    run = paragraph.add_run("Page ")
    for kind, code in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:instrText" if code else "w:fldChar")
        if code:
            element.text = code
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
