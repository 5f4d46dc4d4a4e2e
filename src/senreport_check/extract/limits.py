"""How much one document may cost before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The ceilings for reading one document; every one of them can be set.

    `seconds` is the worker's deadline, `seconds_per_picture` what each page read by OCR may add to it,
    `memory_mb` the worker's memory in MiB, `pages` the longest PDF, `pictures` the most pages read by OCR,
    `unpacked_mb` the most a ZIP-based file may hold unpacked, `text_chars` the most text taken in,
    `html_depth` and `html_elements` the deepest and largest web page, `ocr` whether pictures are read at all.
    """

    seconds: float = 60.0
    seconds_per_picture: float = 180.0
    memory_mb: int = 2048
    pages: int = 500
    pictures: int = 100
    unpacked_mb: int = 200
    text_chars: int = 2_000_000
    html_depth: int = 200
    html_elements: int = 300_000
    ocr: bool = True
