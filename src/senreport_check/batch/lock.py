"""One run at a time on one folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from senreport_check.errors import UsageError

LOCK = ".lock"


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Make the folder and hold it; the system lets go of it whatever becomes of this process.

    Raises `UsageError` while another process holds it, and where nothing can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / LOCK, timeout=0)
        lock.acquire()
    except filelock.Timeout:
        raise UsageError(
            f"another run is at work in {folder}: wait until it has ended, or choose another folder."
        ) from None
    except NotImplementedError as error:
        raise UsageError(f"{folder} cannot be locked: choose a folder on this computer's own disk.") from error
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}): choose another folder.") from error
    try:
        yield
    finally:
        lock.release()
