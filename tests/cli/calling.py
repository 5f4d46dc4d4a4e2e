"""The command line, called within the test's own process."""

from __future__ import annotations

from typer.testing import CliRunner

from senreport_check.cli.app import app


def run(*arguments: str) -> tuple[int, str, str]:
    """The exit code, and what was said on stdout and on stderr."""
    done = CliRunner().invoke(app, list(arguments))
    return done.exit_code, done.stdout, done.stderr
