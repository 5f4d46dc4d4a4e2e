"""Judges labelled documents and passages and sets the verdicts beside the labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from senreport_check.check import Examined, Examiner
from senreport_check.errors import UsageError
from senreport_check.evaluate.forms import FORMS, document_from_corpus, render_form
from senreport_check.evaluate.labelled import Labelled, LabelledPassage
from senreport_check.evaluate.measures import Case
from senreport_check.extract import extract
from senreport_check.fetch.local import read_file
from senreport_check.match.judge import Matcher
from senreport_check.model import Document, Fetched, School, Verdict
from senreport_check.text import squeeze

TODAY = date(2024, 3, 1)
MOST_BYTES = 100_000_000
UNLABELLED = frozenset({"review-date", "plain-language"})
"""Items that rest on dates and figures alone; the codebook has no labels for them."""

VALUES = ("senco", "senco_email", "senco_phone", "reviewed", "next_review")


@dataclass(frozen=True, slots=True)
class Result:
    """One labelled document and what came of it."""

    labelled: Labelled
    document: Document
    examined: Examined

    def cases(self) -> list[Case]:
        """The items that count: labelled by the codebook, not disputed, asked of this school."""
        return [
            Case(
                self.labelled.id,
                finding.item,
                self.labelled.verdict(finding.item),
                finding.verdict,
                finding.score,
                finding.evidence[0].quote if finding.evidence else "",
            )
            for finding in self.examined.findings
            if finding.item not in self.labelled.disputed
            and finding.verdict is not Verdict.NOT_APPLICABLE
            and finding.item not in UNLABELLED
        ]

    def values_right(self) -> dict[str, bool]:
        """For each value whether it is exactly what the readers wrote down, white space aside."""
        found = self.examined.values
        return {name: _same(self.labelled.values.get(name), getattr(found, name)) for name in VALUES}

    @property
    def kind_right(self) -> bool:
        """Whether the kind is the labelled one, or the document is said to be both."""
        kind = self.examined.kind
        return self.labelled.kind in (kind.kind, *kind.also)


def run_documents(labelled: Iterable[Labelled], matcher: Matcher, form: str | None = None) -> list[Result]:
    """Judge each document, as it stands or rendered in one of `FORMS` and read back."""
    examiner = Examiner(matcher, TODAY)
    return [_result(each, examiner, form) for each in labelled]


def run_passages(passages: Sequence[LabelledPassage], matcher: Matcher) -> list[dict[str, Verdict]]:
    """The verdict of every item for each passage standing alone."""
    examiner = Examiner(matcher, TODAY)
    return [
        {finding.item: finding.verdict for finding in examiner.examine_passage(passage.document())}
        for passage in passages
    ]


def document_of(labelled: Labelled, form: str | None) -> Document:
    """The document as a reader sees it; raises `UsageError` for an unknown form or one a published file has not."""
    if labelled.path is not None:
        if form is not None:
            raise UsageError("published files are read as they are: leave out --as.")
        return extract(read_file(labelled.path, MOST_BYTES))
    assert labelled.content is not None
    if form is None:
        return document_from_corpus(labelled.content)
    if form not in FORMS:
        raise UsageError(f"no form called {form}: use one of {', '.join(FORMS)}.")
    return extract(Fetched(render_form(labelled.content, form)))


def _result(labelled: Labelled, examiner: Examiner, form: str | None) -> Result:
    document = document_of(labelled, form)
    return Result(labelled, document, examiner.examine(document, School()))


def _same(label: object, found: object) -> bool:
    if isinstance(found, tuple):
        labels = label if isinstance(label, list) else [label] if label else []
        return {squeeze(str(each)) for each in labels} == {squeeze(each) for each in found}
    return (squeeze(str(label)) if label else None) == (squeeze(str(found)) if found else None)
