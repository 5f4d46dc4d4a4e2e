"""Mistyped commands: one line each, saying what is wrong and what to do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from senreport_check.sources import RUN

from .calling import run


def refused(*arguments: str) -> tuple[int, str]:
    """The exit code and the one line said."""
    code, said, wrong = run(*arguments)
    assert said == ""
    assert wrong.startswith("Error: ")
    assert wrong.count("\n") == 1
    return code, wrong


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("report.pdf", "report.pdf is no command. To check a report or a website: .* check report.pdf$"),
        ("https://www.example.sch.uk/", "is no command. To check a report or a website: .* check https"),
        ("schools.csv", "schools.csv is no command. To check every school in a list: .* batch run schools.csv --out"),
        ("batch schools.xlsx", "To check every school in a list: .* batch run schools.xlsx --out FOLDER$"),
        ("autumn", "autumn is no command. To see how far that run is: .* batch status autumn$"),
        ("papers", "papers is no command. To check a report or a website: .* check papers$"),
        ("chek report.pdf", "No such command 'chek'. Did you mean 'check'\\?$"),
        ("batch frob", "No such command 'frob'. All about it: .* batch --help$"),
        ("check", "REPORT... is missing: files, folders, .* All about it: .* check --help$"),
        ("compare report.pdf", "NEW is missing: the later report, .* compare --help$"),
        ("template", "--output is missing: the Word file to write. All about it"),
        ("batch run schools.csv", "--out is missing: the folder for the results; .* batch run --help$"),
        ("batch run schools.csv --la West Fen --out x", "Fen is too much: put a name with spaces in quotation marks"),
        ("check report.pdf --type Primary", "'Primary' is not one of .* primary is a phase: write --phase primary.$"),
        ("check report.pdf -type special", "-type is no option: write two hyphens, --type$"),
        ("check report.pdf –evidence", "–evidence is no option: write two hyphens, --evidence$"),
        ("batch run schools.csv —out=x", "—out=x is no option: write two hyphens, --out$"),
        ("check report.pdf --evidense", "No such option: --evidense .*--evidence.* All about it"),
        ("check report.pdf --today", "Option '--today' requires an argument. All about it: .* --help$"),
        ("--nonsense", "No such option: --nonsense. All about it: .* --help$"),
        ("x" * 5000 + "/.", "is no command"),
    ],
)
def test_a_mistyped_command_is_answered_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "papers").mkdir()
    (tmp_path / "autumn").mkdir()
    (tmp_path / "autumn" / RUN).touch()
    code, line = refused(*typed.split())
    assert code == 2
    assert re.search(said, line.strip()), line


def test_a_name_with_spaces_is_shown_in_quotation_marks() -> None:
    assert 'check "my report.pdf"' in refused("my report.pdf")[1]


@pytest.mark.parametrize("group", ["batch", "checklists"])
def test_a_group_alone_shows_its_commands(group: str) -> None:
    code, _, said = run(group)
    assert code == 2
    assert "Commands:" in said


def test_a_short_option_with_its_value_is_no_mistake(tmp_path: Path) -> None:
    assert run("template", f"-o{tmp_path / 'new.docx'}")[0] == 0
    assert (tmp_path / "new.docx").is_file()
