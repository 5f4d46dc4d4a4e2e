"""PDF files: opening, limits, the text layer's pages in one flow, pictures of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2

from senreport_check.errors import Unreadable
from senreport_check.extract import Progress
from senreport_check.extract.flow import flow
from senreport_check.extract.geometry import PageText
from senreport_check.extract.limits import Limits
from senreport_check.extract.look import blocks_of
from senreport_check.extract.pdf_page import read_page
from senreport_check.extract.running import take_running
from senreport_check.extract.settle import footers, settle
from senreport_check.model import Document, Fetched, Metadata

if TYPE_CHECKING:
    from PIL.Image import Image

MEDIA_TYPE = "application/pdf"


def read_pdf(fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    """Read a PDF.

    Raises `Unreadable` when it is damaged, asks for a password, or passes the limits.
    """
    with open_pdf(fetched.content) as opened:
        if len(opened) > limits.pages:
            raise Unreadable(
                f"The PDF has {len(opened)} pages, more than the {limits.pages} allowed: give the report alone."
            )
        pages = [read_page(page, number) for number, page in enumerate(opened, 1)]
        metadata, language = _metadata(opened), None
    return _document(pages, metadata, language)


def _document(pages: list[PageText], metadata: Metadata, language: str | None) -> Document:
    margin = footers(take_running(pages))
    return settle(
        blocks_of(flow(pages)), margin, content_type=MEDIA_TYPE, pages=len(pages), language=language,
        metadata=metadata,
    )


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; one with only an owner's password opens like any other.

    Raises `Unreadable` when it is damaged or asks for a password.
    """
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise Unreadable("The PDF asks for a password: save a copy without one and check that.") from broken
        raise Unreadable("The PDF is damaged: download it again, or save it anew.") from broken


def _metadata(opened: pypdfium2.PdfDocument) -> Metadata:
    said = opened.get_metadata_dict(skip_empty=True)
    return Metadata(
        said.get("Creator") or said.get("Producer"), _date(said.get("CreationDate")), _date(said.get("ModDate"))
    )


def _date(text: str | None) -> date | None:
    found = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", text or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def page_pictures(content: bytes, dpi: int) -> Iterator[Image]:
    """Yield each page as a picture of so many dots per inch."""
    with open_pdf(content) as opened:
        for page in opened:
            yield page.render(scale=dpi / 72).to_pil()
