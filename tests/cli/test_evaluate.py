"""`evaluate` in each of its forms, over a little labelled material."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from senreport_check.cli.exits import Exit

from .calling import run

CHOSEN = ("dev-a01.json", "dev-b08.json")


@pytest.fixture
def corpus(repository: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in CHOSEN:
        shutil.copy(repository / "fixtures" / "corpus" / name, folder)
    return folder


@pytest.fixture
def passages(repository: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "passages"
    folder.mkdir()
    lines = (repository / "fixtures" / "passages" / "bank.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "few.jsonl").write_text("\n".join(lines[::60]) + "\n", encoding="utf-8")
    return folder


def test_documents_with_their_figures_and_what_differs(corpus: Path) -> None:
    code, said, _ = run("evaluate", str(corpus), "--show")
    assert code == Exit.OK
    assert "2 documents" in said
    assert "kappa" in said
    code, said, _ = run("evaluate", str(corpus), "--format", "json")
    figures = json.loads(said)
    assert (code, figures["documents"], figures["kind"]) == (Exit.OK, 2, 1.0)
    assert all(case["label"] != case["verdict"] for case in figures["disagreements"])


def test_passages_item_by_item(passages: Path) -> None:
    code, said, _ = run("evaluate", str(passages), "--passages", "--show")
    assert code == Exit.OK
    assert said.splitlines()[0].split()[:2] == ["item", "recognised"]
    rows = json.loads(run("evaluate", str(passages), "--passages", "--format", "json")[1])
    assert rows[-1]["item"] == "all"
    assert rows[-1]["met"] == sum(row["met"] for row in rows[:-1]) > 0


def test_verdicts_without_their_support(corpus: Path) -> None:
    code, said, _ = run("evaluate", str(corpus), "--ablate")
    assert code == Exit.OK
    assert "falls" in said
    found = json.loads(run("evaluate", str(corpus), "--ablate", "--format", "json")[1])
    assert 0 < found["fell"] <= found["removed"] == sum(tried for _, tried in found["items"].values())


def test_a_gate_holds_what_was_pinned_and_no_more(corpus: Path, tmp_path: Path) -> None:
    gate = tmp_path / "gate.json"
    assert run("evaluate", str(corpus), "--pin", str(gate))[0] == Exit.OK
    assert run("evaluate", str(corpus), "--gate", str(gate))[0] == Exit.OK
    pinned = json.loads(gate.read_text(encoding="utf-8"))
    pinned["figures"]["blocks"]["kappa"] = 1.01
    gate.write_text(json.dumps(pinned), encoding="utf-8")
    code, _, wrong = run("evaluate", str(corpus), "--gate", str(gate))
    assert code != Exit.OK
    assert "kappa" in wrong
