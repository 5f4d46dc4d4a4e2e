"""Reading in a process of its own, with a deadline and a memory cap: a hostile file costs only itself.

    with Extractor() as extractor:
        document = extractor.extract(fetched)

The process is started on entering, without waiting for it, and reused; after a file that broke it, passed its
deadline or its memory, the next file gets a new one. An `Extractor` may be shared by threads, which then take
turns; for reading in parallel, give each thread its own.
"""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from typing import Any, Self

from senreport_check.errors import Crashed, Unreadable
from senreport_check.extract import Progress, wire
from senreport_check.extract.limits import Limits
from senreport_check.model import Document, Fetched

LOOK_EVERY = 0.05
FIRST_LOOK = 0.5
"""Seconds before the memory is looked at: most documents are read by then, and none can fill it so soon."""

MEGABYTE = 1024 * 1024
COMMAND = (sys.executable, "-P", "-m", "senreport_check.extract.reading_process")
Message = dict[str, Any] | None


class Extractor:
    """Reads documents in a separate process; use as a context manager."""

    def __init__(self, limits: Limits = Limits(), progress: Progress | None = None) -> None:  # noqa: B008
        self.limits, self.progress = limits, progress
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def __enter__(self) -> Self:
        """Start the process, unless it was; whoever leaves first ends it."""
        self._process = self._process or _Process()
        return self

    def __exit__(self, *failure: object) -> None:
        with self._lock:
            self._stop()

    def extract(self, fetched: Fetched) -> Document:
        """Read one document.

        Raises `Unreadable` as the reader does, and `Crashed` when the process broke, was too slow or grew
        too large.
        """
        with self._lock:
            if self._process is None or not self._process.alive:
                self._stop()
                self._process = _Process()
            try:
                return wire.answered(self._ask(self._process, fetched))
            except Unreadable:
                raise
            except BaseException:
                # A broken or interrupted exchange leaves the pipe in the middle of a message.
                self._stop()
                raise

    def _ask(self, process: _Process, fetched: Fetched) -> dict[str, Any]:
        process.ask(wire.request(fetched, self.limits), fetched.content)
        asked = time.monotonic()
        deadline, allowed = asked + self.limits.seconds, self.limits.seconds
        while True:
            message = process.next_message(min(LOOK_EVERY, max(0.0, deadline - time.monotonic())))
            if message is not None and "total" not in message:
                return message
            if message is not None:
                deadline, allowed = (
                    time.monotonic() + self.limits.seconds_per_picture,
                    self.limits.seconds_per_picture,
                )
                if self.progress:
                    self.progress(message["done"], message["total"])
            elif time.monotonic() >= deadline:
                raise Crashed(
                    f"Reading the document took longer than {allowed:g} seconds and was stopped: "
                    "save it again as PDF, or allow more time."
                )
            elif time.monotonic() > asked + FIRST_LOOK and process.memory() > self.limits.memory_mb * MEGABYTE:
                raise Crashed(
                    f"Reading the document took more than {self.limits.memory_mb} MB and was stopped: "
                    "save it again with smaller pictures, or allow more memory."
                )

    def _stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None


class _Process:
    """One running reading process, with a thread that waits for its answers."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(
            COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            **_apart_from_the_terminal(),
        )
        self._messages: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self._watch: Any = None
        self._reading = False

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    def ask(self, header: dict[str, Any], content: bytes) -> None:
        """Send a request from a thread of its own, as a process that hangs does not read."""
        self._reading = True
        threading.Thread(target=self._send, args=(header, content), daemon=True).start()

    def next_message(self, seconds: float) -> dict[str, Any] | None:
        """Wait so long for a message; raises `Crashed` when the process is gone."""
        try:
            message = self._messages.get(timeout=seconds)
        except queue.Empty:
            return None
        if message is None:
            raise Crashed(
                f"The reader stopped while reading the document (exit {self._child.wait()}): "
                "save it again as PDF and check that."
            )
        self._reading = "total" in message
        return message

    def memory(self) -> int:
        """The bytes it holds; 0 when it is gone."""
        import psutil  # noqa: PLC0415 - most documents are read before the first look

        try:
            self._watch = self._watch or psutil.Process(self._child.pid)
            return int(self._watch.memory_info().rss)
        except psutil.Error:
            return 0

    def stop(self) -> None:
        """End it, and what it may have started."""
        for helper in self._helpers() if self._reading else ():
            helper.kill()
        self._child.kill()
        self._child.wait()
        self._reader.join()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                _close(pipe)

    def _helpers(self) -> list[Any]:
        import psutil  # noqa: PLC0415 - as above

        try:
            return list(psutil.Process(self._child.pid).children(recursive=True))
        except psutil.Error:
            return []

    def _send(self, header: dict[str, Any], content: bytes) -> None:
        try:
            wire.send(self._child.stdin, header, content)  # type: ignore[arg-type]
        except (OSError, ValueError):
            self._messages.put(None)

    def _listen(self) -> None:
        try:
            while True:
                self._messages.put(wire.receive(self._child.stdout)[0])  # type: ignore[arg-type]
        except (EOFError, OSError, ValueError):
            self._messages.put(None)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        # What was left to write to a process that is gone.
        return


def _apart_from_the_terminal() -> dict[str, Any]:
    """Keep Ctrl-C from the reader: the program stops it itself."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}
