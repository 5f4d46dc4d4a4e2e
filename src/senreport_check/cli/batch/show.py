"""`senreport-check batch show`: one school's report out of a run, as `check` shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options as shared
from senreport_check.cli.batch import options
from senreport_check.cli.console import guarded
from senreport_check.cli.output import chosen, deliver, write_bytes
from senreport_check.errors import UsageError


@guarded
def show(
    folder: options.Folder,
    urn: Annotated[str, typer.Argument(metavar="SCHOOL", help="The school's URN, or its name.")],
    output_format: shared.Format = None,
    output: shared.Output = None,
    evidence: shared.ShowEvidence = False,
    original: Annotated[
        Path | None, typer.Option("--original", help="Write the document as it was on that day to this file as well.")
    ] = None,
) -> None:
    """Show one school's report out of a run. Nothing is fetched."""
    from senreport_check.batch.store import Store  # noqa: PLC0415 - start-up time

    chosen(output_format, output)
    with Store.read(folder) as store:
        kept = options.school(store, urn)
        if original is not None:
            if kept.original is None:
                raise UsageError(f"nothing was checked for {urn}, so there is no document to write.")
            write_bytes(store.original(kept.original), original)
    deliver([kept.result.report], output_format, output, evidence)
