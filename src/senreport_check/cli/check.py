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
from senreport_check.model import Phase, School, SchoolType

if TYPE_CHECKING:
    from senreport_check.check import Settings
    from senreport_check.model import SchoolReport, Source


@guarded
def check(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, web addresses of reports or of schools, or - for standard input."),
    ],
    output_format: options.Format = None,
    output: options.Output = None,
    evidence: options.ShowEvidence = False,
    school_type: Annotated[
        SchoolType | None, typer.Option("--type", help="Kind of school; guessed when left out.")
    ] = None,
    phase: Annotated[Phase | None, typer.Option("--phase", help="Phase of education; guessed when left out.")] = None,
    school: Annotated[
        str | None, typer.Option("--school", help="The school's name, where a website holds several schools.")
    ] = None,
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
    fail_on: options.FailOnForce = FailOn.MUST,
    today: options.Today = None,
    contact: options.Contact = None,
    cache: options.Cache = None,
    offline: options.Offline = False,
    allow_private: options.AllowPrivate = False,
    ignore_robots: options.IgnoreRobots = False,
) -> None:
    """Check reports against the law, item by item, and quote the passage that meets each duty."""
    from senreport_check.sources import resolve  # noqa: PLC0415 - start-up time

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
            fetch=options.fetch_settings(contact, cache, offline, allow_private, ignore_robots),
            debug=TALK.debug,
        )

    named = [replace(source, school=School(name=school)) for source in resolve(sources)]
    reports = check_all(named, settings)
    deliver(reports, output_format, output, evidence)
    raise typer.Exit(exit_for(reports, fail_on))


def check_all(sources: list[Source], settings: Callable[[], Settings]) -> list[SchoolReport]:
    """Check each source, with progress on stderr where it takes long.

    The reading process is started first, so that it loads while all else does, the settings among it.
    """
    from senreport_check.cli.progress import Progress  # noqa: PLC0415 - start-up time
    from senreport_check.extract.worker import Extractor  # noqa: PLC0415

    with Progress(len(sources)) as progress, Extractor(progress=progress.pictures) as reading:
        from senreport_check.check import Checker  # noqa: PLC0415

        with Checker(settings(), reading=reading) as checker:
            return [progress.through(source, checker.check) for source in sources]
