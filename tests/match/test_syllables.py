from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyphen import Pyphen

from senreport_check.match.syllables import syllables

CORPUS = Path(__file__).parents[2] / "fixtures" / "corpus"
HYPHENATOR = Pyphen(lang="en_GB", left=1, right=1)


def as_pyphen(word: str) -> int:
    return len(HYPHENATOR.positions(word)) + 1


@pytest.mark.parametrize(
    ("word", "count"), [("", 1), ("a", 1), ("help", 1), ("teacher", 2), ("education", 4), ("coordinator's", 5)]
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_word_of_the_corpus_has_as_many_as_pyphen_finds() -> None:
    words = {
        word
        for path in CORPUS.glob("*.json")
        for block in json.loads(path.read_text(encoding="utf-8"))["blocks"]
        for word in re.findall(r"[a-z]+(?:'[a-z]+)?", json.dumps(block).lower())
    }
    assert len(words) > 4000
    assert {word for word in words if syllables(word) != as_pyphen(word)} == set()


@given(st.text("abcdefghijklmnopqrstuvwxyz'", max_size=20))
def test_any_word_has_as_many_as_pyphen_finds(word: str) -> None:
    assert syllables(word) == as_pyphen(word)
