"""`senreport-check check`: the main job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.console import TALK, guarded
from senreport_check.cli.exits import FailOn, exit_for
from senreport_check.cli.output import chosen, deliver
from senreport_check.model import School

if TYPE_CHECKING:
    from senreport_check.check import Settings
    from senreport_check.model import SchoolReport, Source


NAMED = 5
"""How many files that are passed over are named."""


@guarded
def check(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="REPORT...", help="Files, folders, web addresses of reports or of schools, or - for standard input."
        ),
    ],
    output_format: options.Format = None,
    output: options.Output = None,
    evidence: options.ShowEvidence = False,
    school_type: options.GuessedType = None,
    phase: options.GuessedPhase = None,
    school: options.SchoolName = None,
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
    fail_on: options.FailOnForce = FailOn.MUST,
    today: options.Today = None,
    contact: options.Contact = None,
    cache: options.Cache = None,
    offline: options.Offline = False,
    allow_private: options.AllowPrivate = False,
    ignore_robots: options.IgnoreRobots = False,
) -> None:
    """Check reports against the law, item by item, with quotations."""
    day = options.day(today)
    chosen(output_format, output)

    def settings() -> Settings:
        from senreport_check.check import Settings  # noqa: PLC0415
        from senreport_check.checklist import find  # noqa: PLC0415

        return Settings(
            today=day,
            checklist=find(checklist),
            type=school_type,
            phase=phase,
            fetch=options.fetch_settings(
                contact, cache, offline=offline, allow_private=allow_private, ignore_robots=ignore_robots
            ),
            debug=TALK.debug,
        )

    reports = check_all(_sources(sources, school), settings)
    deliver(reports, output_format, output, evidence)
    raise typer.Exit(exit_for(reports, fail_on))


def _sources(given: list[str], school: str | None) -> list[Source]:
    """What is to be checked; says which files of a folder are not."""
    from senreport_check.sources import passed_over, resolve  # noqa: PLC0415 - start-up time

    sources = [replace(source, school=School(name=school)) for source in resolve(given)]
    if others := [file.name for file in passed_over(given)]:
        more = f" and {len(others) - NAMED:,} more" if len(others) > NAMED else ""
        TALK.note(f"Passed over, as they are no documents: {', '.join(others[:NAMED])}{more}.")
    return sources


def check_all(sources: list[Source], settings: Callable[[], Settings]) -> list[SchoolReport]:
    """Check each source, with progress on stderr where it takes long.

    The reading process is started first, so that it loads while all else does, the settings among it.
    """
    from senreport_check.cli.progress import Progress  # noqa: PLC0415 - start-up time
    from senreport_check.extract.worker import Extractor  # noqa: PLC0415

    progress = Progress(len(sources))
    with Extractor(progress=progress.pictures) as reading:
        from senreport_check.check import Checker  # noqa: PLC0415

        with Checker(settings(), reading=reading) as checker:
            return [progress.through(source, checker.check) for source in sources]
