"""Names by which the schools of one run are told apart, safe as file names everywhere."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|conin|conout", re.IGNORECASE)


def slug(name: str) -> str:
    """A name in small letters, digits and hyphens, never empty, never a number alone nor a word Windows reserves."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]", "", name)).encode("ascii", "ignore").decode()
    short = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:LONGEST].rstrip("-")
    if not short:
        return "school"
    return f"school-{short}" if short.isdigit() or _RESERVED.fullmatch(short) else short


class Keys:
    """Hands out keys, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, wanted: str) -> str:
        """The key wanted, or with the first number behind it that is free."""
        key, number = wanted, 2
        while key in self._taken:
            key, number = f"{wanted}-{number}", number + 1
        self._taken.add(key)
        return key
