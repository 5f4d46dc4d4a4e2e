"""A checklist's own examples against its own signals: what a checklist promises is tested with it."""

from __future__ import annotations

from collections.abc import Iterator

from senreport_check.checklist.items import HEADING_MARK, Checklist, Example, Item, Signal, Where
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.opinion import read
from senreport_check.match.passages import Splitter
from senreport_check.match.signals import Compiled
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.model import Block, BlockKind, Document, Verdict

_GOOD_ENOUGH = 0.5


def failures(checklist: Checklist) -> Iterator[tuple[str | None, str]]:
    """Every example that does not get its verdict and every signal that does not fire on its own example."""
    compiled = CompiledChecklist.of(checklist)
    for column, item in enumerate(checklist.items):
        for example in item.examples:
            found = verdict_alone(compiled, column, example)
            if found is not example.verdict and item.value is None:
                yield item.id, f"the example {example.text!r} is {found}, not {example.verdict}."
        yield from _silent(item, checklist)
    for recital in checklist.recital:
        if recital.signal.example and not _fires(recital.signal, checklist):
            yield None, f"recital {recital.signal.name!r} does not fire on its own example."


def verdict_alone(compiled: CompiledChecklist, column: int, example: Example) -> Verdict:
    """The verdict the signals alone give a text that stands by itself."""
    opinion = read(compiled, document_of(example.text, example.heading), None, None).opinion
    present, met = opinion.present[:, column], opinion.met[:, column]
    if not present.size or present.max() < _GOOD_ENOUGH:
        return Verdict.ABSENT
    return Verdict.MET if (present * met).max() >= _GOOD_ENOUGH else Verdict.PARTLY


def document_of(text: str, heading: str | None) -> Document:
    """A text under its heading as a document of its own."""
    above = (Block(BlockKind.HEADING, heading, level=2),) if heading else ()
    return Document((*above, Block(BlockKind.PARAGRAPH, text)))


def _silent(item: Item, checklist: Checklist) -> Iterator[tuple[str, str]]:
    for signal in (*item.any, *item.all, *item.none, *item.partly):
        if signal.example and not _fires(signal, checklist):
            yield item.id, f"signal {signal.name!r} does not fire on its own example."


def _fires(signal: Signal, checklist: Checklist) -> bool:
    vocabulary = Vocabulary.of(checklist)
    compiled = Compiled.of(signal, vocabulary)
    heading, mark, text = signal.example.partition(HEADING_MARK)
    if not mark:
        heading, text = (signal.example, signal.example) if signal.where is Where.HEADING else ("", signal.example)
    passages = Splitter(vocabulary).split(document_of(text, heading or None))
    return any(compiled.fires(passage) for passage in passages)
