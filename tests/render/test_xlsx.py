import io
import time
import zipfile
from dataclasses import replace

from senreport_check.compare import compare_rounds
from senreport_check.model import School
from senreport_check.render import FORMATS

from .conftest import PAYLOADS, poisoned
from .office import converted, sheets


def book(*reports):
    return FORMATS["xlsx"].write(reports)


def changes(before, after):
    return FORMATS["xlsx"].write_comparison(compare_rounds(before, after))


def dump(content):
    lines = []
    for name, rows in sheets(content).items():
        lines += [f"== {name}", *(" | ".join(row) for row in rows), ""]
    return "\n".join(lines).encode()


def test_golden(report, golden):
    golden("report.xlsx.txt", dump(book(report)))


def test_golden_of_a_comparison(earlier, report, golden):
    golden("compare.xlsx.txt", dump(changes([earlier], [report])))


def test_the_header_is_frozen_and_filtered_and_verdicts_have_their_fill(report):
    with zipfile.ZipFile(io.BytesIO(book(report))) as content:
        sheet = content.read("xl/worksheets/sheet2.xml").decode()
        styles = content.read("xl/styles.xml").decode()
    assert '<pane xSplit="2" ySplit="1"' in sheet
    assert f'<autoFilter ref="A1:J{1 + len(report.findings)}"' in sheet
    assert 'width="' in sheet
    for colour in ("D5EDDE", "FCE8BF", "F9D2CE", "E5DAF6", "ECEEF2"):
        assert colour in styles


def test_several_schools_have_an_overview_with_the_word_in_every_cell(report, earlier, not_found):
    found = sheets(book(report, earlier, not_found))
    assert list(found) == ["Overview", "Oakfield Primary School", "Oakfield Primary School (2)"[:31]]
    head, first, _, last = found["Overview"]
    assert first[head.index("How to complain about the provision")] == "missing"
    assert first[0] == "Oakfield Primary School"
    assert last[3].startswith("No report was found")


def test_any_school_name_makes_a_sheet(report):
    names = ["Overview", "overview", "A/B [C]: *?", "'quoted'", "", "History", "x" * 60, "x" * 61, "\x1b[31m"]
    made = list(sheets(book(*(replace(report, school=School(name)) for name in names))))
    assert len(made) == len(set(map(str.casefold, made))) == 1 + len(names)
    assert max(map(len, made)) <= 31


def test_no_payload_becomes_a_formula_or_a_link(report):
    for payload in PAYLOADS:
        hostile = poisoned(report, payload)
        for content in (book(hostile), book(hostile, report), changes([hostile], [report])):
            cells = [text for rows in sheets(content).values() for row in rows for text in row]
            assert [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\0"))] == []


def test_the_same_report_gives_the_same_workbook(report):
    first = book(report)
    time.sleep(1.1)
    assert book(report) == first


def test_libreoffice_opens_it(report, earlier, not_found, tmp_path):
    everything = book(report, earlier, not_found, *(poisoned(report, payload) for payload in PAYLOADS))
    text = converted(everything, ".xlsx", "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).decode()
    assert "How to complain about the provision" in text
    assert "'=HYPERLINK" in text
    assert "Err:" not in text
