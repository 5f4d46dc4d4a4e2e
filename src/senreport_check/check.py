"""The one pipeline: a document to findings (`Examiner`), a source to a `SchoolReport` (`Checker`)."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol, Self

from senreport_check import __version__
from senreport_check.checklist import Checklist, find
from senreport_check.classify import classify, guess_school
from senreport_check.errors import CouldNotCheck, SenReportError
from senreport_check.extract import Limits
from senreport_check.extract.worker import Extractor
from senreport_check.fetch import Fetcher, FetchSettings
from senreport_check.match.grounds import grounds_of
from senreport_check.match.judge import Asked, Matcher
from senreport_check.match.settle import Grounds
from senreport_check.model import (
    Document,
    DocumentFacts,
    DocumentKind,
    Fetched,
    Finding,
    Kind,
    Outcome,
    Phase,
    Placement,
    School,
    SchoolReport,
    SchoolType,
    Source,
    SourceFacts,
    SourceKind,
    Tool,
    Values,
)

if TYPE_CHECKING:
    from senreport_check.discover import Found


@dataclass(frozen=True, slots=True)
class Examined:
    """What one document holds: its kind, the school's type and phase, values, findings."""

    kind: Kind
    school: School
    grounds: Grounds
    findings: tuple[Finding, ...]

    @property
    def values(self) -> Values:
        """The values as the document writes them."""
        return self.grounds.values


class Examiner:
    """Examines documents against one checklist on one day."""

    def __init__(self, matcher: Matcher, today: date) -> None:
        self._matcher, self._today = matcher, today

    def examine(self, document: Document, school: School, *, url: str | None = None) -> Examined:
        """Everything the document says; what is not known of the school is guessed from its words, and said so."""
        kind = classify(document, url=url)
        known = complete(school, document)
        grounds = grounds_of(document, self._today)
        return Examined(kind, known, grounds, self._matcher.match(document, Asked(known, kind.kind, grounds)))

    def examine_passage(self, document: Document) -> tuple[Finding, ...]:
        """The findings of a single passage: nothing but its words counts, and every item is asked."""
        return self._matcher.match_passage(document, grounds_of(document, self._today))


def complete(school: School, document: Document) -> School:
    """The school with type and phase guessed from the document's words where they are not known."""
    guess = guess_school(document)
    guessed = tuple(
        name for name in ("type", "phase") if getattr(school, name) is None and getattr(guess, name) is not None
    )
    return replace(
        school,
        name=school.name or guess.name,
        la=school.la or guess.la,
        type=school.type or guess.type or SchoolType.MAINSTREAM,
        phase=school.phase or guess.phase,
        guessed=guessed if school.type or guess.type else (*guessed, "type"),
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose about a check; `type` and `phase` overrule what is known or guessed."""

    today: date
    checklist: Checklist = field(default_factory=find)
    type: SchoolType | None = None
    phase: Phase | None = None
    fetch: FetchSettings = field(default_factory=FetchSettings)
    limits: Limits = field(default_factory=Limits)
    debug: bool = False

    def asked(self, school: School) -> School:
        """The school as it is asked: of the type and phase the user says, where they say."""
        return replace(school, type=self.type or school.type, phase=self.phase or school.phase)

    @property
    def tool(self) -> Tool:
        """The tool and the checklist, as reports name them."""
        return Tool(__version__, self.checklist.id, self.checklist.title, self.checklist.version)


class Reading(Protocol):
    """A way to read documents, open between entering and leaving it; `Extractor` is the usual one."""

    def __enter__(self) -> Self:
        """Open it."""

    def __exit__(self, *failure: object) -> None:
        """Close it."""

    def extract(self, fetched: Fetched) -> Document:
        """Read one document; raises `Unreadable` and `Crashed`."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A report and the document it rests on with its bytes, both None where none was checked.

    For a report spread over several addresses `fetched` is the page that leads to them, `document` holds all.
    """

    report: SchoolReport
    fetched: Fetched | None = None
    document: Document | None = None


class Checker:
    """Checks sources; a context manager, as it holds connections and the reading process.

    Threads may share it when `reading` and `fetcher`, its own unless they are given, may be shared.
    """

    def __init__(
        self, settings: Settings, *, reading: Reading | None = None, fetcher: Fetcher | None = None
    ) -> None:
        self.settings = settings
        self._examiner = Examiner(Matcher(settings.checklist), settings.today)
        self._examining = threading.Lock()
        self._reading = reading or Extractor(settings.limits)
        self._fetcher = fetcher or Fetcher(settings.fetch)

    def __enter__(self) -> Self:
        """Start the reading process."""
        self._reading.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        """Stop the reading process and close all connections."""
        self._reading.__exit__(*failure)
        self._fetcher.close()

    def check(self, source: Source) -> SchoolReport:
        """Check one source. Whatever goes wrong with it becomes the outcome of this source, with the reason."""
        return self.checked(source).report

    def checked(self, source: Source) -> Checked:
        """Check one source as `check` does, and hand out what the report rests on as well."""
        try:
            return self._website(source) if source.kind is SourceKind.URL else self._file(source)
        except CouldNotCheck as error:
            return Checked(failed(self.settings, source, error.outcome, str(error)))
        except SenReportError:
            raise
        except Exception as error:
            if self.settings.debug:
                raise
            reason = f"Reading it broke ({type(error).__name__}): run again with --debug and report it."
            return Checked(failed(self.settings, source, Outcome.CRASHED, reason))

    def again(self, report: SchoolReport, school: School, document: Document) -> SchoolReport:
        """Judge the document of an earlier report by these settings; nothing is fetched or read."""
        judged = self._report(school, report.source, document)
        return replace(judged, checked_at=report.checked_at, placement=report.placement)

    def _file(self, source: Source) -> Checked:
        fetched = self._fetcher.get(source)
        document = self._reading.extract(fetched)
        facts = _source_facts(source, fetched, document)
        return Checked(self._report(source.school, facts, document), fetched, document)

    def _website(self, source: Source) -> Checked:
        from senreport_check import discover  # noqa: PLC0415 - a file needs no website

        readers = discover.Readers(self._reading.extract, classify)
        found = discover.find(source.url or source.given, self._fetcher, readers, source.school, self.settings.today)
        if found.chosen is not None:
            report = self._found(source, found.chosen, found.placement)
            return Checked(report, found.chosen.fetched, found.chosen.document)
        none = failed(self.settings, source, found.outcome, found.reason or "No report was found.")
        nearest = self._found(source, found.nearest, None) if found.nearest else None
        return Checked(replace(none, placement=found.placement, nearest=nearest))

    def _found(self, source: Source, found: Found, placement: Placement | None) -> SchoolReport:
        facts = _source_facts(source, found.fetched, found.document)
        facts = replace(facts, trail=found.trail, clicks=found.clicks)
        return replace(self._report(source.school, facts, found.document), placement=placement)

    def _report(self, school: School, facts: SourceFacts, document: Document) -> SchoolReport:
        asked = self.settings.asked(school)
        with self._examining:
            examined = self._examiner.examine(document, asked, url=facts.url)
        return SchoolReport(
            tool=self.settings.tool,
            checked_at=datetime.now(UTC),
            school=examined.school,
            source=facts,
            outcome=Outcome.CHECKED,
            document=_document_facts(document, examined),
            values=examined.values,
            findings=examined.findings,
            notes=tuple(_notes(document, examined, self.settings.checklist)),
        )


def failed(settings: Settings, source: Source, outcome: Outcome, reason: str) -> SchoolReport:
    """The report on a source that could not be checked: the outcome, and why in one sentence."""
    path = str(source.path) if source.path else None
    return SchoolReport(
        tool=settings.tool,
        checked_at=datetime.now(UTC),
        school=settings.asked(source.school),
        source=SourceFacts(source.given, url=source.url, path=path),
        outcome=outcome,
        reason=reason,
    )


def _source_facts(source: Source, fetched: Fetched, document: Document) -> SourceFacts:
    return SourceFacts(
        given=source.given,
        url=fetched.url,
        path=str(fetched.path) if fetched.path else None,
        content_type=document.content_type,
        sha256=hashlib.sha256(fetched.content).hexdigest(),
        bytes=len(fetched.content),
    )


def _document_facts(document: Document, examined: Examined) -> DocumentFacts:
    grounds = examined.grounds
    return DocumentFacts(
        title=document.title,
        kind=examined.kind,
        pages=document.pages,
        words=document.words,
        reviewed=grounds.reviewed,
        next_review=grounds.next_review,
        overdue=grounds.overdue,
        months_overdue=grounds.months_overdue,
        reading=grounds.reading,
        ocr=document.ocr,
    )


def _notes(document: Document, examined: Examined, checklist: Checklist) -> Iterator[str]:
    """What a person should know about the document beside its findings."""
    kind = examined.kind
    both = {kind.kind, *kind.also} >= {DocumentKind.REPORT, DocumentKind.POLICY}
    if both:
        yield "This document is policy and report in one; the law means two documents. It is checked as a report."
    elif kind.kind.value not in checklist.kinds:
        reasons = " ".join(kind.reasons)
        yield f"This does not look like {_a(checklist.title)} but like {kind.kind.in_words}. {reasons}".strip()
    if examined.school.type is SchoolType.OTHER:
        yield (
            "Section 69 does not name this kind of school (pupil referral units, alternative provision and others);"
            " local authorities often expect a report all the same, so everything is checked."
        )
    changed = document.metadata.modified or document.metadata.created
    if examined.grounds.reviewed is None and changed:
        yield f"The text gives no date; the file was last changed on {changed:%d %B %Y}, which parents cannot see."


def _a(title: str) -> str:
    return f"an {title}" if title[0] in "AEIOU" else f"a {title}"
