"""Which pages of a PDF must be read as pictures: scans, and pages whose fonts do not tell their letters."""

from __future__ import annotations

import ctypes
import re
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from senreport_check.extract.geometry import PageText

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

FEW_LETTERS = 25
COVERING = 0.5
LARGEST_PICTURE = 4200
PAPER = 200
MOSTLY_PAPER = 0.45
ODD = re.compile(r"[^\w\s.,;:!?()\[\]{}'\"‘’“”…/&%£$€@#*+=<>|_–—•\uf0b7-]|[\ufffd]")
MOST_ODD = 0.3
FEWEST_VOWELS = 0.22
VOWELS = frozenset("aeiouyAEIOUYáéíóúâêîôûàèùäëïöüŵŷąęó")


def needs_ocr(page: pypdfium2.PdfPage, read: PageText) -> bool:
    """Whether the page's text is missing or nonsense while there is something to see on it."""
    text = "".join(word.text for line in read.lines for word in line.words)
    letters = sum(map(str.isalpha, text))
    if letters < FEW_LETTERS:
        return _covered(page) and _looks_like_paper(page)
    return is_garbled(text)


def is_garbled(text: str) -> bool:
    """Whether letters are shown by fonts that do not say which they are."""
    if len(text) < 60:
        return False
    letters = [character for character in text if character.isalpha()]
    odd = len(ODD.findall(text))
    vowels = sum(letter in VOWELS for letter in letters)
    return odd > MOST_ODD * len(text) or (len(letters) >= 40 and vowels < FEWEST_VOWELS * len(letters))


def _covered(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover most of the page."""
    covered = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), 2000)):
        handle = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(handle) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM):
            pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
            covered += abs((right.value - left.value) * (top.value - bottom.value))
    return covered >= COVERING * float(page.get_width() * page.get_height())


def _looks_like_paper(page: pypdfium2.PdfPage) -> bool:
    """Whether the page is mostly light, as paper with print on it is and a photograph is not."""
    light = picture_of(page, 24).min(axis=2) > PAPER
    return float(light.mean()) >= MOSTLY_PAPER


def picture_of(page: pypdfium2.PdfPage, dpi: int) -> npt.NDArray[np.uint8]:
    """A page as an array of rows, columns and colours; a page too large is drawn smaller."""
    import numpy as np  # noqa: PLC0415 - takes longer to load than most PDFs to read

    scale = min(dpi / 72, LARGEST_PICTURE / max(page.get_width(), page.get_height()))
    bitmap = page.render(scale=scale, rev_byteorder=True)
    return np.ascontiguousarray(bitmap.to_numpy()[:, :, :3])
