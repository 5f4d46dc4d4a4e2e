"""The matcher: a document and a checklist in, a finding for every item out."""

from __future__ import annotations

from dataclasses import dataclass, field

from senreport_check.checklist.items import Checklist, Item, ValueName
from senreport_check.match import reader as readers
from senreport_check.match import weigh
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.evidence import quotes
from senreport_check.match.headings import quote, unanswered
from senreport_check.match.opinion import Reading, read
from senreport_check.match.settle import Chances, Grounds, Settled, settle
from senreport_check.model import Block, Document, DocumentKind, Evidence, Finding, School, Verdict

UNSURE = "A passage may speak of this; a person should look."
NOT_ASKED = "Not asked of this kind of school."
LEAST_QUOTED = 0.2
HEADING_ONLY = 0.7
WORDLESS = Document(())


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
        self.checklist = checklist
        self.compiled = CompiledChecklist.of(checklist, reader.words)
        self._learnt = {item.id for item in checklist.items} & set(reader.items)
        self._reader = reader if self._learnt else None
        self._weights = weigh.standard()

    def match(self, document: Document, asked: Asked) -> tuple[Finding, ...]:
        """A finding for every item of the checklist, in its order.

        A text written for schools about what reports hold (guidance) meets nothing by reciting it: only the values
        among its grounds count.
        """
        if asked.kind is DocumentKind.GUIDANCE:
            document = WORDLESS
        reading = read(self.compiled, document, self._reader, self._weights)
        return self._findings(_Read(reading, asked, self._unanswered(document)), lone=False)

    def match_passage(self, document: Document, grounds: Grounds) -> tuple[Finding, ...]:
        """A finding for every item from a text that is no whole document: its best passage decides."""
        reading = read(self.compiled, document, self._reader, self._weights, lone=True)
        return self._findings(_Read(reading, Asked(School(), DocumentKind.REPORT, grounds)), lone=True)

    def _findings(self, found: _Read, *, lone: bool) -> tuple[Finding, ...]:
        """Findings from a whole document, or from a `lone` passage."""
        opinion = found.reading.opinion
        folded = weigh.alone(opinion, self._weights) if lone else weigh.fold(opinion, self._weights)
        strongest = weigh.best(opinion)
        signalled = weigh.signalled(found.reading.scan, opinion)
        chances = []
        for column, item in enumerate(self.checklist.items):
            # Who the SENCO is, or where that stands, is said in one place.
            by_one = item.id not in self._learnt or (item.value is ValueName.SENCO and not lone)
            present, met = strongest if by_one else folded
            chances.append(Chances(float(present[column]), float(met[column]), bool(signalled[column])))
        return tuple(self._finding(column, each, found) for column, each in enumerate(chances))

    def _finding(self, column: int, chances: Chances, found: _Read) -> Finding:
        item = self.checklist.items[column]
        if not item.applies.to(found.asked.school):
            return _finding(item, Settled(Verdict.NOT_APPLICABLE, 1.0), ())
        settled = self._settle(column, chances, found)
        if column in found.unanswered and settled.verdict is Verdict.ABSENT and item.value is None:
            return _finding(item, Settled(Verdict.PARTLY, HEADING_ONLY), (quote(found.unanswered[column]),))
        return _finding(item, settled, self._evidence(column, settled, chances, found))

    def _settle(self, column: int, chances: Chances, found: _Read) -> Settled:
        settled = settle(self.checklist.items[column], chances, found.asked.grounds, self._weights)
        parts = self.compiled.items[column].all
        if settled.verdict is Verdict.MET and not all(
            any(part.fires(passage) for passage in found.reading.passages) for part in parts
        ):
            return Settled(Verdict.PARTLY, settled.score)
        return settled

    def _evidence(self, column: int, settled: Settled, chances: Chances, found: _Read) -> tuple[Evidence, ...]:
        """The words a value stands in, else the strongest passages; nothing where nothing comes near."""
        value = self.checklist.items[column].value
        given = found.asked.grounds.quotes.get(value, ()) if value else ()
        if given or value in (ValueName.REVIEWED, ValueName.READING_EASE):
            return given
        if settled.verdict is Verdict.ABSENT and chances.present < LEAST_QUOTED:
            return ()
        reading = found.reading
        return quotes(column, self.compiled.items[column], reading.passages, reading.scan, reading.opinion)

    def _unanswered(self, document: Document) -> dict[int, Block]:
        """The items, by their place, that a heading announces with nothing under it."""
        found: dict[int, Block] = {}
        for block in unanswered(document):
            mask = self.compiled.splitter.heading_mask(block.text)
            for column, item in enumerate(self.compiled.items):
                if mask & item.headings:
                    found.setdefault(column, block)
        return found


@dataclass(frozen=True, slots=True)
class _Read:
    """A document as read, who is asked, and the headings it leaves unanswered by item."""

    reading: Reading
    asked: Asked
    unanswered: dict[int, Block] = field(default_factory=dict)


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
