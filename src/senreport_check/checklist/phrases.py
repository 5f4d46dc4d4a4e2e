"""The phrase language of checklists.

A phrase is words separated by spaces, matched whole and whatever their case:
`word*` any ending, `_` any one word, `..` up to three words, `@name` a concept, `#` a number.
Built-in concepts stand for what cannot be listed: `@email`, `@phone`, `@web` (an address or a link),
`@number`, `@person` (a name with or without title), `@date`, `@money`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

BUILT_IN = frozenset({"email", "phone", "web", "number", "person", "date", "money"})
ANY_WORD = "_"
GAP = ".."
NUMBER = "#"
CONCEPT = "@"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9'&]*\*?(?:[ -][a-z0-9][a-z0-9'&]*\*?)*")
_WORD = re.compile(r"[a-z0-9][a-z0-9'&]*\*?|\.\.|[_#]|@[a-z0-9-]+")


def parts(phrase: str) -> tuple[str, ...]:
    """The parts of a phrase in order; hyphens in words separate, as they do in the texts."""
    if CONCEPT not in phrase:
        return tuple(phrase.replace("-", " ").split())
    return tuple(piece for word in phrase.split() for piece in ((word,) if word[0] == CONCEPT else _apart(word)))


def _apart(word: str) -> list[str]:
    return word.replace("-", " ").split()


def references(phrase: str) -> Iterator[str]:
    """The names of the concepts a phrase refers to."""
    return (part[1:] for part in parts(phrase) if part.startswith(CONCEPT))


def problem_of(phrase: str, concepts: Collection[str]) -> str | None:
    """What is wrong with a phrase, None when nothing is."""
    if _PLAIN.fullmatch(phrase):
        return None
    found = parts(phrase)
    if not found:
        return "a phrase must hold at least one word."
    if found[0] in (GAP, ANY_WORD) or found[-1] == GAP:
        return f"phrase {phrase!r} must begin with a word and not end in '..'."
    for part in found:
        if not _WORD.fullmatch(part):
            return f"phrase {phrase!r}: {part!r} is no word; write lower-case words, word*, _, .., # or @concept."
        if part.startswith(CONCEPT) and part[1:] not in concepts:
            return f"phrase {phrase!r}: there is no concept {part}."
    return None
