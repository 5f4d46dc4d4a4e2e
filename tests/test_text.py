from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.text import fold, plain, sentences, shorten, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We help. You ask.", ["We help.", "You ask."]),
        ("See Mrs. Green or Dr. Brown. Ring first.", ["See Mrs. Green or Dr. Brown.", "Ring first."]),
        ("Really?! (Yes.) “No.” Well…", ["Really?!", "(Yes.) “No.” Well…"]),
        ("one line\nanother line", ["one line", "another line"]),
        ("Ask Mr.\nGreen", ["Ask Mr.", "Green"]),
        ("We offer: • help ▪ time", ["We offer:", "help", "time"]),
        ("version 1.2 of e.g. this", ["version 1.2 of e.g. this"]),
        (" \n ", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text())
def test_sentences_lose_no_letter(text: str) -> None:
    letters = [char for char in text if char.isalnum()]
    assert [char for sentence in sentences(text) for char in sentence if char.isalnum()] == letters


@given(st.text("aB.'`‘’“”–—\u00ad\u00a0\u200b\ufeff "))
def test_plain_text_is_as_long_and_has_no_curls(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert not set(plain(text)) & set("`‘’“”–—\u00ad\u00a0\u200b\ufeff")


def test_text_is_compared_folded() -> None:
    assert fold("  Children’s \u00a0 NEEDS – all ") == "children's needs - all"


@given(st.text())
def test_squeezed_text_has_single_spaces(text: str) -> None:
    assert squeeze(text).split(" ") == (text.split() or [""])


def test_text_is_cut_at_a_word_s_end() -> None:
    assert shorten("one two three", 9) == "one two"
    assert shorten("undivided", 4) == "undi"
