import json
import re
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.compare import compare_rounds
from senreport_check.errors import UsageError
from senreport_check.model import Outcome
from senreport_check.render import FORMATS, Options
from senreport_check.render.json import line, load, to_dict

from .conftest import GOLDEN, golden_report

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "contract.schema.json").read_text("utf-8"))
NAMES = ("oakfield-2025", "oakfield-2024", "st-swithins")


def fits(value):
    jsonschema.Draft202012Validator(SCHEMA).validate(value)


def test_the_schema_is_itself_valid():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_written_byte_for_byte_as_before_and_fits_the_schema(name):
    written = FORMATS["json"].write([golden_report(name)])
    assert written == (GOLDEN / f"{name}.json").read_bytes()
    fits(json.loads(written))


def test_every_key_of_the_contract_stands_there(report):
    found = to_dict(report)
    assert list(found)[:11] == [
        "schema_version", "tool", "checked_at", "school", "source", "outcome", "reason", "document", "values",
        "findings", "summary",
    ]  # fmt: skip
    assert found["summary"] == {"met": 22, "partly": 5, "absent": 4, "unsure": 1, "not_applicable": 1}
    assert len(found["findings"]) == sum(found["summary"].values())
    assert found["document"]["reviewed"] == "2025-09-01"


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.CHECKED])
def test_a_source_that_could_not_be_checked_fits_too(not_found, outcome):
    found = replace(not_found, outcome=outcome)
    fits(to_dict(found))
    assert load(line(found), "it") == [found]


def test_several_reports_make_an_array_and_lines_make_a_batch(report, not_found):
    written = FORMATS["json"].write([report, not_found])
    fits(json.loads(written))
    assert load(written, "array") == [report, not_found]
    assert load(line(report) + b"\n" + line(not_found), "lines") == [report, not_found]
    assert line(report).count(b"\n") == 1


def test_no_report_at_all_makes_an_empty_array():
    assert json.loads(FORMATS["json"].write([])) == []


def test_hostile_text_comes_back_unchanged(hostile):
    written = FORMATS["json"].write([hostile], Options())
    fits(json.loads(written))
    assert load(written, "hostile") == [hostile]


def test_a_comparison_holds_both_sides(report, earlier):
    found = json.loads(FORMATS["json"].write_comparison(compare_rounds([earlier], [report])))
    [pair] = found["pairs"]
    lost = {change["item"]: change for change in pair["changes"] if change["direction"] == "lost"}
    assert list(lost) == ["complaints"]
    assert lost["complaints"]["before"]["evidence"][0]["quote"].startswith("Please speak to Mr Brook")
    assert lost["complaints"]["after"]["verdict"] == "absent"
    fits(pair["before"])


def test_a_file_with_a_byte_order_mark_is_read(report):
    assert load(b"\xef\xbb\xbf" + line(report), "it") == [report]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"%PDF-1.7", "line 1 is not JSON"),
        (b"[1]", "no result of this tool"),
        (b'{"schema_version": 99}', "schema version 99"),
        (b'{"schema_version": 1}', "damaged"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_result_file_is_refused_in_one_line(content, word):
    with pytest.raises(UsageError, match=word) as caught:
        load(content, "last-year.json")
    assert str(caught.value).startswith("last-year.json")
    assert "\n" not in str(caught.value)


def places(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


@settings(max_examples=120, deadline=None)
@given(data=st.data(), other=st.sampled_from([None, 7, -1.5, "x", [], {}, True, [{}], [7], {"x": 1}]))
def test_a_damaged_result_is_refused_or_still_renders(data, other):
    whole = json.loads((GOLDEN / "oakfield-2025.json").read_text("utf-8"))
    whole["findings"] = whole["findings"][:2]
    path = data.draw(st.sampled_from([path for path in places(whole) if path]))
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = other
    try:
        reports = load(json.dumps(whole).encode(), "it")
    except UsageError:
        return
    for found in FORMATS.values():
        assert found.write(reports)


def test_what_a_terminal_obeys_is_escaped_and_read_back(report):
    title = "SEN\x1b[31m\x7f\x9b31m\u202e\u2028 report"
    content = FORMATS["json"].write([replace(report, document=replace(report.document, title=title))])
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", content.decode())
    [again] = load(content, "report.json")
    assert again.document.title == title


def test_a_number_too_long_to_hold_is_refused_in_words():
    with pytest.raises(UsageError, match="no"):
        load(b"1" * 10_000, "report.json")
