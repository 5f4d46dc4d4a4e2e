"""The statistical reader: what it sees of a text, and that many texts at once count as each alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from senreport_check.checklist.items import Terms
from senreport_check.match import vectors
from senreport_check.match.concepts import Concepts
from senreport_check.match.reader import AT_ONCE, Layers, Reader, Stretch, features_of, words_of
from senreport_check.match.vectors import SIZE, embed
from senreport_check.match.vocabulary import Vocabulary

TEXTS = ["We meet parents each term.", "", "In 2024 we met 30 parents each term.", "…", "Other words here"]
MEETING, FAMILY, NOBODY = Terms(("meet", "met")), Terms(("parents", "carers")), Terms(("nobody",))


def vocabulary() -> Vocabulary:
    made = Vocabulary({})
    for terms in (MEETING, FAMILY, NOBODY):
        made.bit_of(terms)
    return made


def stretches(times: int = 1) -> list[Stretch]:
    made = vocabulary()
    bits = [made.bit_of(MEETING) | made.bit_of(FAMILY), 0, made.bit_of(FAMILY), 0, 0]
    headings = ("How we meet parents", "", "Else")
    texts = list(zip(TEXTS, bits, strict=True)) * times
    return [Stretch(text, headings[number % 3], mask) for number, (text, mask) in enumerate(texts)]


def small_reader() -> Reader:
    concepts = Concepts.of(vocabulary(), [stretch.mask for stretch in stretches()], at_least=1)
    random = np.random.default_rng(1)
    shapes = ((len(concepts.names) + 2 * SIZE, 7), (7,), (7, 4), (4,))
    layers = Layers(*(random.normal(size=shape).astype(np.float32) for shape in shapes))
    return Reader(("one", "two"), frozenset({"parents"}), concepts, layers)


def test_words_are_folded_and_without_figures() -> None:
    assert words_of("Year 10’s PLAN") == ["year", "s", "plan"]


def test_concepts_are_those_that_occur_weighed_by_rarity() -> None:
    concepts = small_reader().concepts
    assert len(concepts.names) == 2
    both, _, family, *_ = concepts.rows(vocabulary(), [stretch.mask for stretch in stretches()])
    assert np.linalg.norm(both) == pytest.approx(1)
    assert both.argmax() == concepts.idf.argmax()
    assert np.count_nonzero(family) == 1


def test_a_checklist_without_a_concept_never_has_it() -> None:
    concepts = small_reader().concepts
    other = Vocabulary({})
    bit = other.bit_of(Terms(("parents", "carers")))
    assert np.count_nonzero(concepts.rows(other, [bit])) == 1
    assert not concepts.rows(Vocabulary({}), [0]).any()


def test_many_texts_count_as_each_alone() -> None:
    reader, many = small_reader(), stretches(AT_ONCE // 2)
    present, met = reader.logits(many, vocabulary())
    assert present.shape == met.shape == (len(many), 2)
    for number in (0, 1, 2, 3, 4, AT_ONCE, len(many) - 1):
        one, other = reader.logits([many[number]], vocabulary())
        np.testing.assert_allclose(np.hstack([one[0], other[0]]), np.hstack([present[number], met[number]]), atol=1e-4)


def test_answers_come_through_one_hidden_layer() -> None:
    layers = Layers(
        np.array([[1.0, -1.0]]), np.array([0.0, 0.5]), np.array([[2.0], [3.0]]), np.array([1.0])
    )
    assert layers.answers(np.array([[2.0], [-2.0]])).ravel().tolist() == [5.0, 8.5]


def test_no_text_no_rows() -> None:
    present, met = small_reader().logits([], vocabulary())
    assert present.shape == met.shape == (0, 2)


def test_what_was_saved_is_what_was_learnt(tmp_path: Path) -> None:
    reader = small_reader()
    reader.save(tmp_path / "kept.npz")
    again = Reader.load(tmp_path / "kept.npz")
    assert (again.items, again.words, again.concepts.names) == (reader.items, reader.words, reader.concepts.names)
    seen = features_of(stretches(), reader.concepts, vocabulary())
    np.testing.assert_allclose(again.layers.answers(seen), reader.layers.answers(seen), atol=0.1)


def test_vectors_do_not_depend_on_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    first = embed(TEXTS)
    monkeypatch.setattr(vectors, "MOST_KEPT", 3)
    assert embed(["quite different words than those"]).any()
    np.testing.assert_allclose(embed(TEXTS), first, atol=1e-6)
    assert not first[1].any()
    assert np.linalg.norm(first[0]) == pytest.approx(1)
