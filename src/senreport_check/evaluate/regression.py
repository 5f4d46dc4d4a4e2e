"""Logistic regressions of many questions over the same texts, fitted together.

scipy is needed here and only here (extra `train`).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

ROUNDS = 60


def fit(features: Array, answers: Array, counted: Array, strength: float) -> tuple[Array, Array]:
    """Weights (features × questions) and biases that make the answers likeliest.

    `features` is texts × features; `answers` and `counted` are texts × questions of 0 and 1: where `counted` is 0
    the text does not count for the question. `strength` is the weight of the texts against the pull of all weights
    to zero.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - the extra `train`

    shape = (features.shape[1] + 1, answers.shape[1])

    def loss(flat: Array) -> tuple[float, Array]:
        both = flat.reshape(shape).astype(np.float32)
        odds = features @ both[:-1] + both[-1]
        error = counted * (1 / (1 + np.exp(-odds)) - answers)
        cost = strength * float((counted * (np.logaddexp(0, odds) - answers * odds)).sum())
        slope = strength * np.vstack([features.T @ error, error.sum(axis=0)])
        slope[:-1] += both[:-1]
        return cost + 0.5 * float((both[:-1] ** 2).sum()), slope.ravel().astype(np.float64)

    found = minimize(
        loss, np.zeros(shape, dtype=np.float32).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}
    )
    both = found.x.reshape(shape)
    return both[:-1], both[-1]
