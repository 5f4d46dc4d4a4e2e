"""The statistical reader: many texts at once count as each alone."""

from __future__ import annotations

import numpy as np
import pytest

from senreport_check.match import vectors
from senreport_check.match.reader import AT_ONCE, Features, Lexicon, Reader, grams
from senreport_check.match.vectors import SIZE, embed

TEXTS = ["We meet parents each term.", "", "In 2024 we met 30 parents each term.", "…", "Other words here"]


def small_reader() -> Reader:
    words = Lexicon.of(TEXTS, at_least=1, at_most=50)
    features = Features(words, Lexicon.of(["How we meet parents"], at_least=1, at_most=50))
    random = np.random.default_rng(1)
    weights = random.normal(size=(features.width, 4)).astype(np.float32)
    return Reader(("one", "two"), features, weights, np.array([0.5, 0, 0, -1], dtype=np.float32))


def test_grams_are_runs_of_up_to_three_words() -> None:
    assert grams("Year 10’s plan") == ["year", "#", "s", "plan", "year #", "# s", "s plan", "year # s", "# s plan"]
    assert grams("") == []


def test_many_texts_count_as_each_alone() -> None:
    reader = small_reader()
    texts = TEXTS * (AT_ONCE // 2)
    headings = [("How we meet parents", "", "Else")[number % 3] for number in range(len(texts))]
    present, met = reader.logits(texts, headings)
    assert present.shape == met.shape == (len(texts), 2)
    for number in (0, 1, 2, 3, 4, AT_ONCE, len(texts) - 1):
        one, other = reader.logits([texts[number]], [headings[number]])
        np.testing.assert_allclose(np.hstack([one[0], other[0]]), np.hstack([present[number], met[number]]), atol=1e-4)


def test_logits_are_features_times_weights() -> None:
    reader = small_reader()
    text, heading = TEXTS[2], "How we meet parents"
    row = np.zeros(reader.features.width)
    numbers, values = reader.features.sparse(text, heading)
    row[numbers] = values
    row[-2 * SIZE :] = reader.features.dense([text], [heading])[0]
    found = np.hstack([each[0] for each in reader.logits([text], [heading])])
    np.testing.assert_allclose(found, row @ reader.weights + reader.bias, atol=1e-4)


def test_no_text_no_rows() -> None:
    present, met = small_reader().logits([], [])
    assert present.shape == met.shape == (0, 2)


def test_vectors_do_not_depend_on_what_was_read_before(monkeypatch: pytest.MonkeyPatch) -> None:
    first = embed(TEXTS)
    monkeypatch.setattr(vectors, "MOST_KEPT", 3)
    assert embed(["quite different words than those"]).any()
    np.testing.assert_allclose(embed(TEXTS), first, atol=1e-6)
    assert not first[1].any()
    assert np.linalg.norm(first[0]) == pytest.approx(1)
