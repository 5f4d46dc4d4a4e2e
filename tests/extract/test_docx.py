from __future__ import annotations

import io
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from senreport_check.errors import Unreadable
from senreport_check.evaluate.forms_docx import render_docx
from senreport_check.extract import Limits
from senreport_check.model import BlockKind, Link

from .making import block, read, rows, shapes, texts

T, H, P, L = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM
F, C = BlockKind.FOOTER, BlockKind.CAPTION


@pytest.fixture
def word() -> Word:
    return docx.Document()


def saved(word: Word) -> bytes:
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()


def add(word: Word, xml: str) -> None:
    word.element.body.insert(0, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w', 'r')}>", 1)))


def changed(word: Word, name: str, swaps: dict[str, str]) -> bytes:
    """The saved file with the first of each string in one part swapped for another."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(word))) as source, zipfile.ZipFile(target, "w") as copy:
        for part in source.namelist():
            content = source.read(part)
            for old, new in swaps.items() if part == name else ():
                content = content.replace(old.encode(), new.encode(), 1)
            copy.writestr(part, content)
    return target.getvalue()


def test_headings_by_style_and_by_look(word: Word) -> None:
    word.add_paragraph("SEN report", style="Title")
    word.add_heading("Who helps", 2)
    word.add_paragraph("Mrs Fennimore does, on Mondays.")
    word.add_paragraph().add_run("Complaints").bold = True
    large = word.add_paragraph().add_run("Training")
    large.font.size = Pt(18)
    word.add_paragraph("All staff, each autumn.").add_run(" Really.").bold = True
    word.add_paragraph("A map", style="Caption")
    document = read(saved(word))
    assert shapes(document) == [
        (T, "SEN report"),
        (H, "Who helps"),
        (P, "Mrs Fennimore does, on Mondays."),
        (H, "Complaints"),
        (H, "Training"),
        (P, "All staff, each autumn. Really."),
        (C, "A map"),
    ]
    assert [piece.level for piece in document.blocks] == [1, 2, None, 3, 3, None, None]


def test_lists_by_style_by_numbering_and_by_hand(word: Word) -> None:
    word.add_paragraph("Talk group", style="List Bullet")
    word.add_paragraph("First", style="List Number")
    word.add_paragraph("• Lego club")
    assert shapes(read(saved(word))) == [(L, "Talk group"), (L, "First"), (L, "Lego club")]


def test_tables_nested_merged_and_spanning(word: Word) -> None:
    table = word.add_table(3, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Who helps?", "Mrs Fennimore."
    table.cell(0, 1).add_paragraph("And the office.")
    table.cell(1, 0).merge(table.cell(2, 0)).text = "What training?"
    table.cell(1, 1).text = "Autism awareness."
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Makaton", "two staff"
    assert rows(read(saved(word))) == [
        ("Who helps?", "Mrs Fennimore.\nAnd the office."),
        ("What training?", "Autism awareness.\nMakaton\ntwo staff"),
    ]


def test_a_row_merged_across_is_plain_text(word: Word) -> None:
    table = word.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).paragraphs[0].add_run("Day to day").bold = True
    table.cell(1, 0).text, table.cell(1, 1).text = "Who helps?", "We do."
    document = read(saved(word))
    assert document.blocks[0].text == "Day to day"
    assert document.blocks[0].kind in (T, H)
    assert rows(document) == [("Who helps?", "We do.")]


def test_headers_and_footers_that_tell_something_come_last(word: Word) -> None:
    word.sections[0].header.paragraphs[0].text = "Larkfield Primary"
    word.sections[0].footer.paragraphs[0].text = "Reviewed October 2023"
    word.add_paragraph("Text.")
    assert shapes(read(saved(word))) == [(P, "Text."), (F, "Reviewed October 2023")]


def test_tracked_changes_are_read_as_accepted_and_comments_left_out(word: Word) -> None:
    add(
        word,
        "<w:p><w:r><w:t xml:space='preserve'>We meet </w:t></w:r>"
        "<w:del><w:r><w:delText>once</w:delText></w:r>"
        "</w:del><w:ins><w:r><w:t>twice</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> a term.</w:t></w:r></w:p>",
    )
    word.add_comment(word.paragraphs[0].runs, "Is this so?")
    assert texts(read(saved(word)), P) == ["We meet twice a term."]


def test_text_boxes_and_content_controls_are_read_once(word: Word) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    add(
        word,
        "<w:p><w:r><w:t>Beside it</w:t></w:r><w:r><mc:AlternateContent "
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>",
    )
    control = "<w:sdtContent><w:p><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent>"
    word.element.body.insert(1, parse_xml(f"<w:sdt {nsdecls('w')}>{control}</w:sdt>"))
    assert texts(read(saved(word)), P) == ["Beside it", "In a box", "In a control"]


def test_links_of_both_sorts(word: Word) -> None:
    target = word.part.relate_to(
        "https://larkfield.example.sch.uk/plan.pdf",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True,
    )
    add(
        word,
        f"<w:p><w:hyperlink r:id='{target}'><w:r><w:t>Our plan</w:t></w:r></w:hyperlink><w:r><w:t xml:space="
        "'preserve'> or </w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK "
        "\"mailto:senco@larkfield.example.sch.uk\" </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:t>write</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
    )
    assert block(read(saved(word)), "Our plan").links == (
        Link("Our plan", "https://larkfield.example.sch.uk/plan.pdf"),
        Link("write", "mailto:senco@larkfield.example.sch.uk"),
    )


def test_tables_of_contents_are_left_out(word: Word) -> None:
    style = word.styles.add_style("toc 1", 1)
    word.add_paragraph("Who helps\t3", style=style)
    word.add_paragraph("Text.")
    assert shapes(read(saved(word))) == [(P, "Text.")]


def test_metadata(word: Word) -> None:
    word.add_paragraph("Text.")
    document = read(saved(word))
    assert document.metadata.author_tool is not None
    assert document.metadata.created is not None
    assert document.content_type.endswith("wordprocessingml.document")


def test_bombs_are_refused_with_the_reason(word: Word) -> None:
    word.add_paragraph("x")
    target = io.BytesIO(saved(word))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/image1.bin", bytes(3_000_000))
    with pytest.raises(Unreadable, match="unpack to more than 1 MB"):
        read(target.getvalue(), Limits(unpacked_mb=1))


def test_entity_bombs_are_refused(word: Word) -> None:
    word.add_paragraph("FUSE")
    entities = "".join(f"<!ENTITY {b} '{f'&{a};' * 40}'>" for a, b in pairwise("abcdefgh"))
    bomb = f"<!DOCTYPE d [<!ENTITY a '{'x' * 50}'>{entities}]><w:document"
    content = changed(word, "word/document.xml", {"<w:document": bomb, "FUSE": "&h;"})
    with pytest.raises(Unreadable, match="overload"):
        read(content)


def test_damaged_packages_are_refused() -> None:
    whole = render_docx({"blocks": [{"kind": "paragraph", "text": "hello"}]})
    with pytest.raises(Unreadable):
        read(whole[: len(whole) // 2])
