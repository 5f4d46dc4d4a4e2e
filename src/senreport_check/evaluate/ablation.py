"""Ablation: a verdict must fall when what supports it is taken out, and stay when something else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from senreport_check.check import Examiner
from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.evaluate.labelled import Labelled
from senreport_check.evaluate.run import TODAY, UNLABELLED
from senreport_check.match.judge import Matcher
from senreport_check.model import School, Verdict


@dataclass(frozen=True, slots=True)
class Ablation:
    """How many verdicts fell out of those whose support was removed, how many stayed out of those whose was not.

    `items` holds fell and tried for each item.
    """

    removed: int
    fell: int
    kept: int
    stayed: int
    items: dict[str, tuple[int, int]]

    @property
    def falls(self) -> float:
        """The share of verdicts that fell with their support."""
        return self.fell / self.removed if self.removed else 0.0

    @property
    def stays(self) -> float:
        """The share of verdicts that stayed without unrelated blocks."""
        return self.stayed / self.kept if self.kept else 0.0


def ablate(documents: Sequence[Labelled], matcher: Matcher) -> Ablation:
    """Take out of each document the blocks that support each met item, and as many that do not."""
    examiner = Examiner(matcher, TODAY)
    tried: Counter[str] = Counter()
    fell: Counter[str] = Counter()
    kept = stayed = 0
    for labelled in documents:
        if labelled.content is None:
            continue
        whole = _verdicts(labelled.content, examiner)
        for item in _met_as_labelled(labelled, whole):
            tried[item] += 1
            fell[item] += _verdicts(_without(labelled.content, item), examiner)[item] is not Verdict.MET
            kept += 1
            stayed += _verdicts(_without_others(labelled.content, item), examiner)[item] is whole[item]
    items = {item: (fell[item], tried[item]) for item in sorted(tried)}
    return Ablation(tried.total(), fell.total(), kept, stayed, items)


def _met_as_labelled(labelled: Labelled, whole: dict[str, Verdict]) -> Iterator[str]:
    for item, label in labelled.verdicts.items():
        usable = item not in labelled.disputed and item not in UNLABELLED
        if usable and label is Verdict.MET and whole.get(item) is Verdict.MET:
            yield item


def _verdicts(content: dict[str, Any], examiner: Examiner) -> dict[str, Verdict]:
    examined = examiner.examine(document_from_corpus(content), School())
    return {finding.item: finding.verdict for finding in examined.findings}


def _without(content: dict[str, Any], item: str) -> dict[str, Any]:
    return {**content, "blocks": [block for block in content["blocks"] if item not in block["labels"]]}


def _without_others(content: dict[str, Any], item: str) -> dict[str, Any]:
    """The document less as many blocks as support the item, the first that support something else alone."""
    supporting = sum(item in block["labels"] for block in content["blocks"])
    others = [block for block in content["blocks"] if block["labels"] and item not in block["labels"]]
    dropped = set(map(id, others[:supporting]))
    return {**content, "blocks": [block for block in content["blocks"] if id(block) not in dropped]}
