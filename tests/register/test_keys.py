"""Keys are safe as file names everywhere, and each is handed out once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.register.keys import Keys, slug

RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("St Anne’s CofE (VA) Primary School", "st-annes-cofe-va-primary-school"), ("Siân Rees", "sian-rees"),
        ("CON", "school-con"), ("lpt1", "school-lpt1"), ("900001", "school-900001"), ("学校", "school"), ("", "school"),
        ("../../etc/passwd", "etc-passwd"), ("a" * 100, "a" * 60),
    ],
)  # fmt: skip
def test_slugs(name: str, key: str) -> None:
    assert slug(name) == key


@given(st.lists(st.text(max_size=90), max_size=30))
def test_keys_are_file_names_on_windows_too_and_differ(names: list[str]) -> None:
    keys = Keys()
    given_out = [keys.take(slug(name)) for name in names]
    assert len({key.lower() for key in given_out}) == len(names)
    for key in given_out:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key)
        assert key not in RESERVED
        assert not key.isdigit()
        assert len(key) < 70
