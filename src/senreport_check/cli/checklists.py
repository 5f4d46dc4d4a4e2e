"""`senreport-check checklists`: what is asked, and whether a checklist file of one's own is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli.console import guarded, say, tell

app = typer.Typer(help="List and show checklists, or check a checklist file of your own.", no_args_is_help=True)


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
def show(name: Annotated[str, typer.Argument(help="A checklist's id, or the path of a checklist file.")]) -> None:
    """Show every item of a checklist: what is asked, by which law, of whom."""
    from senreport_check.checklist import find  # noqa: PLC0415 - start-up time

    checklist = find(name)
    until = f" to {checklist.in_force_to.isoformat()}" if checklist.in_force_to else ""
    tell(
        f"{checklist.title} (version {checklist.version}, in force from {checklist.in_force_from.isoformat()}{until})"
    )
    group = None
    for item in checklist.items:
        if item.group != group:
            group = item.group
            tell("")
            tell(group)
        phases = f"; {', '.join(item.applies.phases)}" if item.applies.phases else ""
        tell(f"  {item.id}: {item.title}")
        tell(f"      {item.force}, {item.law}; asked of {', '.join(item.applies.types)}{phases}")


@app.command("lint")
@guarded
def lint(file: Annotated[Path, typer.Argument(help="The checklist file to check.")]) -> None:
    """Check a checklist file: its form, and every example against its own signals."""
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
