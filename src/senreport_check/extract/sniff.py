"""What kind of file a heap of bytes is, told from the bytes themselves."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from senreport_check.errors import Unreadable
from senreport_check.zips import BROKEN


class FileType(StrEnum):
    """The kinds of file that can be read, by media type."""

    PDF = "application/pdf"
    HTML = "text/html"
    MHTML = "multipart/related"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    DOC = "application/msword"
    TEXT = "text/plain"


SAVE_AS_PDF = "open it in the program that made it, save it as PDF and check that"
PICTURES = (
    (b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"GIF8", "GIF"), (b"BM", "BMP"),
    (b"II*\x00", "TIFF"), (b"MM\x00*", "TIFF"),
)
OTHER_PACKAGES = (
    ("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"), ("Index/", "an Apple Pages file"),
    ("META-INF/container.xml", "an e-book"),
)
HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta)\b", re.I | re.S
)
HTML_ANYWHERE = re.compile(rb"<(?:html|body|p|div|h[1-6]|ul|ol|table|section|article|span)\b[^>]*>", re.I)
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def sniff(content: bytes, declared_type: str | None = None, name: str = "") -> FileType:
    """Tell the type from the bytes; `declared_type` and the file's `name` settle only web page or text.

    Raises `Unreadable` with advice for everything that is no document.
    """
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("The file is empty: save or download it again.")
    head = content[:4096]
    if b"%PDF-" in head[:1024]:
        return FileType.PDF
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _package(content)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(content)
    if head.lstrip().startswith(b"{\\rtf"):
        return FileType.RTF
    _refuse_picture(head)
    return _text(content, declared_type or "", name)


def _package(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            kind = package.read("mimetype")[:200].strip() if "mimetype" in names else b""
    except BROKEN as broken:
        raise Unreadable("The file is a broken ZIP package: download or save it again.") from broken
    if "word/document.xml" in names or "word/document2.xml" in names:
        return FileType.DOCX
    if kind.startswith(b"application/vnd.oasis.opendocument.text"):
        return FileType.ODT
    for prefix, what in OTHER_PACKAGES:
        if any(name.startswith(prefix) for name in names):
            raise Unreadable(f"The file is {what}, not a text document: {SAVE_AS_PDF}.")
    raise Unreadable("The file is a ZIP archive, not a document: unpack it and check the files inside.")


def _ole(content: bytes) -> FileType:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable(
            "The Word file is protected by a password: open it, remove the password "
            "(File, Info, Protect Document), save it and check that."
        )
    if "WordDocument".encode("utf-16-le") in content:
        return FileType.DOC
    raise Unreadable(f"The file is an old Office file, but no Word document: {SAVE_AS_PDF}.")


def _refuse_picture(head: bytes) -> None:
    found = next((what for magic, what in PICTURES if head.startswith(magic)), None)
    if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"):
        found = "HEIC"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        found = "WebP"
    if found:
        raise Unreadable(
            f"The file is a {found} picture, whatever its name says: scan the document to PDF, or give the "
            "document it was made from."
        )


def _text(content: bytes, declared_type: str, name: str) -> FileType:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    sample = content[:65536]
    if not wide and len(CONTROL.findall(sample)) > len(sample) // 200:
        raise Unreadable(
            "The file is not a document of any kind known here: give a PDF, Word file or web page."
        )
    if wide:
        sample = sample.replace(b"\x00", b"")
    if (
        re.match(rb"(?:From [^\n]*\n|[A-Za-z-]+:[^\n]*\n[ \t]*)+", sample)
        and b"multipart/related" in sample[:2048]
    ):
        return FileType.MHTML
    if HTML_START.match(sample[2:] if wide else sample.removeprefix(b"\xef\xbb\xbf")):
        return FileType.HTML
    says_html = "html" in declared_type.lower() or name.lower().endswith((".html", ".htm", ".xhtml"))
    if says_html or len(HTML_ANYWHERE.findall(sample)) >= 3:
        return FileType.HTML
    if sample.lstrip().startswith(b"<?xml"):
        raise Unreadable("The file is XML data, not a document: give a PDF, Word file or web page.")
    return FileType.TEXT
