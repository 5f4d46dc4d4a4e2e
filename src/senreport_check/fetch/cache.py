"""Answers kept on disk: the home of hishel, whose SQLite storage several processes may share.

Only whole successes are kept, whatever their headers say: a school's page read this morning serves the
second check of the day, and after its age the server is asked whether it has changed.
"""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from hishel import Headers, Request, Response, SqliteStorage

from senreport_check.errors import SettingsError

FILE = "answers-v1.db"
logging.getLogger("hishel").addHandler(logging.NullHandler())
STORED = "x-stored-at"
ADDRESS = "x-final-address"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept answer: `url` is where it came from in the end, `age` its age in seconds."""

    entry: uuid.UUID
    url: str
    headers: Mapping[str, str]
    content: bytes
    age: float

    @property
    def validators(self) -> dict[str, str]:
        """The headers that ask a server for the document only if it has changed."""
        asked = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
        return {asked[name]: self.headers[name] for name in asked if name in self.headers}


class Cache:
    """Kept answers in one folder, made when missing; a broken cache is as good as an empty one.

    Threads and processes may share it. Raises `SettingsError` for a folder that cannot be made.
    """

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"{folder} cannot hold the cache ({error.strerror}).") from error
        self._storage = SqliteStorage(database_path=folder / FILE)

    def close(self) -> None:
        """Close the storage."""
        self._storage.close()

    def get(self, address: str) -> Kept | None:
        """The answer kept for an address, of any age."""
        for entry in self._storage.get_entries(_key(address)):
            headers = {name.lower(): value for name, value in entry.response.headers.items()}
            stream = entry.response.stream
            content = b"".join(stream) if isinstance(stream, Iterator) else b""
            age = max(0.0, time.time() - float(headers.get(STORED, "0")))
            return Kept(entry.id, headers.get(ADDRESS, address), headers, content, age)
        return None

    def put(self, address: str, url: str, headers: Mapping[str, str], content: bytes) -> None:
        """Keep the answer for an address in place of a former one."""
        for entry in self._storage.get_entries(_key(address)):
            self._storage.remove_entry(entry.id)
        kept = {name: headers[name] for name in ("content-type", "etag", "last-modified") if name in headers}
        response = Response(200, Headers(_stamped(kept, url)), iter([content]))
        entry = self._storage.create_entry(Request("GET", address), response, _key(address))
        for _ in entry.response.stream or ():  # type: ignore[union-attr]  # the storage writes as it is read
            pass

    def confirm(self, kept: Kept) -> None:
        """Note that the server says a kept answer still holds."""
        headers = {name: value for name, value in kept.headers.items() if name not in (STORED, ADDRESS)}
        self._storage.update_headers(kept.entry, Headers(_stamped(headers, kept.url)))


def _stamped(headers: Mapping[str, str], url: str) -> dict[str, str]:
    return {**headers, STORED: repr(time.time()), ADDRESS: url}


def _key(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
