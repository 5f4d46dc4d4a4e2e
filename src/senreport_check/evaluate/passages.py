"""Single passages: how many of each item are recognised, and how many look-alikes are left alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from senreport_check.evaluate.labelled import LabelledPassage
from senreport_check.model import Verdict


@dataclass(frozen=True, slots=True)
class PassageScore:
    """For one item: passages that speak of it (met, partly) and how many are recognised as speaking of it
    and with the right verdict; look-alikes written for it and filler, and how many are left alone.
    """

    item: str
    met: int = 0
    met_recognised: int = 0
    met_right: int = 0
    partly: int = 0
    partly_recognised: int = 0
    partly_right: int = 0
    near: int = 0
    near_left_alone: int = 0
    filler: int = 0
    filler_left_alone: int = 0

    @property
    def recognised(self) -> float:
        """The share of met and partly passages recognised as either."""
        return _share(self.met_recognised + self.partly_recognised, self.met + self.partly)

    @property
    def left_alone(self) -> float:
        """The share of near misses and filler given no verdict."""
        return _share(self.near_left_alone + self.filler_left_alone, self.near + self.filler)

    def __add__(self, other: PassageScore) -> PassageScore:
        names = [name for name in self.__slots__ if name != "item"]
        return PassageScore("all", *(getattr(self, name) + getattr(other, name) for name in names))


def score(
    items: Sequence[str], passages: Sequence[LabelledPassage], verdicts: Sequence[dict[str, Verdict]]
) -> list[PassageScore]:
    """One score an item, from its own passages and from the filler."""
    return [_score(item, passages, verdicts) for item in items]


def _score(item: str, passages: Sequence[LabelledPassage], verdicts: Sequence[dict[str, Verdict]]) -> PassageScore:
    counts = dict.fromkeys((name for name in PassageScore.__slots__ if name != "item"), 0)
    for passage, found in zip(passages, verdicts, strict=True):
        if passage.item not in (item, None):
            continue
        label, verdict = passage.verdicts.get(item), found[item]
        if label is None:
            group = "near" if passage.item else "filler"
            counts[group] += 1
            counts[f"{group}_left_alone"] += not verdict.present
        elif passage.item:
            counts[label.value] += 1
            counts[f"{label.value}_recognised"] += verdict.present
            counts[f"{label.value}_right"] += verdict is label
    return PassageScore(item, **counts)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
