"""README and docs say what is so: their commands run, their pictures exist, their exit codes are the code's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from senreport_check.cli.app import app
from senreport_check.cli.exits import Exit

PAGES = ["README.md", "CHANGELOG.md", "docs/architecture.md"]


def commands(text: str) -> list[list[str]]:
    """The command lines of senreport-check in a page, without their remarks."""
    lines = re.findall(r"^ {4}senreport-check (.+)$", text, re.MULTILINE)
    return [re.split(r" {2,}", line)[0].split() for line in lines]


def test_every_command_in_readme_exists(repository: Path) -> None:
    known = typer.main.get_command(app)
    found = commands((repository / "README.md").read_text(encoding="utf-8"))
    assert len(found) >= 8
    for words in found:
        context = known.make_context("senreport-check", list(words), resilient_parsing=True)
        name, command, rest = known.resolve_command(context, list(words))  # type: ignore[attr-defined]
        assert command is not None, words
        if hasattr(command, "commands"):
            assert rest[0] in command.commands, words
            command, rest = command.commands[rest[0]], rest[1:]
        options = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("-") and word != "-"} <= options, (name, words)


def test_readme_repeats_the_exit_codes(repository: Path) -> None:
    text = (repository / "README.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)] == [code.value for code in Exit]


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_exist(repository: Path, page: str) -> None:
    path = repository / page
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


def test_every_dependency_has_its_reason(repository: Path) -> None:
    import tomllib  # noqa: PLC0415

    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    reasons = (repository / "docs" / "architecture.md").read_text(encoding="utf-8").lower()
    for requirement in named:
        name = re.split(r"[\[><=]", requirement)[0].lower()
        assert name in reasons or name.startswith("types-") or name == "senreport-check", name
