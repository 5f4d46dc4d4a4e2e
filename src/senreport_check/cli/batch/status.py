"""`senreport-check batch status`: how far a run has come."""

from __future__ import annotations

from senreport_check.cli.batch import options, words
from senreport_check.cli.console import guarded, tell


@guarded
def status(folder: options.Folder, tries: options.Tries = options.TRIES) -> None:
    """Say how far a run has come, and how to go on.

    It may be asked also while the run is going on.
    """
    from senreport_check.batch.store import Store  # noqa: PLC0415 - start-up time

    with Store.read(folder) as store:
        for line in words.status(store, tries):
            tell(line)
