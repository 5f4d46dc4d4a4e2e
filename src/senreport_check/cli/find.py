"""`senreport-check find`: where on a school's website the report stands, without judging it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from senreport_check.cli import options
from senreport_check.cli.console import guarded, say, tell
from senreport_check.cli.exits import Exit
from senreport_check.errors import UsageError
from senreport_check.sources import there


@guarded
def find(
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="The address of a school's home page.")],
    contact: options.Contact = None,
    cache: options.Cache = None,
    offline: options.Offline = False,
    allow_private: options.AllowPrivate = False,
    ignore_robots: options.IgnoreRobots = False,
) -> None:
    """Find the report on a school's website, and show the way to it."""
    if there(Path(address)):
        raise UsageError(f"{address} is a file or folder, not a website: senreport-check check reads it.")
    from senreport_check import discover  # noqa: PLC0415 - start-up time
    from senreport_check.classify import classify  # noqa: PLC0415
    from senreport_check.extract.worker import Extractor  # noqa: PLC0415
    from senreport_check.fetch import Fetcher  # noqa: PLC0415

    settings = options.fetch_settings(
        contact, cache, offline=offline, allow_private=allow_private, ignore_robots=ignore_robots
    )
    with Extractor() as extractor, Fetcher(settings) as fetcher:
        found = discover.find(options.web_address(address), fetcher, discover.Readers(extractor.extract, classify))
    best = found.chosen or found.nearest
    if best is not None:
        tell(best.fetched.url or "")
        say(f"The way there: {' > '.join(best.trail)} ({best.clicks} clicks, {found.requests} requests)")
    if found.chosen is None:
        say(found.reason or "No report was found.")
        raise typer.Exit(Exit.COULD_NOT_CHECK)
    for link in found.placement.links:
        say(f"{link.name}: {link.state}{f', {link.url}' if link.url else ''}")
