"""From the rows of a list to its schools."""

from __future__ import annotations

import re

from senreport_check.model import Entry, Phase, School, SchoolType
from senreport_check.register import kinds
from senreport_check.register.addresses import Address, address_of
from senreport_check.register.columns import Layout, Role
from senreport_check.register.keys import Keys, slug
from senreport_check.register.notes import Notes
from senreport_check.register.rows import Row
from senreport_check.text import fold, shorten

LONGEST_CELL = 300
SHOWN = 60
_URN = re.compile(r"[0-9]{5,7}")
_AGE = re.compile(r"[0-9]{1,2}")


class Entries:
    """Makes entries of rows; whatever is odd about a row is noted with its number, and costs no other row.

    `by_ages` counts the schools whose phase comes from the ages they take.
    """

    def __init__(self, layout: Layout, notes: Notes) -> None:
        self._layout, self._notes = layout, notes
        self._keys = Keys()
        self._seen: set[tuple[str, str]] = set()
        self.by_ages = 0

    def make(self, row: Row) -> Entry | None:
        """The school of one row; None for an empty or broken row, a header repeated, and a school listed before."""
        if row.line <= self._layout.line or row.cells == self._layout.header:
            return None
        fault = row.fault and f"it cannot be read ({row.fault})."
        if any(row.cells[len(self._layout.header) :]):
            fault = "there are more cells than the header has: put quotes round commas in names."
        if fault:
            self._notes.row(row.line, f"left out, as {fault}")
        if fault or not any(cell.strip() for cell in row.cells):
            return None
        return self._of_facts(row)

    def _of_facts(self, row: Row) -> Entry | None:
        facts = {role: self._clean(cell, row.line) for role, cell in self._layout.facts(row.cells).items()}
        name, website = facts.get(Role.NAME, ""), facts[Role.WEBSITE]
        urn = self._urn(facts.get(Role.URN, ""), row.line)
        if not (name or urn or website):
            self._notes.row(row.line, "left out, as no school is named.")
            return None
        key = self._key(urn, name, website, row.line)
        return self._entry(key, urn, facts, row.line) if key else None

    def _clean(self, cell: str, line: int) -> str:
        """A cell with single spaces, at most 300 characters long, and with letters put right that were read wrongly."""
        text = shorten(cell, LONGEST_CELL)
        if text.isascii():
            return text
        try:
            mended = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
        self._notes.row(line, "letters saved in the wrong alphabet (such as â€™ for ’) were put right.")
        return mended

    def _urn(self, text: str, line: int) -> str | None:
        urn = text.replace(" ", "").removesuffix(".0")
        if _URN.fullmatch(urn):
            return urn
        if urn:
            self._notes.row(line, "what stands under URN is none; the school goes by its name.")
        return None

    def _key(self, urn: str | None, name: str, website: str, line: int) -> str | None:
        """The entry's key; None for a school listed before."""
        which = (urn or "", fold(name)) if urn else (fold(name), fold(website))
        if which in self._seen:
            self._notes.row(line, "left out, as the school is listed before.")
            return None
        self._seen.add(which)
        key = self._keys.take(urn or slug(name or website))
        if urn and key != urn:
            self._notes.row(line, "the URN belongs to another school above: look which is right.")
        return key

    def _entry(self, key: str, urn: str | None, facts: dict[Role, str], line: int) -> Entry:
        kind, phase = _kind(facts), _phase(facts)
        name, words = facts.get(Role.NAME) or None, facts.get(Role.TYPE, "")
        address = address_of(facts[Role.WEBSITE])
        type_ = kinds.type_of(kind, name) if kind else None
        if phase is None and type_ is not SchoolType.SPECIAL:
            phase = self._phase_by_ages(facts)
        entry = Entry(
            key,
            School(name, urn, facts.get(Role.LA) or None, type_, phase),
            website=facts[Role.WEBSITE],
            url=address.url,
            problem=address.problem,
            establishment=(kind.words if kind and words.isdigit() else words) or None,
            status=facts.get(Role.STATUS) or None,
            trust=facts.get(Role.TRUST) or None,
            la_code=facts.get(Role.LA_CODE, "").removesuffix(".0") or None,
        )
        if kinds.is_open(entry) and kinds.is_expected(entry):
            self._remark(entry, facts, address, line)
        return entry

    def _phase_by_ages(self, facts: dict[Role, str]) -> Phase | None:
        low, high = facts.get(Role.LOW_AGE, ""), facts.get(Role.HIGH_AGE, "")
        if not (_AGE.fullmatch(low) and _AGE.fullmatch(high)):
            return None
        phase = kinds.phase_by_ages(int(low), int(high))
        self.by_ages += phase is not None
        return phase

    def _remark(self, entry: Entry, facts: dict[Role, str], address: Address, line: int) -> None:
        """Note what is odd about a school that is kept."""
        note, school = self._notes.row, entry.school
        kind, phase, status = (facts.get(role, "") for role in (Role.TYPE, Role.PHASE, Role.STATUS))
        if kind and school.type is None:
            note(line, f"“{shorten(kind, SHOWN)}” is no type known here; the document's words will tell.")
        if phase and not (kinds.is_phase(phase) or kinds.kind_of(phase)):
            note(line, f"“{shorten(phase, SHOWN)}” is no phase known here; the document's words will tell.")
        if status and not kinds.is_status(status):
            note(line, f"“{shorten(status, SHOWN)}” is no status known here; the school counts as open.")
        if address.others:
            note(line, "more than one address stands in the website cell; the first was taken.")
        if school.type is SchoolType.OTHER and (known := _kind(facts)) and known.type is SchoolType.SPECIAL:
            note(line, "a hospital school by its name, and so outside regulation 51: a report is not its duty.")


def _kind(facts: dict[Role, str]) -> kinds.Kind | None:
    """The kind by the column of types, else by a column of phases that says "Special" or "PRU"."""
    words, phase = facts.get(Role.TYPE, ""), facts.get(Role.PHASE, "")
    if words or phase.isdigit():
        return kinds.kind_of(words)
    kind = kinds.kind_of(phase)
    return kind if kind and kind.type is not SchoolType.MAINSTREAM else None


def _phase(facts: dict[Role, str]) -> Phase | None:
    """The phase by the column of phases, else by a column of types that says "Primary"."""
    words = facts.get(Role.TYPE, "")
    return kinds.phase_of(facts.get(Role.PHASE, "")) or (None if words.isdigit() else kinds.phase_of(words))
