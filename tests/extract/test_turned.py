"""Text that runs in another direction than its page, and pages that are turned as a whole; declared language."""

from __future__ import annotations

import pytest
from reportlab.lib.pagesizes import A4

from .making import Page, read

SIDEWAYS = ("Who helps in our school", "and how to reach them")


def turned(angle: int, *lines: str) -> Page:
    """A page whose lines run at an angle, from the middle outwards."""
    page = Page(A4)
    page.canvas.saveState()
    page.canvas.translate(A4[0] / 2, A4[1] / 2)
    page.canvas.rotate(angle)
    page.canvas.setFont("Vera", 10)
    for number, line in enumerate(lines):
        page.canvas.drawString(0, -13 * number, line)
    page.canvas.restoreState()
    return page


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_lines_that_run_across_a_level_page_are_read_whole(angle: int) -> None:
    page = turned(angle, *SIDEWAYS)
    page.lines(60, 60, *(f"Line {number} of the level text that fills this page from the top." for number in range(9)))
    document = read(page.done())
    for line in SIDEWAYS:
        assert any(line in block.text for block in document.blocks), document.text
    assert document.text.index("Line 0") < document.text.index("Line 8")


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_a_page_turned_as_a_whole_is_read_as_if_it_were_not(angle: int) -> None:
    assert " ".join(read(turned(angle, *SIDEWAYS).done()).text.split()) == " ".join(SIDEWAYS)


@pytest.mark.parametrize("lines", [0, 9])
@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_table_beside_turned_text_stays_a_table(angle: int, lines: int) -> None:
    page = turned(angle, *SIDEWAYS)
    page.lines(60, 400, *["Level text that fills this page from the middle."] * lines)
    page.grid([60, 200, 280], [80, 100, 120])
    page.line(65, 94, "Who is the SENCO?").line(205, 94, "Mrs Larch")
    page.line(65, 114, "When is she in?").line(205, 114, "Mondays")
    text = read(page.done()).text
    assert text.index("SENCO") < text.index("Larch") < text.index("When") < text.index("Mondays")


def test_the_language_a_pdf_declares_is_known() -> None:
    assert read(Page(lang="en-GB").line(60, 60, "Our report").done()).language == "en-GB"
    assert read(Page().line(60, 60, "Our report").done()).language is None
