"""What passes between the run and those who do its work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from senreport_check.model import Entry


@dataclass(frozen=True, slots=True)
class Group:
    """Schools whose websites share a host: one worker checks them, one after another."""

    host: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Bytes worth keeping: `packed` is the compressed content, `sha256` that of the content itself."""

    sha256: str
    packed: bytes


@dataclass(frozen=True, slots=True)
class Done:
    """One school's result on its way home.

    `report` is the result as one JSON line; `original` the file as fetched and `document` its normalised
    form (both None unless a document was checked); `seconds` is the time it took, `host` where it went.
    """

    key: str
    report: bytes
    host: str
    seconds: float
    original: Snapshot | None = None
    document: Snapshot | None = None


class Executor(Protocol):
    """A way to get groups checked: in this process, in several, on several machines."""

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        """Check the groups, taking the next when there is room; yield each school as soon as it is done.

        Every school handed in comes out once, whatever happens to it. Closing the iterator stops the work.
        """
