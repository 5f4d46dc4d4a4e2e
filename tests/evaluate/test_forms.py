from __future__ import annotations

import json
from pathlib import Path

import pytest

from senreport_check.evaluate.forms import FORMS, document_from_corpus, render_form
from senreport_check.extract import Limits, extract
from senreport_check.model import BlockKind, Document, Fetched

CORPUS = sorted((Path(__file__).parents[2] / "fixtures" / "corpus").glob("*.json"))


def blocks(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, " ".join(block.text.split())) for block in document.blocks]


def labelled(path: Path) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("form", ["html", "docx"])
@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_marked_forms_give_exactly_the_labelled_blocks(path: Path, form: str) -> None:
    document = labelled(path)
    assert blocks(extract(Fetched(render_form(document, form)))) == blocks(document_from_corpus(document))


@pytest.mark.parametrize("form", ["pdf", "leaflet"])
def test_printed_forms_give_nearly_every_labelled_block(form: str) -> None:
    found = total = 0
    for path in CORPUS:
        document = labelled(path)
        expected = blocks(document_from_corpus(document))
        got = set(blocks(extract(Fetched(render_form(document, form)), Limits(ocr=False))))
        found += sum(block in got for block in expected)
        total += len(expected)
    assert total > 500
    assert found / total > 0.99


@pytest.mark.parametrize("path", CORPUS[:4], ids=lambda path: path.stem)
def test_the_table_form_keeps_each_heading_beside_its_answer(path: Path) -> None:
    document = labelled(path)
    expected = document_from_corpus(document)
    got = extract(Fetched(render_form(document, "table-pdf")), Limits(ocr=False))
    heads = [block.cells[0] for block in got.blocks if block.kind is BlockKind.ROW]
    for block in expected.blocks:
        if block.kind is BlockKind.ROW:
            assert " ".join(block.cells[0].split()) in [" ".join(head.split()) for head in heads]
        if block.kind is BlockKind.HEADING:
            assert block.text in heads or any(block.text in piece.text for piece in got.blocks)


def test_titles_come_first_and_footers_last() -> None:
    document = document_from_corpus(
        {
            "title": "A",
            "blocks": [
                {"kind": "footer", "text": "f"},
                {"kind": "title", "text": "A  b"},
                {"kind": "row", "cells": ["q", "a\nb"]},
                {"kind": "contents", "text": "c"},
            ],
        }
    )
    assert [block.kind for block in document.blocks] == [
        BlockKind.TITLE, BlockKind.ROW, BlockKind.PARAGRAPH, BlockKind.FOOTER,
    ]
    assert document.title == "A b"
    assert document.blocks[1].text == "q\na\nb"


def test_every_form_is_a_document_of_its_kind() -> None:
    document = {
        "title": "A",
        "blocks": [{"kind": "title", "text": "A"}, {"kind": "paragraph", "text": "Words."}],
    }
    starts = {form: render_form(document, form)[:5] for form in FORMS}
    assert starts["docx"][:2] == b"PK"
    assert starts["html"] == b"<!doc"
    assert {starts[form] for form in FORMS if form not in ("docx", "html")} == {b"%PDF-"}
    with pytest.raises(KeyError):
        render_form(document, "papyrus")
