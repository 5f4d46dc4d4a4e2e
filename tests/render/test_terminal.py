import io
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from senreport_check.compare import compare_rounds
from senreport_check.model import Verdict
from senreport_check.render import FORMATS
from senreport_check.render.terminal import show, show_all
from senreport_check.render.terminal_changes import show_comparison

from .conftest import golden_report, poisoned

WIDTHS = (40, 60, 80, 100, 120, 160, 200)


class Stream(io.TextIOWrapper):
    """A text stream over bytes in some encoding, as a console or a pipe is."""

    def __init__(self, encoding="utf-8", tty=False):
        super().__init__(io.BytesIO(), encoding=encoding, newline="\n")
        self.tty = tty

    def isatty(self):
        return self.tty

    def text(self):
        self.flush()
        return self.buffer.getvalue().decode(self.encoding)


def printed(report, width=80, stream=None, evidence=False, **console):
    stream = stream or Stream()
    show(report, Console(file=stream, width=width, legacy_windows=False, **console), evidence=evidence)
    return stream.text()


@pytest.mark.parametrize("width", [60, 80, 132])
def test_golden(report, golden, width):
    golden(f"terminal-{width}.txt", printed(report, width, evidence=width == 80).encode())


def test_a_text_file_holds_what_the_terminal_shows(report, earlier):
    written = FORMATS["text"].write([report]).decode()
    assert written == printed(report, 90, evidence=True).lstrip("\n")
    assert FORMATS["text"].write_comparison(compare_rounds([earlier], [report])).startswith(b"Oakfield")


def test_golden_of_a_report_not_found(not_found, golden):
    golden("terminal-not-found.txt", printed(not_found).encode())


def test_golden_of_a_comparison(earlier, report, golden):
    stream = Stream()
    show_comparison(compare_rounds([earlier], [report]), Console(file=stream, width=80))
    golden("terminal-compare.txt", stream.text().encode())


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(report, width):
    lines = printed(report, width, evidence=True).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_every_item_verdict_and_advice_is_there_at_every_width(report, width):
    text = printed(report, width)
    gaps = re.sub(r"\s+", "", text.split("Everything that was checked")[0])
    for finding in report.findings:
        assert all(word in text for word in finding.title.split())
        if finding.verdict in (Verdict.ABSENT, Verdict.PARTLY):
            assert re.sub(r"\s+", "", finding.title + finding.message) in gaps
            assert re.sub(r"\s+", "", finding.advice) in gaps


def test_the_gaps_come_before_the_table_and_the_law_before_guidance(report):
    text = printed(report)
    order = ["What is missing (4)", "How to complain", "Looked-after", "What is there only in part (5)",
             "What is unclear", "Everything that was checked", "The kinds of SEN"]  # fmt: skip
    assert sorted(order, key=text.index) == order


def test_a_report_without_gaps_says_so(report):
    met = replace(report, findings=tuple(replace(f, verdict=Verdict.MET) for f in report.findings))
    text = printed(met)
    assert "Nothing that is asked of this school is missing." in text
    assert "What is missing" not in text


def test_passages_are_printed_when_asked_for(report):
    quote = "An unmistakable passage of the document."
    first = replace(report.findings[0], evidence=(replace(report.findings[0].evidence[0], quote=quote),))
    changed = replace(report, findings=(first, *report.findings[1:]))
    assert quote not in printed(changed)
    assert f"“{quote}”\n    page 1" in printed(changed, evidence=True)


def test_colour_only_at_a_terminal_and_never_alone(report):
    assert "\x1b" not in printed(report)
    coloured = printed(report, stream=Stream(tty=True), color_system="standard")
    assert "\x1b[32m✓" in coloured
    for word in ("✓ met", "~ in part", "✗ missing", "? unclear", "– not asked"):
        assert word in printed(report)


def test_no_color_is_respected(report, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed(report, stream=Stream(tty=True), color_system="standard")
    assert re.findall(r"\x1b\[[0-9;]*3[0-7]m", text) == []


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "cp850", "ascii", "latin-1"])
def test_a_console_that_lacks_the_marks_gets_others(report, encoding):
    text = printed(report, stream=Stream(encoding), evidence=True)
    for word in ("+ met", "~ in part", "x missing", "? unclear", "- not asked"):
        assert word in text
    assert "Ã" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "cp437"])
def test_hostile_text_sends_nothing_to_the_terminal(hostile, encoding):
    text = printed(hostile, 60, stream=Stream(encoding), evidence=True)
    assert re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]", text) == []


def test_markup_in_scraped_text_is_shown_as_it_stands(report):
    text = printed(poisoned(report, "[bold red]x[/] :smile:"))
    assert "[bold red]x[/] :smile:" in text


@settings(max_examples=60, deadline=None)
@given(payload=st.text(max_size=80), width=st.integers(20, 200))
def test_any_text_at_any_width(payload, width):
    text = printed(poisoned(golden_report("oakfield-2025"), payload), width, evidence=True)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert "\x1b" not in text


def test_several_reports_end_in_one_line_each(report, not_found):
    stream = Stream()
    show_all([report, not_found], Console(file=stream, width=100))
    last = stream.text().split("All 2 results")[1]
    assert "22 ✓ met  5 ~ in part  4 ✗ missing  1 ? unclear" in last
    assert "No report was found" in last


def test_a_bar_shows_every_verdict_that_occurs(report):
    bar = next(line for line in printed(report).splitlines() if "█" in line)
    assert {"█", "▓", "░", "▒"} <= set(bar)
    assert bar.count("█") > bar.count("▓") > bar.count("▒") >= 1
