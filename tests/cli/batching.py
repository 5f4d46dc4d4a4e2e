"""`batch` run in this process, over schools on this computer."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from senreport_check.cli import options
from senreport_check.cli.app import app
from servers import hurried
from servers.town import KINDS

SCHOOLS = len(KINDS)
CHECKED = KINDS.count("report")


def batch(*arguments: object) -> Result:
    """Run a command, without pauses between requests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(options, "fetch_settings", hurried.hurried)
        return CliRunner().invoke(app, ["batch", *map(str, arguments)])


def run(schools: Path, out: Path, *more: object) -> Result:
    return batch("run", schools, "--out", out, "--workers", 0, *more)


def reports(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def one_line(result: Result) -> str:
    """The one error said on stderr, without a traceback."""
    assert "Traceback" not in result.stderr
    said = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(said) == 1, result.stderr
    return said[0]


def mount(*arguments: object) -> bool:
    return subprocess.run(["mount", *map(str, arguments)], check=False, timeout=20, capture_output=True).returncode == 0
