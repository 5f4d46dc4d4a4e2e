"""How many syllables a word has: the places where British hyphenation may break it, after one letter even.

The patterns (Liang's) come in pyphen's wheel, and only that file is used: pyphen itself takes every pattern apart
on loading, which costs a short run more than all else it does with words. Here a pattern is taken apart when a
word first holds it.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

_PATTERNS = "dictionaries/hyph_en_GB.dic"
_DIGITS = b"0123456789"
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """The number of syllables of a word of lower-case English letters, at least one."""
    pattern_of, dotted = _patterns().get, f".{word}."
    length = len(dotted)
    weights = [0] * (length + 1)
    for start in range(length - 1):
        for end in range(start + 2, length + 1):  # the patterns of one letter are for ligatures
            pattern = pattern_of(dotted[start:end])
            if pattern is not None:
                for place, weight in _weights(pattern):
                    weights[start + place] = max(weight, weights[start + place])
    return 1 + sum(weight % 2 for weight in weights[2:-2])


@cache
def _weights(pattern: str) -> tuple[tuple[int, int], ...]:
    """The digits of a pattern, each with the number of letters before it: odd allows a break there, even forbids."""
    digits = enumerate(_DIGIT.finditer(pattern))
    return tuple((digit.start() - number, int(digit.group())) for number, digit in digits)


@cache
def _patterns() -> dict[str, str]:
    """Every pattern by its letters."""
    raw = _folder().joinpath(_PATTERNS).read_bytes()
    letters = raw.translate(None, _DIGITS).decode().split("\n")
    return dict(zip(letters, raw.decode().split("\n"), strict=True))


def _folder() -> Path:
    found = find_spec("pyphen")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
