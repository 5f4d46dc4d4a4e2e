"""Makes the reader's weights and the weighing of signals from the labelled passages and documents.

The reader is fitted on two thirds at a time, and the weighing on what it then says of the last third, and of
passages only on those that the signals were written without sight of: no weight rests on an opinion about a
text that was learnt by heart.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from senreport_check.evaluate.labelled import Labelled, LabelledPassage
from senreport_check.evaluate.network import fit_network
from senreport_check.evaluate.regression import fit
from senreport_check.evaluate.run import UNLABELLED
from senreport_check.match import weigh
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.concepts import Concepts
from senreport_check.match.opinion import reader_logits, whole
from senreport_check.match.passages import Passage
from senreport_check.match.reader import Reader, Stretch, features_of, words_of
from senreport_check.match.recital import apply_caps
from senreport_check.match.scan import Scan
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.match.weigh import Opinion, Weights
from senreport_check.model import Document, Verdict

FOLDS = 3
SEED = 2014
AT_LEAST = 3
WEIGH_STRENGTH = 1.0
PARTLY, MET = 1, 2
UNSURE_SHARE = 0.03
EVEN = 0.5
MET_FROM = 0.25
"""As low for what is surely there: who reads published reports takes general practice as met (docs/accuracy.md)."""
LEFT_ALONE = 0.957
"""The share of look-alikes and filler that must be left alone when they stand by themselves; of passages set aside,
which are half look-alikes and hard ones, fewer are."""

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Text:
    """One labelled text of one document or passage."""

    stretch: Stretch
    verdicts: dict[str, Verdict]


@dataclass(slots=True)
class Sample:
    """A document or single passage cut up, its signals, the labels of each passage and of the whole."""

    passages: list[Passage]
    scan: Scan
    texts: list[Text]
    verdicts: dict[str, Verdict]
    disputed: frozenset[str]
    item: str | None = None
    aside: bool = False
    is_document: bool = False
    logits: tuple[Array, Array] | None = None


def train(
    compiled: CompiledChecklist, passages: Sequence[LabelledPassage], documents: Sequence[tuple[Labelled, Document]]
) -> tuple[Reader, Weights]:
    """Fit reader and weighing; deterministic for the same material."""
    items = learnt_items(compiled)
    samples = read_by_others(compiled, items, passages, documents)
    weights = fit_weights(compiled, items, samples)
    return fit_reader(items, [text for sample in samples for text in sample.texts], compiled.vocabulary), weights


def learnt_items(compiled: CompiledChecklist) -> tuple[str, ...]:
    """The items the codebook has labels for."""
    return tuple(item.item.id for item in compiled.items if item.item.id not in UNLABELLED)


def read_by_others(
    compiled: CompiledChecklist,
    items: tuple[str, ...],
    passages: Sequence[LabelledPassage],
    documents: Sequence[tuple[Labelled, Document]],
) -> list[Sample]:
    """All the material as samples, passages first, each read by a reader that learnt from two other thirds."""
    samples = [_of_passage(compiled, passage) for passage in passages]
    samples += [_of_document(compiled, labelled, document) for labelled, document in documents]
    for held_out in folds(samples, FOLDS):
        kept = set(map(id, held_out))
        learnt = [text for sample in samples if id(sample) not in kept for text in sample.texts]
        reader = fit_reader(items, learnt, compiled.vocabulary)
        for sample in held_out:
            sample.logits = reader_logits(compiled, sample.passages, reader)
    return samples


def fit_reader(items: tuple[str, ...], texts: Sequence[Text], vocabulary: Vocabulary) -> Reader:
    """Two answers an item: present or not, and met or partly where present."""
    stretches = [text.stretch for text in texts]
    concepts = Concepts.of(vocabulary, [stretch.mask for stretch in stretches], at_least=AT_LEAST)
    labels = _labels([text.verdicts for text in texts], items)
    answers, counted = np.hstack([labels > 0, labels == MET]), np.hstack([np.ones_like(labels), labels > 0])
    layers = fit_network(features_of(stretches, concepts, vocabulary), answers, counted, SEED)
    return Reader(items, _words(stretches), concepts, layers)


def _words(stretches: Sequence[Stretch]) -> frozenset[str]:
    """The words that stand in several texts: no slips of spelling."""
    counts = Counter(word for stretch in stretches for word in set(words_of(stretch.text)))
    return frozenset(word for word, count in counts.items() if count >= AT_LEAST)


def fit_weights(compiled: CompiledChecklist, items: tuple[str, ...], samples: Sequence[Sample]) -> Weights:
    """The weighing of signals in a passage, then of passages in a document, then the thresholds."""
    columns = [number for number, item in enumerate(compiled.items) if item.item.id in items]
    ids = [compiled.items[number].item.id for number in columns]
    aside = [sample for sample in samples if sample.aside]
    features = [_features(sample)[:, columns] for sample in aside]
    labels = [_labels([text.verdicts for text in sample.texts], ids) for sample in aside]
    present = _weighing(features, [label > 0 for label in labels], None)
    met = _weighing(features, [label == MET for label in labels], [label > 0 for label in labels])
    draft = Weights(present, met, np.zeros(0), np.zeros(0), 0.5, 0.5, 0.5, 0.5)
    documents = [sample for sample in samples if sample.is_document]
    of_documents = [weigh.document_features(opinion_of(sample, draft))[None, columns] for sample in documents]
    answers = [_labels([sample.verdicts], ids) for sample in documents]
    scored = [np.array([[item not in sample.disputed for item in ids]]) for sample in documents]
    there = _weighing(of_documents, [answer > 0 for answer in answers], scored)
    full = _weighing(
        of_documents,
        [answer == MET for answer in answers],
        [(answer > 0) & mask for answer, mask in zip(answers, scored, strict=True)],
    )
    doubt = _doubt(of_documents, scored, there)
    alone = _alone(samples, draft, dict(zip(ids, columns, strict=True)))
    return Weights(present, met, there, full, EVEN - doubt, EVEN + doubt, MET_FROM, alone)


def opinion_of(sample: Sample, weights: Weights) -> Opinion:
    """The opinion of a sample's passages under these weights."""
    assert sample.logits is not None
    opinion = weigh.weigh(sample.scan, *sample.logits, weights, lone=not sample.is_document)
    return weigh.apply_caps(opinion, [passage.cap for passage in sample.passages])


def _features(sample: Sample) -> Array:
    assert sample.logits is not None
    return weigh.passage_features(sample.scan, *sample.logits)


def _labels(verdicts: Sequence[dict[str, Verdict]], ids: Sequence[str]) -> NDArray[np.int_]:
    value = {Verdict.PARTLY: PARTLY, Verdict.MET: MET}
    return np.array([[value.get(each.get(item, Verdict.ABSENT), 0) for item in ids] for each in verdicts])


def _weighing(features: Sequence[Array], answers: Sequence[Array], masks: Sequence[Array] | None) -> Array:
    """One regression over all items at once; the last feature is constant and takes the bias."""
    table = np.concatenate([each.reshape(-1, each.shape[-1]) for each in features])
    answer = np.concatenate([each.reshape(-1, 1) for each in answers])
    counted = np.ones_like(answer) if masks is None else np.concatenate([each.reshape(-1, 1) for each in masks])
    weights, bias = fit(table, answer.astype(float), counted.astype(float), WEIGH_STRENGTH)
    weights[-1] += bias
    return weights[:, 0]


def _doubt(features: Sequence[Array], scored: Sequence[Array], weights: Array) -> float:
    """How far from even the chance of presence may lie to be doubted, so that the allowed share of findings is."""
    mask = np.concatenate([each.reshape(-1) for each in scored])
    odds = np.concatenate([each[0] @ weights for each in features])[mask]
    near = np.sort(np.abs(1 / (1 + np.exp(-odds)) - EVEN))
    return float(near[int(len(near) * UNSURE_SHARE)])


def _alone(samples: Sequence[Sample], weights: Weights, columns: dict[str, int]) -> float:
    """The least chance that counts in a passage standing alone: as low as look-alikes and filler allow."""
    fooled = []
    for sample in samples:
        if sample.is_document or sample.aside or not sample.passages:
            continue
        present = opinion_of(sample, weights).present.max(axis=0)
        asked = [sample.item] if sample.item else list(columns)
        fooled += [present[columns[item]] for item in asked if item in columns and item not in sample.verdicts]
    return float(np.quantile(np.array(fooled), LEFT_ALONE))


def folds(samples: Sequence[Sample], number: int) -> list[list[Sample]]:
    """The samples in so many parts of about one size, by chance but always the same."""
    order = list(samples)
    random.Random(SEED).shuffle(order)
    return [order[first::number] for first in range(number)]


def _of_passage(compiled: CompiledChecklist, passage: LabelledPassage) -> Sample:
    sample = _sample(compiled, passage.document(), passage.verdicts, frozenset())
    sample.item, sample.aside = passage.item, passage.aside
    sample.texts = [Text(whole(each), passage.verdicts) for each in sample.passages]
    return sample


def _of_document(compiled: CompiledChecklist, labelled: Labelled, document: Document) -> Sample:
    assert labelled.content is not None
    sample = _sample(compiled, document, labelled.verdicts, labelled.disputed)
    sample.is_document, sample.aside = True, labelled.aside
    by_text = {_key(block): block["labels"] for block in labelled.content["blocks"]}
    sample.texts = [
        Text(whole(each), {k: Verdict(v) for k, v in by_text.get(each.block.text, {}).items()})
        for each in sample.passages
    ]
    return sample


def _key(block: dict[str, object]) -> str:
    cells = block.get("cells")
    return "\n".join(map(str, cells)) if isinstance(cells, list) else str(block["text"])


def _sample(
    compiled: CompiledChecklist, document: Document, verdicts: dict[str, Verdict], disputed: frozenset[str]
) -> Sample:
    passages = compiled.splitter.split(document)
    apply_caps(passages, compiled.recital)
    return Sample(passages, compiled.scanner.scan(passages), [], verdicts, disputed)
