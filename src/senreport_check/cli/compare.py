"""`senreport-check compare`: what changed between last year's report and this year's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.check import check_all
from senreport_check.cli.console import TALK, guarded
from senreport_check.cli.exits import Exit
from senreport_check.cli.output import chosen, console, spare, write
from senreport_check.errors import UsageError
from senreport_check.sources import RESULT_SUFFIXES, same, there

if TYPE_CHECKING:
    from senreport_check.check import Settings
    from senreport_check.model import SchoolReport


@guarded
def compare(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The earlier report, or a result written with --format json.")
    ],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The later report, or a result written with --format json.")
    ],
    output_format: options.Format = None,
    output: options.Output = None,
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
    today: options.Today = None,
) -> None:
    """Show what a report gained and lost against an earlier one."""
    from senreport_check.compare import compare_rounds  # noqa: PLC0415 - start-up time
    from senreport_check.render.terminal_changes import show_comparison  # noqa: PLC0415

    form, day = chosen(output_format, output), options.day(today)
    if not _is_result(old) and same(Path(old), Path(new)):
        raise UsageError(f"{old} is given twice: give the earlier report, then the later one.")
    before, after = _results(old, checklist, day), _results(new, checklist, day)
    comparison = compare_rounds(before, after)
    if form is None:
        show_comparison(comparison, console())
    else:
        spare([*before, *after], output)
        write(form.write_comparison(comparison), form, output)
    if comparison.pairs and not any(pair.comparable for pair in comparison.pairs):
        raise typer.Exit(Exit.COULD_NOT_CHECK)


def _results(given: str, checklist: str, today: date) -> list[SchoolReport]:
    """The results in a result file, or those of checking what was given."""
    from senreport_check.render.json_read import load  # noqa: PLC0415 - start-up time
    from senreport_check.sources import resolve  # noqa: PLC0415

    def settings() -> Settings:
        from senreport_check.check import Settings  # noqa: PLC0415
        from senreport_check.checklist import find  # noqa: PLC0415

        return Settings(today=today, checklist=find(checklist), debug=TALK.debug)

    if _is_result(given) and there(Path(given)):
        return load(Path(given).read_bytes(), given)
    return check_all(resolve([given]), settings)


def _is_result(given: str) -> bool:
    return Path(given).suffix.lower() in RESULT_SUFFIXES
