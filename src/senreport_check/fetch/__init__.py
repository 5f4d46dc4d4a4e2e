"""Bytes from files, standard input and the web, politely and safely.

    with Fetcher(FetchSettings(contact="office@example.gov.uk")) as fetcher:
        fetched = fetcher.get("https://www.example.sch.uk/send")     # or a Source, or "report.pdf"

Everything that can go wrong is raised as one of `errors.NotFound`, `Unreachable`, `Refused`, `Unreadable`.
"""

from __future__ import annotations

from senreport_check.fetch.fetcher import Fetcher
from senreport_check.fetch.settings import Budget, FetchSettings

__all__ = ["Budget", "FetchSettings", "Fetcher"]
