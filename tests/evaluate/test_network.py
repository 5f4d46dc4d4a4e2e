"""The fitting of the reader's network."""

from __future__ import annotations

import numpy as np
import pytest

from senreport_check.evaluate import network
from senreport_check.evaluate.network import fit_network


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "HIDDEN", 24)
    monkeypatch.setattr(network, "FEATURES_DROPPED", 0.0)
    monkeypatch.setattr(network, "HIDDEN_DROPPED", 0.2)


def either_or() -> tuple[np.ndarray, np.ndarray]:
    """Texts with one of two features, both or none; the answer is yes for exactly one: no straight line tells."""
    random = np.random.default_rng(3)
    features = random.integers(0, 2, (800, 2)).astype(np.float32)
    return features * 2 - 1, (features[:, :1] != features[:, 1:]).astype(int)


def test_it_learns_what_no_single_weight_can_tell() -> None:
    features, answers = either_or()
    layers = fit_network(features, answers, np.ones_like(answers), seed=1)
    assert ((layers.answers(features) > 0) == answers).all()


def test_the_same_material_gives_the_same_weights() -> None:
    features, answers = either_or()
    one, other = (fit_network(features, answers, np.ones_like(answers), seed=5) for _ in range(2))
    assert all((getattr(one, name) == getattr(other, name)).all() for name in one.__slots__)


def test_what_is_not_counted_teaches_nothing() -> None:
    features, answers = either_or()
    wrong = np.hstack([answers, 1 - answers])
    counted = np.hstack([np.ones_like(answers), np.zeros_like(answers)])
    layers = fit_network(features, wrong, counted, seed=1)
    assert ((layers.answers(features)[:, :1] > 0) == answers).all()
    assert not ((layers.answers(features)[:, 1:] > 0) == wrong[:, 1:]).all()
