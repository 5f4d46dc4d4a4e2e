import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from senreport_check.compare import compare_rounds
from senreport_check.render import FORMATS, Options

from .conftest import PAYLOADS, golden_report, poisoned


def text(*reports, **options):
    return FORMATS["markdown"].write(reports, Options(**options)).decode()


def html(source):
    parser = pytest.importorskip("markdown_it").MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.render(source)


def tags(source):
    return set(re.findall(r"<(\w+)", html(source)))


def test_golden(report, golden):
    golden("report.md", text(report).encode())


def test_golden_of_a_comparison(earlier, report, golden):
    golden("compare.md", FORMATS["markdown"].write_comparison(compare_rounds([earlier], [report])))


def test_the_gaps_come_first_with_their_advice(report):
    before, after = text(report).split("## Everything that was checked")
    for finding in report.findings:
        assert finding.title in after
        if finding.verdict in ("absent", "partly"):
            assert finding.advice in before


def test_passages_can_be_left_out(report):
    quote = report.findings[0].evidence[0].quote
    assert quote in text(report)
    assert quote not in text(report, evidence=False)


@settings(max_examples=80, deadline=None)
@given(payload=st.text(alphabet="#*_-+=`[]()<>!|&;:/.~\\ 1a\n", max_size=40) | st.sampled_from(PAYLOADS))
@example(payload="___")
def test_scraped_text_stays_text(payload):
    report = golden_report("oakfield-2025")
    assert tags(text(poisoned(report, payload))) <= tags(text(report)) | tags("| a |\n|---|\n| b |")


def test_a_hostile_line_does_not_break_its_table(report):
    source = text(poisoned(report, "a | b\n| c"))
    rows = [line for line in source.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {5}
