"""Web pages saved whole (.mht, .mhtml): the page inside, read like any other."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

from senreport_check.errors import Unreadable
from senreport_check.extract.html import read_html
from senreport_check.extract.limits import Limits
from senreport_check.model import Document, Fetched


def read_mhtml(fetched: Fetched, limits: Limits) -> Document:
    """Read the first web page in the archive, at the address it was saved from.

    Raises `Unreadable` when there is none.
    """
    message = message_from_bytes(fetched.content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            address = fetched.url or part.get("Content-Location") or message.get("Snapshot-Content-Location")
            if isinstance(content, bytes):
                return read_html(
                    replace(fetched, content=content, url=address, declared_type=part.get("Content-Type")),
                    limits,
                )
    raise Unreadable("The saved web page holds no page: save it again, or print it to PDF.")
