"""`senreport-check batch`: many schools in one run. Each command is a module of its own in this folder."""

from __future__ import annotations

import typer

app = typer.Typer(help="Check every school of a register, keep the results, show them together.", no_args_is_help=True)
