"""The matcher: a document and a checklist in, a finding for every item out."""

from __future__ import annotations

from dataclasses import dataclass

from senreport_check.checklist.items import Checklist, Item, ValueName
from senreport_check.match import reader as readers
from senreport_check.match import weigh
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.evidence import quotes
from senreport_check.match.opinion import Reading, read
from senreport_check.match.settle import Chances, Grounds, Settled, settle
from senreport_check.match.weigh import Folded
from senreport_check.model import Document, DocumentKind, Evidence, Finding, School, Verdict

UNSURE = "A passage may speak of this; a person should look."
NOT_ASKED = "Not asked of this kind of school."
LEAST_QUOTED = 0.2


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked and what is judged: the school, the document's kind, and its values."""

    school: School
    kind: DocumentKind
    grounds: Grounds


class Matcher:
    """Matches documents against one checklist; made once, used for any number of documents."""

    def __init__(self, checklist: Checklist) -> None:
        reader = readers.standard()
        learnt = any(item.id in reader.items for item in checklist.items)
        self.checklist = checklist
        self.compiled = CompiledChecklist.of(checklist, reader.known_words())
        self._reader = reader if learnt else None
        self._weights = weigh.standard()

    def match(self, document: Document, asked: Asked) -> tuple[Finding, ...]:
        """A finding for every item of the checklist, in its order.

        A text written for schools about what reports hold (guidance) meets nothing by reciting it.
        """
        reading = read(self.compiled, document, self._reader, self._weights)
        if asked.kind is DocumentKind.GUIDANCE:
            reading = reading.silenced()
        return self._findings(reading, weigh.fold(reading.opinion, document.words, self._weights), asked)

    def match_passage(self, document: Document, grounds: Grounds) -> tuple[Finding, ...]:
        """A finding for every item from a text that is no whole document: its best passage decides."""
        reading = read(self.compiled, document, self._reader, self._weights)
        asked = Asked(School(), DocumentKind.REPORT, grounds)
        return self._findings(reading, weigh.best(reading.opinion, self._weights), asked)

    def _findings(self, reading: Reading, folded: Folded, asked: Asked) -> tuple[Finding, ...]:
        chances = [Chances(float(one), float(other)) for one, other in zip(*folded, strict=True)]
        return tuple(self._finding(column, each, reading, asked) for column, each in enumerate(chances))

    def _finding(self, column: int, chances: Chances, reading: Reading, asked: Asked) -> Finding:
        item = self.checklist.items[column]
        if not item.applies.to(asked.school):
            return _finding(item, Settled(Verdict.NOT_APPLICABLE, 1.0), ())
        settled = self._settle(column, item, chances, reading, asked.grounds)
        evidence = asked.grounds.quotes.get(item.value, ()) if item.value else ()
        if (
            not evidence
            and item.value not in (ValueName.REVIEWED, ValueName.READING_EASE)
            and (settled.verdict is not Verdict.ABSENT or chances.present >= LEAST_QUOTED)
        ):
            evidence = quotes(column, self.compiled.items[column], reading.passages, reading.scan, reading.opinion)
        return _finding(item, settled, evidence)

    def _settle(self, column: int, item: Item, chances: Chances, reading: Reading, grounds: Grounds) -> Settled:
        settled = settle(item, chances, grounds, self._weights)
        parts = self.compiled.items[column].all
        if settled.verdict is Verdict.MET and not all(
            any(part.fires(passage) for passage in reading.passages) for part in parts
        ):
            return Settled(Verdict.PARTLY, settled.score)
        return settled


def _finding(item: Item, settled: Settled, evidence: tuple[Evidence, ...]) -> Finding:
    verdict = settled.verdict
    message = item.messages.get(verdict, NOT_ASKED if verdict is Verdict.NOT_APPLICABLE else UNSURE)
    return Finding(
        item=item.id,
        title=item.title,
        group=item.group,
        verdict=verdict,
        force=item.force,
        law=item.law,
        score=round(settled.score, 2),
        message=f"{message} {settled.remark}".strip(),
        advice="" if verdict in (Verdict.MET, Verdict.NOT_APPLICABLE) else item.advice,
        evidence=evidence,
    )
