"""What the person at the keyboard sees beside the report: errors, warnings and progress on stderr, short answers."""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TextIO, TypeVar

import typer

from senreport_check.cli.exits import Exit
from senreport_check.errors import CouldNotCheck, SenReportError, SettingsError

NAME = "senreport-check"
OPTIONAL = {"reportlab": "test", "scipy": "train"}
"""Libraries some commands need, and the extra that brings each."""

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Talk:
    """How much is said on stderr; one object for the process, set by the options before the command."""

    debug: bool = False
    quiet: bool = False
    verbose: bool = False

    def note(self, line: str) -> None:
        """Say something the user should know, unless asked to be quiet."""
        if not self.quiet:
            say(line)

    def detail(self, line: str) -> None:
        """Say something only the curious want to know."""
        if self.verbose:
            say(line)


TALK = Talk()


@contextmanager
def noted_if_slow(line: str, seconds: float) -> Iterator[None]:
    """Say the line once what is done inside has taken longer than this."""
    patience = threading.Timer(seconds, TALK.note, [line])
    patience.daemon = True
    patience.start()
    try:
        yield
    finally:
        patience.cancel()


def say(line: str) -> None:
    """One line on stderr, whatever characters the console lacks and whatever a document put into it."""
    _print(line, sys.stderr)


def tell(line: str) -> None:
    """One line on stdout, as safe as what is said: for commands whose answer is a few lines."""
    _print(line, sys.stdout)


def _print(line: str, stream: TextIO) -> None:
    safe = "".join(char if char.isprintable() else " " for char in line)
    encoding = stream.encoding or "utf-8"
    print(safe.encode(encoding, "replace").decode(encoding), file=stream, flush=True)


def program() -> str:
    """What the user types to run this: with its folder, such as `.venv/bin/`, where the name alone is not enough."""
    import shutil  # noqa: PLC0415 - start-up time

    typed = Path(sys.argv[0])
    if typed.stem != NAME or shutil.which(NAME) == shutil.which(typed):
        return NAME
    return str(typed.relative_to(Path.cwd()) if typed.is_relative_to(Path.cwd()) else typed)


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """Turn everything a command can raise into one line on stderr and the right exit code."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except (typer.Exit, typer.Abort):
            raise
        except KeyboardInterrupt:
            say("Stopped.")
            raise typer.Exit(Exit.INTERRUPTED) from None
        except BrokenPipeError:
            _forget_stdout()
            raise typer.Exit(Exit.OK) from None
        except Exception as error:
            if TALK.debug:
                raise
            say(f"Error: {_line(error)}")
            raise typer.Exit(_code(error)) from None

    return run


def _line(error: Exception) -> str:
    if isinstance(error, SenReportError):
        return str(error)
    if isinstance(error, ModuleNotFoundError) and error.name in OPTIONAL:
        return f"{error.name} is not installed: pip install 'senreport-check[{OPTIONAL[error.name]}]' brings it."
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}."
    what = f"{type(error).__name__}: {error}"
    return f"something broke inside senreport-check ({what}). Run it again with --debug and report it."


def _code(error: Exception) -> Exit:
    if isinstance(error, SettingsError):
        return Exit.SETTINGS
    if isinstance(error, CouldNotCheck) or not isinstance(error, (SenReportError, OSError, ModuleNotFoundError)):
        return Exit.COULD_NOT_CHECK
    return Exit.USAGE


def _forget_stdout() -> None:
    """Nobody reads on: keep Python from complaining about it on the way out."""
    import os  # noqa: PLC0415 - rarely needed

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
