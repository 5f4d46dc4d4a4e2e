"""The command line: what commands there are. Each command is a module of its own beside this one."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from senreport_check import __version__
from senreport_check.cli import batch, check, checklists, compare, demo, evaluate, find, template, train
from senreport_check.cli.commands import Commands
from senreport_check.cli.console import TALK, program
from senreport_check.process import tune

WELCOME = """senreport-check reads a school's SEN information report item by item
against the law.

Begin here, with a made-up school:
  {program} demo
Check a report (PDF, Word or web page), then get it as a page to print or send:
  {program} check report.pdf
  {program} check report.pdf -o report.html
Find the report on a school's website and check it:
  {program} check https://www.a-school.example/
The same for every school in a list:
  {program} batch run schools.csv --out autumn
Everything else:
  {program} --help

A name with spaces stands in quotation marks: "SEN Report.pdf".
Nothing you check leaves this computer."""


app = typer.Typer(
    name="senreport-check",
    cls=Commands,
    help="Reads an English school's SEN information report item by item against the law.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"senreport-check {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _options(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - read by its callback
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but the result and errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more about what is being done.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the full traceback of an error.")] = False,
) -> None:
    TALK.quiet, TALK.verbose, TALK.debug = quiet, verbose, debug
    if context.invoked_subcommand is None:
        typer.echo(WELCOME.format(program=program()))


app.command("check")(check.check)
app.command("find")(find.find)
app.command("demo")(demo.demo)
app.command("compare")(compare.compare)
app.command("template")(template.template)
app.command("evaluate")(evaluate.evaluate)
app.command("train", hidden=True)(train.train)
app.add_typer(batch.app, name="batch")
app.add_typer(checklists.app, name="checklists")


def run() -> None:
    """Run the command line; the exit codes are those of `cli.exits`."""
    tune()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()
