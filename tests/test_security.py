"""SECURITY.md names tests and guards that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROW = re.compile(r"^\| (?!Threat|---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
SOURCE = Path("src") / "senreport_check"


@pytest.fixture(scope="module")
def page(repository: Path) -> str:
    return (repository / "SECURITY.md").read_text(encoding="utf-8")


def names_of_tests(path: Path) -> set[str]:
    """The names of a file's tests, those in classes too."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_test_named_exists(page: str, repository: Path) -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) >= 30
    assert [f"{file}::{name}" for file, name in named if name not in names_of_tests(repository / file)] == []


def test_every_threat_has_a_guard_and_a_test(page: str) -> None:
    rows = ROW.findall(page)
    assert len(rows) >= 15
    assert [threat for threat, guard, tests in rows if not guard.strip() or "::" not in tests] == []


def test_every_file_named_exists(page: str, repository: Path) -> None:
    named = [name for name in re.findall(r"`([\w/]+\.py)`", page) if not name.startswith("tests/")]
    assert len(named) >= 15
    found = [name for name in named if (repository / SOURCE / name).exists() or (repository / name).exists()]
    assert found == named
