"""What verdicts and scores are worth on documents not learnt from: each judged by what the others taught.

The reader learns from two thirds of all passages and documents and reads the last third; how its opinion is
weighed is learnt from the documents outside an eighth and applied to those within. The checklist's signals are
the same throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from senreport_check.evaluate.labelled import Labelled, LabelledPassage
from senreport_check.evaluate.measures import Case
from senreport_check.evaluate.train import Sample, fit_weights, folds, learnt_items, opinion_of, read_by_others
from senreport_check.match import weigh
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.settle import Chances, by_chance
from senreport_check.match.weigh import Weights
from senreport_check.model import Document, Verdict

PARTS = 8


def crossed(
    compiled: CompiledChecklist, passages: Sequence[LabelledPassage], documents: Sequence[tuple[Labelled, Document]]
) -> list[Case]:
    """A case for every undisputed item of every document that rests on what its passages say, not on a value."""
    items = learnt_items(compiled)
    samples = read_by_others(compiled, items, passages, documents)
    names = {id(sample): labelled.id for sample, (labelled, _) in zip(samples[len(passages) :], documents, strict=True)}
    found: list[Case] = []
    for held_out in folds(samples[len(passages) :], PARTS):
        apart = set(map(id, held_out))
        weights = fit_weights(compiled, items, [sample for sample in samples if id(sample) not in apart])
        for sample in held_out:
            found += _cases(compiled, sample, weights, names[id(sample)])
    return found


def _cases(compiled: CompiledChecklist, sample: Sample, weights: Weights, document: str) -> Iterator[Case]:
    opinion = opinion_of(sample, weights)
    present, met = weigh.fold(opinion, weights)
    signalled = weigh.signalled(sample.scan, opinion)
    for column, each in enumerate(compiled.items):
        item = each.item
        if item.value is None and item.id not in sample.disputed:
            chances = Chances(float(present[column]), float(met[column]), bool(signalled[column]))
            settled = by_chance(chances, weights)
            label = sample.verdicts.get(item.id, Verdict.ABSENT)
            yield Case(document, item.id, label, settled.verdict, round(settled.score, 2))
