"""What the tests of lists need: ways to write one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a text file of these lines in this encoding, and gives its path."""

    def written(*lines: str, encoding: str = "utf-8", name: str = "schools.csv", end: str = "\r\n") -> Path:
        path = tmp_path / name
        path.write_bytes("".join(line + end for line in lines).encode(encoding))
        return path

    return written


@pytest.fixture
def fixture_folder(repository: Path) -> Path:
    """Where the fictional register lies."""
    return repository / "fixtures" / "register"
