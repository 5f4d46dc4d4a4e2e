"""A town of schools, and a run over them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from senreport_check.cli import progress
from servers.town import Town

from .batching import CHECKED, SCHOOLS, mount, run


@pytest.fixture(autouse=True)
def slow_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """How fast this machine is does not decide whether a check is announced."""
    monkeypatch.setattr(progress, "PATIENCE", 60.0)


@pytest.fixture(scope="session")
def town() -> Iterator[Town]:
    if sys.platform == "darwin":
        pytest.skip("a Mac has one loopback address")
    with Town(SCHOOLS, latency=0.0) as town:
        yield town


@pytest.fixture(scope="session")
def schools(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The town's schools as a list."""
    path = tmp_path_factory.mktemp("list") / "eastmere.csv"
    path.write_text(town.register(), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def finished(schools: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run that has ended."""
    out = tmp_path_factory.mktemp("finished") / "out"
    done = run(schools, out, "--today", "2026-10-05")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == ""
    found = f"{CHECKED} checked, 1 not found, 2 unreachable, 1 refused, 1 unreadable"
    assert f"{SCHOOLS + 1} schools: {found}" in done.stderr
    assert "2 could not be checked: the same command tries them once more." in done.stderr
    return out


@pytest.fixture
def out(finished: Path, tmp_path: Path) -> Path:
    """A copy of it to play with."""
    return Path(shutil.copytree(finished, tmp_path / "out"))


@pytest.fixture
def volume(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "volume"
    place.mkdir()
    mounted = sys.platform == "linux" and os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=2m", "tmpfs", place)
    if not mounted:
        pytest.skip("mounting a disk takes the rights of an administrator")
    yield place
    subprocess.run(["umount", str(place)], check=True, timeout=20)
