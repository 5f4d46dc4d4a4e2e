"""Fits the reader's network: one hidden layer, dropout, Adam with decoupled weight decay.

Kingma and Ba 2015 (Adam), Loshchilov and Hutter 2019 (AdamW), Srivastava et al. 2014 (dropout).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senreport_check.match.reader import Layers

Array = NDArray[Any]

HIDDEN = 256
ROUNDS, BATCH = 30, 64
FASTEST, WARM_UP = 4e-3, 0.3
DECAY = 0.05
FEATURES_DROPPED, HIDDEN_DROPPED = 0.24, 0.5
FIRST_MEMORY, SECOND_MEMORY, TINY = 0.9, 0.999, 1e-8


def fit_network(features: Array, answers: Array, counted: Array, seed: int) -> Layers:
    """Layers that make the answers likeliest; the same seed and material give the same.

    `answers` and `counted` are texts × questions of 0 and 1; where `counted` is 0 the text does not count for
    the question.
    """
    random = np.random.default_rng(seed)
    weights = _first_weights(features.shape[1], answers.shape[1], random)
    adam = _Adam(weights)
    steps = ROUNDS * -(-len(features) // BATCH)
    for step, rows in enumerate(_batches(len(features), random)):
        slopes = _slopes(weights, features[rows], answers[rows], counted[rows], random)
        adam.step(slopes, _pace(step / steps))
    return Layers(*weights)


def _first_weights(width: int, questions: int, random: np.random.Generator) -> list[Array]:
    def layer(rows: int, columns: int) -> list[Array]:
        reach = 1 / np.sqrt(rows)
        return [random.uniform(-reach, reach, shape).astype(np.float32) for shape in ((rows, columns), columns)]

    return [*layer(width, HIDDEN), *layer(HIDDEN, questions)]


def _batches(texts: int, random: np.random.Generator) -> Iterator[Array]:
    """The numbers of the texts in a new order every round, a batch at a time."""
    for _ in range(ROUNDS):
        order = random.permutation(texts)
        yield from (order[start : start + BATCH] for start in range(0, texts, BATCH))


def _slopes(
    weights: list[Array], features: Array, answers: Array, counted: Array, random: np.random.Generator
) -> list[Array]:
    """How the cost (mean binary cross-entropy) changes with each weight, with a part of the network dropped."""
    inner, inner_bias, outer, outer_bias = weights
    seen = features * _kept(features.shape, FEATURES_DROPPED, random)
    raw = seen @ inner + inner_bias
    kept = _kept(raw.shape, HIDDEN_DROPPED, random) * (raw > 0)
    hidden = raw * kept
    odds = hidden @ outer + outer_bias
    error = (counted * (1 / (1 + np.exp(-odds)) - answers) / answers.size).astype(np.float32)
    below = (error @ outer.T) * kept
    return [seen.T @ below, below.sum(axis=0), hidden.T @ error, error.sum(axis=0)]


def _kept(shape: tuple[int, ...], dropped: float, random: np.random.Generator) -> Array:
    """Which values stay, weighted so that their sum keeps its expectation."""
    return (random.random(shape, dtype=np.float32) >= dropped).astype(np.float32) / np.float32(1 - dropped)


def _pace(done: float) -> float:
    """The length of a step: rising to its greatest, then falling to nothing (a half cosine each)."""
    share = done / WARM_UP if done < WARM_UP else (1 - done) / (1 - WARM_UP)
    return float(FASTEST * (1 - np.cos(np.pi * share)) / 2)


@dataclass(slots=True)
class _Adam:
    """Steps along the slopes, each weight at its own pace; the weights are changed in place."""

    weights: list[Array]
    count: int = 0
    moments: list[tuple[Array, Array]] = field(init=False)

    def __post_init__(self) -> None:
        self.moments = [(np.zeros_like(weight), np.zeros_like(weight)) for weight in self.weights]

    def step(self, slopes: list[Array], pace: float) -> None:
        """One step; `pace` is its length."""
        self.count += 1
        for weight, slope, (mean, square) in zip(self.weights, slopes, self.moments, strict=True):
            _towards(mean, slope, 1 - FIRST_MEMORY)
            _towards(square, slope**2, 1 - SECOND_MEMORY)
            even = np.sqrt(square / (1 - SECOND_MEMORY**self.count)) + TINY
            np.multiply(weight, 1 - pace * DECAY, out=weight)
            np.subtract(weight, pace * (mean / (1 - FIRST_MEMORY**self.count)) / even, out=weight)


def _towards(value: Array, goal: Array, share: float) -> None:
    """Move a value, in place, this share of the way."""
    np.add(value, share * (goal - value), out=value)
