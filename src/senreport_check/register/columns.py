"""Which column of a list holds what, told by its header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from senreport_check.register.addresses import address_of
from senreport_check.register.rows import Row
from senreport_check.text import fold

LOOK = 20
_GIAS = frozenset({"urn", "establishmentname", "schoolwebsite", "phaseofeducationname", "typeofestablishmentname"})


class Role(StrEnum):
    """What a column may hold that is wanted of a list."""

    WEBSITE = "website"
    NAME = "name"
    URN = "URN"
    LA = "local authority"
    LA_CODE = "local authority's code"
    TYPE = "type"
    PHASE = "phase"
    STATUS = "status"
    TRUST = "trust"
    LOW_AGE = "lowest age"
    HIGH_AGE = "highest age"


_EXACT = {
    Role.WEBSITE: (
        "schoolwebsite", "website", "schoolwebsites", "websites", "websiteaddress", "webaddress", "schoolurl", "url",
        "websiteurl", "homepage", "web", "site", "link", "addressofwebsite",
    ),
    Role.URN: ("urn", "schoolurn", "dfeurn", "uniquereferencenumber"),
    Role.NAME: (
        "establishmentname", "schoolname", "nameofschool", "name", "school", "schools", "establishment",
        "academyname", "academy", "providername", "provider", "settingname", "setting",
    ),
    Role.LA: ("laname", "localauthority", "localauthorityname", "la", "authority", "council", "lea", "borough"),
    Role.LA_CODE: (
        "lacode", "lanumber", "lano", "localauthoritycode", "localauthoritynumber", "authoritycode", "leacode",
        "dfelacode",
    ),
    Role.TYPE: (
        "typeofestablishmentname", "typeofestablishment", "establishmenttype", "schooltype", "typeofschool",
        "type", "typeofestablishmentcode",
    ),
    Role.PHASE: ("phaseofeducationname", "phaseofeducation", "schoolphase", "phase", "phaseofeducationcode"),
    Role.STATUS: (
        "establishmentstatusname", "establishmentstatus", "schoolstatus", "status", "openclosed", "open",
        "establishmentstatuscode",
    ),
    Role.TRUST: ("trustsname", "trustname", "academytrust", "trust", "trusts", "mat", "matname", "multiacademytrust"),
    Role.LOW_AGE: ("statutorylowage", "lowage", "lowestage", "agefrom", "minimumage"),
    Role.HIGH_AGE: ("statutoryhighage", "highage", "highestage", "ageto", "maximumage"),
}  # fmt: skip
_LOOSE = {
    Role.WEBSITE: r"web ?site|web address|\burl\b|home ?page",
    Role.URN: r"\burn\b",
    Role.NAME: r"\b(?:school|establishment|academy|college)s?\b.*\bname\b|\bname of (?:the )?(?:school|academy)\b",
    Role.LA: r"\blocal authority\b|\bcouncil\b",
    Role.TYPE: r"\b(?:school|establishment|academy)\b.*\btype\b|\btype of (?:the )?(?:school|academy)\b",
    Role.PHASE: r"\bphase\b",
    Role.STATUS: r"\bstatus\b",
    Role.TRUST: r"\btrust\b|\bmat\b",
}
_NEVER = re.compile(r"code|flag|previous|e-?mail|phone|\bhead|contact|\bsen|report|policy|ofsted|number|date", re.I)


_PARTED = re.compile(r"[\s,;|]")


@dataclass(frozen=True, slots=True)
class Layout:
    """A list's header: where it stands, what it says, and the place of each column that is understood."""

    line: int
    header: tuple[str, ...]
    places: dict[Role, int]

    @property
    def is_gias(self) -> bool:
        """Whether this is the header of the Department's register extract (Get Information About Schools)."""
        return {_joined(name) for name in self.header} >= _GIAS

    @property
    def is_complete(self) -> bool:
        """Whether there is a column of websites, without which a list is of no use."""
        return Role.WEBSITE in self.places

    def facts(self, cells: Sequence[str]) -> dict[Role, str]:
        """What one row says under the columns understood; a cell that is missing is empty."""
        return {role: cells[place].strip() if place < len(cells) else "" for role, place in self.places.items()}


def find_header(rows: Iterable[Row]) -> Layout | None:
    """The row among the first twenty that says most as a header; None where the list is empty."""
    layouts = [_layout(row) for row, _ in zip(rows, range(LOOK), strict=False) if any(row.cells)]
    return max(layouts, key=lambda layout: (layout.is_complete, len(layout.places)), default=None)


def bare_addresses(rows: Iterable[Row]) -> Layout | None:
    """The layout of a list without a header, which begins with a web address alone and mostly goes on so; else None."""
    alone = [_is_address_alone(row) for row, _ in zip(rows, range(LOOK), strict=False) if any(row.cells)]
    return Layout(0, ("",), {Role.WEBSITE: 0}) if alone and alone[0] and 2 * sum(alone) > len(alone) else None


def _is_address_alone(row: Row) -> bool:
    first, *others = (cell.strip() for cell in row.cells)
    return not any(others) and not _PARTED.search(first) and address_of(first).url is not None


def _layout(row: Row) -> Layout:
    places: dict[Role, int] = {}
    joined = [_joined(name) for name in row.cells]
    for role, names in _EXACT.items():
        exact = [joined.index(name) for name in names if name in joined]
        free = [place for place in [*exact, *_loosely(role, row.cells)] if place not in places.values()]
        if free:
            places[role] = free[0]
    return Layout(row.line, row.cells, places)


def _loosely(role: Role, header: Sequence[str]) -> list[int]:
    """The columns whose name holds a word that tells, the shortest name first."""
    pattern = _LOOSE.get(role)
    if pattern is None:
        return []
    never = r"web|url|site" if role is Role.TRUST else r"trust" if role is Role.WEBSITE else r"$^"
    found = [
        place for place, name in enumerate(header)
        if len(name) <= 60 and re.search(pattern, fold(name)) and not _NEVER.search(name)
        and not re.search(never, fold(name))
    ]  # fmt: skip
    return sorted(found, key=lambda place: len(header[place]))


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", fold(name))
