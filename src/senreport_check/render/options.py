"""What a user may choose about an output, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """`evidence`: quote the document's own words wherever the format lets one choose."""

    evidence: bool = True
