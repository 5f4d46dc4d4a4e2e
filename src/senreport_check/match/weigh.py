"""From signals and reader to the chance that a passage speaks of an item, and from passages to the document.

Two small regressions, shared by all items, fitted on documents and passages the reader had not seen: their
weights stand in weights.json, with the thresholds of the verdicts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from senreport_check.match.scan import Scan
from senreport_check.model import Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Folded = tuple[Array, Array]


WEIGHTS = Path(__file__).with_name("weights.json")
RULE_MET, RULE_PARTLY, RULE_HEADING = 0.9, 0.8, 0.25
FEWEST, RECITED = 1e-4, 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Coefficients of the four regressions (the constant last) and the thresholds of the verdicts.

    `met_from` is held against what `settle.by_chance` makes of being present and being met, `alone_from` is the
    threshold of presence for a passage that stands alone.
    """

    passage_present: Array
    passage_met: Array
    document_present: Array
    document_met: Array
    absent_below: float
    present_from: float
    met_from: float
    alone_from: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Weights:
        """Read weights.json."""
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        read: dict[str, Any] = {
            name: np.array(value) if isinstance(value, list) else value for name, value in kept.items()
        }
        return cls(**read)

    def save(self, path: Path = WEIGHTS) -> None:
        """Write weights.json, rounded to what matters."""
        kept = {
            name: np.round(value, 4).tolist() if isinstance(value, np.ndarray) else round(value, 3)
            for name in self.__slots__
            for value in (getattr(self, name),)
        }
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


@cache
def standard() -> Weights:
    """The weights shipped with the package."""
    return Weights.load()


@dataclass(frozen=True, slots=True)
class Opinion:
    """Chances passages × items: that the passage speaks of the item, and that it meets it when it does."""

    present: Array
    met: Array


def passage_features(scan: Scan, present: Array, met: Array) -> Array:
    """The features of one passage and item, passages × items × features."""
    flags = [scan.met, scan.partly, scan.announced, scan.on_topic, scan.met & scan.announced]
    columns = [present, met, present * scan.announced, *(flag.astype(float) for flag in flags)]
    return np.stack([*columns, np.ones_like(present)], axis=-1)


def weigh(scan: Scan, present: Array, met: Array, weights: Weights, *, lone: bool = False) -> Opinion:
    """The opinion of signals and reader together; `present` and `met` are the reader's log odds.

    The reader is heard only beside a signal, a heading or the item's own vocabulary, as one stray sentence of a
    long document would take it in; a `lone` passage needs nothing beside it. Nothing is heard over a veto.
    """
    features = passage_features(scan, present, met)
    heard = (scan.met | scan.partly | scan.announced | scan.on_topic | lone) & ~scan.vetoed
    return Opinion(_chance(features @ weights.passage_present) * heard, _chance(features @ weights.passage_met))


def weigh_rules(scan: Scan) -> Opinion:
    """The opinion of the signals alone, for checklists the reader has not learnt."""
    present = np.maximum.reduce([scan.met * RULE_MET, scan.partly * RULE_PARTLY, scan.announced * RULE_HEADING])
    return Opinion(present * ~scan.vetoed, np.where(scan.met, RULE_MET, 1 - RULE_PARTLY))


def apply_caps(opinion: Opinion, caps: list[Verdict]) -> Opinion:
    """Nothing from passages that recite, at most partly from those that quote the law as a duty."""
    nothing = np.array([cap is Verdict.ABSENT for cap in caps])[:, None]
    at_most = np.array([cap is not Verdict.MET for cap in caps])[:, None]
    return Opinion(
        np.where(nothing, 0.0, np.where(at_most, opinion.present * RECITED, opinion.present)),
        np.where(at_most, 0.0, opinion.met),
    )


def signalled(scan: Scan, opinion: Opinion) -> Flags:
    """Whether a signal of each item fired in a passage that counts."""
    return np.asarray(((scan.met | scan.partly) & (opinion.present > 0)).any(axis=0))


def document_features(opinion: Opinion) -> Array:
    """The features of one item in a document, items × features: its three best passages, and its fullest.

    The best and the fullest count once more where they are likelier than not: chances above even tell more.
    The document's length is left out on purpose: it says something of the corpus, nothing of the item.
    """
    present = np.clip(opinion.present, FEWEST, 1 - FEWEST)
    ranked = -np.sort(-np.vstack([present, np.full((3, present.shape[1]), FEWEST)]), axis=0)
    full = np.clip((opinion.present * opinion.met).max(axis=0, initial=0.0), FEWEST, 1 - FEWEST)
    columns = [_odds(ranked[0]), _odds(ranked[1]), _odds(ranked[2]), _odds(full)]
    columns += [np.maximum(_odds(ranked[0]), 0), np.maximum(_odds(full), 0)]
    return np.stack([*columns, np.ones(present.shape[1])], axis=-1)


def fold(opinion: Opinion, weights: Weights) -> Folded:
    """The chances of presence and of met given presence, an item each, over the whole document."""
    features = document_features(opinion)
    present = _chance(features @ weights.document_present) * (opinion.present.max(axis=0, initial=0.0) > 0)
    return present, _chance(features @ weights.document_met)


def best(opinion: Opinion) -> Folded:
    """The chances in the strongest passage of each item: for items that rest on their signals alone."""
    if not len(opinion.present):
        return np.zeros(opinion.present.shape[1]), np.zeros(opinion.present.shape[1])
    rows = opinion.present.argmax(axis=0)
    columns = np.arange(opinion.present.shape[1])
    return opinion.present[rows, columns], opinion.met[rows, columns]


def alone(opinion: Opinion, weights: Weights) -> Folded:
    """The chances in a text that is no whole document: presence is certain from the threshold for such texts."""
    present, met = best(opinion)
    return (present >= weights.alone_from).astype(float), met


def _chance(odds: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


def _odds(chance: Array) -> Array:
    return np.asarray(np.log(chance / (1 - chance)))
