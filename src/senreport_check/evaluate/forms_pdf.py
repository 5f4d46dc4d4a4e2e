"""A labelled document as PDF: flowing pages, a question-and-answer table, a leaflet, a scan."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import reportlab
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table, TableStyle

from senreport_check.extract.pdf import page_pictures

Blocks = Sequence[Mapping[str, Any]]
PLAIN, BOLD = "Vera", "VeraBd"
MARGIN = 2 * cm
SCAN_DPI = 200
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])
STYLES = {
    "title": ParagraphStyle("title", fontName=BOLD, fontSize=17, leading=21, spaceAfter=10),
    "heading": ParagraphStyle(
        "heading", fontName=BOLD, fontSize=12.5, leading=16, spaceBefore=8, spaceAfter=4, keepWithNext=1
    ),
    "paragraph": ParagraphStyle("paragraph", fontName=PLAIN, fontSize=10, leading=13, spaceAfter=7),
    "bullet": ParagraphStyle(
        "bullet", fontName=PLAIN, fontSize=10, leading=13, spaceAfter=4, leftIndent=18, bulletIndent=6
    ),
}


def render_pdf(document: Mapping[str, Any]) -> bytes:
    """Render on portrait A4 pages, footers as the running footer, rows as a ruled table."""
    return _build(document["blocks"], _flow, A4, columns=1)


def render_leaflet(document: Mapping[str, Any]) -> bytes:
    """Render on landscape A4 pages in two columns."""
    return _build(document["blocks"], _flow, landscape(A4), columns=2)


def render_table(document: Mapping[str, Any]) -> bytes:
    """Render as the form many schools fill in: headings in the left column, what follows in the right."""
    return _build(document["blocks"], _question_table, landscape(A4), columns=1)


def render_scan(document: Mapping[str, Any]) -> bytes:
    """Render the flowing form as pictures of its pages, as a scanner would leave them."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for picture in page_pictures(render_pdf(document), SCAN_DPI):
        width, height = picture.shape[1] * 72 / SCAN_DPI, picture.shape[0] * 72 / SCAN_DPI
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(Image.fromarray(picture).convert("L")), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _build(
    blocks: Blocks,
    flow: Callable[[Blocks, float], list[Flowable]],
    size: tuple[float, float],
    *,
    columns: int,
) -> bytes:
    _fonts()
    target = io.BytesIO()
    footer = [block["text"] for block in blocks if block["kind"] == "footer"]
    body = [block for block in blocks if block["kind"] != "footer"]
    gap = cm
    width = (size[0] - 2 * MARGIN - gap * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + index * (width + gap), MARGIN, width, size[1] - 2 * MARGIN, 0, 0, 0, 0)
        for index in range(columns)
    ]
    template = BaseDocTemplate(target, pagesize=size, invariant=1)
    template.addPageTemplates(PageTemplate("page", frames, onPage=_footer(footer, size[0] - 2 * MARGIN)))
    template.build(flow(body, width))
    return target.getvalue()


def _fonts() -> None:
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in (PLAIN, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))


def _footer(lines: list[str], width: float) -> Callable[[Canvas, BaseDocTemplate], None]:
    style = ParagraphStyle("footer", fontName=PLAIN, fontSize=8, leading=10)

    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        for line in lines:
            paragraph = Paragraph(_markup(line), style)
            _, height = paragraph.wrap(width, MARGIN)
            paragraph.drawOn(canvas, MARGIN, MARGIN - 12 - height)
        canvas.setFont(PLAIN, 8)
        canvas.drawRightString(MARGIN + width, 14, str(template.page))

    return draw


def _flow(blocks: Blocks, width: float) -> list[Flowable]:
    flow: list[Flowable] = []
    rows: list[list[Any]] = []
    for block in blocks:
        if block["kind"] == "row":
            rows.append([_cell(cell) for cell in block["cells"]])
            continue
        flow += _table(rows, width)
        rows = []
        flow.append(_paragraph(block))
    return flow + _table(rows, width)


def _question_table(blocks: Blocks, width: float) -> list[Flowable]:
    if any(block["kind"] == "row" for block in blocks):
        return _flow(blocks, width)
    flow: list[Flowable] = []
    rows: list[list[list[Flowable]]] = []
    for block in blocks:
        if block["kind"] == "heading":
            rows.append([_cell(block["text"]), []])
        elif rows:
            rows[-1][1].append(_paragraph(block))
        else:
            flow.append(_paragraph(block))
    return flow + _table(rows, width)


def _table(rows: list[list[Any]], width: float) -> list[Flowable]:
    if not rows:
        return []
    columns = max(len(row) for row in rows)
    left = width * (0.3 if columns == 2 else 1 / columns)
    widths = [left, *[(width - left) / (columns - 1)] * (columns - 1)] if columns > 1 else [width]
    return [Table(rows, colWidths=widths, style=GRID, splitInRow=1)]


def _cell(text: str) -> list[Flowable]:
    return [Paragraph(_markup(line), STYLES["paragraph"]) for line in text.split("\n")]


def _paragraph(block: Mapping[str, Any]) -> Flowable:
    style = STYLES.get(block["kind"], STYLES["paragraph"])
    bullet = "•" if block["kind"] == "bullet" else None
    return Paragraph(_markup(block["text"]), style, bulletText=bullet)


def _markup(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
