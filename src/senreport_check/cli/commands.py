"""A group of commands that answers a mistyped command in one line: what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from senreport_check.cli.console import program, say
from senreport_check.cli.exits import Exit
from senreport_check.model import Phase
from senreport_check.sources import RUN, there

_Usage: type[Exception] = typer.BadParameter.__mro__[1]
"""What is raised for every mistyped command: Typer names only some of its kinds."""

_HYPHENS = re.compile(r"(?:-|[–—]|[–—-]{2,3})(?P<name>[a-z][a-z-]+)(?:=.*)?", re.DOTALL)
_TOO_MANY = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((?P<what>.*)\)", re.DOTALL)


class Commands(TyperGroup):
    """Commands; whoever gives a document, a list or a folder where a command belongs is told which one it needs."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """As usual, mistakes in one line."""
        with _in_one_line():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        """As usual, mistakes in one line."""
        with _in_one_line():
            return super().invoke(ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As usual, but for what looks like a file, a folder or an address, and for options with wrong hyphens."""
        first = args[0]
        if not first.startswith("-") and self.get_command(ctx, first) is None and (meant := _meant(first)):
            ctx.fail(f"{first} is no command. {meant}")
        name, command, rest = super().resolve_command(ctx, args)
        for typed, option in _misspelt(command, rest):
            ctx.fail(f"{typed} is no option: write two hyphens, {option}")
        return name, command, rest


def _meant(given: str) -> str | None:
    """What whoever typed this in place of a command may want."""
    from senreport_check.register.archive import ENDINGS  # noqa: PLC0415 - start-up time

    path, shown = Path(given), f'"{given}"' if " " in given else given
    if there(path / RUN):
        return f"To see how far that run is: {program()} batch status {shown}"
    if path.suffix.lower() in ENDINGS and "://" not in given:
        return f"To check every school in a list: {program()} batch run {shown} --out FOLDER"
    if set(given) & set("./\\") or there(path):
        return f"To check a report or a website: {program()} check {shown}"
    return None


def _misspelt(command: Any, args: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What was typed for an option with one hyphen or with a dash, such as a word processor makes, and the option."""
    options = {option for parameter in getattr(command, "params", ()) for option in parameter.opts}
    for typed in args:
        found = _HYPHENS.fullmatch(typed)
        if found and not typed.startswith("--") and (option := f"--{found['name']}") in options:
            yield typed, option


@contextmanager
def _in_one_line() -> Iterator[None]:
    try:
        yield
    except _Usage as error:
        if type(error).show is not _Usage.show:  # type: ignore[attr-defined]
            raise  # the help itself, asked for by giving nothing
        say(f"Error: {_line(error)}")
        raise typer.Exit(Exit.USAGE) from None


def _line(error: Any) -> str:
    """The mistake in the user's words, and where to read on."""
    said = " ".join(error.format_message().split())
    more = f"All about it: {_path(error.ctx)} --help"
    if hasattr(error, "param_type") and error.param is not None:
        name = error.param.get_error_hint(error.ctx).replace("'", "").split(" / ")[0]
        return f"{name} is missing: {_wanted(error.param)} {more}"
    if found := _TOO_MANY.fullmatch(said):
        return f"{found['what']} is too much: put a name with spaces in quotation marks. {more}"
    if "--type" in said and (phase := next((phase for phase in Phase if f"'{phase}' is not" in said.lower()), None)):
        return f"{said} {phase} is a phase: write --phase {phase}."
    tells = type(error) is _Usage and (said.endswith("?") or not said.startswith("No such"))
    return said if tells else f"{said.rstrip('.')}. {more}"


def _path(context: Any) -> str:
    """The command as typed so far."""
    return f"{_path(context.parent)} {context.info_name}" if context and context.parent else program()


def _wanted(parameter: Any) -> str:
    """What a parameter is for, in the words of its help."""
    text = str(getattr(parameter, "help", None) or "give it.")
    return text if text[1:2].isupper() else text[0].lower() + text[1:]
