"""The results of an evaluation as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from senreport_check.evaluate.ablation import Ablation
from senreport_check.evaluate.figures import Figures
from senreport_check.evaluate.labelled import LabelledPassage
from senreport_check.evaluate.passages import PassageScore
from senreport_check.evaluate.run import Result
from senreport_check.model import Verdict


def figures(found: Figures) -> str:
    """The figures of labelled documents, overall and per item."""
    lines = [
        f"{found.documents} documents, {found.findings} findings",
        f"present  micro-F1 {found.present_micro:.3f}  macro-F1 {found.present_macro:.3f}",
        f"absent   micro-F1 {found.absent_micro:.3f}  macro-F1 {found.absent_macro:.3f}",
        f"kappa {found.kappa:.3f}  accuracy {found.accuracy:.3f}  unsure {found.unsure:.3f}",
        f"met called partly {found.met_called_partly}, partly called met {found.partly_called_met}",
        f"kind {found.kind:.3f}  " + "  ".join(f"{name} {share:.3f}" for name, share in found.values.items()),
        "",
        f"{'item':22} present absent  labels and verdicts",
    ]
    for item in found.items:
        confusion = ", ".join(f"{count} {pair}" for pair, count in item.confusion.items())
        lines.append(f"{item.item:22} {_number(item.present_f1)}   {_number(item.absent_f1)}  {confusion}")
    lines += ["", "score      findings  right"]
    lines += [
        f"{band.low:.1f} to {band.high:.1f} {band.findings:8}  {band.right / band.findings:.2f}"
        for band in found.calibration
    ]
    return "\n".join(lines)


def disagreements(results: Sequence[Result]) -> str:
    """Every verdict, value and kind that differs from the label, with the quote."""
    lines = []
    for result in results:
        for case in result.cases():
            if case.label is not case.verdict:
                lines.append(
                    f"{case.document} {case.item}: {case.label}, called {case.verdict}"
                    f" ({case.score:.2f}) {case.quote!r}"
                )
        for name, right in result.values_right().items():
            if not right:
                labelled, found = result.labelled.values.get(name), getattr(result.examined.values, name)
                lines.append(f"{result.labelled.id} {name}: {labelled!r}, read as {found!r}")
        if not result.kind_right:
            lines.append(f"{result.labelled.id} kind: {result.labelled.kind}, taken for {result.examined.kind.kind}")
    return "\n".join(lines)


def passages(scores: Sequence[PassageScore]) -> str:
    """Per item what was recognised and what was left alone; the last line is all together."""
    lines = [f"{'item':22} recognised  left alone   met found/right/of   partly found/right/of   near misses   filler"]
    for each in scores:
        lines.append(
            f"{each.item:22} {each.recognised:10.3f} {each.left_alone:11.3f}"
            f"   {each.met_recognised:6}/{each.met_right}/{each.met}"
            f"   {each.partly_recognised:12}/{each.partly_right}/{each.partly}"
            f"   {each.near_left_alone:12}/{each.near}   {each.filler_left_alone}/{each.filler}"
        )
    return "\n".join(lines)


def wrong_passages(labelled: Sequence[LabelledPassage], verdicts: Sequence[dict[str, Verdict]]) -> str:
    """Every passage whose own item got another verdict, and every filler that got any."""
    lines = []
    for passage, found in zip(labelled, verdicts, strict=True):
        for item in [passage.item] if passage.item else [item for item, verdict in found.items() if verdict.present]:
            label = passage.verdicts.get(item, Verdict.ABSENT)
            if found[item] is not label:
                lines.append(f"{item}: {label}, called {found[item]}: ({passage.heading}) {passage.text}")
    return "\n".join(lines)


def ablation(found: Ablation) -> str:
    """The two shares of the ablation, and per item how often its verdict fell."""
    lines = [
        f"verdict falls without its support: {found.fell} of {found.removed} ({found.falls:.3f})",
        f"verdict stays without other blocks: {found.stayed} of {found.kept} ({found.stays:.3f})",
    ]
    lines += [f"  {item:22} fell {fell} of {tried}" for item, (fell, tried) in found.items.items()]
    return "\n".join(lines)


def _number(value: float | None) -> str:
    return "  –  " if value is None else f"{value:.3f}"
