"""Where a list may lie: a file as it is, a workbook, or a zip as the register is downloaded in."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from senreport_check.errors import UsageError
from senreport_check.register import delimited, workbook
from senreport_check.register.crowds import UNREADABLE
from senreport_check.register.rows import Sheet

MEGABYTE = 1_000_000
LARGEST_MB = 300
MEMBERS = 50
ENDINGS = frozenset({".csv", ".xlsx", ".xlsm", ".zip"})
"""How a list's name may end, and a report's does not."""

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NOT_LISTS = {
    b"%PDF": "a PDF", b"<!do": "a web page", b"<htm": "a web page", b"{\\rt": "a text document",
}  # fmt: skip


def sheets(path: Path) -> Iterator[Sheet]:
    """The lists in a file, told by its content whatever its name; raises `UsageError` where it cannot be read."""
    if path.is_dir():
        raise UsageError(
            f"{path} is a folder, not a list of schools: give a CSV or Excel file (documents in a folder: "
            "senreport-check check FOLDER)."
        )
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_MB * MEGABYTE + 1)
    except FileNotFoundError:
        raise UsageError(_missing(path)) from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): give a file with a list of schools.") from None
    if len(raw) > LARGEST_MB * MEGABYTE:
        raise UsageError(f"{path} is larger than {LARGEST_MB} MB: no list of schools is.")
    return _of(str(path), raw)


def _missing(path: Path) -> str:
    if re.match(r"https?:", str(path), re.IGNORECASE):
        return "an address is no list of schools: senreport-check check ADDRESS checks one, batch run a file of many."
    with suppress(OSError):
        stem = path.name.partition(".")[0].casefold()
        lists = (each for each in path.parent.iterdir() if each.suffix.lower() in {*ENDINGS, ".txt"})
        if near := [each for each in sorted(lists) if each.name.partition(".")[0].casefold() == stem]:
            return f"{path} does not exist: did you mean “{near[0]}”?"
    return f"{path} does not exist: give the list of schools, as downloaded or your own."


def _of(place: str, raw: bytes, *, inside: bool = False) -> Iterator[Sheet]:
    if not raw.strip():
        raise UsageError(f"{place} is empty: give the list of schools, as downloaded or your own.")
    if raw.startswith(_OLD_OFFICE):
        raise UsageError(f"{place} is an old or locked Excel file: save it as .xlsx without a password, or as CSV.")
    kind = _NOT_LISTS.get(raw[:4].lower()) or _NOT_LISTS.get(raw[:4])
    if kind:
        raise UsageError(
            f"{place} is {kind}, not a list of schools: give a CSV or Excel file (one report: senreport-check check)."
        )
    if not raw.startswith(_ZIP):
        return delimited.sheets(place, raw)
    names = _names(place, raw)
    if "[Content_Types].xml" in names:
        return workbook.sheets(place, raw)
    if inside:
        raise UsageError(f"{place} is a zip inside a zip: unpack it and give the list of schools.")
    return _unzipped(place, raw)


def _names(place: str, raw: bytes) -> frozenset[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            return frozenset(package.namelist())
    except UNREADABLE as error:
        raise UsageError(f"{place} is damaged: download it again.") from error


def _unzipped(place: str, raw: bytes) -> Iterator[Sheet]:
    """The lists of every file in a zip that has any; the others are passed over unless none is left."""
    failure: UsageError | None = None
    found = False
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        for member in [member for member in package.infolist() if _is_worth(member)][:MEMBERS]:
            try:
                yield from _of(f"{member.filename} in {place}", _read(place, package, member), inside=True)
                found = True
            except UsageError as error:
                failure = error
    if not found:
        raise failure or UsageError(f"{place} holds no list of schools: give the CSV file of the register.")


def _is_worth(member: zipfile.ZipInfo) -> bool:
    name = member.filename
    return not member.is_dir() and not name.startswith("__MACOSX/") and not Path(name).name.startswith(".")


def _read(place: str, package: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    if member.file_size > LARGEST_MB * MEGABYTE:
        raise UsageError(f"{member.filename} in {place} is larger than {LARGEST_MB} MB: no list of schools is.")
    try:
        return package.read(member)
    except UNREADABLE as error:
        raise UsageError(f"{member.filename} in {place} is damaged or locked: unpack it and give the CSV.") from error
