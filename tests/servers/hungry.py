"""A document that eats a reader's time and memory."""

from __future__ import annotations

import zlib
from functools import cache


@cache
def hungry_pdf() -> bytes:
    """A small file that unfolds without end."""
    stream = zlib.compress(b"BT /F 1 Tf (a) Tj ET\n" * 6_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n" % len(stream) + stream + b"\nendstream",
    ]  # fmt: skip
    content = b"%PDF-1.4\n" + b"".join(b"%d 0 obj %s endobj\n" % pair for pair in enumerate(parts, 1))
    return content + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"
