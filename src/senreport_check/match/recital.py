"""Which passages give no credit, or little: recited law, instructions, contents, glossaries, navigation.

CODEBOOK rulings 2, 3 and 12; what is recited is named by the checklist's `[[recital]]` signals.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from senreport_check.checklist.items import Recital, Where
from senreport_check.match.passages import Passage
from senreport_check.match.signals import Compiled
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.model import BlockKind, Verdict

_ORDER = (Verdict.ABSENT, Verdict.PARTLY, Verdict.MET)


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled recital."""

    signal: Compiled
    cap: Verdict
    section: bool


def compile_rules(recitals: Iterable[Recital], vocabulary: Vocabulary) -> tuple[Rule, ...]:
    """Compile the checklist's recitals."""
    return tuple(Rule(Compiled.of(each.signal, vocabulary), each.cap, each.section) for each in recitals)


def apply_caps(passages: Sequence[Passage], rules: Iterable[Rule]) -> None:
    """Take recited sentences out of their passages, and lower the cap of passages that are nothing else."""
    rules = tuple(rules)
    list_cap, opened_in = Verdict.MET, -1
    for passage in passages:
        in_its_list = passage.block.kind is BlockKind.LIST_ITEM or passage.index == opened_in
        if not in_its_list and (passage.block.kind is not BlockKind.ROW or opened_in >= 0):
            list_cap, opened_in = Verdict.MET, -1
        opened = _apply(passage, rules)
        passage.cap = lower(passage.cap, list_cap)
        if opened is not Verdict.MET:
            list_cap = lower(list_cap, opened)
            opened_in = passage.index if passage.block.kind is BlockKind.ROW else -1


def _apply(passage: Passage, rules: Iterable[Rule]) -> Verdict:
    """Cap one passage; the cap it sets on the list that follows is returned."""
    caps = [Verdict.MET] * len(passage.sentences)
    opened = Verdict.MET
    for rule in rules:
        if rule.signal.where is not Where.SENTENCE:
            if rule.signal.fires(passage):
                passage.cap = lower(passage.cap, rule.cap)
            continue
        for number in rule.signal.all_fired(passage):
            caps[number] = lower(caps[number], rule.cap)
            if rule.section and passage.text.endswith(":"):
                opened = lower(opened, rule.cap)
    if any(cap is not Verdict.MET for cap in caps):
        best = max(caps, key=_ORDER.index)
        passage.keep([number for number, cap in enumerate(caps) if cap is best])
        passage.cap = lower(passage.cap, best)
    return opened


def lower(one: Verdict, other: Verdict) -> Verdict:
    """The lesser of two caps."""
    return min(one, other, key=_ORDER.index)
