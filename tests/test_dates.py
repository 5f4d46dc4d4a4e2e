from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.dates import Grain, find, parse


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("Autumn 2024", date(2024, 9, 1)),
        ("autumn term of 2023", date(2023, 9, 1)),
        ("Autumn Term 1, 2024", date(2024, 9, 1)),
        ("Spring (2024)", date(2024, 1, 1)),
        ("Spring term 2023/24", date(2024, 1, 1)),
        ("Easter 2025", date(2025, 4, 1)),
        ("Summer Term 2023-2024", date(2024, 4, 1)),
        ("Term 2 2023-24", date(2023, 11, 1)),
        ("Term 5 2023-24", date(2024, 4, 1)),
        ("Sept 24", date(2024, 9, 1)),
        ("Sept '24", date(2024, 9, 1)),
        ("Sept. 2023", date(2023, 9, 1)),
        ("September,2023", date(2023, 9, 1)),
        ("Sep-23", date(2023, 9, 1)),
        ("September/October 2023", date(2023, 9, 1)),
        ("09/2023", date(2023, 9, 1)),
        ("2023-24", date(2023, 9, 1)),
        ("2023 to 2024", date(2023, 9, 1)),
        ("2023–2024", date(2023, 9, 1)),
        ("23/24", date(2023, 9, 1)),
        ("14/09/2023", date(2023, 9, 14)),
        ("14 - 09 - 2023", date(2023, 9, 14)),
        ("22.9.23", date(2023, 9, 22)),
        ("09/23/2023", date(2023, 9, 23)),
        ("2023-09-14", date(2023, 9, 14)),
        ("6th February 2023", date(2023, 2, 6)),
        ("6th of February, 2023", date(2023, 2, 6)),
        ("Monday 6 Feb 23", date(2023, 2, 6)),
        ("Feb 6th, 2023", date(2023, 2, 6)),
        ("6-Feb-2023", date(2023, 2, 6)),
        ("2022", date(2022, 1, 1)),
    ],
)
def test_every_way_of_writing(written: str, when: date) -> None:
    assert parse(f"Last reviewed: {written}.") == when


@pytest.mark.parametrize(
    "text",
    [
        "call 01632 960114 or 020 7946 0123",
        "in March 12 children went",
        "from 6 March 10 am",
        "Year 7 and Year 8",
        "31/02/2023",
        "a plan for 2021-2024",
        "about £1,900",
        "the 1990s",
        "3rd July",
        "aged 0-25",
        "room 2.14",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert parse(text) is None


def test_dates_keep_their_words_place_and_grain() -> None:
    text = "Agreed June 2018, reviewed 6th\u00a0February 2023 (next: Spring 2025)."
    found = list(find(text))
    assert [one.text for one in found] == ["June 2018", "6th\u00a0February 2023", "Spring 2025"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.grain for one in found] == [Grain.MONTH, Grain.DAY, Grain.TERM]


@given(
    st.dates(date(2000, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%y", "%d %B %Y", "%B %d, %Y"]),
)
def test_any_day_is_read_back(day: date, pattern: str) -> None:
    assert parse(day.strftime(pattern)) == day


@given(st.text(alphabet="0123456789 /.-'()SeptautumnMay,", max_size=60))
def test_hostile_text_never_breaks(text: str) -> None:
    for found in find(text):
        assert text[found.start : found.end] == found.text
