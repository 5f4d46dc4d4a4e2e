"""Options that several commands share, and what is made of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from senreport_check.cli.console import TALK
from senreport_check.cli.exits import FailOn
from senreport_check.errors import UsageError
from senreport_check.model import Phase, SchoolType

if TYPE_CHECKING:
    from senreport_check.fetch import FetchSettings

DEFAULT_CHECKLIST = "sen-information-report"

Format = Annotated[
    str | None,
    typer.Option("--format", "-f", help="json, html, xlsx, csv, markdown or docx; else by the ending of -o."),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead of the screen.")]
ShowEvidence = Annotated[bool, typer.Option("--evidence", "-e", help="Show the passages each verdict rests on.")]
GuessedType = Annotated[
    SchoolType | None, typer.Option("--type", case_sensitive=False, help="Kind of school; guessed when left out.")
]
GuessedPhase = Annotated[
    Phase | None, typer.Option("--phase", case_sensitive=False, help="Phase of education; guessed when left out.")
]
SchoolName = Annotated[
    str | None, typer.Option("--school", help="The school's name, where a website holds several schools.")
]
ChecklistName = Annotated[str, typer.Option("--checklist", help="A checklist's id, or a checklist file of your own.")]
FailOnForce = Annotated[
    FailOn,
    typer.Option("--fail-on", help="Which gaps make the exit code 1: what the law asks, also guidance, or none."),
]
Today = Annotated[str | None, typer.Option("--today", help="Judge dates as of this day, such as 2026-11-21.")]
Contact = Annotated[str | None, typer.Option("--contact", help="Your e-mail address, shown to the sites visited.")]
Cache = Annotated[Path | None, typer.Option("--cache", help="Keep what was fetched in this folder.")]
Offline = Annotated[bool, typer.Option("--offline", help="Take web pages from --cache alone.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Also visit addresses inside your own network.")]
IgnoreRobots = Annotated[bool, typer.Option("--ignore-robots", help="Disregard robots.txt: only for your own site.")]


def day(text: str | None) -> date:
    """The day given, else today; raises `UsageError` for what is no date."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text} is no date: write it as year-month-day, such as 2026-11-21.") from None


def fetch_settings(
    contact: str | None, cache: Path | None, *, offline: bool, allow_private: bool, ignore_robots: bool
) -> FetchSettings:
    """How the web is read under these options; ignoring robots.txt is warned of."""
    from senreport_check.fetch import FetchSettings  # noqa: PLC0415 - start-up time

    if ignore_robots:
        TALK.note("Warning: robots.txt is disregarded. Do this only on a website of your own school.")
    return FetchSettings(
        contact=contact, cache=cache, offline=offline, allow_private=allow_private, ignore_robots=ignore_robots
    )


def web_address(text: str) -> str:
    """The address as given, with https:// where the scheme was left out."""
    return text if "://" in text else f"https://{text}"
