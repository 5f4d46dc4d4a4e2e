import csv
import io
from dataclasses import replace

import pytest
from rich.console import Console

from senreport_check.compare import Movement, compare_runs
from senreport_check.errors import UsageError
from senreport_check.model import Outcome, SchoolResult
from senreport_check.render import runs
from senreport_check.render.overview import standing
from senreport_check.render.overview.gather import Gathering
from senreport_check.render.runs import moves
from senreport_check.render.runs.terminal import show_runs

from .conftest import PAYLOADS, golden_report, poisoned
from .office import converted, sheets
from .test_html import Page
from .test_overview import facts, result

SCHOOLS = 60


def gathered(results, run_facts):
    gathering = Gathering()
    for found in results:
        gathering.add(found)
    return gathering.board(run_facts)


@pytest.fixture(scope="module")
def comparison(made_up):
    """Two runs of sixty schools: the earlier lacks the last two, the later the first."""
    before = list(made_up.results(SCHOOLS))[:-2]
    after = list(made_up.results(SCHOOLS, year=1))[1:]
    return compare_runs(gathered(before, made_up.facts(SCHOOLS)), gathered(after, made_up.facts(SCHOOLS, 1)))


@pytest.fixture(scope="module")
def hostile():
    """Two runs in which every piece of text that a website can choose is a payload."""

    def run(outcome):
        for number, payload in enumerate(PAYLOADS):
            report = poisoned(golden_report("oakfield-2025"), payload)
            yield result(replace(report, outcome=outcome), str(number), trust=payload)

    before = gathered(run(Outcome.CHECKED), facts())
    return compare_runs(before, gathered(run(Outcome.NOT_FOUND), facts()))


def printed(comparison, width=100):
    stream = io.StringIO()
    show_runs(comparison, Console(file=stream, width=width, color_system=None))
    return stream.getvalue()


def table(comparison):
    return list(csv.DictReader(io.StringIO(runs.write(comparison, "csv").decode("utf-8-sig"))))


def test_every_school_has_its_row_with_what_moved(comparison):
    rows = table(comparison)
    assert len(rows) == SCHOOLS
    for row, pair in zip(rows, comparison.pairs, strict=False):
        assert row["School"] == pair.after.name
        assert row["Change"] == moves.MOVES[pair.movement].word
        assert row["What was lost"] == "; ".join(duty.title for duty in pair.lost)
        assert (row["Gained"], row["Lost"]) == (str(len(pair.gained)), str(len(pair.lost)))
    assert [row["Change"] for row in rows[-3:]] == [moves.ONE_SIDED[0], moves.ONE_SIDED[1], moves.ONE_SIDED[1]]


def test_the_workbook_has_the_same_rows_and_the_rates(comparison):
    book = sheets(runs.write(comparison, "xlsx"))
    assert [row[0] for row in book["Schools"][1:]] == [row["School"] for row in table(comparison)]
    rates = {row[0]: [float(value) for value in row[2:]] for row in book["Rates"][1:]}
    for change in moves.rates(comparison):
        assert rates[change.duty.title] == pytest.approx([change.before, change.after, change.points])


def test_libreoffice_opens_the_workbook(comparison, tmp_path):
    csv_of_first_sheet = "csv:Text - txt - csv (StarCalc):44,34,76"
    text = converted(runs.write(comparison, "xlsx"), ".xlsx", csv_of_first_sheet, tmp_path).decode()
    assert len(list(csv.DictReader(io.StringIO(text)))) == SCHOOLS


def test_the_page_says_who_went_which_way(comparison):
    said = " ".join(" ".join(Page(runs.write(comparison, "html")).said).split())
    assert moves.outline(comparison) in said
    for section in moves.sections(comparison):
        assert f"{section.heading} ({len(section.entries)})" in said
        for row, happened in section.entries:
            assert row.name in said
            assert " ".join(happened.split()) in said
    for change in moves.rates(comparison):
        assert change.duty.title in said


def test_every_school_that_moved_stands_in_its_section_alone(comparison):
    found = [row.key for section in moves.sections(comparison) for row, _ in section.entries]
    expected = [pair.after.key for pair in comparison.pairs if pair.movement is not Movement.EVEN]
    expected += [row.key for row in comparison.only_before + comparison.only_after]
    assert sorted(found) == sorted(expected)


def test_the_outline_counts(comparison):
    counts = moves.counted(comparison.pairs)
    assert sum(counts.values()) == len(comparison.pairs) == SCHOOLS - 3
    assert f"{counts[Movement.IMPROVED]} improved" in moves.outline(comparison)
    assert "1 school is in the earlier run only." in moves.remarks(comparison)
    assert "2 schools are in the later run only." in moves.remarks(comparison)


def test_two_equal_runs_have_not_moved(made_up):
    board = gathered(made_up.results(20), made_up.facts(20))
    same = compare_runs(board, board)
    assert moves.outline(same) == "20 schools are in both runs; none of them improved or fell behind."
    assert moves.remarks(same) == []
    assert {change.points for change in moves.rates(same)} == {0}
    assert "The duties that moved" not in printed(same)


def test_other_checklists_are_warned_of(made_up):
    board = gathered(made_up.results(3), made_up.facts(3))
    tool = replace(board.facts.tool, checklist_version="2027.1")
    later = replace(board, facts=replace(board.facts, tool=tool))
    assert any("different checklists" in remark for remark in moves.remarks(compare_runs(board, later)))


def test_the_terminal_shows_the_first_of_each_and_says_how_to_see_all(comparison):
    said = printed(comparison)
    assert "Northshire" in said
    assert "21 November 2026 → 21 November 2027" in said
    improved = len(comparison.moved(Movement.IMPROVED))
    assert f"Who improved ({improved})" in said
    assert f"… and {improved - 10} more" in said
    assert max(map(len, said.splitlines())) <= 96


@pytest.mark.parametrize("points", [(3, "+3"), (-4, "−4"), (0, "0"), (None, "–")])
def test_signed(points):
    assert moves.signed(points[0]) == points[1]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_where_a_school_stands_is_said_in_words(outcome, report):
    [row] = gathered([SchoolResult(result(report).entry, replace(report, outcome=outcome))], facts()).rows
    assert moves.where(row)
    assert standing.standing(row) in standing.LOOKS


def test_only_three_formats(comparison):
    assert {name: bool(runs.write(comparison, name)) for name in runs.FORMATS} == dict.fromkeys(runs.FORMATS, True)
    with pytest.raises(UsageError, match="use html, xlsx or csv"):
        runs.check("docx")


def test_no_payload_becomes_a_formula(hostile):
    cells = [text for rows in sheets(runs.write(hostile, "xlsx")).values() for row in rows for text in row]
    cells += [text for row in table(hostile) for text in row.values()]
    assert [text for text in cells if text.startswith(("=", "+", "-", "@", "\t", "\0"))] == []


def test_no_payload_runs(opened, hostile):
    tab = opened(runs.write(hostile, "html"))
    assert tab.problems == []
    assert tab.evaluate("window.__ran") is None
    assert tab.evaluate("document.querySelectorAll('script, img, iframe, object, link').length") == 0
    assert "\x1b" not in printed(hostile)


@pytest.mark.parametrize("width", [320, 390, 820, 1366])
def test_nothing_is_cut_off_and_axe_finds_nothing(opened, comparison, width):
    name = "axe_playwright_python.sync_playwright"
    axe = pytest.importorskip(name, reason="needs axe-playwright-python").Axe()
    tab = opened(runs.write(comparison, "html"), width)
    assert tab.problems == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    found = axe.run(tab).response
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found["violations"]] == []
