"""When the reader is heard."""

from __future__ import annotations

import numpy as np
import pytest

from senreport_check.match import weigh
from senreport_check.match.scan import Scan

SURE = np.full((1, 1), 8.0)


def silent(**flags: bool) -> Scan:
    """One passage and one item, of which nothing holds but what is named."""
    names = ("met", "partly", "vetoed", "announced", "on_topic")
    return Scan(**{name: np.full((1, 1), flags.get(name, False)) for name in names}, fired={})


@pytest.mark.parametrize(
    ("scan", "lone", "heard"),
    [
        (silent(), False, False),
        (silent(on_topic=True), False, True),
        (silent(announced=True), False, True),
        (silent(), True, True),
        (silent(on_topic=True, vetoed=True), False, False),
        (silent(vetoed=True), True, False),
    ],
)
def test_the_reader_is_heard_beside_a_signal_or_where_a_passage_stands_alone(
    scan: Scan, lone: bool, heard: bool
) -> None:
    opinion = weigh.weigh(scan, SURE, SURE, weigh.standard(), lone=lone)
    assert bool(opinion.present[0, 0] > 0.5) is heard
