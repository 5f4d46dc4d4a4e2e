"""`senreport-check batch recheck`: a run's documents judged again, without fetching anything."""

from __future__ import annotations

from dataclasses import replace

import typer

from senreport_check.cli import options as shared
from senreport_check.cli.batch import options, words
from senreport_check.cli.batch.command import judged_anew
from senreport_check.cli.batch.progress import Progress
from senreport_check.cli.console import TALK, guarded, say
from senreport_check.cli.exits import Exit


@guarded
def recheck(
    folder: options.Folder,
    checklist: options.OtherChecklist = None,
    today: options.OtherDay = None,
    workers: options.Workers = None,
) -> None:
    """Judge a run's documents again, such as by a new checklist.

    Nothing is fetched. The earlier results stay in the folder: recheck with the earlier checklist shows them
    again at once.
    """
    from senreport_check.batch import recheck as rechecking  # noqa: PLC0415 - start-up time
    from senreport_check.batch.lock import held  # noqa: PLC0415
    from senreport_check.batch.store import Store  # noqa: PLC0415
    from senreport_check.check import Settings  # noqa: PLC0415
    from senreport_check.checklist import find  # noqa: PLC0415

    Store.read(folder).close()
    with held(folder), Store.write(folder) as store:
        before = store.terms
        given = checklist or before.checklist
        settings = Settings(today=shared.day(today) if today else before.today, checklist=find(given))
        terms = before.judging(settings, checklist=given)
        terms = replace(terms, command=judged_anew(before.command, given, settings.today.isoformat()))
        due = rechecking.left(store, terms)
        judge = f"{settings.checklist.title}, version {settings.checklist.version}"
        todo = f"{due:,} results to judge again by" if due else "nothing to judge again, as every result is by"
        TALK.note(f"{before.title}: {todo} {judge}")
        try:
            with Progress(due) as progress:
                rechecking.recheck(store, terms, settings, workers if due else 0, progress)
        except KeyboardInterrupt:
            left = rechecking.left(store, terms)
            say(f"Stopped: {left:,} are left to judge, and the earlier results stand. The same command goes on.")
            raise typer.Exit(Exit.INTERRUPTED) from None
        page = options.publish(store)
        for line in words.ending(store, page):
            TALK.note(line)
