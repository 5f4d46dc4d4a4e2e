"""One run at a time on one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from senreport_check.errors import UsageError

RUN, VIEWS = ".run.lock", ".views.lock"
_PATIENCE = 300.0
"""Seconds to wait while another process writes the views, which takes minutes for a country at most."""


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for a run; the system lets go of it whatever becomes of this process.

    Raises `UsageError` while another process holds it, and where nothing can be written.
    """
    with _lock(folder, RUN, 0.0, "another run is at work in {}: wait until it has ended, or choose another folder."):
        yield


@contextmanager
def waited_for(folder: Path) -> Iterator[None]:
    """Make the folder and hold it for writing views, once nobody else does; raises `UsageError` as `held` does."""
    with _lock(folder, VIEWS, _PATIENCE, "another command writes its pages into {}: try again when it has ended."):
        yield


@contextmanager
def _lock(folder: Path, name: str, patience: float, busy: str) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / name, timeout=patience)
        lock.acquire()
    except filelock.Timeout:
        raise UsageError(busy.format(folder)) from None
    except NotImplementedError as error:
        raise UsageError(f"{folder} cannot be locked: choose a folder on this computer's own disk.") from error
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}): choose another folder.") from error
    try:
        yield
    finally:
        lock.release()
