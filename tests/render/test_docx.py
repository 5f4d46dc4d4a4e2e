import io

import pytest

from senreport_check.compare import compare_rounds
from senreport_check.model import Verdict
from senreport_check.render import FORMATS, Options
from senreport_check.render.docx import PROMPT

from .conftest import poisoned
from .office import converted

docx = pytest.importorskip("docx")


def plan(*reports, **options):
    return FORMATS["docx"].write(reports, Options(**options))


def opened(content):
    return docx.Document(io.BytesIO(content))


def dump(content):
    lines = []
    for block in opened(content).iter_inner_content():
        if isinstance(block, docx.table.Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
        elif block.text.strip():
            lines.append(f"{block.style.name}: {block.text}")
    return "\n".join(lines).encode() + b"\n"


def headings(content):
    return [block.text for block in opened(content).paragraphs if block.style.name == "Heading 1"]


def test_golden(report, golden):
    golden("report.docx.txt", dump(plan(report)))


def test_golden_of_a_comparison(earlier, report, golden):
    golden("compare.docx.txt", dump(FORMATS["docx"].write_comparison(compare_rounds([earlier], [report]))))


def test_the_gaps_are_headings_in_the_order_of_the_law_with_room_to_type(report):
    gaps = [f for f in report.findings if f.verdict in (Verdict.ABSENT, Verdict.PARTLY, Verdict.UNSURE)]
    content = plan(report)
    assert headings(content)[: len(gaps)] == [finding.title for finding in gaps]
    text = dump(content).decode()
    assert text.count(PROMPT) == len(gaps)
    for finding in gaps:
        assert finding.advice in text


def test_passages_can_be_left_out(report):
    quote = "We also have an accessibility plan."
    assert quote in dump(plan(report)).decode()
    assert quote not in dump(plan(report, evidence=False)).decode()


def test_a_school_without_a_report_has_the_reason_and_no_gaps(not_found):
    text = dump(plan(not_found)).decode()
    assert "27 pages of the site were read" in text
    assert PROMPT not in text


def test_it_is_a4_in_british_english_and_says_when(report):
    document = opened(plan(report))
    assert round(document.sections[0].page_width.mm) == 210
    assert round(document.sections[0].page_height.mm) == 297
    assert document.core_properties.language == "en-GB"
    assert document.core_properties.created.isoformat() == "2026-11-21T18:00:00+00:00"


def test_hostile_text_is_text(hostile):
    assert headings(plan(hostile))


def test_libreoffice_opens_it(report, tmp_path):
    hostile = poisoned(report, "\x1b[31m<b>x</b> \ud83d {{x}}")
    pages = converted(plan(report, hostile), ".docx", "pdf", tmp_path)
    assert pages.startswith(b"%PDF")
