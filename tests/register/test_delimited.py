"""Lists kept as text, in the encodings and with the slips they have."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.register.delimited import LINES_A_ROW, sheets, split
from senreport_check.register.rows import Row

TEXT = "School,Website\r\nSt Anne’s,www.anne.example.sch.uk\r\nSiân Rees,www.sian.example.sch.uk\r\n"


def read(raw: bytes, delimiter: str = ",") -> list[Row]:
    found = dict(zip(",;\t|", sheets("a list", raw), strict=True))
    return list(found[delimiter].rows())


@pytest.mark.parametrize(
    "raw",
    [
        TEXT.encode("cp1252"), TEXT.encode("utf-8"), TEXT.encode("utf-8-sig"), TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"), TEXT.encode("utf-16-be"), TEXT.encode("utf-32"), TEXT.replace("\r\n", "\r").encode(),
        TEXT.replace("\r\n", "\n").encode("cp1252"),
    ],
)  # fmt: skip
def test_any_encoding_and_line_end(raw: bytes) -> None:
    assert [row.cells for row in read(raw)] == [
        ("School", "Website"), ("St Anne’s", "www.anne.example.sch.uk"), ("Siân Rees", "www.sian.example.sch.uk"),
    ]  # fmt: skip


def test_a_line_in_another_encoding_costs_no_other_its_letters() -> None:
    raw = "Siân\n".encode() + "St Anne’s\n".encode("cp1252") + b"\x81\xfe bad\n" + "Zoë\n".encode()
    assert [row.cells[0] for row in read(raw)] == ["Siân", "St Anne’s", "\ufffdþ bad", "Zoë"]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(delimiter: str) -> None:
    assert read(TEXT.replace(",", delimiter).encode(), delimiter)[1].cells == ("St Anne’s", "www.anne.example.sch.uk")


def test_a_cell_may_go_over_lines() -> None:
    found = read(b'a,"two\r\nlines",b\r\nnext,row,c\r\n')
    assert found == [Row(1, ("a", "two\nlines", "b")), Row(3, ("next", "row", "c"))]


@pytest.mark.parametrize("after", [1, LINES_A_ROW, 200])
def test_an_open_quote_breaks_its_own_row_alone(after: int) -> None:
    lines = ["first,1", 'broken,"2', *(f"row {number},3" for number in range(after))]
    found = read("\n".join(lines).encode())
    assert found[0] == Row(1, ("first", "1"))
    assert (found[1].line, found[1].cells) == (2, ())
    assert found[1].fault == "a quote is opened and not closed"
    assert [row.line for row in found[2:]] == list(range(3, after + 3))


def test_a_huge_cell_breaks_its_own_row_alone() -> None:
    found = read(b"a,1\nb," + b"x" * 200_000 + b"\nc,3\n")
    assert [row.fault is None for row in found] == [True, False, True]
    assert found[2] == Row(3, ("c", "3"))


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4).filter(any), min_size=1, max_size=8))
def test_what_a_spreadsheet_wrote_is_read_back(table: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(table)
    for encoding in ("utf-8-sig", "utf-16"):
        found = read(text.getvalue().encode(encoding))
        assert [list(row.cells) for row in found] == table


@given(st.binary(max_size=400))
def test_any_bytes_give_rows_in_order_and_each_line_counts_once(raw: bytes) -> None:
    found = read(raw)
    lines = [row.line for row in found]
    assert lines == sorted(set(lines))
    assert len(found) <= len(split(raw))
