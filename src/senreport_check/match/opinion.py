"""What signals and reader together think of each passage of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from senreport_check.match import weigh
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.passages import Passage
from senreport_check.match.reader import Reader, Stretch
from senreport_check.match.recital import apply_caps
from senreport_check.match.scan import Scan
from senreport_check.match.weigh import Opinion, Weights
from senreport_check.model import Document

if TYPE_CHECKING:
    from numpy.typing import NDArray

LONG_PASSAGE = 40
DEAF = -12.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A document cut into passages, what the signals say of them, and the opinion formed."""

    passages: list[Passage]
    scan: Scan
    opinion: Opinion


def read(
    compiled: CompiledChecklist,
    document: Document,
    reader: Reader | None,
    weights: Weights | None,
    *,
    lone: bool = False,
) -> Reading:
    """Form an opinion of every passage; without reader and weights by the signals alone.

    `lone` says that the text is a passage by itself, no whole document.
    """
    passages = compiled.splitter.split(document)
    apply_caps(passages, compiled.recital)
    scanned = compiled.scanner.scan(passages)
    opinion = weigh.weigh_rules(scanned)
    if reader and weights:
        logits = reader_logits(compiled, passages, reader)
        known = np.array([item.item.id in reader.items for item in compiled.items])
        opinion = _either(known, weigh.weigh(scanned, *logits, weights, lone=lone), opinion)
    return Reading(passages, scanned, weigh.apply_caps(opinion, [passage.cap for passage in passages]))


def _either(known: NDArray[np.bool_], learnt: Opinion, rules: Opinion) -> Opinion:
    """The reader's opinion for the items it has learnt, the rules' for the others."""
    return Opinion(np.where(known, learnt.present, rules.present), np.where(known, learnt.met, rules.met))


def reader_logits(
    compiled: CompiledChecklist, passages: Sequence[Passage], reader: Reader
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The reader's log odds, passages × items; a long passage counts as its best stretch."""
    shape = (len(passages), len(compiled.items))
    present, met = np.full(shape, DEAF), np.full(shape, DEAF)
    columns = [column for column, item in enumerate(compiled.items) if item.item.id in reader.items]
    theirs = [reader.items.index(compiled.items[column].item.id) for column in columns]
    stretches = [(row, stretch) for row, passage in enumerate(passages) for stretch in stretches_of(passage)]
    if not stretches or not columns:
        return present, met
    rows = [row for row, _ in stretches]
    found, full = reader.logits([stretch for _, stretch in stretches], compiled.vocabulary)
    read, starts = np.unique(rows, return_index=True)
    place = np.ix_(read, np.array(columns))
    present[place] = np.maximum(DEAF, np.maximum.reduceat(found[:, theirs], starts, axis=0))
    met[place] = np.maximum(DEAF, np.maximum.reduceat(full[:, theirs], starts, axis=0))
    return present, met


def whole(passage: Passage) -> Stretch:
    """The passage as one stretch, with what it stands under."""
    return Stretch(passage.text, _context(passage), passage.mask)


def stretches_of(passage: Passage) -> list[Stretch]:
    """The passage, or when it is long each pair of neighbouring sentences."""
    sentences = passage.sentences
    if len(passage.text.split()) <= LONG_PASSAGE or len(sentences) < 3:
        return [whole(passage)] if sentences else []
    under = _context(passage)
    return [Stretch(f"{one.text} {two.text}", under, one.mask | two.mask) for one, two in pairwise(sentences)]


def _context(passage: Passage) -> str:
    return " ".join(part for part in (passage.heading, passage.lead) if part)
