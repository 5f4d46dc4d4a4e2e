"""Endless words and paragraphs are cut, lose nothing, and are judged in time."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.check import Examiner
from senreport_check.checklist import find
from senreport_check.errors import Unreadable
from senreport_check.extract import Limits
from senreport_check.extract.bounds import LONGEST_BLOCK, LONGEST_WORD, bounded
from senreport_check.match.judge import Matcher
from senreport_check.model import Block, BlockKind, Document, Link, School

from .making import read

ENDLESS = ("-", ".", "'", "a", "1", "@", "a@a.", "www.", "SENCO ", "Mrs A ", "1/1/", "https://a.", "(0", "reviewed ")


def paragraph(text: str) -> Document:
    return Document((Block(BlockKind.PARAGRAPH, text),), title=text)


@given(st.lists(st.tuples(st.sampled_from([*ENDLESS, "We help. ", "\n", "x\u00a0"]), st.integers(1, 6000)), min_size=1))
def test_nothing_is_lost_and_nothing_stays_endless(pieces: list[tuple[str, int]]) -> None:
    text = "".join(piece * count for piece, count in pieces).strip() or "x"
    found = bounded(paragraph(text), Limits(text_chars=10**9))
    assert "".join("".join(block.text.split()) for block in found.blocks) == "".join(text.split())
    assert all(len(block.text) <= LONGEST_BLOCK + LONGEST_BLOCK // LONGEST_WORD for block in found.blocks)
    assert all(len(word) <= LONGEST_WORD for block in found.blocks for word in block.text.split())


def test_what_people_write_is_left_as_it_stands() -> None:
    cells = ("Who helps?", "The SENCO helps every child who needs it. " * 50)
    document = Document((Block.row(cells), Block(BlockKind.HEADING, "Who helps " * 40, 2)), title="SEN report")
    assert bounded(document, Limits()) == document


def test_a_long_paragraph_is_cut_at_a_sentences_end_and_keeps_its_links() -> None:
    text = "We help every child. " * 500 + "Write to the school. " + "We listen to families. " * 500
    link = Link("Write to the school", "mailto:office@larch.example.sch.uk")
    found = bounded(Document((Block(BlockKind.LIST_ITEM, text, page=3, links=(link,)),)), Limits()).blocks
    assert len(found) == 3
    assert all(block.text.endswith(".") and block.page == 3 for block in found)
    assert [block.links for block in found if block.links] == [(link,)]


def test_more_text_than_any_report_is_refused_in_every_form() -> None:
    page = b"<html><body>" + b"<p>We help every child.</p>" * 100 + b"</body></html>"
    for content in (page, b"We help every child.\n\n" * 100):
        with pytest.raises(Unreadable, match="more than 1000 characters"):
            read(content, Limits(text_chars=1000))


@pytest.fixture(scope="module")
def examiner() -> Examiner:
    return Examiner(Matcher(find()), date(2026, 11, 21))


@pytest.mark.parametrize("piece", ENDLESS)
def test_endless_text_is_judged_in_time(examiner: Examiner, piece: str) -> None:
    document = read((piece * (30_000 // len(piece))).encode() + b" Our SENCO is Mrs Moss.", declared_type="text/plain")
    started = time.process_time()
    assert examiner.examine(document, School()).findings
    assert time.process_time() - started < 15
