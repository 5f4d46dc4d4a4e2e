from dataclasses import replace
from datetime import date

import pytest

from senreport_check.model import (
    DocumentKind,
    Kind,
    LinkState,
    Phase,
    PlacedLink,
    School,
    SchoolType,
    Verdict,
)
from senreport_check.render import site, words
from senreport_check.render.clean import drawable, one_line, shown


def test_headline(report, not_found):
    assert words.headline(report) == (
        "22 of 32 points are met, 5 are there only in part, 4 are missing and 1 is unclear."
    )
    assert words.headline(not_found) == "No report was found."
    met = replace(report, findings=tuple(replace(f, verdict=Verdict.MET) for f in report.findings))
    assert words.headline(met) == "33 of 33 points are met."


@pytest.mark.parametrize(
    ("facts", "written", "expected"),
    [
        ({}, "September 2025", "September 2025; the yearly review is overdue by 2 months"),
        ({"overdue": False}, "September 2025", "September 2025"),
        ({"months_overdue": 1}, "May 2025", "May 2025; the yearly review is overdue by 1 month"),
        ({"months_overdue": None}, "May 2025", "May 2025; the yearly review is overdue"),
        ({"reviewed": None, "overdue": None}, None, "no date in the document"),
        ({"reviewed": None, "overdue": None}, "last spring", "last spring (no date could be made of it)"),
        ({"reviewed": date(2025, 9, 1), "overdue": False}, None, "September 2025"),
    ],
)
def test_reviewed(report, facts, written, expected):
    changed = replace(
        report, document=replace(report.document, **facts), values=replace(report.values, reviewed=written)
    )
    assert words.reviewed(changed) == expected


@pytest.mark.parametrize(
    ("school", "expected"),
    [
        (School(), "mainstream school, any phase"),
        (School(type=SchoolType.SPECIAL), "special school, any phase"),
        (School(phase=Phase.SIXTEEN_PLUS), "mainstream school, 16 plus phase"),
        (
            School(phase=Phase.PRIMARY, guessed=("phase", "type")),
            "mainstream school, primary phase (phase and type guessed from the text)",
        ),
    ],
)
def test_school_kind(school, expected):
    assert words.school_kind(school) == expected


def test_a_document_of_another_kind_is_called_that(report):
    policy = replace(report, document=replace(report.document, kind=Kind(DocumentKind.POLICY), ocr=True))
    assert words.document(policy) == (
        "SEN Information Report 2025 to 2026 (6 pages, 3,540 words; looks like a SEN policy; "
        "read from a scan, so words may be wrong)"
    )


def test_counts_by_force_add_up(report):
    counts = words.by_force(report)
    assert sum(sum(found.values()) for _, found in counts) == words.asked(report) == 32


def test_groups_that_return_are_not_split(report):
    mixed = (report.findings[0], report.findings[-1], report.findings[1])
    assert [(name, len(found)) for name, found in words.groups(mixed)] == [
        ("Needs, and who to ask", 2),
        ("What the Code of Practice adds", 1),
    ]


@pytest.mark.parametrize(
    ("link", "verdict", "state"),
    [
        (PlacedLink("sen-policy", LinkState.OK, kind=DocumentKind.POLICY), Verdict.MET, "the link works"),
        (PlacedLink("sen-policy", LinkState.OK, kind=DocumentKind.REPORT), Verdict.UNSURE, "SEN info"),
        (PlacedLink("sen-policy", LinkState.OK, kind=DocumentKind.OTHER), Verdict.MET, "the link works"),
        (PlacedLink("local-offer", LinkState.DEAD, "u"), Verdict.ABSENT, "broken"),
        (PlacedLink("local-offer", LinkState.BLOCKED_UNKNOWN, "u"), Verdict.UNSURE, "try it yourself"),
        (PlacedLink("sendiass", LinkState.NOT_FOUND), Verdict.PARTLY, "no link was seen"),
        (PlacedLink("something-new", LinkState.REDIRECTED, "u"), Verdict.MET, "moved"),
    ],
)
def test_links(report, link, verdict, state):
    [place] = site.places(replace(report, placement=replace(report.placement, links=(link,))))
    assert place.verdict is verdict
    assert state in place.state


def test_no_website_no_remarks(earlier):
    assert site.places(earlier) == site.remarks(earlier) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\tc", "a b c"),
        ("\x1b[31mred\x9bm", "[31mredm"),
        ("\u202eevil\u2066\u200b", "evil"),
        ("caf\u00e9 – “ok” 😀", "café – “ok” 😀"),
        ("\ud83d\ufffe\x00", ""),
    ],
)
def test_one_line(text, expected):
    assert one_line(text) == expected


def test_drawable():
    assert drawable("“naïve” – 😀", "ascii") == '"naive" - ?'
    assert drawable("“naïve” – 😀", "cp1252") == "“naïve” – ?"
    assert drawable("✓", "utf-8") == "✓"


def test_shown():
    assert shown("one two three", 20) == "one two three"
    assert shown("one two three", 9) == "one two…"
    assert shown("x" * 30, 10) == "x" * 9 + "…"


def test_listed():
    assert [words.listed(list("abc")[:n]) for n in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


def test_the_passage_nearest_to_a_missing_item_is_no_evidence(report):
    missing = replace(report.findings[0], verdict=Verdict.ABSENT)
    assert words.quoted(missing) == ()
    assert words.it_says(missing).startswith("The nearest passage: “At Oakfield")
    assert words.it_says(report.findings[0]).startswith("It says: “At Oakfield")
    assert words.it_says(replace(missing, evidence=())) == ""
