"""The process in which documents are read: `python -m senreport_check.extract.reading_process`.

It answers requests on its standard input until that closes. What libraries print goes nowhere.
"""

from __future__ import annotations

import os
import sys
from typing import BinaryIO

from senreport_check.errors import CouldNotCheck
from senreport_check.extract import extract, wire


def main() -> None:
    """Serve until the program that started this process closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _warm_up()
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer every request with a document or an error, and with the progress of OCR in between."""
    while True:
        try:
            header, content = wire.receive(requests)
        except EOFError:
            return
        fetched, limits = wire.requested(header, content)

        def tell(done: int, total: int) -> None:
            wire.send(answers, {"done": done, "total": total})

        try:
            reply = wire.answer(extract(fetched, limits, tell))
        except CouldNotCheck as error:
            reply = wire.failure(error)
        wire.send(answers, reply)


def _warm_up() -> None:
    # Most documents are PDFs: the library loads while the program is still fetching its first one.
    from senreport_check.extract import pdf  # noqa: F401, PLC0415


if __name__ == "__main__":
    main()
