"""Verdicts from chances, values and dates."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from senreport_check.checklist import find
from senreport_check.checklist.items import Item
from senreport_check.match.settle import Chances, Grounds, by_chance, settle
from senreport_check.match.weigh import Weights
from senreport_check.model import ReadingEase, Values, Verdict

NOTHING = np.zeros(1)
WEIGHTS = Weights(NOTHING, NOTHING, NOTHING, NOTHING, absent_below=0.4, present_from=0.5, met_from=0.5, alone_from=0.2)
NONE, SOME = Chances(0.0, 0.0), Chances(0.9, 0.9)


def item(name: str) -> Item:
    found = find().item(name)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("chances", "verdict", "score"),
    [
        (Chances(0.9, 0.9), Verdict.MET, 0.81),
        (Chances(0.9, 0.2), Verdict.PARTLY, 0.72),
        (Chances(0.45, 0.9), Verdict.UNSURE, 0.55),
        (Chances(0.45, 0.2, signalled=True), Verdict.PARTLY, 0.36),
        (Chances(0.1, 0.9), Verdict.ABSENT, 0.9),
    ],
)
def test_chances(chances: Chances, verdict: Verdict, score: float) -> None:
    settled = by_chance(chances, WEIGHTS)
    assert settled.verdict is verdict
    assert settled.score == pytest.approx(score)


@pytest.mark.parametrize(
    ("reviewed", "verdict", "said"),
    [
        (date(2025, 11, 21), Verdict.MET, "Dated autumn"),
        (date(2025, 11, 20), Verdict.PARTLY, "less than a month"),
        (date(2025, 10, 21), Verdict.PARTLY, "overdue by 1 month."),
        (date(2023, 9, 1), Verdict.PARTLY, "overdue by 26 months"),
        (None, Verdict.UNSURE, "reads"),
    ],
)
def test_review_date(reviewed: date | None, verdict: Verdict, said: str) -> None:
    grounds = Grounds(date(2026, 11, 21), values=Values(reviewed="autumn"), reviewed=reviewed)
    settled = settle(item("review-date"), NONE, grounds, WEIGHTS)
    assert settled.verdict is verdict
    assert said in settled.remark


def test_no_date_is_absent_whatever_the_passages_say() -> None:
    assert settle(item("review-date"), SOME, Grounds(date(2026, 1, 1)), WEIGHTS).verdict is Verdict.ABSENT


def test_a_leap_day_has_its_year() -> None:
    assert Grounds(date(2025, 3, 1), reviewed=date(2024, 2, 29)).overdue is False
    assert Grounds(date(2025, 3, 2), reviewed=date(2024, 2, 29)).overdue is True


def test_a_name_meets_and_a_post_alone_does_not() -> None:
    named = Grounds(date(2026, 1, 1), values=Values(senco=("Mrs A. Oak",)))
    assert settle(item("senco-name"), NONE, named, WEIGHTS).verdict is Verdict.MET
    assert settle(item("senco-name"), SOME, Grounds(date(2026, 1, 1)), WEIGHTS).verdict is Verdict.PARTLY


@pytest.mark.parametrize(
    ("values", "pointer", "verdict"),
    [
        (Values(senco_email="a@oak.example.sch.uk"), False, Verdict.MET),
        (Values(senco_phone="01632 960111"), True, Verdict.MET),
        (Values(), True, Verdict.PARTLY),
        (Values(), False, Verdict.ABSENT),
    ],
)
def test_senco_contact(values: Values, pointer: bool, verdict: Verdict) -> None:
    grounds = Grounds(date(2026, 1, 1), values=values, contact_pointer=pointer)
    assert settle(item("senco-contact"), NONE, grounds, WEIGHTS).verdict is verdict


@pytest.mark.parametrize(
    ("reading", "verdict"),
    [
        (ReadingEase(62.0, "plain"), Verdict.MET),
        (ReadingEase(30.0, "hard"), Verdict.PARTLY),
        (ReadingEase(62.0, "plain", acronyms=("SEMH",)), Verdict.PARTLY),
        (ReadingEase(), Verdict.ABSENT),
    ],
)
def test_plain_language(reading: ReadingEase, verdict: Verdict) -> None:
    grounds = Grounds(date(2026, 1, 1), reading=reading)
    assert settle(item("plain-language"), NONE, grounds, WEIGHTS).verdict is verdict
