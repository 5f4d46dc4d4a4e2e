"""Types, phases and statuses by the register's words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from senreport_check.model import Entry, Phase, School, SchoolType
from senreport_check.register import is_expected, is_open
from senreport_check.register.kinds import is_phase, is_status, kind_of, phase_by_ages, phase_of, type_of


@pytest.mark.parametrize(
    ("words", "type_", "expected"),
    [
        ("Community school", SchoolType.MAINSTREAM, True),
        ("Voluntary aided school", SchoolType.MAINSTREAM, True),
        ("Academy sponsor led", SchoolType.MAINSTREAM, True),
        ("Free schools", SchoolType.MAINSTREAM, True),
        ("University technical college", SchoolType.MAINSTREAM, True),
        ("Community special school", SchoolType.SPECIAL, True),
        ("Academy special converter", SchoolType.SPECIAL, True),
        ("Free schools special", SchoolType.SPECIAL, True),
        ("Local authority nursery school", SchoolType.NURSERY, True),
        ("Pupil referral unit", SchoolType.OTHER, True),
        ("Free schools alternative provision", SchoolType.OTHER, True),
        ("Academy 16 to 19 sponsor led", SchoolType.OTHER, True),
        ("Further education", SchoolType.OTHER, True),
        ("Other independent special school", SchoolType.OTHER, True),
        ("Non-maintained special school", SchoolType.OTHER, True),
        ("City technology college", SchoolType.OTHER, True),
        ("Welsh establishment", SchoolType.OTHER, False),
        ("British schools overseas", SchoolType.OTHER, False),
        ("Children's centre", SchoolType.OTHER, False),
        ("Higher education institutions", SchoolType.OTHER, False),
    ],
)
def test_who_is_in_section_69(words: str, type_: SchoolType, expected: bool) -> None:
    kind = kind_of(words)
    assert kind is not None
    assert (kind.type, kind.expected) == (type_, expected)


def test_every_type_of_the_register_is_known(repository: Path) -> None:
    words = tomllib.loads((repository / "fixtures" / "register" / "words.toml").read_text(encoding="utf-8"))
    for kind in words["kinds"]:
        assert kind_of(kind["words"]) == kind_of(kind["code"]) != None, kind["words"]  # noqa: E711
        assert kind_of(kind["code"].lstrip("0")) == kind_of(kind["code"])
    assert all(is_phase(phase) and is_phase(code) for code, phase in words["phases"].items())
    assert all(is_status(status) and is_status(code) for code, status in words["statuses"].items())


def test_words_are_compared_loosely_and_unknown_ones_are_none() -> None:
    assert kind_of("  CHILDREN’S   CENTRE ") == kind_of("Children's centre")
    assert kind_of("Hub school") is None
    assert kind_of("") is None


def test_a_hospital_school_is_outside_regulation_51() -> None:
    special = kind_of("Community special school")
    assert special is not None
    assert type_of(special, "Saltmarsh Hospital School") is SchoolType.OTHER
    assert type_of(special, "Hospital Lane School") is SchoolType.SPECIAL
    assert type_of(special, None) is SchoolType.SPECIAL


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("Nursery", Phase.NURSERY), ("Primary", Phase.PRIMARY), ("Middle deemed primary", Phase.MIDDLE),
        ("Middle deemed secondary", Phase.MIDDLE), ("Secondary", Phase.SECONDARY), ("16 plus", Phase.SIXTEEN_PLUS),
        ("All-through", Phase.ALL_THROUGH), ("all through", Phase.ALL_THROUGH), ("Not applicable", None), ("?", None),
    ],
)  # fmt: skip
def test_phases(words: str, phase: Phase | None) -> None:
    assert phase_of(words) is phase


@pytest.mark.parametrize(
    ("low", "high", "phase"),
    [
        (2, 5, Phase.NURSERY), (3, 11, Phase.PRIMARY), (11, 16, Phase.SECONDARY), (16, 99, Phase.SIXTEEN_PLUS),
        (5, 16, Phase.ALL_THROUGH), (8, 13, Phase.MIDDLE), (8, 18, None), (7, 14, None),
    ],
)  # fmt: skip
def test_phases_by_age(low: int, high: int, phase: Phase | None) -> None:
    assert phase_by_ages(low, high) is phase


@pytest.mark.parametrize(
    ("status", "open_"),
    [
        ("Open", True), ("Open, but proposed to close", True), (None, True), ("1", True), ("Merged?", True),
        ("Closed", False), ("Proposed to open", False), ("2", False),
    ],
)  # fmt: skip
def test_open_schools(status: str | None, open_: bool) -> None:
    assert is_open(Entry("a", School(), status=status)) is open_


def test_a_place_of_unknown_type_is_expected_to_report() -> None:
    assert is_expected(Entry("a", School(), establishment="Hub school"))
    assert is_expected(Entry("a", School()))
    assert not is_expected(Entry("a", School(), establishment="Welsh establishment"))
