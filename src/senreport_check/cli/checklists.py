"""`senreport-check checklists`: what is asked, and whether a checklist file of one's own is right."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli.commands import Commands
from senreport_check.cli.console import guarded, say, tell

MIN_WIDTH = 40

app = typer.Typer(cls=Commands, help="List and show checklists, or check one of your own.", no_args_is_help=True)


@app.command("list")
@guarded
def list_all() -> None:
    """List the built-in checklists."""
    from senreport_check.checklist import builtin_ids, find  # noqa: PLC0415 - start-up time

    for name in builtin_ids():
        checklist = find(name)
        tell(
            f"{name}: {checklist.title}, version {checklist.version}, {len(checklist.items)} items,"
            f" in force from {checklist.in_force_from.isoformat()}"
        )


@app.command("show")
@guarded
def show(
    name: Annotated[
        str, typer.Argument(metavar="CHECKLIST", help="A checklist's id, or the path of a checklist file.")
    ],
) -> None:
    """Show what a checklist asks, by which law, of whom."""
    from senreport_check.checklist import by_group, find  # noqa: PLC0415 - start-up time

    checklist = find(name)
    until = f" to {checklist.in_force_to.isoformat()}" if checklist.in_force_to else ""
    tell(f"{checklist.title} (version {checklist.version}, in force from {checklist.in_force_from.isoformat()}{until})")
    for group, items in by_group(checklist.items).items():
        tell("")
        tell(group)
        for item in items:
            phases = f"; {', '.join(item.applies.phases)}" if item.applies.phases else ""
            _indented(f"{item.id}: {item.title}", 2)
            _indented(f"{item.force}, {item.law}; asked of {', '.join(item.applies.types)}{phases}", 6)


def _indented(text: str, indent: int) -> None:
    """Print in lines as wide as the window."""
    width = max(shutil.get_terminal_size().columns, MIN_WIDTH)
    for line in textwrap.wrap(
        text, width, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False
    ):
        tell(line)


@app.command("lint")
@guarded
def lint(file: Annotated[Path, typer.Argument(metavar="FILE", help="The checklist file to check.")]) -> None:
    """Check a checklist file of your own.

    Its form is checked, and every example against its own signals.
    """
    from senreport_check.checklist import load  # noqa: PLC0415 - start-up time
    from senreport_check.errors import ChecklistError, UsageError  # noqa: PLC0415
    from senreport_check.match.examples import failures  # noqa: PLC0415

    if not file.is_file():
        raise UsageError(f"{file} does not exist: give the path of a checklist file.")
    checklist = load(file)
    problems = list(failures(checklist))
    for item, problem in problems[:-1]:
        say(str(ChecklistError(file, problem, item=item)))
    if problems:
        item, problem = problems[-1]
        raise ChecklistError(file, problem, item=item)
    tell(f"{file}: {checklist.title}, version {checklist.version}: {len(checklist.items)} items, nothing wrong.")
