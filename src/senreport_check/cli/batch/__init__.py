"""`senreport-check batch`: many schools in one run. Each command is a module of its own in this folder."""

from __future__ import annotations

import typer

from senreport_check.cli.batch import compare, export, recheck, run, show, status
from senreport_check.cli.commands import Commands

app = typer.Typer(cls=Commands, help="Check every school in a list; show them together.", no_args_is_help=True)
app.command("run")(run.run)
app.command("status")(status.status)
app.command("show")(show.show)
app.command("export")(export.export)
app.command("recheck")(recheck.recheck)
app.command("compare")(compare.compare)
