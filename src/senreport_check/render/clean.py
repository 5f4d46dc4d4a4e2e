"""Scraped text made harmless and drawable: no control character reaches a terminal, a page or a cell."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"\s+")
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_STARTS_FORMULA = tuple("=+-@＝＋－＠")
_LONGEST_CELL = 32_000
_PLAIN = {
    "‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "•": "*", "·": "-",
    "→": "->", "›": ">", "✓": "+", "✗": "x", "▸": ">", "─": "-", "█": "#", "▓": "=", "▒": ":", "░": ".",
    "£": "GBP ", "½": "1/2", "€": "EUR ", "°": " degrees", "×": "x", "¶": "para ",
}  # fmt: skip


def one_line(text: str) -> str:
    """The text on one line, without control, formatting (right-to-left override) or unassigned characters."""
    spaced = _SPACES.sub(" ", text)
    if not spaced.isprintable():
        spaced = "".join(char for char in spaced if unicodedata.category(char) not in _UNWANTED)
    return spaced.strip()


def drawable(text: str, encoding: str) -> str:
    """The text in the characters that `encoding` has: near equivalents first, `?` where there is none."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_drawable_char(char, encoding) for char in text)
    return text


def _drawable_char(char: str, encoding: str) -> str:
    if _has(encoding, char):
        return char
    plain = _PLAIN.get(char) or unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode()
    return plain or "?"


def _has(encoding: str, char: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def shown(text: str, length: int) -> str:
    """The text on one line, cut at a word's end with an ellipsis when longer than `length` characters."""
    line = one_line(text)
    if len(line) <= length:
        return line
    cut = line.rfind(" ", 0, length)
    return line[: cut if cut > length // 2 else length - 1].rstrip(" ,;:") + "…"


def cell(text: str) -> str:
    """The text as a spreadsheet's cell: on one line, never a formula, no longer than a cell can be."""
    line = one_line(text)[:_LONGEST_CELL]
    return f"'{line}" if line.startswith(_STARTS_FORMULA) else line
