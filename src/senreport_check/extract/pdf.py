"""PDF files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2

from senreport_check.errors import Unreadable
from senreport_check.extract import Progress
from senreport_check.extract.limits import Limits
from senreport_check.extract.settle import settle
from senreport_check.extract.tidy import clean, strip_bullet
from senreport_check.model import Block, BlockKind, Document, Fetched


def read_pdf(fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    """Read a PDF."""
    try:
        opened = pypdfium2.PdfDocument(fetched.content)
    except pypdfium2.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise Unreadable("The PDF asks for a password: save a copy without one and check that.") from broken
        raise Unreadable("The PDF is damaged: download or save it again.") from broken
    if len(opened) > limits.pages:
        raise Unreadable(f"The PDF has {len(opened)} pages, more than {limits.pages}: give the report alone.")
    blocks = []
    for number, page in enumerate(opened, 1):
        running = ""
        for line in page.get_textpage().get_text_range().splitlines():
            text = clean(line)
            bare = strip_bullet(text)
            if bare and running:
                blocks.append(Block(BlockKind.PARAGRAPH, running, page=number))
                running = ""
            running = f"{running} {text}".strip()
            if len(text) < 70:
                blocks.append(Block(BlockKind.PARAGRAPH, running, page=number))
                running = ""
    return settle(blocks, [], content_type="application/pdf", pages=len(opened))


def page_pictures(content: bytes, dpi: int) -> Iterator[Any]:
    """Yield each page as a picture."""
    for page in pypdfium2.PdfDocument(content):
        yield page.render(scale=dpi / 72).to_pil()
