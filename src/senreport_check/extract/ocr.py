"""Pictures of pages to lines of text, through rapidocr and the models in its wheel (the extra `ocr`)."""

from __future__ import annotations

import importlib.util
import math
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from senreport_check.extract.geometry import Line, PageText, Rule, Word, line_of, merge_rules
from senreport_check.extract.order import ordered

DPI = 200
POINTS = 72 / DPI
SURE = 0.5
DARK = 150
BORDER_PIXELS = 110
LETTER_HEIGHT = 0.78
HEAVIER = 1.4
UNEVEN = 0.2
SKEWED = 0.15
Picture = npt.NDArray[np.uint8]


@dataclass(slots=True)
class Piece:
    """One stretch of recognised text: its words, its corner points in pixels, how sure the reader is."""

    text: str
    corners: npt.NDArray[np.float64]
    score: float


def available() -> bool:
    """Whether the extra `ocr` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read_picture(picture: Picture, number: int) -> PageText:
    """Read one page's picture of `DPI` dots an inch; text that lies askew or on its side is turned level."""
    pieces = _recognise(picture)
    if _sideways(pieces):
        turned = [np.ascontiguousarray(np.rot90(picture, turns)) for turns in (1, 3)]
        picture, pieces = max(
            ((side, _recognise(side)) for side in turned), key=lambda found: _trust(found[1])
        )
    elif pieces and _trust(pieces) / len(pieces) < SURE:
        upside = np.ascontiguousarray(np.rot90(picture, 2))
        picture, pieces = max(
            ((picture, pieces), (upside, _recognise(upside))), key=lambda found: _trust(found[1])
        )
    height, width = picture.shape[:2]
    skew = _skew(pieces)
    level = _levelled(picture, skew)
    lines = list(
        _lines([_turn(piece, skew, width, height) for piece in pieces if piece.score >= SURE], level)
    )
    upright, across = _borders(level)
    return PageText(number, width * POINTS, height * POINTS, ordered(lines), upright, across)


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - loads models

    return RapidOCR(params={"Global.log_level": "critical"})


def _recognise(picture: Picture) -> list[Piece]:
    found = _engine()(picture, use_cls=False)
    if found.boxes is None or found.txts is None:
        return []
    return [
        Piece(text, np.asarray(corners, dtype=np.float64), float(score))
        for text, corners, score in zip(found.txts, found.boxes, found.scores, strict=True)
    ]


def _trust(pieces: Sequence[Piece]) -> float:
    return sum(piece.score for piece in pieces)


def _sideways(pieces: Sequence[Piece]) -> bool:
    """Whether most longer pieces stand upright."""
    spans = [np.ptp(piece.corners, axis=0) for piece in pieces]
    tall = sum(1 for wide, high in spans if high > 2 * wide)
    level = sum(1 for wide, high in spans if wide > 2 * high)
    return tall > level


def _skew(pieces: Sequence[Piece]) -> float:
    """The angle in degrees by which level text rises or falls."""
    angles = [
        math.degrees(
            math.atan2(piece.corners[1][1] - piece.corners[0][1], piece.corners[1][0] - piece.corners[0][0])
        )
        for piece in pieces
        if np.ptp(piece.corners[:, 0]) > 8 * np.ptp(piece.corners[:, 1]) / 2
    ]
    angle = statistics.median(angles) if angles else 0.0
    return angle if abs(angle) > SKEWED else 0.0


def _turn(piece: Piece, skew: float, width: int, height: int) -> Piece:
    if not skew:
        return piece
    turn = math.radians(-skew)
    middle = np.array([width / 2, height / 2])
    matrix = np.array([[math.cos(turn), math.sin(turn)], [-math.sin(turn), math.cos(turn)]])
    return Piece(piece.text, (piece.corners - middle) @ matrix + middle, piece.score)


def _levelled(picture: Picture, skew: float) -> npt.NDArray[np.bool_]:
    """Where the picture is dark, turned level."""
    import cv2  # noqa: PLC0415 - comes with rapidocr

    grey = picture.min(axis=2) if picture.ndim == 3 else picture
    if skew:
        height, width = grey.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
        grey = cv2.warpAffine(grey, matrix, (width, height), borderValue=255)
    return np.asarray(grey < DARK)


def _lines(pieces: Sequence[Piece], dark: npt.NDArray[np.bool_]) -> Iterator[Line]:
    weights = [_weight(piece, dark) for piece in pieces]
    heights = [float(np.ptp(piece.corners[:, 1])) for piece in pieces]
    usual_weight = statistics.median(weights) if weights else 0.0
    usual_height = statistics.median(heights) if heights else 0.0
    for piece, weight, height in zip(pieces, weights, heights, strict=True):
        # A box is as high as its letters happen to be: near the usual height it is the usual size.
        alike = abs(height - usual_height) <= UNEVEN * usual_height
        size = LETTER_HEIGHT * POINTS * (usual_height if alike else height)
        x0, x1 = piece.corners[:, 0].min() * POINTS, piece.corners[:, 0].max() * POINTS
        base = piece.corners[:, 1].max() * POINTS - 0.28 * size
        words = list(_words(piece.text, (x0, x1), base, size))
        if words:
            yield line_of(
                [
                    word._replace(bold=weight > HEAVIER * usual_weight and len(piece.text) > 3)
                    for word in words
                ],
                0,
            )


def _words(text: str, span: tuple[float, float], base: float, size: float) -> Iterator[Word]:
    """Words with their place on the line guessed from the number of letters."""
    step = (span[1] - span[0]) / max(1, len(text))
    place = 0
    for part in text.split():
        place = text.index(part, place)
        yield Word(part, span[0] + place * step, span[0] + (place + len(part)) * step, base, size, False)
        place += len(part)


def _weight(piece: Piece, dark: npt.NDArray[np.bool_]) -> float:
    """How thick a piece's strokes are, as a share of its height: bold type is told by it."""
    x0, y0 = np.maximum(piece.corners.min(axis=0), 0).astype(int)
    x1, y1 = piece.corners.max(axis=0).astype(int)
    ink = dark[y0:y1, x0:x1]
    starts = np.count_nonzero(ink[:, 1:] & ~ink[:, :-1])
    return float(np.count_nonzero(ink) / starts / max(1, y1 - y0)) if starts else 0.0


def _borders(dark: npt.NDArray[np.bool_]) -> tuple[list[Rule], list[Rule]]:
    """The drawn lines long enough to be a table's: upright and level."""
    import cv2  # noqa: PLC0415 - comes with rapidocr

    found: list[list[Rule]] = []
    for upright, shape in ((True, (1, BORDER_PIXELS)), (False, (BORDER_PIXELS, 1))):
        kernel = np.ones((shape[1], shape[0]), np.uint8)
        long = cv2.morphologyEx(dark.astype(np.uint8), cv2.MORPH_OPEN, kernel)
        outlines, _ = cv2.findContours(long, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        found.append(merge_rules(_rule(cv2.boundingRect(outline), upright=upright) for outline in outlines))
    return found[0], found[1]


def _rule(box: Sequence[int], *, upright: bool) -> Rule:
    x, y, wide, high = (side * POINTS for side in box)
    return Rule(x + wide / 2, y, y + high) if upright else Rule(y + high / 2, x, x + wide)
