"""`senreport-check template`: an empty report with everything that is asked of a school."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.console import guarded
from senreport_check.errors import UsageError
from senreport_check.model import Phase, SchoolType


@guarded
def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.")],
    school_type: Annotated[
        SchoolType, typer.Option("--type", case_sensitive=False, help="Kind of school.")
    ] = SchoolType.MAINSTREAM,
    phase: Annotated[Phase | None, typer.Option("--phase", case_sensitive=False, help="Phase of education.")] = None,
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
) -> None:
    """Write an empty report to fill in (Word).

    It has a heading for everything that is asked, and says under each what the law wants.
    """
    from senreport_check.checklist import find  # noqa: PLC0415 - start-up time
    from senreport_check.cli.output import untouched, write_bytes  # noqa: PLC0415
    from senreport_check.template import write_template  # noqa: PLC0415

    if output.suffix.lower() != ".docx":
        raise UsageError(f"{output} is no name for a Word file: end it in .docx.")
    untouched(output)
    write_bytes(write_template(find(checklist), school_type, phase), output)
