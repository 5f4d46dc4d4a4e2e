"""Slips are mended, words are left alone."""

from __future__ import annotations

import pytest

from senreport_check.match.spelling import Speller

SPELLER = Speller(["educational", "premises", "transition", "plan"], ["formal", "county"], ["review", "assess"])


@pytest.mark.parametrize(
    ("word", "mended"),
    [
        ("educaitonal", "educational"),
        ("premisses", "premises"),
        ("transiton", "transition"),
        ("formal", "formal"),
        ("reviewer", "reviewer"),
        ("pland", "pland"),
        ("01632", "01632"),
        ("zebra's", "zebra's"),
    ],
)
def test_mend(word: str, mended: str) -> None:
    assert SPELLER.mend(word) == mended
