"""`senreport-check batch export`: the pages and tables of a run made again, from what is kept."""

from __future__ import annotations

from senreport_check.cli.batch import options
from senreport_check.cli.console import TALK, guarded


@guarded
def export(folder: options.Folder) -> None:
    """Write a run's pages, workbook and tables again.

    It may be done also while the run is going on. Nothing is fetched.
    """
    from senreport_check.batch.store import Store  # noqa: PLC0415 - start-up time

    with Store.read(folder) as store:
        TALK.note(f"Written: open {options.publish(store)}")
