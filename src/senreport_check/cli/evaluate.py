"""`senreport-check evaluate`: how often the verdict is the one a careful reader gives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.console import guarded, say, tell
from senreport_check.cli.exits import Exit


@guarded
def evaluate(
    corpus: Annotated[Path, typer.Argument(help="A folder of labelled documents, or with --passages of passages.")],
    form: Annotated[
        str | None,
        typer.Option("--as", help="Render each document as html, docx, pdf, table-pdf, leaflet or scan first."),
    ] = None,
    passages: Annotated[bool, typer.Option("--passages", help="Judge labelled passages, each alone.")] = False,
    ablate: Annotated[bool, typer.Option("--ablate", help="Take out what supports each item and judge again.")] = False,
    show: Annotated[bool, typer.Option("--show", help="List every disagreement with the quote.")] = False,
    output: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
    checklist: options.ChecklistName = options.DEFAULT_CHECKLIST,
    gate: Annotated[
        Path | None, typer.Option("--gate", help="Fail when a figure is below the one pinned in this file.")
    ] = None,
    pin: Annotated[Path | None, typer.Option("--pin", help="Pin the figures in this gate file.")] = None,
    lower: Annotated[str | None, typer.Option("--lower", help="Why a pinned figure may be lowered.")] = None,
) -> None:
    """Compare the verdicts with careful readers' labels."""
    from senreport_check.evaluate import command  # noqa: PLC0415 - start-up time

    request = command.Request(corpus, form, checklist, show, output, gate, pin, lower)
    if passages:
        result = command.passages(request)
    elif ablate:
        result = command.ablate(request)
    else:
        result = command.documents(request)
    for line in result.text.split("\n"):
        tell(line)
    if result.failed:
        for line in result.failed.split("\n"):
            say(line)
        raise typer.Exit(Exit.GAPS)
