"""`senreport-check batch compare`: what changed between two runs over many schools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options as shared
from senreport_check.cli.console import guarded
from senreport_check.cli.output import chosen, console, write

Format = Annotated[str | None, typer.Option("--format", "-f", help="html, xlsx or csv; else by the ending of -o.")]


@guarded
def compare(
    before: Annotated[Path, typer.Argument(metavar="RUN1", help="The folder of the earlier run.")],
    after: Annotated[Path, typer.Argument(metavar="RUN2", help="The folder of the later run.")],
    output_format: Format = None,
    output: shared.Output = None,
) -> None:
    """Show what changed between two runs.

    That is who improved, who fell behind, and which reports are new or gone.
    """
    from senreport_check.batch.compare import compare_folders  # noqa: PLC0415 - start-up time
    from senreport_check.render import runs  # noqa: PLC0415
    from senreport_check.render.runs.terminal import show_runs  # noqa: PLC0415

    form = chosen(output_format, output)
    if form is None:
        show_runs(compare_folders(before, after), console())
        return
    runs.check(form.name)
    write(runs.write(compare_folders(before, after), form.name), form, output)
