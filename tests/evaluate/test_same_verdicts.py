"""Verdicts do not depend on the form a document comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from senreport_check.checklist import find
from senreport_check.evaluate.labelled import Labelled, load_documents
from senreport_check.evaluate.run import Result, run_documents
from senreport_check.match.judge import Matcher

EVERY = 6
BAR = 0.98


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(find())


@pytest.fixture(scope="module")
def documents(repository: Path) -> list[Labelled]:
    return load_documents(repository / "fixtures" / "corpus")[::EVERY]


def same(one: list[Result], other: list[Result]) -> float:
    """The share of item verdicts that are the same in both runs."""
    pairs = [
        left.verdict is right.verdict
        for before, after in zip(one, other, strict=True)
        for left, right in zip(before.examined.findings, after.examined.findings, strict=True)
    ]
    return sum(pairs) / len(pairs)


@pytest.mark.parametrize("form", ["html", "docx", "pdf", "table-pdf"])
def test_forms_give_the_same_verdicts(matcher: Matcher, documents: list[Labelled], form: str) -> None:
    assert len(documents) >= 8
    assert same(run_documents(documents, matcher), run_documents(documents, matcher, form)) >= BAR


def test_another_document_gives_other_verdicts(matcher: Matcher, documents: list[Labelled]) -> None:
    results = run_documents(documents[:2], matcher)
    assert same(results[:1], results[1:]) < BAR
