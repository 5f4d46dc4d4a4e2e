"""The command line without its pauses between requests, for sites on this computer alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from senreport_check.__main__ import main
from senreport_check.cli import options
from senreport_check.fetch import FetchSettings

_usual = options.fetch_settings


def hurried(*given: Any, **more: Any) -> FetchSettings:
    """The settings as given, in a hurry."""
    return replace(_usual(*given, **more), pause=0.0, longest_pause=0.0, retries=0, allow_private=True, browser=False)


if __name__ == "__main__":
    options.fetch_settings = hurried
    main()
