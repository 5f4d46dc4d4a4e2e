"""PDF files: opening, limits, the text layer's pages in one flow, pictures of pages."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from senreport_check.errors import Unreadable
from senreport_check.extract import Progress
from senreport_check.extract.flow import flow
from senreport_check.extract.geometry import PageText
from senreport_check.extract.limits import Limits
from senreport_check.extract.look import blocks_of
from senreport_check.extract.pdf_page import read_page
from senreport_check.extract.pictures import needs_ocr, picture_of
from senreport_check.extract.running import take_running
from senreport_check.extract.settle import footers, settle
from senreport_check.extract.sniff import FileType
from senreport_check.model import Document, Fetched, Metadata

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DAMAGED = "The PDF is damaged: download it again, or save it anew."


def read_pdf(fetched: Fetched, limits: Limits, progress: Progress | None) -> Document:
    """Read a PDF: its text layer, and by OCR the pages that are pictures of text.

    Raises `Unreadable` when it is damaged, asks for a password, passes the limits, or holds pictures of text
    while OCR is not installed.
    """
    with open_pdf(fetched.content) as opened, _damage_explained():
        if len(opened) > limits.pages:
            raise Unreadable(
                f"The PDF has {len(opened)} pages, more than {limits.pages}: give the report alone."
            )
        pages = list(_text_pages(opened, limits))
        pictures = [page.number for page in pages if needs_ocr(opened[page.number - 1], page)]
        if pictures:
            _read_pictures(opened, pages, pictures, limits, progress)
        metadata, language = _metadata(opened), _language(opened)
    margin = footers(take_running(pages))
    blocks = tuple(blocks_of(flow(pages)))
    document = Document(blocks, None, FileType.PDF, len(pages), language, metadata, ocr=bool(pictures))
    return settle(document, margin)


@contextmanager
def _damage_explained() -> Iterator[None]:
    try:
        yield
    except pypdfium2.PdfiumError as broken:
        raise Unreadable(DAMAGED) from broken


def _text_pages(opened: pypdfium2.PdfDocument, limits: Limits) -> Iterator[PageText]:
    left = limits.text_chars
    for number, page in enumerate(opened, 1):
        read = read_page(page, number)
        left -= sum(len(line.text) for line in read.lines)
        if left < 0:
            raise Unreadable(
                f"The PDF holds more than {limits.text_chars} characters of text: give the report alone."
            )
        yield read


def _read_pictures(
    opened: pypdfium2.PdfDocument, pages: list[PageText], pictures: list[int], limits: Limits,
    progress: Progress | None,
) -> None:
    """Put what OCR reads in place of the pages that are pictures."""
    from senreport_check.extract import ocr  # noqa: PLC0415 - only pictures need it

    what = f"{len(pictures)} of the PDF's {len(pages)} pages " + (
        "is a picture or hides its letters" if len(pictures) == 1 else "are pictures or hide their letters"
    )
    if not limits.ocr or not ocr.available():
        raise Unreadable(
            f"{what}: install OCR with pip install 'senreport-check[ocr]', "
            "or give the document it was made from."
        )
    if len(pictures) > limits.pictures:
        raise Unreadable(f"{what}, more than the {limits.pictures} allowed: give the report alone.")
    for done, number in enumerate(pictures):
        if progress:
            progress(done, len(pictures))
        pages[number - 1] = ocr.read_picture(picture_of(opened[number - 1], ocr.DPI), number)
    if progress:
        progress(len(pictures), len(pictures))


def open_pdf(content: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF; one with only an owner's password opens like any other.

    Raises `Unreadable` when it is damaged or asks for a password.
    """
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as broken:
        if "password" in str(broken).lower():
            raise Unreadable(
                "The PDF asks for a password: save a copy without one and check that."
            ) from broken
        raise Unreadable(DAMAGED) from broken


def _metadata(opened: pypdfium2.PdfDocument) -> Metadata:
    said = opened.get_metadata_dict(skip_empty=True)
    return Metadata(
        said.get("Creator") or said.get("Producer"),
        _date(said.get("CreationDate")),
        _date(said.get("ModDate")),
    )


def _date(text: str | None) -> date | None:
    found = re.match(r"D?:?(\d{4})(\d\d)(\d\d)", text or "")
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _language(opened: pypdfium2.PdfDocument) -> str | None:
    length = pdfium.FPDFCatalog_GetLanguage(opened.raw, None, 0)
    if length <= 2:
        return None
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFCatalog_GetLanguage(opened.raw, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le").rstrip("\0") or None


def page_pictures(content: bytes, dpi: int) -> Iterator[npt.NDArray[np.uint8]]:
    """Yield each page of a PDF as a picture of so many dots an inch."""
    with open_pdf(content) as opened:
        for page in opened:
            yield picture_of(page, dpi)
