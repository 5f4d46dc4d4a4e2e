"""Whole documents through the matcher: rulings of the codebook that no signal alone can keep."""

from __future__ import annotations

from datetime import date

import pytest

from senreport_check.checklist import ValueName, find
from senreport_check.match.headings import unanswered
from senreport_check.match.judge import Asked, Matcher
from senreport_check.match.settle import Grounds
from senreport_check.model import (
    Block,
    BlockKind,
    Document,
    DocumentKind,
    Evidence,
    Finding,
    School,
    SchoolType,
    Values,
    Verdict,
)

GROUNDS = Grounds(date(2026, 1, 1))


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(find())


def document(*lines: str) -> Document:
    """Lines beginning with # are headings, with - list items, the rest paragraphs."""
    kinds = {"#": BlockKind.HEADING, "-": BlockKind.LIST_ITEM}
    return Document(
        tuple(
            Block(kinds[line[0]], line[2:], level=2 if line[0] == "#" else None)
            if line[0] in kinds
            else Block(BlockKind.PARAGRAPH, line)
            for line in lines
        )
    )


def judge(
    matcher: Matcher, *lines: str, kind: DocumentKind = DocumentKind.REPORT, school: School | None = None
) -> dict[str, Finding]:
    asked = Asked(school or School(type=SchoolType.MAINSTREAM), kind, GROUNDS)
    return {finding.item: finding for finding in matcher.match(document(*lines), asked)}


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Our SENCO is a qualified teacher and works from Monday to Wednesday.", Verdict.ABSENT),
        ("The SENCO has an office beside the hall and is always glad to see parents.", Verdict.ABSENT),
        ("The name of our SENCO is on the staff page of the website.", Verdict.PARTLY),
        ("The post of SENCO is vacant and will be advertised after Easter.", Verdict.PARTLY),
    ],
)
def test_a_senco_who_is_described_is_not_named(matcher: Matcher, said: str, verdict: Verdict) -> None:
    assert judge(matcher, "# The SENCO", said, *COMPLAINT)["senco-name"].verdict is verdict


COMPLAINT = (
    "# If you are unhappy",
    "If you are unhappy with the support your child receives, speak to the class teacher first. If it is not put"
    " right, write to the headteacher, who replies in ten school days; after that a panel of governors hears it.",
)


def test_a_complaints_route_is_met_and_quoted(matcher: Matcher) -> None:
    finding = judge(matcher, *COMPLAINT)["complaints"]
    assert finding.verdict is Verdict.MET
    assert finding.evidence[0].heading == "If you are unhappy"
    assert finding.evidence[0].quote in COMPLAINT[1]
    assert finding.advice == ""


def test_a_heading_alone_is_partly(matcher: Matcher) -> None:
    building = "There is a lift to every floor and a ramp at the door."
    findings = judge(matcher, "# Complaints", "# Our building", building)
    assert findings["complaints"].verdict is Verdict.PARTLY
    assert findings["complaints"].evidence[0].quote == "Complaints"
    assert findings["access-facilities"].verdict is Verdict.MET


def test_a_list_of_headings_is_contents(matcher: Matcher) -> None:
    contents = document("# Complaints", "# Transition", "# Bullying", "# Welcome", "Hello.")
    assert list(unanswered(contents)) == []
    assert judge(matcher, "# Complaints", "# Transition", "# Bullying")["bullying"].verdict is Verdict.ABSENT


def test_a_placeholder_gives_nothing(matcher: Matcher) -> None:
    findings = judge(matcher, "# Complaints", "[Say whom parents write to if they are unhappy with the SEN provision]")
    assert findings["complaints"].verdict is Verdict.ABSENT


def test_recited_duties_give_nothing(matcher: Matcher) -> None:
    findings = judge(
        matcher,
        "The report must include:",
        "- arrangements for handling complaints from parents of children with SEN about the provision made",
        "- the kinds of special educational needs for which provision is made at the school",
        "- arrangements for consulting young people with SEN and involving them in their education",
    )
    assert {findings[item].verdict for item in ("complaints", "kinds-of-sen", "consulting-pupils")} == {Verdict.ABSENT}


def test_guidance_meets_nothing(matcher: Matcher) -> None:
    findings = judge(matcher, *COMPLAINT, kind=DocumentKind.GUIDANCE)
    passages = [finding for finding in findings.values() if finding.item not in ("review-date", "plain-language")]
    assert {finding.verdict for finding in passages} == {Verdict.ABSENT}


def test_the_values_of_guidance_count_with_their_evidence(matcher: Matcher) -> None:
    quote = Evidence("Our SENCO is Mrs Ada Larch.", signal="value: senco")
    grounds = Grounds(date(2026, 1, 1), Values(senco=("Mrs Ada Larch",)), {ValueName.SENCO: (quote,)})
    asked = Asked(School(type=SchoolType.MAINSTREAM), DocumentKind.GUIDANCE, grounds)
    [named] = [finding for finding in matcher.match(document(*COMPLAINT), asked) if finding.item == "senco-name"]
    assert (named.verdict, named.evidence) == (Verdict.MET, (quote,))


def test_what_is_not_asked_is_said_so(matcher: Matcher) -> None:
    findings = judge(matcher, *COMPLAINT, school=School(type=SchoolType.SPECIAL))
    assert findings["identification"].verdict is Verdict.NOT_APPLICABLE
    assert findings["identification"].evidence == ()
    assert findings["complaints"].verdict is Verdict.MET


def test_an_empty_document_gives_a_finding_for_every_item(matcher: Matcher) -> None:
    findings = matcher.match(Document(()), Asked(School(), DocumentKind.OTHER, GROUNDS))
    assert len(findings) == len(matcher.checklist.items)
    assert not any(finding.verdict.present for finding in findings)


def test_a_checklist_the_reader_does_not_know_is_judged_by_signals() -> None:
    matcher = Matcher(find("sen-policy"))
    law = "This policy complies with the SEND Code of Practice 2015."
    findings = judge(matcher, law, "The SENCO is responsible for SEN.")
    assert findings["purpose"].verdict is Verdict.MET
    assert findings["roles"].verdict is Verdict.MET
    assert findings["signature"].verdict is Verdict.ABSENT
