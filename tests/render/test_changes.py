from dataclasses import replace

import pytest

from senreport_check.compare import compare, compare_rounds
from senreport_check.model import DocumentKind, Verdict
from senreport_check.render import changes


def cut(report, *verdicts):
    """The report with as many items as verdicts."""
    found = (replace(one, verdict=verdict) for one, verdict in zip(report.findings, verdicts, strict=False))
    return replace(report, findings=tuple(found))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("mmaa", "mamm", "2 points were gained, 1 was lost and 1 is unchanged."),
        ("ma", "mm", "1 point was gained and 1 is unchanged."),
        ("mm", "mm", "Nothing was gained or lost: 2 points are unchanged."),
        ("m", "m", "Nothing was gained or lost: 1 point is unchanged."),
        ("mu", "am", "1 point was lost and 1 is unclear."),
        ("n", "m", "Nothing was gained or lost."),
    ],
)
def test_headline(report, before, after, expected):
    letters = {"m": Verdict.MET, "a": Verdict.ABSENT, "u": Verdict.UNSURE, "n": Verdict.NOT_APPLICABLE}
    old, new = (cut(report, *map(letters.get, side)) for side in (before, after))
    assert changes.headline(compare(old, new)) == expected


def test_what_could_not_be_checked_says_why(report, not_found):
    pair = compare(report, not_found)
    assert changes.headline(pair) == "The two cannot be compared."
    [reason] = changes.reasons(pair)
    assert reason.startswith("After: No report was found. 27 pages")
    assert changes.sections(pair) == []


def test_a_date_that_stood_still_and_another_checklist_are_said(report):
    other = replace(report, tool=replace(report.tool, checklist="own", checklist_version="2"))
    said = changes.warnings(compare(report, report))
    assert said == ["The review date has not changed: both say September 2025."]
    assert len(changes.warnings(compare(report, other))) == 3


def test_two_kinds_of_document_are_said(report):
    kind = replace(report.document.kind, kind=DocumentKind.ACCESSIBILITY_PLAN, also=())
    plan = replace(report, document=replace(report.document, kind=kind))
    [*_, said] = changes.warnings(compare(plan, report))
    assert said.startswith("They seem to be of two kinds: the earlier looks like an accessibility plan, the later like")
    both = replace(report, document=replace(plan.document, kind=replace(kind, also=(DocumentKind.REPORT,))))
    assert not any("two kinds" in line for line in changes.warnings(compare(both, report)))


def test_no_item_stands_in_two_sections_and_none_is_lost(earlier, report):
    sections = changes.sections(compare(earlier, report))
    entries = [entry.item for section in sections for entry in section.entries]
    asked = [finding.item for finding in report.findings if finding.verdict is not Verdict.NOT_APPLICABLE]
    assert sorted(entries) == sorted(asked)


def test_advice_stands_with_gaps_only(earlier, report):
    entries = [entry for section in changes.sections(compare(earlier, report)) for entry in section.entries]
    assert {entry.verdict for entry in entries if entry.advice} == {Verdict.ABSENT, Verdict.PARTLY}


def test_outline(report, not_found):
    rounds = compare_rounds([report, not_found], [report])
    assert changes.outline(rounds) == "1 school is in both runs and 1 only in the earlier one."
    assert [heading for heading, _ in changes.one_sided(rounds)] == ["Only in the earlier run"]
