"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from senreport_check.errors import UsageError


@contextmanager
def whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write to, which takes the place of `path` when all is written.

    Whatever goes wrong, what stood there before stands there still; a link that stands in its place is never
    written through. Raises `UsageError` where it cannot be written.
    """
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.unlink(missing_ok=True)
        with draft.open("xb") as file:
            yield file
        draft.replace(path)
    except OSError as error:
        if error.filename not in (None, str(draft)):
            raise
        if not path.parent.is_dir():
            raise UsageError(f"{path} cannot be written: make the folder {path.parent} first.") from error
        raise UsageError(
            f"{path} cannot be written ({error.strerror}): close it if it is open, or choose another place."
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
