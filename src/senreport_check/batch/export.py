"""The results of a run as files for people and programs, made from the store at any time."""

from __future__ import annotations

from pathlib import Path

from senreport_check.batch.lock import waited_for
from senreport_check.batch.store import Store


def export(store: Store, folder: Path) -> Path:
    """Write every view of the run's results into a folder; the page to begin with.

    Raises `UsageError` where a file cannot be written.
    """
    from senreport_check.render import overview  # noqa: PLC0415 - templates and spreadsheets

    with waited_for(folder):
        overview.write(folder, store.facts(), store.results)
    return folder / "index.html"
