"""Lists kept in workbooks, kindly and otherwise meant."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.errors import UsageError
from senreport_check.register.crowds import IN_A_ROW
from senreport_check.register.rows import LONGEST, WIDEST
from senreport_check.register.workbook import sheets


def workbook(**tables: list[list[object]]) -> bytes:
    """A workbook with these sheets."""
    raw = io.BytesIO()
    with xlsxwriter.Workbook(raw, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in tables.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(table):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(line, column, cell, day)  # type: ignore[arg-type]
                    else:
                        sheet.write(line, column, cell)
    return raw.getvalue()


def changed(raw: bytes, part: str, content: bytes) -> bytes:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == part else old.read(member))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
PLAIN = workbook(Schools=[["School", "URN"], ["Oak", 900001]])


def sheet_xml(rows: str, head: str = "") -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    body = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData></worksheet>'
    return f'<?xml version="1.0"?>{head}{body}'.encode()


def failure(raw: bytes) -> str | None:
    """What is said of a workbook that cannot be read, None where it can."""
    try:
        for sheet in sheets("torn.xlsx", raw):
            list(sheet.rows())
    except UsageError as error:
        return str(error)
    return None


def test_cells_come_as_text() -> None:
    raw = workbook(Schools=[["School", "URN", "Seen"], ["Siân’s", 900001, date(2026, 11, 1)], [], ["Half", 1.5, True]])
    (sheet,) = sheets("ours.xlsx", raw)
    assert [(row.line, row.cells) for row in sheet.rows()] == [
        (1, ("School", "URN", "Seen")), (2, ("Siân’s", "900001", "2026-11-01T00:00:00")), (3, ()),
        (4, ("Half", "1.5", "True")),
    ]  # fmt: skip
    assert list(sheet.rows()) == list(sheet.rows())
    assert sheet.unit == "row"


def test_every_sheet_is_looked_at() -> None:
    found = list(sheets("ours.xlsx", workbook(About=[["hello"]], Schools=[["School"]])))
    assert [sheet.place for sheet in found] == ["ours.xlsx, sheet About", "ours.xlsx, sheet Schools"]


def test_cells_far_apart_take_no_memory() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="20000"><c r="XFD20000"><v>2</v></c></row>'
    (sheet,) = sheets("far.xlsx", changed(PLAIN, SHEET, sheet_xml(far)))
    tracemalloc.start()
    count = sum(1 for row in sheet.rows() if len(row.cells) <= WIDEST)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 30_000_000


def test_a_row_number_out_of_this_world_ends() -> None:
    far = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    (sheet,) = sheets("far.xlsx", changed(PLAIN, SHEET, sheet_xml(far)))
    assert sum(1 for _ in sheet.rows()) == LONGEST


@pytest.mark.parametrize("crowd", ["<row/>" * (LONGEST + 1), f"<row>{'<c/>' * IN_A_ROW}</row>"])
@pytest.mark.parametrize("part", [SHEET, "xl/elsewhere.xml"])
def test_a_crowd_of_cells_is_not_let_in(part: str, crowd: str) -> None:
    raw = changed(PLAIN, part, sheet_xml(crowd))
    if part != SHEET:
        with zipfile.ZipFile(out := io.BytesIO(raw), "a", zipfile.ZIP_DEFLATED) as package:
            package.writestr(part, sheet_xml(crowd))
        raw = out.getvalue()
    assert len(raw) < 30_000
    assert "far more than a list of schools" in str(failure(raw))


def test_entities_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    head = f"<!DOCTYPE worksheet [{lol}]>"
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>&l11;</t></is></c></row>'
    assert "is damaged" in str(failure(changed(PLAIN, SHEET, sheet_xml(rows, head))))
    assert failure(changed(PLAIN, SHEET, sheet_xml(rows.replace("&l11;", "ha")))) is None


def test_a_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("senreport_check.register.workbook.ROWS_MB", 5)
    bomb = changed(PLAIN, SHEET, b" " * 5_000_001)
    assert len(bomb) < 15_000
    assert "far more than a list of schools" in str(failure(bomb))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml", SHEET])
@pytest.mark.parametrize("content", [b"", b"<x>", b"\xff\xfe nonsense"])
def test_a_damaged_part_is_one_clear_line(part: str, content: bytes) -> None:
    said = failure(changed(PLAIN, part, content))
    assert said is not None
    assert said.startswith("torn.xlsx is damaged")
    assert "\n" not in said


@pytest.mark.parametrize("alphabet", ["UT-F8", "utf-7", "shift_jis", "cp037", "hex", ""])
@pytest.mark.parametrize("part", ["xl/workbook.xml", "docProps/app.xml", SHEET])
def test_a_part_in_an_alphabet_nobody_knows_is_read_or_refused(part: str, alphabet: str) -> None:
    said = failure(changed(PLAIN, part, f'<?xml version="1.0" encoding="{alphabet}"?><x/>'.encode()))
    assert said is None or said.startswith("torn.xlsx is damaged")


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=20))
@settings(max_examples=60)
def test_any_damage_is_a_usage_error_or_none(place: int, damage: bytes) -> None:
    said = failure(PLAIN[:place] + damage + PLAIN[place + len(damage) :])
    assert said is None or said.startswith("torn.xlsx")


def test_the_officers_workbook(fixture_folder: Path) -> None:
    raw = (fixture_folder / "our-schools.xlsx").read_bytes()
    found = {sheet.place: list(sheet.rows()) for sheet in sheets("ours", raw)}
    assert list(found) == ["ours, sheet About", "ours, sheet Schools"]
    assert found["ours, sheet Schools"][2].cells == ("", "School", "URN", "Phase", "Web address", "Remarks")
