from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from senreport_check.errors import Unreadable
from senreport_check.extract import Limits, extract
from senreport_check.extract.pdf import page_pictures
from senreport_check.model import BlockKind, Fetched

from .making import Page, read, rows

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
pytest.importorskip("onnxruntime", reason="the extra `ocr` is not installed")

SMALL = (420.0, 200.0)


def scan(*contents: bytes, turn: float = 0.0) -> bytes:
    """Pictures of pages in a PDF, each turned by so many degrees."""
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for content in contents:
        for picture in page_pictures(content, 200):
            image = Image.fromarray(picture).rotate(turn, expand=turn % 90 == 0, fillcolor="white")
            size = image.width * 0.36, image.height * 0.36
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(image), 0, 0, *size)
            canvas.showPage()
    canvas.save()
    return target.getvalue()


def table() -> bytes:
    page = Page(SMALL).grid([20, 150, 400], [60, 100, 140])
    page.line(20, 35, "Who helps in our school", size=16, bold=True)
    page.line(25, 78, "Who is the SENCO?").lines(
        155, 74, "Mrs Ada Fennimore, who works", "from Monday to Wednesday."
    )
    page.line(25, 118, "How can I reach her?").line(155, 118, "Ring 01632 960123.")
    return page.done()


ANSWERS = [
    ("Who is the SENCO?", "Mrs Ada Fennimore, who works from Monday to Wednesday."),
    ("How can I reach her?", "Ring 01632 960123."),
]


@pytest.mark.parametrize("turn", [0.0, 1.5, 90.0])
def test_scans_read_level_with_their_tables(turn: float) -> None:
    told: list[tuple[int, int]] = []
    document = extract(
        Fetched(scan(table(), turn=turn)), Limits(), lambda done, total: told.append((done, total))
    )
    assert document.ocr
    assert document.blocks[0].text == "Who helps in our school"
    assert document.blocks[0].kind is BlockKind.TITLE
    assert [tuple(" ".join(cell.split()) for cell in row) for row in rows(document)] == ANSWERS
    assert {block.page for block in document.blocks} == {1}
    assert told == [(0, 1), (1, 1)]


def test_without_ocr_the_pictures_are_counted_and_the_way_out_named() -> None:
    with pytest.raises(Unreadable, match=r"2 of the PDF's 2 pages are pictures .*senreport-check\[ocr\]"):
        read(scan(table(), table()), Limits(ocr=False))


def test_more_pictures_than_allowed_are_refused() -> None:
    with pytest.raises(Unreadable, match="more than the 1 allowed"):
        read(scan(table(), table()), Limits(pictures=1))


def test_a_photograph_on_the_cover_is_no_scan() -> None:
    target = io.BytesIO()
    canvas = Canvas(target)
    noise = np.random.default_rng(1).integers(0, 120, (60, 60, 3), dtype=np.uint8)
    canvas.drawImage(ImageReader(Image.fromarray(noise)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.drawString(60, 700, "Every class teacher checks reading and number twice each term.")
    canvas.save()
    document = read(target.getvalue(), Limits(ocr=False))
    assert not document.ocr
    assert document.words == 10
