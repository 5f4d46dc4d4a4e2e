"""What reading a ZIP raises: documents and lists of schools come in them."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib

BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
"""Of one that is damaged, locked, or packed in a way that is not known here."""
