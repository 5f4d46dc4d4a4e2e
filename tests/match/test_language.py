from __future__ import annotations

import socket

import pytest

from senreport_check.match.language import reading, unexplained
from senreport_check.model import Block, BlockKind, Document

EASY = "We help your child. You can see us at the gate. We talk each week. It is a good place to learn. " * 8
HARD = (
    "Differentiated provision necessitates multidisciplinary collaboration, notwithstanding organisational "
    "constraints affecting the implementation of individualised educational interventions generally. "
) * 8


def document(*texts: str) -> Document:
    return Document(tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def test_easy_words_read_easier_than_hard_ones() -> None:
    easy, hard = reading(document(EASY)), reading(document(HARD))
    assert easy.score is not None
    assert hard.score is not None
    assert easy.score > 90
    assert hard.score < 10
    assert easy.meaning.startswith("Very easy")
    assert hard.meaning.startswith("Very hard")


def test_the_score_is_near_the_published_one() -> None:
    """The opening of Flesch's own kind of example: plain newspaper prose stands between 60 and 80."""
    text = (
        "The teacher will meet you at the start of each term to talk about how your child is doing. "
        "She will show you some of the work and explain what the next steps are going to be. "
        "If something is not going well, the two of you will agree what to change and write it down. "
    ) * 3
    score = reading(document(text)).score
    assert score is not None
    assert 70 < score < 95


def test_few_words_have_no_score() -> None:
    assert reading(document("We help your child.")).score is None
    assert reading(document("We help your child.")).meaning == ""


def test_long_sentences_are_listed_longest_first() -> None:
    longer, long = "We go " + "on " * 60 + "here.", "We go " + "on " * 40 + "there."
    found = reading(document(long, EASY, longer)).long_sentences
    assert [sentence.split()[-1] for sentence in found] == ["here.", "there."]


@pytest.mark.parametrize(
    "text",
    [
        "The Special Educational Needs Co-ordinator (SENCO) helps.",
        "EHCP: Education, Health and Care Plan",
        "A TA (teaching assistant) helps.",
        "Speech and Language Therapy (SaLT) is bought in.",
        "The Emotional Literacy Support Assistants (ELSAs) meet weekly.",
        "CAMHS means the mental health service.",
    ],
)
def test_abbreviations_spelt_out(text: str) -> None:
    assert unexplained(document(text)) == ()


def test_abbreviations_never_spelt_out() -> None:
    found = unexplained(document("The SENDCo asks the ELSA.", "An ELSA and a GCSE teacher met the NHS nurse; see QXT."))
    assert found == ("SENDCo", "ELSA", "QXT")


def test_shouting_is_no_abbreviation() -> None:
    assert unexplained(document("PLEASE ASK AT RECEPTION", "The school says: ask our NAME, by name.")) == ()


def test_nothing_is_downloaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert reading(document(EASY)).score is not None


def test_only_prose_is_read() -> None:
    """Headings, short lines without a stop and whatever stands in square brackets have no sentences."""
    lines = [f"Responsibilities accountabilities {number}" for number in range(80)]
    placeholders = "[Insert your organisation's multidisciplinary considerations here.] " * 40
    assert reading(document(*lines)).score is None
    assert reading(document(placeholders)).score is None
    assert reading(document(EASY, placeholders, *lines)).score == reading(document(EASY)).score
