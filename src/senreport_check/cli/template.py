"""`senreport-check template`: an empty report with everything that is asked of a school."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.console import guarded
from senreport_check.model import Phase, SchoolType


@guarded
def template(
    output: Annotated[Path, typer.Option("--output", "-o", help="The Word file to write.")],
    school_type: Annotated[SchoolType, typer.Option("--type", help="Kind of school.")] = SchoolType.MAINSTREAM,
    phase: Annotated[Phase | None, typer.Option("--phase", help="Phase of education.")] = None,
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
) -> None:
    """Write an empty report (Word) with every heading a parent would ask and what the law wants under each."""
    from senreport_check.checklist import find  # noqa: PLC0415 - start-up time
    from senreport_check.cli.output import write_bytes  # noqa: PLC0415
    from senreport_check.template import write_template  # noqa: PLC0415

    write_bytes(write_template(find(checklist), school_type, phase), output)
