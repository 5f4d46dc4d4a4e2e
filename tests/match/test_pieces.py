from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from senreport_check.match.pieces import BEGINS, LONGEST, Pieces

CORPUS = Path(__file__).parents[2] / "fixtures" / "corpus"


def tokenizer_file() -> Path:
    found = find_spec("wordllama")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "tokenizers" / "l2_supercat_tokenizer_config.json"


PIECES = Pieces.load(tokenizer_file())
TOKENIZER = Tokenizer.from_file(str(tokenizer_file()))
TOKENIZER.no_padding()
TOKENIZER.no_truncation()


def as_the_library(word: str) -> list[int]:
    return TOKENIZER.encode(word, add_special_tokens=False).ids


def test_every_word_of_the_corpus_has_the_library_s_pieces() -> None:
    words = {
        word
        for path in CORPUS.glob("*.json")
        for block in json.loads(path.read_text(encoding="utf-8"))["blocks"]
        for word in json.dumps(block, ensure_ascii=False).split()
    }
    assert len(words) > 4000
    assert {word for word in words if PIECES.of(word) != as_the_library(word)} == set()


@given(st.text(st.characters(exclude_categories=["Cs", "Z", "C"], exclude_characters="▁<"), min_size=1, max_size=40))
def test_any_word_has_the_library_s_pieces(word: str) -> None:
    assert PIECES.of(word) == as_the_library(word)


@pytest.mark.parametrize(
    "word",
    ["support,", "(support).", "²).", "aaaaaaaaaaaaa", "_______", "-=-=-=-=-", "…………", "naïveté", "\U0001f600", "中文"],
)
def test_odd_words_have_the_library_s_pieces(word: str) -> None:
    assert PIECES.of(word) == as_the_library(word)


def test_what_the_vocabulary_holds_is_one_piece() -> None:
    vocabulary = json.loads(tokenizer_file().read_text(encoding="utf-8"))["model"]["vocab"]
    words = [piece[1:] for piece in vocabulary if piece.startswith(BEGINS) and len(piece) > 1]
    assert [word for word in words if BEGINS not in word and len(PIECES.of(word)) > 1] == []


def test_what_goes_on_without_a_space_is_cut() -> None:
    endless = "abcde" * LONGEST
    assert len(PIECES.of(endless)) > LONGEST
    first = PIECES.of(endless[: LONGEST - 1])
    assert PIECES.of(endless)[: len(first)] == first


def test_half_a_character_breaks_nothing() -> None:
    assert PIECES.of("a\ud800") == [*PIECES.of("a"), 3 + ord("?")]
