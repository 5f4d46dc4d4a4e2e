from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.errors import CouldNotCheck, Unreadable
from senreport_check.extract.sniff import FileType, sniff

from .making import read


def package(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return target.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", FileType.PDF),
        (b"\r\n%PDF-1.4\n", FileType.PDF),
        (b"<!DOCTYPE html><html><body>x", FileType.HTML),
        (b"\xef\xbb\xbf<html><body>x", FileType.HTML),
        (b'<?xml version="1.0"?><!-- a --><html xmlns="x">', FileType.HTML),
        (b"<div><p>One<p>Two</div>", FileType.HTML),
        (package(word__document_dot_xml=b"<w/>"), FileType.DOCX),
        (package(mimetype=b"application/vnd.oasis.opendocument.text"), FileType.ODT),
        (b"{\\rtf1 hello}", FileType.RTF),
        (OLE + "WordDocument".encode("utf-16-le"), FileType.DOC),
        (
            b"From: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n",
            FileType.MHTML,
        ),
        (b"Our SENCO is Mrs Fennimore.", FileType.TEXT),
        ("café".encode("cp1252"), FileType.TEXT),
        ("Our SENCO".encode("utf-16"), FileType.TEXT),
    ],
)
def test_type_is_told_from_the_bytes(content: bytes, kind: FileType) -> None:
    assert sniff(content) is kind


def test_what_the_server_said_settles_doubt_only() -> None:
    assert sniff(b"plain words", "text/html; charset=utf-8") is FileType.HTML
    assert sniff(b"plain words", None, "page.HTM") is FileType.HTML
    assert sniff(b"%PDF-1.4", "text/html") is FileType.PDF


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\xff\xd8\xff\xe0" + b"x" * 50, "JPEG picture"),
        (b"\x89PNG\r\n", "PNG picture"),
        (b"\x00\x00\x00\x20ftypheic", "HEIC picture"),
        (package(**{"xl__workbook_dot_xml": b""}), "Excel"),
        (package(**{"ppt__presentation_dot_xml": b""}), "PowerPoint"),
        (package(**{"photo_dot_jpg": b""}), "ZIP archive"),
        (b"PK\x03\x04 cut off", "broken ZIP"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (OLE + b"Workbook", "no Word document"),
        (bytes(range(256)) * 20, "not a document of any kind"),
        (b'<?xml version="1.0"?><urlset/>', "XML data"),
    ],
)
def test_what_is_no_document_is_refused_with_advice(content: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refused:
        sniff(content)
    assert "\n" not in str(refused.value)
    assert ":" in str(refused.value)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_one_line(content: bytes) -> None:
    try:
        words = read(content).words
    except CouldNotCheck as refused:
        words, said = 1, str(refused)
    else:
        said = ""
    assert words
    assert "\n" not in said
