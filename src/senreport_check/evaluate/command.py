"""What `senreport-check evaluate` does: documents, passages, ablation, and the gate that pins the figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from senreport_check.checklist import find
from senreport_check.evaluate import ablation, gates, tables
from senreport_check.evaluate.figures import figures_of
from senreport_check.evaluate.labelled import load_documents, load_passages
from senreport_check.evaluate.passages import PassageScore, score
from senreport_check.evaluate.run import UNLABELLED, Result, run_documents, run_passages
from senreport_check.match.judge import Matcher


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be evaluated and how it is shown; `format` is text or json."""

    corpus: Path
    form: str | None
    checklist: str
    show: bool
    format: str
    gate: Path | None
    pin: Path | None
    lower: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What to print, and why a gate failed (None: it held, or there was none)."""

    text: str
    failed: str | None = None


def documents(request: Request) -> Answer:
    """Figures over labelled documents, compared with those pinned in a gate or pinned there themselves."""
    matcher = Matcher(find(request.checklist))
    results = run_documents(load_documents(request.corpus), matcher, request.form)
    figures = figures_of(results)
    fingerprint = gates.fingerprint(request.corpus)
    if request.pin:
        gates.pin(request.pin, fingerprint, figures, request.form, request.lower)
    failed = gates.hold(request.gate, fingerprint, figures, request.form) if request.gate else None
    if request.format == "json":
        return Answer(_json({**asdict(figures), "disagreements": _disagreements(results)}), failed)
    shown = [tables.figures(figures)]
    if request.show:
        shown.append(tables.disagreements(results))
    return Answer("\n\n".join(shown), failed)


def passages(request: Request) -> Answer:
    """Per item how many passages get the right verdict, each standing alone."""
    matcher = Matcher(find(request.checklist))
    labelled = load_passages(request.corpus)
    verdicts = run_passages(labelled, matcher)
    items = [item.id for item in matcher.checklist.items if item.id not in UNLABELLED]
    scores = score(items, labelled, verdicts)
    if request.format == "json":
        rows = [*scores, _sum(scores)]
        return Answer(
            _json([asdict(row) | {"recognised": row.recognised, "left_alone": row.left_alone} for row in rows])
        )
    shown = [tables.passages([*scores, _sum(scores)])]
    if request.show:
        shown.append(tables.wrong_passages(labelled, verdicts))
    return Answer("\n\n".join(shown))


def ablate(request: Request) -> Answer:
    """How often a verdict falls when its support is taken out, and stays when other blocks are."""
    found = ablation.ablate(load_documents(request.corpus), Matcher(find(request.checklist)))
    return Answer(_json(asdict(found)) if request.format == "json" else tables.ablation(found))


def _sum(scores: Sequence[PassageScore]) -> PassageScore:
    total = scores[0]
    for other in scores[1:]:
        total = total + other
    return total


def _disagreements(results: Sequence[Result]) -> list[dict[str, Any]]:
    return [asdict(case) for result in results for case in result.cases() if case.label is not case.verdict]


def _json(value: object) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False, default=str)
