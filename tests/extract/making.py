"""What the tests of the readers make their documents with."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from senreport_check.extract import Limits, extract
from senreport_check.model import Block, BlockKind, Document, Fetched

DOCUMENTS = Path(__file__).parents[2] / "fixtures" / "documents"
A4 = (595.0, 842.0)


def read(content: bytes, limits: Limits | None = None, **known: str) -> Document:
    return extract(Fetched(content, **known), limits or Limits(ocr=False))  # type: ignore[arg-type]


def shapes(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in document.blocks]


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [block.text for block in document.blocks if block.kind is kind]


def rows(document: Document) -> list[tuple[str, ...]]:
    return [block.cells for block in document.blocks if block.kind is BlockKind.ROW]


def block(document: Document, start: str) -> Block:
    return next(block for block in document.blocks if block.text.startswith(start))


class Page:
    """A small PDF written line by line, measured from the page's top."""

    def __init__(self, size: tuple[float, float] = A4, **options: object) -> None:
        self.target = io.BytesIO()
        self.size = size
        self.canvas = Canvas(self.target, pagesize=size, invariant=1, **options)
        for name in ("Vera", "VeraBd"):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))

    def line(self, x: float, top: float, text: str, *, size: float = 10, bold: bool = False) -> Page:
        self.canvas.setFont("VeraBd" if bold else "Vera", size)
        self.canvas.drawString(x, self.size[1] - top, text)
        return self

    def lines(self, x: float, top: float, *lines: str, step: float = 13) -> Page:
        for index, text in enumerate(lines):
            self.line(x, top + index * step, text)
        return self

    def grid(self, xs: list[float], tops: list[float]) -> Page:
        self.canvas.grid(xs, [self.size[1] - top for top in tops])
        return self

    def turn_page(self) -> Page:
        self.canvas.showPage()
        return self

    def done(self) -> bytes:
        self.canvas.save()
        return self.target.getvalue()
