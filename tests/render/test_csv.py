import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.compare import compare_rounds
from senreport_check.render import FORMATS
from senreport_check.render.clean import cell

from .conftest import PAYLOADS, golden_report, poisoned

FORMULA = tuple("=+-@\t\r\x00")


def rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_golden(report, golden):
    golden("report.csv", FORMATS["csv"].write([report]))


def test_golden_of_a_comparison(earlier, report, golden):
    golden("compare.csv", FORMATS["csv"].write_comparison(compare_rounds([earlier], [report])))


def test_it_begins_with_a_byte_order_mark_and_ends_lines_as_the_rfc_says(report):
    content = FORMATS["csv"].write([report])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(report.findings)


def test_every_item_has_a_row_and_so_has_a_school_without_a_report(report, not_found):
    found = rows(FORMATS["csv"].write([report, not_found]))
    assert len(found) == 1 + len(report.findings) + 1
    assert {len(row) for row in found} == {len(found[0])}
    assert found[-1][3].startswith("No report was found: 27 pages")
    wanted = dict(zip(found[0], found[8], strict=True))
    assert (wanted["Verdict"], wanted["What is asked"]) == ("missing", "How to complain about the provision")
    assert wanted["What to write"].startswith("Say whom a parent speaks to first")


@settings(max_examples=60, deadline=None)
@given(payload=st.text(max_size=60) | st.sampled_from(PAYLOADS))
def test_no_cell_can_be_read_as_a_formula(payload):
    report = poisoned(golden_report("oakfield-2025"), payload)
    form, rounds = FORMATS["csv"], compare_rounds([report], [report])
    for content in (form.write([report]), form.write_comparison(rounds)):
        found = rows(content)
        assert [text for row in found for text in row if text.startswith(FORMULA)] == []
        assert {len(row) for row in found} == {len(found[0])}


def test_a_guarded_cell_keeps_its_text():
    assert cell("=1+1") == "'=1+1"
    assert cell("\t@x") == "'@x"
    assert cell("＝1") == "'＝1"
    assert cell("A-level = good") == "A-level = good"
    assert len(cell("x" * 100_000)) < 32_768
