"""The process in which documents are read: `python -m senreport_check.extract.reading_process`.

It answers requests on its standard input until that closes, and ends then even in the middle of a document:
nobody is left to stop it. What libraries print goes nowhere.
"""

from __future__ import annotations

import faulthandler
import os
import sys
import threading
from queue import SimpleQueue
from typing import BinaryIO

from senreport_check.errors import CouldNotCheck
from senreport_check.extract import Limits, extract, wire
from senreport_check.model import Fetched

GRACE = 2.0
Requests = SimpleQueue[tuple[Fetched, Limits]]


def main() -> None:
    """Serve until the program that started this process closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    requests: Requests = SimpleQueue()
    threading.Thread(target=_receive, args=(sys.stdin.buffer, requests), daemon=True).start()
    _warm_up()
    serve(requests, answers)


def serve(requests: Requests, answers: BinaryIO) -> None:
    """Answer every request with a document or an error, and with the progress of OCR in between."""
    while True:
        fetched, limits = requests.get()

        def tell(done: int, total: int, limits: Limits = limits) -> None:
            _end_after(limits.seconds_per_picture)
            wire.send(answers, {"done": done, "total": total})

        _end_after(limits.seconds)
        try:
            reply = wire.answer(extract(fetched, limits, tell))
        except CouldNotCheck as error:
            reply = wire.failure(error)
        faulthandler.cancel_dump_traceback_later()
        wire.send(answers, reply)


def _receive(stream: BinaryIO, requests: Requests) -> None:
    try:
        while True:
            requests.put(wire.requested(*wire.receive(stream)))
    finally:
        _stop_helpers()
        os._exit(0)


def _end_after(seconds: float) -> None:
    """End this process well after its deadline, should the program that would do so be gone.

    Only the interpreter's own watchdog does it for a reader which never lets another thread run.
    """
    faulthandler.dump_traceback_later(GRACE * seconds, exit=True)

def _stop_helpers() -> None:
    """End what reading has started, such as an office program."""
    import psutil  # noqa: PLC0415 - at the end alone

    for helper in psutil.Process().children(recursive=True):
        helper.kill()


def _warm_up() -> None:
    # Most documents are PDFs: the library loads while the program is still fetching its first one.
    from senreport_check.extract import pdf  # noqa: F401, PLC0415


if __name__ == "__main__":
    main()
