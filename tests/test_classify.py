from __future__ import annotations

import json
from pathlib import Path

import pytest

from senreport_check.classify import classify, guess_school
from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.model import Block, BlockKind, Document, DocumentKind, Link, Phase, SchoolType

CORPUS = sorted((Path(__file__).parents[1] / "fixtures" / "corpus").glob("*.json"))
REPORT = (
    "We find out early which children need more help, and teachers review progress every term with parents.",
    "Our SENCO plans interventions in small groups; staff have training, and therapists visit.",
    "Moving to the next school is planned, and lessons are adapted so that children take part in trips.",
    "If you are not happy please tell us: we have a complaints procedure, and see the Local Offer.",
)


def page(title: str, *lines: str, links: bool = False) -> Document:
    made = [Block(BlockKind.PARAGRAPH, line, links=(Link(line, "x.pdf"),) if links else ()) for line in lines]
    return Document((Block(BlockKind.TITLE, title), *made), title=title)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_kinds_of_the_corpus(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    found = classify(document_from_corpus(document))
    assert found.kind == document["kind"]
    assert found.reasons


@pytest.mark.parametrize(
    "title",
    [
        "SEN Information Report 2024",
        "School Offer",
        "Larch Hill SEND Offer",
        "Our Local Offer",
        "SEND Information and Offer",
        "Inclusion at Larch Hill",
        "Special educational needs: a letter to families",
        "SEND Report",
        "How we help children with SEND",
    ],
)
def test_reports_under_many_names(title: str) -> None:
    assert classify(page(title, *REPORT)).kind is DocumentKind.REPORT


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SEND Policy", DocumentKind.POLICY),
        ("Policy for Special Educational Needs and Disability", DocumentKind.POLICY),
        ("Inclusion Policy", DocumentKind.POLICY),
        ("Anti-Bullying Policy", DocumentKind.OTHER_POLICY),
        ("Complaints Procedure", DocumentKind.OTHER_POLICY),
        ("Equality Statement and Objectives", DocumentKind.OTHER_POLICY),
        ("Accessibility Plan 2023-2026", DocumentKind.ACCESSIBILITY_PLAN),
        ("Prospectus 2025", DocumentKind.OTHER),
        ("SENCO vacancy: job description", DocumentKind.OTHER),
        ("Inclusion Strategy 2026", DocumentKind.OTHER),
        ("The Local Offer | Wexshire County Council", DocumentKind.OTHER),
        ("SEND Policy and Accessibility Plan", DocumentKind.POLICY),
    ],
)
def test_other_kinds_by_their_titles(title: str, kind: DocumentKind) -> None:
    assert classify(page(title, *REPORT)).kind is kind


def test_policy_and_report_in_one() -> None:
    found = classify(page("SEN Policy and Information Report", *REPORT))
    assert (found.kind, found.also) == (DocumentKind.REPORT, (DocumentKind.POLICY,))
    said = classify(page("SEND Policy", "This policy also serves as our SEN Information Report.", *REPORT))
    assert (said.kind, said.also) == (DocumentKind.REPORT, (DocumentKind.POLICY,))
    apart = classify(
        page("SEND Policy", "This policy should be read with our SEN Information Report.", *REPORT)
    )
    assert (apart.kind, apart.also) == (DocumentKind.POLICY, ())


def test_guidance_for_schools_is_no_report() -> None:
    lines = (
        "Schools must publish an SEN information report on their website.",
        "Your report should say how needs are identified.",
        "The report must include the name of the SENCO.",
        "Governing bodies must review it every year.",
        "Schools should update your website at once when something changes.",
    )
    assert (
        classify(page("SEN information reports: what schools must publish", *lines)).kind
        is DocumentKind.GUIDANCE
    )


def test_pages_of_links() -> None:
    links = (
        "SEND Information Report 2024 (PDF)",
        "SEND Policy (PDF)",
        "Accessibility Plan (PDF)",
        "Local Offer",
    )
    assert classify(page("SEND at Larch Hill", *links, links=True)).kind is DocumentKind.LANDING
    policies = ("Behaviour (PDF)", "Charging (PDF)", "Complaints (PDF)", "Uniform (PDF)")
    assert classify(page("Our documents", *policies, links=True)).kind is DocumentKind.INDEX


def test_home_pages() -> None:
    home = page("Larch Hill Primary School", "Welcome to our school.", "Latest news", "Term dates")
    assert classify(home, url="https://www.larchhill.example.sch.uk/").kind is DocumentKind.HOME
    assert classify(page("Welcome to Larch Hill", "News", "Dates")).kind is DocumentKind.HOME


def test_a_report_without_marked_title_is_told_by_its_words() -> None:
    blocks = (
        Block(
            BlockKind.PARAGRAPH,
            "This is our SEN Information Report and we hope that it answers what you ask.",
        ),
    )
    blocks += tuple(Block(BlockKind.PARAGRAPH, line) for line in REPORT)
    assert classify(Document(blocks)).kind is DocumentKind.REPORT


def test_nothing_at_all_is_other() -> None:
    assert classify(Document(())).kind is DocumentKind.OTHER
    assert (
        classify(page("Summer fair", "Stalls, cakes and a raffle on the field.")).kind is DocumentKind.OTHER
    )


@pytest.mark.parametrize(
    ("title", "text", "kind", "phase"),
    [
        ("Larch Hill Primary School", "", SchoolType.MAINSTREAM, Phase.PRIMARY),
        ("Larch Hill Infant and Nursery School", "", SchoolType.MAINSTREAM, Phase.PRIMARY),
        (
            "Larch Hill Nursery School",
            "We are a maintained nursery school.",
            SchoolType.NURSERY,
            Phase.NURSERY,
        ),
        ("Larch Hill High School", "", SchoolType.MAINSTREAM, Phase.SECONDARY),
        (
            "Larch Hill Academy",
            "Year 10 sit GCSEs; form tutors know them.",
            SchoolType.MAINSTREAM,
            Phase.SECONDARY,
        ),
        ("Larch Hill School", "Reception and Year 2 have phonics.", SchoolType.MAINSTREAM, Phase.PRIMARY),
        ("Larch Hill School", "Larch Hill is a special school for 90 pupils.", SchoolType.SPECIAL, None),
        ("The Larch Centre", "A pupil referral unit for Key Stage 3.", SchoolType.OTHER, None),
        ("Larch Hill All-Through Academy", "", SchoolType.MAINSTREAM, Phase.ALL_THROUGH),
    ],
)
def test_schools_are_guessed_from_words(title: str, text: str, kind: SchoolType, phase: Phase | None) -> None:
    school = guess_school(page(title, *([text] if text else [])))
    assert (school.type, school.phase) == (kind, phase)
    assert "type" in school.guessed
    assert ("phase" in school.guessed) is (phase is not None)


def test_name_and_authority_are_guessed() -> None:
    school = guess_school(
        page("Larch Hill Primary School: SEN report", "The Wexshire Local Offer is on the council's site.")
    )
    assert (school.name, school.la) == ("Larch Hill Primary School", "Wexshire")
    assert guess_school(page("SEN report", "We like trees.")).name is None
