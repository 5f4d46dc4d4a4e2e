"""What many tests need."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from loading import module_at

# Busy machines make single examples slow; how long one takes is measured in benchmarks/, not here. CI tries the same
# examples every time, so that a change is judged by itself; everywhere else new ones are tried.
settings.register_profile("patient", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("patient")

REPOSITORY = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The repository's folder."""
    return REPOSITORY


@pytest.fixture(scope="session")
def made_up(repository: Path) -> ModuleType:
    """Made-up results of runs over many schools (`docs/made_up_run.py`)."""
    return module_at(repository / "docs" / "made_up_run.py")


@pytest.fixture(scope="session")
def real_documents() -> list[Path]:
    """Published documents that stand beside the repository; the test is skipped where they are missing."""
    files = sorted((REPOSITORY.parent / "shared" / "real" / "orig").glob("*"))
    if not files:
        pytest.skip("the published documents are not beside this repository")
    return files
