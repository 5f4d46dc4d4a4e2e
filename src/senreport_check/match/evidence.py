"""Quotes: the document's own words that support an item."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from senreport_check.match.compiled import CompiledItem
from senreport_check.match.passages import Passage
from senreport_check.match.scan import Scan
from senreport_check.match.weigh import Opinion
from senreport_check.model import Evidence
from senreport_check.text import shorten

MOST = 3
BESIDE_THE_BEST = 0.5
READER = "reads like it"


def quotes(
    column: int, item: CompiledItem, passages: Sequence[Passage], scan: Scan, opinion: Opinion
) -> tuple[Evidence, ...]:
    """At most three quotes for one item, the strongest passage first."""
    strength = opinion.present[:, column] * (0.5 + opinion.met[:, column])
    order = [int(row) for row in np.argsort(-strength, kind="stable")[:MOST] if strength[row] > 0]
    if not order:
        return ()
    least = strength[order[0]] * BESIDE_THE_BEST
    return tuple(_quote(item, passages[row], scan, row, column) for row in order if strength[row] >= least)


def _quote(item: CompiledItem, passage: Passage, scan: Scan, row: int, column: int) -> Evidence:
    fired = scan.fired.get((row, column))
    number = fired.sentence if fired else _liveliest(item, passage)
    return Evidence(
        quote=shorten(passage.sentences[number].text),
        page=passage.block.page,
        heading=passage.heading,
        url=passage.block.url,
        signal=fired.name if fired else READER,
    )


def _liveliest(item: CompiledItem, passage: Passage) -> int:
    """The sentence with most of the item's vocabulary, the longest of equals."""
    counts = [
        (sum(node.bits.count(item.topic) for node, _ in sentence.found), len(sentence.text))
        for sentence in passage.sentences
    ]
    return counts.index(max(counts))
