"""What the terminal shows, as a plain text file."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from rich.console import Console

from senreport_check.compare import RoundComparison
from senreport_check.model import SchoolReport
from senreport_check.render.options import Options
from senreport_check.render.terminal import show_all
from senreport_check.render.terminal_changes import show_comparison

_COLUMNS = 90


def write(reports: Sequence[SchoolReport], options: Options) -> bytes:
    """The reports one after another, with the passages where asked for."""
    return _printed(lambda console: show_all(reports, console, evidence=options.evidence))


def write_comparison(comparison: RoundComparison, options: Options) -> bytes:  # noqa: ARG001
    """What changed."""
    return _printed(lambda console: show_comparison(comparison, console))


def _printed(print_to: Callable[[Console], None]) -> bytes:
    stream = io.StringIO()
    print_to(Console(file=stream, width=_COLUMNS, color_system=None))
    return stream.getvalue().lstrip("\n").encode("utf-8", errors="replace")
