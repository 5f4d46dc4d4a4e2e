"""The register's words for types, phases and statuses, and what they mean for the duty.

Section 69 of the Children and Families Act 2014 names maintained schools, maintained nursery schools and
Academy schools; regulation 51 of the SEND Regulations 2014 leaves out special schools established in a
hospital. Everyone else is `SchoolType.OTHER`: expected locally to publish a report, not bound to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from senreport_check.model import Entry, Phase, SchoolType
from senreport_check.text import fold


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the register's types: `words` as it writes them, the duty's `type`.

    `expected` tells whether anyone asks such a place for a report: not a children's centre or a school abroad.
    """

    words: str
    type: SchoolType
    expected: bool = True


_MAINSTREAM = {
    "1": "Community school", "2": "Voluntary aided school", "3": "Voluntary controlled school",
    "5": "Foundation school", "28": "Academy sponsor led", "34": "Academy converter", "35": "Free schools",
    "40": "University technical college", "41": "Studio schools",
}  # fmt: skip
_SPECIAL = {
    "7": "Community special school", "12": "Foundation special school", "33": "Academy special sponsor led",
    "36": "Free schools special", "44": "Academy special converter",
}  # fmt: skip
_NURSERY = {"15": "Local authority nursery school"}
_NOT_NAMED = {
    "6": "City technology college", "8": "Non-maintained special school",
    "9": "Independent school approved for SEN pupils", "10": "Other independent special school",
    "11": "Other independent school", "14": "Pupil referral unit", "18": "Further education",
    "31": "Sixth form centres", "32": "Special post 16 institution", "38": "Free schools alternative provision",
    "39": "Free schools 16 to 19", "42": "Academy alternative provision converter",
    "43": "Academy alternative provision sponsor led", "45": "Academy 16-19 converter",
    "46": "Academy 16 to 19 sponsor led",
}  # fmt: skip
_NOT_EXPECTED = {
    "17": "European schools", "22": "Early years setting", "23": "Playing for success centres",
    "24": "Secure units", "25": "Offshore schools", "26": "Service children's education", "27": "Miscellaneous",
    "29": "Higher education institutions", "30": "Welsh establishment", "37": "British schools overseas",
    "47": "Children's centre", "48": "Children's centre linked site", "49": "Online provider",
    "56": "Institution funded by other government department", "57": "Academy secure 16 to 19",
    "98": "Legacy types",
}  # fmt: skip
_OWN_WORDS = {
    SchoolType.MAINSTREAM: (
        "mainstream", "maintained", "maintained school", "academy", "academies", "free school", "community",
        "voluntary aided", "voluntary controlled", "foundation", "va", "vc", "utc", "studio school", "primary",
        "secondary", "infant", "junior", "first", "middle", "all through",
    ),
    SchoolType.SPECIAL: ("special", "special school", "special academy", "maintained special school"),
    SchoolType.NURSERY: ("nursery", "nursery school", "maintained nursery school"),
    SchoolType.OTHER: (
        "other", "pru", "ap", "alternative provision", "ap academy", "ap free school", "independent",
        "independent school", "independent special school", "nmss", "sixth form college", "fe", "fe college",
        "16 to 19", "hospital school",
    ),
}  # fmt: skip
_PHASES = {
    Phase.NURSERY: ("1", "nursery", "early years"),
    Phase.PRIMARY: ("2", "primary", "infant", "infants", "junior", "juniors", "first"),
    Phase.MIDDLE: ("3", "5", "middle", "middle deemed primary", "middle deemed secondary"),
    Phase.SECONDARY: ("4", "secondary", "high", "upper"),
    Phase.SIXTEEN_PLUS: ("6", "16 plus", "post 16", "sixth form", "16 to 19"),
    Phase.ALL_THROUGH: ("7", "all through", "all age"),
}
_NO_PHASE = frozenset({"", "0", "not applicable", "n a", "special", "pru", "ap", "alternative provision", "other"})
_OPEN = frozenset({"", "1", "3", "open", "open but proposed to close", "y", "yes"})
_NOT_OPEN = frozenset(
    {
        "2", "4", "5", "7", "9", "10", "closed", "proposed to open", "de registered as ey setting",
        "pending approval", "created in error", "archived", "n", "no",
    }
)  # fmt: skip
_HOSPITAL = re.compile(r"\bhospital\b(?! (?:lane|road|street|hill|field))", re.IGNORECASE)


@lru_cache(maxsize=1000)
def _loose(text: str) -> str:
    """The form in which the register's words are compared: letters and digits of any case; a code without zeros."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(text)).strip()
    return words.lstrip("0") or "0" if words.isdigit() else words


def _known() -> dict[str, Kind]:
    groups = (
        (_MAINSTREAM, SchoolType.MAINSTREAM, True), (_SPECIAL, SchoolType.SPECIAL, True),
        (_NURSERY, SchoolType.NURSERY, True), (_NOT_NAMED, SchoolType.OTHER, True),
        (_NOT_EXPECTED, SchoolType.OTHER, False),
    )  # fmt: skip
    own = {words: Kind(words, kind) for kind, words_of in _OWN_WORDS.items() for words in words_of}
    for words_by_code, kind, expected in groups:
        for code, words in words_by_code.items():
            own[code] = own[_loose(words)] = Kind(words, kind, expected)
    return own


_KINDS = _known()
_PHASE_OF = {words: phase for phase, words_of in _PHASES.items() for words in words_of}


def kind_of(text: str) -> Kind | None:
    """The type a cell names, by the register's words, its code or the words people use; None where unknown."""
    return _KINDS.get(_loose(text))


def type_of(kind: Kind, name: str | None) -> SchoolType:
    """The duty's type of a school: a special school whose name tells of a hospital is outside regulation 51."""
    if kind.type is SchoolType.SPECIAL and name and _HOSPITAL.search(name):
        return SchoolType.OTHER
    return kind.type


def phase_of(text: str) -> Phase | None:
    """The phase a cell names, by the register's words, its code or the words people use; None where none."""
    return _PHASE_OF.get(_loose(text))


def is_phase(text: str) -> bool:
    """Whether a cell's words for a phase are known, "not applicable" among them."""
    return _loose(text) in _PHASE_OF or _loose(text) in _NO_PHASE


def phase_by_ages(low: int, high: int) -> Phase | None:
    """The phase of a school that takes pupils from age `low` to age `high`; None where ages do not tell."""
    if high <= 5:
        return Phase.NURSERY
    if high <= 11:
        return Phase.PRIMARY
    if low >= 16:
        return Phase.SIXTEEN_PLUS
    if low >= 11:
        return Phase.SECONDARY
    if low <= 7 and high >= 16:
        return Phase.ALL_THROUGH
    return Phase.MIDDLE if low >= 8 and high <= 14 else None


def is_open(entry: Entry) -> bool:
    """Whether a school is open by the register's word; one without a status, or with an unknown one, counts as open."""
    return _loose(entry.status or "") not in _NOT_OPEN


def is_status(text: str) -> bool:
    """Whether a cell's words for a status are known."""
    return _loose(text) in _OPEN | _NOT_OPEN


def is_expected(entry: Entry) -> bool:
    """Whether anyone asks such a place for a report; one of unknown type counts."""
    kind = kind_of(entry.establishment or "")
    return kind is None or kind.expected
