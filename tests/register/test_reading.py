"""A list as a whole: its schools, and what is said of it."""

from __future__ import annotations

import csv
import io
import string
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from senreport_check.errors import UsageError
from senreport_check.fetch.guard import check_address
from senreport_check.model import Entry, Phase, School, SchoolType
from senreport_check.register import is_expected, is_open, read

from .conftest import Write


def test_a_school_with_all_that_is_known(write: Write) -> None:
    path = write(
        "URN,School,LA,Type,Phase,Status,Trust,Website",
        "900001,St Anne’s,West Fen,Academy converter,Primary,Open,Copper Trust,http//www.anne.example.sch.uk",
        encoding="cp1252",
    )
    assert read(path).entries == (
        Entry(
            "900001", School("St Anne’s", "900001", "West Fen", SchoolType.MAINSTREAM, Phase.PRIMARY),
            website="http//www.anne.example.sch.uk", url="http://www.anne.example.sch.uk/",
            establishment="Academy converter", status="Open", trust="Copper Trust",
        ),
    )  # fmt: skip


def test_the_columns_taken_are_said_aloud(write: Write) -> None:
    found = read(write("Name of school;Web address;Head", "Oak;oak.example.sch.uk;A"))
    assert found.columns == {"name": "Name of school", "website": "Web address"}
    assert found.notes[0].endswith(
        "1 school. Columns by their headings: website from “Web address” and name from “Name of school”."
    )


def test_a_list_of_addresses_alone_will_do(write: Write) -> None:
    found = read(write("Website", "www.oak.example.sch.uk", "www.elm.example.sch.uk/"))
    assert [entry.key for entry in found.entries] == ["www-oak-example-sch-uk", "www-elm-example-sch-uk"]


@pytest.mark.parametrize("name", ["schools.csv", "schools.txt"])
def test_addresses_without_a_header_will_do_and_that_is_said(write: Write, name: str) -> None:
    found = read(write("www.oak.example.sch.uk", "", " https://elm.example.sch.uk/send/ ", "no site yet", name=name))
    assert [entry.url for entry in found.entries] == [
        "https://www.oak.example.sch.uk/", "https://elm.example.sch.uk/send/", None
    ]  # fmt: skip
    assert found.notes[0].endswith("has no header: 3 schools, a web address a line. The websites tell their names.")


@pytest.mark.parametrize(
    "lines",
    [
        ("Oak,www.oak.example.sch.uk", "Elm,www.elm.example.sch.uk"),
        ("www.oak.example.sch.uk", "Elm School", "Ash School"),
        ("office@oak.example.sch.uk",),
    ],
)
def test_what_is_no_list_of_addresses_alone_needs_a_header(write: Write, lines: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match=r"has no column of websites .* or give web addresses alone, one a line"):
        read(write(*lines))


def test_codes_serve_where_words_are_missing(write: Write) -> None:
    found = read(
        write(
            "URN,EstablishmentName,SchoolWebsite,TypeOfEstablishment (code),PhaseOfEducation (code),"
            "EstablishmentStatus (code)",
            "900001,Oak,oak.example.sch.uk,07,0,1",
            "900002,Elm,elm.example.sch.uk,34,4,2",
        )
    )
    oak, elm = found.entries
    assert (oak.school.type, oak.school.phase) == (SchoolType.SPECIAL, None)
    assert oak.establishment == "Community special school"
    assert (elm.school.type, elm.school.phase) == (SchoolType.MAINSTREAM, Phase.SECONDARY)
    assert (is_open(oak), is_open(elm)) == (True, False)


def test_a_column_of_phases_may_tell_the_type_and_the_other_way_round(write: Write) -> None:
    header = "School,Website,{}"
    phases = ["A,a.example.uk,Special", "B,b.example.uk,Primary", "C,c.example.uk,PRU"]
    by_phase = read(write(header.format("Phase"), *phases))
    assert [entry.school.type for entry in by_phase.entries] == [SchoolType.SPECIAL, None, SchoolType.OTHER]
    by_type = read(write(header.format("Type"), "A,a.example.uk,Secondary", "B,b.example.uk,Nursery"))
    assert [(entry.school.type, entry.school.phase) for entry in by_type.entries] == [
        (SchoolType.MAINSTREAM, Phase.SECONDARY), (SchoolType.NURSERY, Phase.NURSERY),
    ]  # fmt: skip


def test_unknown_words_are_said_and_kept(write: Write) -> None:
    found = read(write("School,Website,Type,Phase,Status", "Oak,oak.example.uk,Hub school,Ring,Merged?"))
    (oak,) = found.entries
    assert (oak.school.type, oak.school.phase) == (None, None)
    assert (oak.establishment, oak.status) == ("Hub school", "Merged?")
    assert [note for note in found.notes if note.startswith("Line 2")] == [
        "Line 2: “Hub school” is no type known here; the document's words will tell.",
        "Line 2: “Ring” is no phase known here; the document's words will tell.",
        "Line 2: “Merged?” is no status known here; the school counts as open.",
    ]


def test_ages_tell_the_phase_where_the_register_has_none(write: Write) -> None:
    header = "URN,EstablishmentName,SchoolWebsite,TypeOfEstablishment (name),PhaseOfEducation (name),"
    found = read(
        write(
            header + "StatutoryLowAge,StatutoryHighAge",
            "900001,A,a.example.uk,Pupil referral unit,Not applicable,11,16",
            "900002,B,b.example.uk,Community special school,Not applicable,3,19",
            "900003,C,c.example.uk,Other independent school,Not applicable,,",
        )
    )
    assert [entry.school.phase for entry in found.entries] == [Phase.SECONDARY, None, None]
    assert "The phase of 1 school for which the list has none is taken from the pupils' ages." in found.notes


def test_a_bad_row_costs_no_other(write: Write) -> None:
    found = read(
        write(
            "School,URN,Website",
            "Oak,900001,oak.example.uk",
            'Elm "the green,900002,elm.example.uk',
            '"Ash,900003,ash.example.uk',
            "Fir, Pine and Yew,900004,fir.example.uk",
            ",,",
            "Total,,",
            "School,URN,Website",
            "Box",
            "Bay,none,bay.example.uk",
        )
    )
    assert [entry.key for entry in found.entries] == ["900001", "900002", "total", "box", "bay"]
    assert [note for note in found.notes if note.startswith("Line")] == [
        "Line 4: left out, as it cannot be read (a quote is opened and not closed).",
        "Line 5: left out, as there are more cells than the header has: put quotes round commas in names.",
        "Line 10: what stands under URN is none; the school goes by its name.",
    ]


def test_schools_listed_twice_and_urns_given_twice(write: Write) -> None:
    found = read(
        write(
            "School,URN,Website",
            "Oak,900001,oak.example.uk",
            "OAK,900001,www.oak.example.uk",
            "Elm,900001,elm.example.uk",
            "Ash,,ash.example.uk",
            "ash,,ash.example.uk",
            "Ash,,ash-lane.example.uk",
        )
    )
    assert [(entry.key, entry.school.name) for entry in found.entries] == [
        ("900001", "Oak"), ("900001-2", "Elm"), ("ash", "Ash"), ("ash-2", "Ash"),
    ]  # fmt: skip
    assert "Lines 3 and 6: left out, as the school is listed before." in found.notes
    assert "Line 4: the URN belongs to another school above: look which is right." in found.notes


def test_letters_saved_in_the_wrong_alphabet_are_put_right(write: Write) -> None:
    spoilt = "St Anne’s and Siân".encode().decode("cp1252")
    found = read(write("School,Website", f"{spoilt},oak.example.uk", "Łódź,elm.example.uk", "Siân,a.example.uk"))
    assert [entry.school.name for entry in found.entries] == ["St Anne’s and Siân", "Łódź", "Siân"]
    assert any(note.startswith("Line 2: letters saved in the wrong alphabet") for note in found.notes)


def test_many_remarks_stay_few(write: Write) -> None:
    rows = [f"School {n},s{n}.example.uk,type {string.ascii_letters[n % 50]}{n}" for n in range(400)]
    found = read(write("School,Website,Type", *rows))
    assert len(found.notes) < 50
    assert found.notes[-1] == "There are 360 more remarks of the same kinds."
    same = read(write("School,Website,Type", *[row.rpartition(",")[0] + ",Hub" for row in rows]))
    assert any(note.startswith("Lines 2, 3, 4, 5, 6 and 395 more: “Hub”") for note in same.notes)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
def test_the_register_saved_again(fixture_folder: Path, tmp_path: Path, encoding: str) -> None:
    original = fixture_folder / "edubasealldata20261101.csv"
    again = tmp_path / "schools 2026.csv"
    again.write_bytes(original.read_bytes().decode("cp1252").encode(encoding))
    assert read(again).entries == read(original).entries


def test_the_fictional_register(fixture_folder: Path) -> None:
    found = read(fixture_folder / "edubasealldata20261101.csv")
    assert len(found.entries) == 300
    assert "is the register's own extract: 300 schools" in found.notes[0]
    assert Counter(entry.school.type for entry in found.entries) == {
        SchoolType.MAINSTREAM: 217, SchoolType.SPECIAL: 19, SchoolType.NURSERY: 6, SchoolType.OTHER: 58,
    }  # fmt: skip
    open_ = [entry for entry in found.entries if is_open(entry) and is_expected(entry)]
    assert 210 < len(open_) < 270
    assert sum(entry.url is None for entry in open_) >= 6
    assert all(entry.school.type for entry in found.entries)
    assert any("’" in str(entry.school.name) for entry in open_)
    assert any("â" in str(entry.school.name) for entry in found.entries)


def test_the_officers_list_is_the_same_in_both_forms(fixture_folder: Path) -> None:
    text, book = read(fixture_folder / "our-schools.csv"), read(fixture_folder / "our-schools.xlsx")
    assert text.entries == book.entries
    assert text.entries[-1].problem
    assert [entry.key for entry in text.entries[-3:]] == [
        "fenside-forest-nursery", "dwr-meadow-primary-school", "900998",
    ]  # fmt: skip
    assert [note.replace("Line", "Row") for note in text.notes[1:]] == list(book.notes[1:])


CELL = st.one_of(
    st.text(max_size=25),
    st.sampled_from(
        [
            "", "900001", "900002", "Open", "Closed", "Primary", "Community school", "www.oak.example.sch.uk",
            "http//oak.example.sch.uk", '"', "=1+1", "a,b", "\x00", "office@oak.example.uk", "N/A",
        ]
    ),
)  # fmt: skip


@given(st.lists(st.lists(CELL, max_size=8), max_size=12), st.sampled_from(["cp1252", "utf-8", "utf-16"]), st.booleans())
@settings(max_examples=150)
def test_hostile_tables_give_sound_entries_or_one_line(table: list[list[str]], encoding: str, quoted: bool) -> None:
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(["School", "URN", "Website", "Type", "Phase", "Status"])
    body = "\n".join(",".join(row) for row in table)
    writer.writerows(table if quoted else [])
    sound_or_one_line((text.getvalue() + ("" if quoted else body)).encode(encoding, "replace"))


@given(st.binary(max_size=300))
@example(b"A.A0")
@example(b"a.uk")
def test_any_bytes_give_sound_entries_or_one_line(raw: bytes) -> None:
    sound_or_one_line(raw)


def sound_or_one_line(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "schools.csv"
        path.write_bytes(raw)
        try:
            found = read(path)
        except UsageError as error:
            assert "\n" not in str(error)  # noqa: PT017
            return
    keys = [entry.key for entry in found.entries]
    assert len(set(keys)) == len(keys)
    for entry in found.entries:
        assert (entry.url is None) != (entry.problem is None)
        assert entry.url is None or check_address(entry.url)
        assert entry.school.urn is None or entry.key.startswith(entry.school.urn)
    assert all("\n" not in note and len(note) < 400 + len(str(path)) for note in found.notes)
