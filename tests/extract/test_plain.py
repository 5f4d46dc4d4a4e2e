from __future__ import annotations

import pytest

from senreport_check.errors import Unreadable
from senreport_check.extract import Limits
from senreport_check.model import BlockKind

from .making import read, shapes

T, H, P, L = BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def test_light_marks_are_read() -> None:
    document = read(
        b"# SEN report\n\nOur school is\nsmall.\n\n## Who helps\n- Mrs Fennimore\n* the office\n1. first\n"
        b"\nThe end\n"
    )
    assert shapes(document) == [
        (T, "SEN report"),
        (P, "Our school is small."),
        (H, "Who helps"),
        (L, "Mrs Fennimore"),
        (L, "the office"),
        (P, "1. first"),
        (P, "The end"),
    ]
    assert document.title == "SEN report"
    assert document.blocks[2].level == 2


def test_underlined_headings_are_read() -> None:
    assert shapes(read(b"SEN report\n==========\n\nContact\n-------\nThe office.\n")) == [
        (T, "SEN report"), (H, "Contact"), (P, "The office."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_character_sets_are_told_apart(encoding: str) -> None:
    assert read("Zoë’s café – open".encode(encoding)).text == "Zoë’s café – open"


def test_windows_line_ends_part_paragraphs() -> None:
    assert len(read(b"one\r\n\r\ntwo").blocks) == 2


def test_endless_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="longer than any report"):
        read(b"word " * 1000, Limits(text_chars=100))
