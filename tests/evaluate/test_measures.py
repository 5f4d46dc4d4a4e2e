"""Figures against cases counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from senreport_check.errors import SettingsError, UsageError
from senreport_check.evaluate import gates
from senreport_check.evaluate.figures import Figures
from senreport_check.evaluate.labelled import load_documents, load_passages
from senreport_check.evaluate.measures import Case, absence, calibration, kappa, macro, presence
from senreport_check.evaluate.passages import score
from senreport_check.model import Verdict

M, P, A, U = Verdict.MET, Verdict.PARTLY, Verdict.ABSENT, Verdict.UNSURE


def cases(*pairs: tuple[Verdict, Verdict]) -> list[Case]:
    return [Case("d", "i", label, verdict, 0.85) for label, verdict in pairs]


def test_presence_counts_partly_and_unsure_claims_nothing() -> None:
    found = presence(cases((M, P), (P, U), (A, M), (A, A)))
    assert (found.right, found.claimed, found.true) == (1, 2, 2)
    assert found.f1 == pytest.approx(0.5)


def test_absence() -> None:
    found = absence(cases((A, A), (A, U), (M, A)))
    assert found.f1 == pytest.approx(0.5)


def test_macro_leaves_out_what_has_nothing_to_find() -> None:
    assert macro([presence(cases((A, A))), presence(cases((M, M)))]) == 1.0


def test_kappa() -> None:
    assert kappa(cases((M, M), (A, A), (P, P))) == pytest.approx(1.0)
    assert kappa(cases((M, M), (M, A), (A, M), (A, A))) == pytest.approx(0.0)
    assert kappa([]) == 0.0


def test_calibration_bands() -> None:
    (band,) = calibration(cases((M, M), (M, A)))
    assert (band.low, band.findings, band.right) == (pytest.approx(0.8), 2, 1)


def test_passages_are_scored_by_the_item_they_were_written_for(tmp_path: Path) -> None:
    lines = [
        {"for": "bullying", "text": "a", "heading": None, "labels": {"bullying": "met"}},
        {"for": "bullying", "text": "b", "heading": "H", "labels": {"bullying": "partly"}},
        {"for": "bullying", "text": "c", "heading": None, "labels": {}},
        {"for": "none", "text": "d", "heading": None, "labels": {}},
        {"for": "transition", "text": "e", "heading": None, "labels": {"bullying": "met"}},
    ]
    path = tmp_path / "p.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    verdicts = [{"bullying": verdict} for verdict in (P, A, M, A, A)]
    (found,) = score(["bullying"], load_passages(path), verdicts)
    assert (found.met, found.met_recognised, found.met_right) == (1, 1, 0)
    assert (found.partly, found.partly_recognised) == (1, 0)
    assert (found.near, found.near_left_alone, found.filler, found.filler_left_alone) == (1, 0, 1, 1)
    assert (found.recognised, found.left_alone) == (0.5, 0.5)


@pytest.mark.parametrize("content", ["[]", "{}", "no json"])
def test_what_is_no_labelled_document_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.json"):
        load_documents(tmp_path)


def figures(macro_f1: float) -> Figures:
    return Figures(1, 1, 1.0, macro_f1, 1.0, 1.0, 1.0, 1.0, 0.0, 0, 0, 1.0, {}, (), ())


def test_the_gate_holds_and_fires(tmp_path: Path) -> None:
    gate, corpus = tmp_path / "gate.json", tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.json").write_text("{}", encoding="utf-8")
    mark = gates.fingerprint(corpus)
    gates.pin(gate, mark, figures(0.9), None, None)
    assert gates.hold(gate, mark, figures(0.9), None) is None
    assert "0.880" in (gates.hold(gate, mark, figures(0.88), None) or "")
    (corpus / "a.json").write_text("{ }", encoding="utf-8")
    assert "another state" in (gates.hold(gate, gates.fingerprint(corpus), figures(0.9), None) or "")


def test_lowering_takes_a_reason_that_stays(tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    gates.pin(gate, "x", figures(0.9), None, None)
    with pytest.raises(SettingsError, match="--lower"):
        gates.pin(gate, "x", figures(0.8), None, None)
    gates.pin(gate, "x", figures(0.8), None, "labels corrected")
    assert json.loads(gate.read_text(encoding="utf-8"))["lowered"][0]["reason"] == "labels corrected"
