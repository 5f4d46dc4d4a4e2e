"""Headers are told from what stands above and below them, and columns by their names."""

from __future__ import annotations

import pytest

from senreport_check.register.columns import LOOK, Role, find_header
from senreport_check.register.rows import Row


def rows(*lines: str) -> list[Row]:
    return [Row(number, tuple(line.split("|"))) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    ("header", "role", "place"),
    [
        ("School|Website", Role.WEBSITE, 1),
        ("School|Web address|E-mail", Role.WEBSITE, 1),
        ("School|School website URL", Role.WEBSITE, 1),
        ("Trust website|Website|School", Role.WEBSITE, 1),
        ("School name|URL", Role.NAME, 0),
        ("Head teacher name|Name of school|URL", Role.NAME, 1),
        ("Website|School|URN (DfE)", Role.URN, 2),
        ("Website|School|LA", Role.LA, 2),
        ("Website|LA code|Local Authority area", Role.LA, 2),
        ("Website|Type of school|Type", Role.TYPE, 1),
        ("Website|Multi-academy trust", Role.TRUST, 1),
        ("Website|MAT", Role.TRUST, 1),
        ("Website|School status", Role.STATUS, 1),
        ("Website|Key phase", Role.PHASE, 1),
    ],
)
def test_columns_are_known_by_their_headings(header: str, role: Role, place: int) -> None:
    layout = find_header(rows(header))
    assert layout is not None
    assert layout.places[role] == place


@pytest.mark.parametrize(
    "header", ["Trust website|Trust", "SEN report link|School", "Ofsted report URL|School", "Name|URN"]
)
def test_a_school_has_no_website_by_another_name(header: str) -> None:
    layout = find_header(rows(header))
    assert layout is not None
    assert not layout.is_complete


def test_no_column_serves_twice() -> None:
    layout = find_header(rows("School website name|School"))
    assert layout is not None
    assert sorted(layout.places.values()) == [0, 1]


def test_the_header_may_stand_below_a_title() -> None:
    layout = find_header(rows("School websites", "", "School|Website|URN", "Oak School|www.oak.example.sch.uk|900001"))
    assert layout is not None
    assert layout.line == 3
    assert layout.facts(("Oak School",)) == {Role.NAME: "Oak School", Role.WEBSITE: "", Role.URN: ""}


def test_a_header_is_looked_for_near_the_top_only() -> None:
    layout = find_header(rows(*["remark"] * LOOK, "School|Website"))
    assert layout is not None
    assert not layout.is_complete
    assert find_header([]) is None


def test_the_register_is_known_by_its_header_in_any_order() -> None:
    names = [
        "SchoolWebsite", "PhaseOfEducation (name)", "URN", "EstablishmentName", "TypeOfEstablishment (name)",
        "Trusts (name)",
    ]  # fmt: skip
    layout = find_header(rows("|".join(names)))
    assert layout is not None
    assert layout.is_gias
    assert not find_header(rows("|".join(names[1:]))).is_gias  # type: ignore[union-attr]
