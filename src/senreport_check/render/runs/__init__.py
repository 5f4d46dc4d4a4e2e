"""What changed between two runs, as a page, a workbook or a CSV file; the terminal stands apart."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from senreport_check.compare import RunComparison
from senreport_check.errors import UsageError

__all__ = ["FORMATS", "check", "write"]

FORMATS = ("html", "xlsx", "csv")


class _Writer(Protocol):
    def write(self, comparison: RunComparison) -> bytes: ...


def check(name: str) -> None:
    """Raise `UsageError` for a format that a comparison of runs cannot have."""
    if name not in FORMATS:
        raise UsageError(f"two runs cannot be compared as {name}: use html, xlsx or csv.")


def write(comparison: RunComparison, name: str) -> bytes:
    """The comparison in one of `FORMATS`."""
    return cast(_Writer, import_module(f"{__name__}.{name}")).write(comparison)
