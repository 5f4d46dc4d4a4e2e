"""Dates written every way schools write them: found in a text, and read as a day.

Where only a month is given the day is its first; an autumn term begins on 1 September, a spring term on
1 January, a summer term on 1 April; an academic year begins on 1 September; a bare year on 1 January.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TypeAlias

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"autumn": 9, "michaelmas": 9, "winter": 12, "christmas": 12, "spring": 1, "lent": 1, "hilary": 1,
            "easter": 4, "summer": 4, "trinity": 4}  # fmt: skip
_TERMS = {"1": 9, "2": 11, "3": 1, "4": 2, "5": 4, "6": 6}
_FIRST_YEAR, _LAST_YEAR = 1990, 2059

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r?uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_SEASON = r"(?:autumn|michaelmas|winter|christmas|spring|lent|hilary|easter|summer|trinity)"
_YEAR = r"(?:(?:19|20)\d\d)\b"
_SHORT = r"(?:'?\d\d)\b(?![:.]\d|\s?[a-z%£]|[-/]\d)"
_SPAN = r"(?:(?:20\d\d)\s?(?:[-/]|to)\s?(?:20\d\d|\d\d)\b|\b[123]\d[-/][123]\d\b(?![-/.]\d))"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_GAP = r"(?:\s*[,/-]\s*|\s+|\s+of\s+)"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)(?!\d)"
    r"|(?P<numbers>\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:(?:19|20)\d\d|\d\d))(?![\d/-]|\.\d)"
    rf"|(?P<day>{_DAY}(?:\s+of)?[\s.-]+{_MONTH}[\s,/-]*(?:{_YEAR}|{_SHORT}))"
    rf"|(?P<american>{_MONTH}\s+{_DAY}\s*,?\s+{_YEAR})"
    rf"|(?P<month>\b{_MONTH}(?:\s?[/&-]\s?{_MONTH})?{_GAP}?\(?(?:{_YEAR}|{_SHORT}))"
    rf"|(?P<term>\b{_SEASON}(?:\s?[/&]\s?{_SEASON})?(?:\s+(?:half[ -]?)?term)?(?:\s+[12]\b)?"
    rf"{_GAP}?\(?(?:{_SPAN}|{_YEAR}|{_SHORT}))"
    rf"|(?P<numbered>\bterm\s+[1-6]{_GAP}\(?(?:{_SPAN}|{_YEAR}))"
    rf"|(?P<span>{_SPAN})(?![\d/-])"
    r"|(?P<pair>(?:0?[1-9]|1[0-2])/(?:19|20)\d\d)\b"
    r"|(?:(?<=: )|(?<=:)|(?<=d )|(?<=w )|(?<=on )|(?<=te )|(?<=in ))"
    r"(?P<short>(?:0?[1-9]|1[0-2])[./](?:1[5-9]|2\d))\b(?![./:%-]|\s?[ap]\.?m\b)"
    rf"|(?P<year>\b{_YEAR})(?![-/.]\d)"
    r")",
    re.IGNORECASE,
)
_PLAIN = str.maketrans("–—‑‒−’‘", "-----''")
_NUMBER = re.compile(r"\d+")
_Read: TypeAlias = "tuple[Grain, date] | None"


class Grain(IntEnum):
    """How exactly a date is given; a larger number is more exact."""

    YEAR = 1
    ACADEMIC_YEAR = 2
    TERM = 3
    MONTH = 4
    DAY = 5


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: its words, where they stand, the day meant and how exactly it is given."""

    text: str
    start: int
    end: int
    when: date
    grain: Grain


def find(text: str) -> Iterator[Written]:
    """Every date in a text, in order; offsets count in the text itself."""
    flat = text.translate(_PLAIN)
    for match in _DATE.finditer(flat):
        read = _READERS[match.lastgroup or "year"](match.group().lower())
        if read is None:
            continue
        grain, when = read
        words = text[match.start() : match.end()]
        if "(" in words and text[match.end() : match.end() + 1] == ")":
            words += ")"
        yield Written(words, match.start(), match.start() + len(words), when, grain)


def parse(text: str) -> date | None:
    """The day meant by the first date in a text, None when it holds none."""
    return next((found.when for found in find(text)), None)


def _iso(text: str) -> _Read:
    year, month, day = (int(part) for part in text.split("-"))
    return _day(day, month, year)


def _numbers(text: str) -> _Read:
    first, second, year = (int(part) for part in _NUMBER.findall(text))
    return _day(first, second, year) or _day(second, first, year)


def _worded(text: str) -> _Read:
    day, year = (int(part) for part in _NUMBER.findall(text))
    return _day(day, _month_in(text), year)


def _month(text: str) -> _Read:
    return _first_of(Grain.MONTH, _century(int(_NUMBER.findall(text)[-1])), _month_in(text))


def _term(text: str) -> _Read:
    season = next(month for name, month in _SEASONS.items() if name in text)
    years = [int(part) for part in _NUMBER.findall(text) if len(part) > 1]
    later = len(years) > 1 and season < 9
    return _first_of(Grain.TERM, _century(years[0]) + later, season)


def _numbered(text: str) -> _Read:
    number, *years = _NUMBER.findall(text)
    month = _TERMS[number]
    later = len(years) > 1 and month < 9
    return _first_of(Grain.TERM, int(years[0]) + later, month)


def _span(text: str) -> _Read:
    first, second = (_century(int(part)) for part in _NUMBER.findall(text))
    return _first_of(Grain.ACADEMIC_YEAR, first, 9) if second == first + 1 else None


def _pair(text: str) -> _Read:
    month, year = (int(part) for part in text.split("/"))
    return _first_of(Grain.MONTH, year, month)


def _short(text: str) -> _Read:
    month, year = (int(part) for part in _NUMBER.findall(text))
    return _first_of(Grain.MONTH, _century(year), month)


def _year(text: str) -> _Read:
    return _first_of(Grain.YEAR, int(text), 1)


_READERS: dict[str, Callable[[str], _Read]] = {
    "iso": _iso, "numbers": _numbers, "day": _worded, "american": _worded, "month": _month, "term": _term,
    "numbered": _numbered, "span": _span, "pair": _pair, "short": _short,
    "year": _year,
}  # fmt: skip


def _month_in(text: str) -> int:
    places = {text.find(name): number for number, name in enumerate(_MONTHS, 1) if name in text}
    return places[min(places)]


def _century(year: int) -> int:
    return year if year > 99 else 2000 + year


def _day(day: int, month: int, year: int) -> _Read:
    try:
        return _plausible(Grain.DAY, date(_century(year), month, day))
    except ValueError:
        return None


def _first_of(grain: Grain, year: int, month: int) -> _Read:
    return _plausible(grain, date(year, month, 1))


def _plausible(grain: Grain, when: date) -> _Read:
    return (grain, when) if _FIRST_YEAR <= when.year <= _LAST_YEAR else None
