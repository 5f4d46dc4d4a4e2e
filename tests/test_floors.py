"""Imports go strictly downward, and every outside library has one home."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "senreport_check"
ROOT = "senreport_check"

FLOORS = [
    {"errors", "model", "__init__"},
    {"text", "dates", "process", "zips"},
    {"sources", "checklist", "register"},
    {"fetch", "extract", "demo"},
    {"classify"},
    {"discover", "match"},
    {"check", "compare"},
    {"render"},
    {"evaluate", "template", "batch"},
    {"cli"},
    {"__main__"},
]
RENDER_SEES = {"errors", "model", "text", "dates", "compare", "render"}

HOMES = {
    "typer": {"cli"},
    "httpx": {"fetch"},
    "pypdfium2": {"extract"},
    "docx": {"extract", "render"},
    "xlsxwriter": {"render"},
    "pyphen": {"match"},
    "scipy": {"evaluate"},
    "playwright": {"fetch"},
    "psutil": {"extract", "fetch"},
    "jinja2": {"render"},
    "rich": {"render", "cli"},
    "distributed": {"batch"},
    "hishel": {"fetch"},
    "protego": {"fetch"},
    "rapidfuzz": {"discover", "match"},
    "openpyxl": {"register"},
    "sqlite3": {"batch"},
    "filelock": {"batch"},
    "httpcore": {"fetch"},
    "lxml": {"extract", "discover"},
    "numpy": {"match", "extract", "evaluate"},
    "odfdo": {"extract"},
    "rapidocr": {"extract"},
    "reportlab": {"evaluate"},
    "rtoml": {"checklist"},
    "striprtf": {"extract"},
}


def floor_of(room: str) -> int:
    """The floor a room is on, from 0 at the bottom."""
    return next(number for number, rooms in enumerate(FLOORS) if room in rooms)


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            if node.module == ROOT:
                yield from (f"{ROOT}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def room_of(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] != ROOT:
        return None
    return parts[1] if len(parts) > 1 and parts[1] != "__version__" else "__init__"


def breaches(room: str, source: str) -> list[str]:
    """What a module of this room imports that it may not."""
    found = []
    for module in imports(ast.parse(source)):
        other = room_of(module)
        outside = module.split(".")[0]
        if other is None:
            if room not in HOMES.get(outside, {room}):
                found.append(f"{outside} has its home elsewhere")
        elif other != room and floor_of(other) >= floor_of(room) and {other, room} != {"errors", "model"}:
            found.append(f"{room} imports {other}, which is not below it")
        elif room == "render" and other not in RENDER_SEES | {"__init__"}:
            found.append(f"render imports {other}: it sees only the model")
    return found


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_downward(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    assert breaches(room, path.read_text(encoding="utf-8")) == []


def test_every_room_has_a_floor() -> None:
    rooms = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert rooms <= set().union(*FLOORS)


@pytest.mark.parametrize(
    ("room", "line"),
    [
        ("text", "from senreport_check.match.judge import Matcher"),
        ("extract", "import senreport_check.cli.app"),
        ("render", "from senreport_check.checklist import find"),
        ("match", "from senreport_check import check"),
        ("model", "def late():\n    from senreport_check.sources import resolve"),
        ("classify", "import httpx"),
    ],
)
def test_the_rule_fires(room: str, line: str) -> None:
    assert len(breaches(room, line)) == 1


def test_the_rule_lets_right_imports_pass() -> None:
    assert breaches("check", "from senreport_check.match.judge import Matcher\nimport json") == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 300
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 50, f"{node.name} is longer than 50 lines"
