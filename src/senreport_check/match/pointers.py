"""Words that send parents to the SENCO without saying how to get there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from senreport_check.model import Block, BlockKind

_POINTER = re.compile(
    r"\b(?:contact|speak(?:ing)?\s(?:to|with)|talk\sto|see|ask\s(?:for|to\ssee)"
    r"|appointments?\s(?:\w+\s)?with|e-?mail"
    r"|ring|phone|call|message|messages?\s(?:\w+\s)?(?:to|for)|reach|touch\swith|meet|approach"
    r"|chat\swith|come\sto)"
    r"\s+(?:[\w'.]+,?\s+){0,5}$",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?](?=\s|$)")


def pointer_to_senco(blocks: Sequence[Block], texts: Sequence[str], mentions: Callable[[str], list[int]]) -> int | None:
    """The first block that tells parents to contact the SENCO; headings, titles and questions tell nothing.

    `texts` are the blocks' texts with plain quotes and dashes, `mentions` finds the SENCO in one of them.
    """
    for index, (block, text) in enumerate(zip(blocks, texts, strict=True)):
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            continue
        for start in mentions(text):
            if _POINTER.search(text[max(0, start - 80) : start]) and not _is_asked(text, start):
                return index
    return None


def _is_asked(text: str, start: int) -> bool:
    """Whether the sentence that goes on here is a question."""
    end = _END.search(text, start)
    return end is not None and end.group() == "?"
