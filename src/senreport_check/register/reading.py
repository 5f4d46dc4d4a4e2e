"""A list of schools read as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from senreport_check.errors import UsageError
from senreport_check.model import Entry
from senreport_check.register import archive, kinds
from senreport_check.register.columns import Layout, Role, bare_addresses, find_header
from senreport_check.register.entries import Entries
from senreport_check.register.notes import Notes, listed
from senreport_check.register.rows import Sheet
from senreport_check.text import shorten

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Register:
    """A list of schools: where it was read, its schools in order, the columns used (what is in them: its name).

    `notes` are sentences for the user: which columns were taken for what, rows left out, words not known.
    """

    place: str
    entries: tuple[Entry, ...]
    columns: Mapping[str, str]
    notes: tuple[str, ...] = ()


def read(path: Path) -> Register:
    """Read a list of schools: the register's extract as downloaded, or a CSV or Excel file of one's own.

    Raises `UsageError` where the file cannot be read, has no column of websites, or names no school.
    """
    sheet, layout = _best(path)
    notes = Notes(sheet.unit)
    making = Entries(layout, notes)
    entries = tuple(entry for row in sheet.rows() if (entry := making.make(row)) is not None)
    if not entries:
        raise UsageError(f"{sheet.place} names no school below its header: give a list with a row a school.")
    columns = {role.value: layout.header[place] for role, place in layout.places.items()}
    said = _about(sheet, layout, entries, making.by_ages)
    return Register(sheet.place, entries, columns, (*said, *notes.all()))


def _best(path: Path) -> tuple[Sheet, Layout]:
    """The list in the file whose header says most, the register's own before any other."""
    best: tuple[Sheet, Layout] | None = None
    for sheet in archive.sheets(path):
        layout = find_header(sheet.rows())
        if layout and not layout.is_complete:
            layout = bare_addresses(sheet.rows()) or layout
        if layout and (best is None or _rank(layout) > _rank(best[1])):
            best = sheet, layout
    if best is None:
        raise UsageError(f"{path} is empty: give the list of schools, as downloaded or your own.")
    if not best[1].is_complete:
        raise UsageError(
            f"{best[0].place} has no column of websites ({best[0].unit} {best[1].line} reads {_shown(best[1])}): "
            "give the schools' column of websites the heading “website” and run again, or give web addresses alone, "
            "one a line."
        )
    return best


def _rank(layout: Layout) -> tuple[bool, bool, int]:
    return layout.is_gias, layout.is_complete, len(layout.places)


def _shown(layout: Layout) -> str:
    names = [f"“{shorten(name, 40)}”" for name in layout.header if name]
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")


def _about(sheet: Sheet, layout: Layout, entries: Sequence[Entry], by_ages: int) -> list[str]:
    """What is said of the list as a whole."""
    is_open = [entry for entry in entries if kinds.is_open(entry)]
    asked = [entry for entry in is_open if kinds.is_expected(entry)]
    counted = _schools(len(entries)) + (f", {len(is_open)} of them open" if Role.STATUS in layout.places else "")
    if layout.is_gias:
        said = [f"{sheet.place} is the register's own extract: {counted}."]
    elif not layout.line:
        said = [f"{sheet.place} has no header: {counted}, a web address a {sheet.unit}. The websites tell their names."]
    else:
        used = listed(f"{role.value} from “{layout.header[place]}”" for role, place in layout.places.items())
        said = [f"{sheet.place}: {counted}. Columns by their headings: {used}."]
    if len(asked) < len(is_open):
        places = _schools(len(is_open) - len(asked), "place")
        said.append(
            f"Left out unless asked for by type or URN: {places} that nobody asks for a report, such as children's "
            "centres and schools abroad."
        )
    blank = sum(entry.url is None for entry in asked)
    if blank:
        said.append(f"In the whole list {_schools(blank)} cannot be looked at, having no usable address there.")
    if by_ages:
        said.append(f"The phase of {_schools(by_ages)} for which the list has none is taken from the pupils' ages.")
    return said


def _schools(count: int, word: str = "school") -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
