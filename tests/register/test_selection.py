"""Which schools of a list are meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.errors import UsageError
from senreport_check.model import Entry, Phase, School, SchoolType
from senreport_check.register import Selection, read, select

from .conftest import Write

SCHOOLS = (
    Entry("1", School("Oak", "1", "West Fen", SchoolType.MAINSTREAM, Phase.PRIMARY), establishment="Academy converter",
          status="Open", trust="THE COPPER & TIN TRUST", la_code="971"),
    Entry("2", School("Elm", "2", "West Fen", SchoolType.SPECIAL), establishment="Community special school",
          status="Open, but proposed to close"),
    Entry("3", School("Ash", "3", "East Fen", SchoolType.MAINSTREAM, Phase.SECONDARY), establishment="Free schools",
          status="Closed"),
    Entry("4", School("Fir", "4", "Harrowmere", SchoolType.OTHER), establishment="Children's centre", status="Open"),
    Entry("5", School("Yew", "5", "Harrowmere", SchoolType.OTHER, Phase.SECONDARY), establishment="Pupil referral unit",
          status="Open", trust="Copper Beech Trust"),
    Entry("box", School("Box")),
)  # fmt: skip


def keys(selection: Selection) -> list[str]:
    return [entry.key for entry in select(SCHOOLS, selection)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(), ["1", "2", "5", "box"]),
        (Selection(open_only=False), ["1", "2", "3", "5", "box"]),
        (Selection(la=("west fen",)), ["1", "2"]),
        (Selection(la=("West Fen", "Harrowmere")), ["1", "2", "5"]),
        (Selection(la=("Harrow mere",)), []),
        (Selection(la=("East Fen",), open_only=False), ["3"]),
        (Selection(la=("971",)), ["1", "2"]),
        (Selection(la=(" 971 ", "Harrowmere")), ["1", "2", "5"]),
        (Selection(trust=("The Copper and Tin Trust",)), ["1"]),
        (Selection(trust=("beech",)), ["5"]),
        (Selection(phase=("secondary",)), ["5"]),
        (Selection(phase=("Primary", "Secondary"), open_only=False), ["1", "3", "5"]),
        (Selection(type=("mainstream",)), ["1"]),
        (Selection(type=("other",)), ["5"]),
        (Selection(type=("children's centre",)), ["4"]),
        (Selection(type=("special", "pupil referral")), ["2", "5"]),
        (Selection(urns=("4", "3")), ["3", "4"]),
        (Selection(urns=(" Box ", "1")), ["1", "box"]),
        (Selection(limit=2), ["1", "2"]),
    ],
)
def test_wishes(selection: Selection, expected: list[str]) -> None:
    if expected:
        assert keys(selection) == expected
    else:
        with pytest.raises(UsageError):
            keys(selection)


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (Selection(la=("West Fenn",)), "--la West Fenn is not in the list; did you mean “West Fen”.* Leave --la out"),
        (Selection(la=("Uxley",)), "--la Uxley is not in the list; it has, for example, “East Fen”, “H"),
        (Selection(la=("972",)), r"--la 972 is no authority's code in the list; it has, for example, 971 \(West Fen\)"),
        (Selection(la=("West Fen", "Nowhere")), "--la Nowhere is not in the list"),
        (Selection(la=("Fen",)), "--la Fen may mean “West Fen” and “East Fen”: write more of the name."),
        (Selection(la=("",)), "--la  is not in the list"),
        (Selection(trust=("Copper",)), "--trust Copper may mean"),
        (Selection(phase=("prim",)), "--phase prim is none: write nursery, primary, middle"),
        (Selection(type=("special academy",)), "--type special academy is not in the list: write mainstream, nursery"),
        (Selection(type=("Primary",)), "--type Primary is not in the list, but a phase: write --phase primary."),
        (Selection(type=("free skool",)), "a type such as “Free schools”"),
        (Selection(type=("free school",)), r"--type free school leaves no school \(there were 5"),
        (Selection(urns=("9", "1", "8")), "--urn 8 9 is not in the list"),
        (Selection(limit=0), "--limit 0 leaves no school"),
        (Selection(sample=-1), "--sample -1 leaves no school"),
        (Selection(la=("Harrowmere",), phase=("primary",)), r"--phase primary leaves no school \(there were 1"),
    ],
)
def test_what_leaves_nothing_is_named(selection: Selection, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        select(SCHOOLS, selection)


def test_a_wish_for_what_the_list_does_not_have() -> None:
    bare = [replace(entry, school=School(entry.school.name), trust=None, la_code=None) for entry in SCHOOLS]
    with pytest.raises(UsageError, match=r"--la cannot be used: .* Leave --la out"):
        select(bare, Selection(la=("West Fen",)))
    with pytest.raises(UsageError, match="--la 971 looks like a code, and the list has no column"):
        select(bare, Selection(la=("971",)))
    with pytest.raises(UsageError, match="--trust cannot be used"):
        select(bare, Selection(trust=("Copper",)))


def test_nothing_open_is_said_so() -> None:
    with pytest.raises(UsageError, match=r"--open leaves no school \(there were 1"):
        select(SCHOOLS[2:3], Selection())


MANY = tuple(Entry(str(900000 + number), School(f"School {number}")) for number in range(200))


def test_a_sample_is_the_same_every_time_and_another_by_another_seed() -> None:
    drawn = select(MANY, Selection(sample=20))
    assert len(drawn) == 20
    assert drawn == select(MANY, Selection(sample=20))
    assert [entry.key for entry in drawn] == sorted(entry.key for entry in drawn)
    assert drawn != select(MANY, Selection(sample=20, seed=1))
    assert [entry.key for entry in drawn][:3] == ["900002", "900006", "900023"]


def test_a_sample_stays_when_schools_come_and_go() -> None:
    before = {entry.key for entry in select(MANY, Selection(sample=50))}
    after = {entry.key for entry in select(MANY[4:], Selection(sample=50))}
    assert len(before & after) >= 46


@given(st.integers(1, 250), st.integers(1, 250), st.integers())
def test_sample_and_limit(sample: int, limit: int, seed: int) -> None:
    found = select(MANY, Selection(sample=sample, limit=limit, seed=seed))
    assert len(found) == min(sample, limit, len(MANY))


def test_an_authority_of_the_fictional_register(fixture_folder: Path) -> None:
    entries = read(fixture_folder / "edubasealldata20261101.csv").entries
    found = select(entries, Selection(la=("west fen",), phase=("primary",)))
    assert 10 < len(found) < 60
    assert {entry.school.la for entry in found} == {"West Fen"}


def test_the_registers_codes_of_authorities(fixture_folder: Path) -> None:
    entries = read(fixture_folder / "edubasealldata20261101.csv").entries
    assert select(entries, Selection(la=("971",))) == select(entries, Selection(la=("West Fen",)))


def test_a_list_with_codes_of_authorities_alone(write: Write) -> None:
    entries = read(write("School,LA code,Website", "Oak,971,oak.example.sch.uk", "Elm,972,elm.example.sch.uk")).entries
    assert [entry.school.name for entry in select(entries, Selection(la=("972",)))] == ["Elm"]
