"""The fictional register is what its script writes, has the true format, and nothing true in it."""

from __future__ import annotations

import csv
import re
import runpy
import zipfile
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def make(repository: Path) -> dict[str, Any]:
    return runpy.run_path(str(repository / "fixtures" / "register" / "make.py"))


@pytest.fixture(scope="module")
def table(make: dict[str, Any]) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(make["REGISTER"].read_bytes().decode("cp1252"))))


def test_the_files_are_what_the_script_writes(make: dict[str, Any], tmp_path: Path) -> None:
    assert make["REGISTER"].read_bytes() == make["register"]()
    assert make["OWN_CSV"].read_bytes() == make["own_csv"]()
    make["own_xlsx"](tmp_path / "ours.xlsx")
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"):
        written, kept = ((zipfile.ZipFile(BytesIO(path.read_bytes())).read(part)) for path in (
            tmp_path / "ours.xlsx", make["OWN_XLSX"],
        ))  # fmt: skip
        assert written == kept


def test_it_has_the_true_format(make: dict[str, Any], table: list[dict[str, str]]) -> None:
    raw = make["REGISTER"].read_bytes()
    assert len(table) == 300
    assert len(table[0]) == 140
    assert raw.startswith(b'"URN","LA (code)","LA (name)","EstablishmentNumber","EstablishmentName",')
    assert b"\x92" in raw
    assert raw.count(b"\r\n") == 301


def test_its_values_are_invented(table: list[dict[str, str]]) -> None:
    for row in table:
        assert row["URN"].startswith("900")
        assert re.fullmatch(r"01632960\d{3}", row["TelephoneNum"])
        assert row["Postcode"].startswith("ZZ")
        assert row["LA (code)"] == "000" or row["LA (code)"].startswith("97")
        for host in re.findall(r"[\w-]+(?:\.[\w-]+)+", row["SchoolWebsite"].lower()):
            assert host.endswith(".example.sch.uk") or host == "index.html"


def test_it_has_what_makes_registers_hard(table: list[dict[str, str]]) -> None:
    assert {row["EstablishmentStatus (name)"] for row in table} == {
        "Open", "Closed", "Open, but proposed to close", "Proposed to open",
    }  # fmt: skip
    assert len({row["TypeOfEstablishment (name)"] for row in table}) >= 40
    assert {row["PhaseOfEducation (name)"] for row in table} >= {"Primary", "All-through", "16 plus", "Not applicable"}
    websites = [row["SchoolWebsite"] for row in table]
    for quirk in ("http//", "htttp:", "www. ", "@", " / ", "N/A", "TBC"):
        assert any(quirk in website for website in websites), quirk
    assert sum("copperlantern.example.sch.uk/" in website for website in websites) >= 8
    assert sum(not row["SchoolWebsite"] for row in table if row["EstablishmentStatus (name)"] == "Open") >= 8
    assert any(not row["EstablishmentName"].isascii() and "’" not in row["EstablishmentName"] for row in table)
