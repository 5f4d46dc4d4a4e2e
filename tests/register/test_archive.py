"""A list is found whatever the file is called and however it is packed."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from senreport_check.errors import UsageError
from senreport_check.register import read
from senreport_check.register.archive import sheets

OWN = b"School,Website\r\nOak School,www.oak.example.sch.uk\r\n"


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path


@pytest.mark.parametrize("name", ["schools.csv", "download", "my list.xls", "schools.pdf"])
def test_the_name_of_a_file_means_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(OWN)
    assert [entry.key for entry in read(tmp_path / name).entries] == ["oak-school"]


def test_the_register_in_its_zip_under_any_name(tmp_path: Path, fixture_folder: Path) -> None:
    whole = (fixture_folder / "edubasealldata20261101.csv").read_bytes()
    links = b"URN,LinkURN\n1,2\n"
    members = {"__MACOSX/._a.csv": b"x", "a/links.csv": links, "a/export.txt": whole, "our.csv": OWN}
    path = zipped(tmp_path / "extract.zip", **members)
    found = read(path)
    assert found.place == f"a/export.txt in {path}"
    assert found.entries == read(fixture_folder / "edubasealldata20261101.csv").entries


def test_a_workbook_in_a_zip(tmp_path: Path, fixture_folder: Path) -> None:
    path = zipped(tmp_path / "ours.zip", **{"ours.xlsx": (fixture_folder / "our-schools.xlsx").read_bytes()})
    assert len(read(path).entries) == 12


def test_what_cannot_be_read_in_a_zip_is_passed_over(tmp_path: Path) -> None:
    path = zipped(tmp_path / "mixed.zip", **{"a.pdf": b"%PDF-1.7", "b.csv": OWN, "c.csv": b""})
    assert len(read(path).entries) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \r\n", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF, not a list of schools"),
        (b"<!DOCTYPE html>", "is a web page, not a list of schools"),
        (b"<html>", "is a web page, not a list of schools"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked Excel file"),
        (b"PK\x03\x04 torn", "is damaged"),
        (b"School,Town\r\nOak,West Fen\r\n", "has no column of websites (line 1 reads “School”, “Town”)"),
        (b"School,Website\r\n", "names no school below its header"),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_and_no_right_to_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        read(tmp_path / "nothing.csv")
    with pytest.raises(UsageError, match="is a folder"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ({}, "holds no list of schools"),
        ({"a.pdf": b"%PDF-1.7"}, "a.pdf in"),
        ({"a/": b""}, "holds no list of schools"),
    ],
)
def test_a_zip_without_a_list(tmp_path: Path, members: dict[str, bytes], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        read(zipped(tmp_path / "empty.zip", **members, **({} if members else {"__MACOSX/x": b"x"})))


def test_a_zip_in_a_zip_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("schools.csv", OWN)
    with pytest.raises(UsageError, match="a zip inside a zip"):
        read(zipped(tmp_path / "outer.zip", **{"inner.zip": inner.getvalue()}))


def test_a_bomb_in_a_zip_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("senreport_check.register.archive.LARGEST_MB", 1)
    path = zipped(tmp_path / "bomb.zip", **{"schools.csv": OWN + b" " * 2_000_000})
    with pytest.raises(UsageError, match="larger than 1 MB"):
        read(path)
    (tmp_path / "large.csv").write_bytes(OWN + b" " * 2_000_000)
    with pytest.raises(UsageError, match="larger than 1 MB"):
        list(sheets(tmp_path / "large.csv"))


def test_a_locked_zip_is_said_to_be_locked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "locked.zip", **{"schools.csv": OWN})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(UsageError, match="damaged or locked"):
        read(path)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_anywhere_in_a_zip_is_one_clear_line(tmp_path: Path, packing: int) -> None:
    path = tmp_path / "list.zip"
    with zipfile.ZipFile(path, "w", packing) as package:
        package.writestr("list.csv", "URN,Name,Website\n" + "900001,Oak,oak.example.sch.uk\n" * 20)
    whole = path.read_bytes()
    for place in range(4, len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x4D]) + whole[place + 1 :])
        with suppress(UsageError):
            assert read(path).entries


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("schools.csv", "did you mean “.*schools.csv.csv”"),
        ("list.csv", "did you mean “.*list.zip”"),
        ("other.csv", "other.csv does not exist: give the list of schools"),
        ("papers", "papers is a folder, not a list of schools: .* senreport-check check FOLDER"),
        ("report.pdf", "report.pdf is a PDF, not a list of schools: .*one report: senreport-check check"),
    ],
)
def test_what_is_no_list_says_what_to_do(tmp_path: Path, given: str, said: str) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "report.pdf").write_bytes(b"%PDF-1.7")
    for name in ("schools.csv.csv", "list.zip"):
        (tmp_path / name).touch()
    with pytest.raises(UsageError, match=said):
        read(tmp_path / given)


def test_an_address_is_no_list() -> None:
    with pytest.raises(UsageError, match="an address is no list of schools: senreport-check check ADDRESS checks one"):
        read(Path("https://www.oak.example.sch.uk/"))
