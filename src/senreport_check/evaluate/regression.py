"""Logistic regressions of many questions over the same texts, fitted together.

scipy is needed here and only here (extra `train`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """Texts × features: `sparse` (scipy, or None where there is no such part) beside `dense`."""

    sparse: Any
    dense: Array

    def times(self, weights: Array) -> Array:
        """The table times a matrix of weights."""
        if self.sparse is None:
            return np.asarray(self.dense @ weights)
        split = self.sparse.shape[1]
        return np.asarray(self.sparse @ weights[:split] + self.dense @ weights[split:])

    def turned_times(self, matrix: Array) -> Array:
        """The transposed table times a matrix."""
        below = self.dense.T @ matrix
        return np.asarray(below if self.sparse is None else np.vstack([self.sparse.T @ matrix, below]))

    @property
    def width(self) -> int:
        """The number of features."""
        return int(self.dense.shape[1] + (0 if self.sparse is None else self.sparse.shape[1]))


def fit(table: Table, answers: Array, counted: Array, strength: float) -> tuple[Array, Array]:
    """Weights (features × questions) and biases that make the answers likeliest.

    `answers` and `counted` are texts × questions of 0 and 1; where `counted` is 0 the text does not count
    for the question. `strength` is the weight of the texts against the pull of all weights to zero.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - the extra `train`

    shape = (table.width + 1, answers.shape[1])

    def loss(flat: Array) -> tuple[float, Array]:
        both = flat.reshape(shape).astype(np.float32)
        odds = table.times(both[:-1]) + both[-1]
        error = counted * (1 / (1 + np.exp(-odds)) - answers)
        cost = strength * float((counted * (np.logaddexp(0, odds) - answers * odds)).sum())
        slope = strength * np.vstack([table.turned_times(error), error.sum(axis=0)])
        slope[:-1] += both[:-1]
        return cost + 0.5 * float((both[:-1] ** 2).sum()), slope.ravel().astype(np.float64)

    found = minimize(
        loss, np.zeros(shape, dtype=np.float32).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    both = found.x.reshape(shape)
    return both[:-1], both[-1]
