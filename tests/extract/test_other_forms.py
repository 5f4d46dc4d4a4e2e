from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import odfdo
import pytest

from senreport_check.errors import Unreadable
from senreport_check.evaluate.forms_docx import render_docx
from senreport_check.extract import Limits, doc
from senreport_check.model import BlockKind, Link

from .making import block, read, rows, shapes, texts

T, H, P, L = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
F = BlockKind.FOOTER
RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}
{\stylesheet{\s0\fs22 Normal;}{\s1\fs36\b Title;}{\s2\fs26\b heading 2;}}
{\footer\pard Reviewed October 2023\par}
\pard\s1 SEN report\par\pard\s2 Who helps\par\pard\s0 Mrs Fennimore\'92s team \u8211? daily.\par
\pard{\listtext\'b7\tab}Talk group\par
\trowd\cellx4000\cellx9000\intbl Who pays?\cell The school.\par The council.\cell\row
\pard\s0 The end.\par}"""


def test_rich_text() -> None:
    document = read(RTF)
    assert shapes(document) == [
        (T, "SEN report"),
        (H, "Who helps"),
        (P, "Mrs Fennimore’s team – daily."),
        (L, "Talk group"),
        (BlockKind.ROW, "Who pays?\nThe school.\nThe council."),
        (P, "The end."),
        (F, "Reviewed October 2023"),
    ]
    assert document.content_type == "application/rtf"


def test_rich_text_without_end_is_read_as_far_as_it_goes() -> None:
    assert "Mrs Fennimore" in read(RTF[:420]).text


def odt(*elements: odfdo.Element) -> bytes:
    document = odfdo.Document("text")
    document.body.clear()
    for element in elements:
        document.body.append(element)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def test_open_document_text() -> None:
    listed = odfdo.List(["Talk group", "Lego club"])
    table = odfdo.Table("t", width=2, height=1)
    table.set_value((0, 0), "Who pays?")
    table.set_value((1, 0), "The school.")
    linked = odfdo.Paragraph("Read ")
    linked.append(odfdo.Element.from_tag(
        '<text:a xlink:href="https://larkfield.example.sch.uk/plan.pdf" xlink:type="simple">our plan</text:a>'
    ))
    document = read(odt(odfdo.Header(1, "SEN report"), odfdo.Header(2, "Who helps"), listed, table, linked))
    assert shapes(document)[:4] == [(T, "SEN report"), (H, "Who helps"), (L, "Talk group"), (L, "Lego club")]
    assert rows(document) == [("Who pays?", "The school.")]
    assert block(document, "Read").links == (Link("our plan", "https://larkfield.example.sch.uk/plan.pdf"),)


def test_damaged_open_document_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        read(odt(odfdo.Paragraph("x"))[:400])


def test_old_word_files_without_libreoffice_get_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "_program", lambda: None)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(Unreadable, match="needs LibreOffice"):
        read(old)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_old_word_files_through_libreoffice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(
        render_docx({"blocks": [{"kind": "paragraph", "text": "Mrs Fennimore helps."}]})
    )
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "doc",
            "--outdir",
            str(tmp_path),
            str(tmp_path / "a.docx"),
        ],
        check=True,
        timeout=120,
        capture_output=True,
    )
    document = read((tmp_path / "a.doc").read_bytes())
    assert texts(document, P) == ["Mrs Fennimore helps."]
    assert document.content_type == "application/msword"


def test_saved_web_pages() -> None:
    content = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://larkfield.example.sch.uk/send\r\n"
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\n"
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><body><h1>SEND</h1><p>Zo=C3=AB <a href=3D'plan.pdf'>plan</a></p></body></html>\r\n--XX--\r\n"
    )
    document = read(content)
    assert shapes(document) == [(T, "SEND"), (P, "Zoë plan")]
    assert document.blocks[1].links == (Link("plan", "https://larkfield.example.sch.uk/plan.pdf"),)


def test_endless_rich_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="far larger"):
        read(b"{\\rtf1 " + b"x" * 1_100_000 + b"}", Limits(unpacked_mb=1))
