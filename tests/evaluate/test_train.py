"""The making of the weights, and what verdicts are worth on documents not learnt from, over a little material."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from senreport_check.checklist import find
from senreport_check.evaluate import network, train
from senreport_check.evaluate.crossed import crossed
from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.evaluate.labelled import Labelled, LabelledPassage, load_documents, load_passages
from senreport_check.evaluate.measures import presence
from senreport_check.match.compiled import CompiledChecklist
from senreport_check.match.reader import Reader
from senreport_check.match.weigh import Weights
from senreport_check.model import Document

pytest.importorskip("scipy", reason="needs the extra train")

Material = tuple[CompiledChecklist, list[LabelledPassage], list[tuple[Labelled, Document]]]


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "HIDDEN", 32)
    monkeypatch.setattr(network, "ROUNDS", 8)


@pytest.fixture(scope="module")
def material(repository: Path) -> Material:
    fixtures = repository / "fixtures"
    labelled = load_documents(fixtures / "corpus")[::6]
    documents = [(each, document_from_corpus(each.content)) for each in labelled if each.content]
    return CompiledChecklist.of(find()), load_passages(fixtures / "passages")[::40], documents


def test_what_is_learnt_is_the_same_each_time_and_as_it_was_kept(material: Material, tmp_path: Path) -> None:
    (one, weights), (other, again) = (train.train(*material) for _ in range(2))
    assert (one.layers.inner == other.layers.inner).all()
    assert (weights.document_present == again.document_present).all()
    assert 0 < weights.absent_below < weights.present_from < 1
    assert 0 < weights.alone_from < 1
    one.save(tmp_path / "reader.npz")
    weights.save(tmp_path / "weights.json")
    assert Reader.load(tmp_path / "reader.npz").items == one.items
    assert np.allclose(Weights.load(tmp_path / "weights.json").passage_met, weights.passage_met, atol=1e-4)


def test_documents_are_judged_by_what_the_others_taught(material: Material) -> None:
    cases = crossed(*material)
    assert {case.document for case in cases} == {labelled.id for labelled, _ in material[2]}
    assert (presence(cases).f1 or 0) > 0.75
    assert all(0 <= case.score <= 1 for case in cases)
