import subprocess
import sys
from dataclasses import fields, replace

import pytest

from senreport_check import model
from senreport_check.compare import compare_rounds
from senreport_check.errors import UsageError
from senreport_check.render import FORMATS, format_for
from senreport_check.render.json import to_dict

from .conftest import GOLDEN, PAYLOADS, golden_report, poisoned


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("report.html", "html"),
        ("a/b/REPORT.HTM", "html"),
        ("plan.docx", "docx"),
        ("x.y.md", "markdown"),
        ("sheet.xlsx", "xlsx"),
        ("rows.csv", "csv"),
        ("report.txt", "text"),
        ("result.json", "json"),
    ],
)
def test_a_format_is_found_by_the_files_ending(path, name):
    assert format_for(None, path) is FORMATS[name]
    assert format_for(name) is FORMATS[name]


def test_a_name_outranks_the_ending():
    assert format_for("json", "report.html").name == "json"


@pytest.mark.parametrize(("name", "path"), [("pdf", None), (None, "a.pdf"), (None, "a"), (None, None)])
def test_an_unknown_format_is_refused_with_what_there_is(name, path):
    with pytest.raises(UsageError, match=r"html"):
        format_for(name, path)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_whatever_it_is_given(name, report, earlier, not_found):
    form = FORMATS[name]
    bare = replace(report, document=None, placement=None, school=model.School(), notes=())
    for reports in ([report], [not_found], [bare], [report, earlier, not_found], []):
        assert form.write(reports)
    for before in ([earlier], [not_found], [earlier, not_found], []):
        assert form.write_comparison(compare_rounds(before, [report]))
    assert form.write_comparison(compare_rounds([], []))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_survives_hostile_text(name, report):
    for payload in PAYLOADS:
        hostile = poisoned(report, payload)
        assert FORMATS[name].write([hostile])
        assert FORMATS[name].write_comparison(compare_rounds([hostile], [report]))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.text])
def test_the_same_report_gives_the_same_bytes(name, report):
    assert FORMATS[name].write([report]) == FORMATS[name].write([golden_report("oakfield-2025")])


def test_naming_the_formats_imports_nothing_heavy():
    heavy = "{'jinja2', 'docx', 'xlsxwriter', 'rich', 'lxml'}"
    use = "import sys; from senreport_check.render import format_for; format_for('html')"
    code = f"{use}; print({heavy} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        (model.SchoolReport, lambda found: found),
        (model.School, lambda found: found["school"]),
        (model.SourceFacts, lambda found: found["source"]),
        (model.Tool, lambda found: found["tool"]),
        (model.Values, lambda found: found["values"]),
        (model.Finding, lambda found: found["findings"][0]),
        (model.Evidence, lambda found: found["findings"][0]["evidence"][0]),
        (model.Placement, lambda found: found["placement"]),
        (model.PlacedLink, lambda found: found["placement"]["links"][0]),
    ],
)
def test_nothing_of_the_model_is_left_out_of_the_json(report, kind, keys):
    assert {field.name for field in fields(kind)} <= set(keys(to_dict(report)))


def test_every_golden_file_is_still_in_use():
    used = {"compare", "report", "terminal", "oakfield", "st-swithins"}
    assert [path.name for path in GOLDEN.iterdir() if not path.name.startswith(tuple(used))] == []
