"""Every fixture site: what was found, in how many clicks, requests and seconds.

    python benchmarks/sites.py
"""

from __future__ import annotations

import sys
import time
import tomllib
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from senreport_check.classify import classify
from senreport_check.discover import Discovery, Readers, find
from senreport_check.errors import CouldNotCheck
from senreport_check.extract import extract
from servers.farm import DOMAIN, SITES, Farm

TODAY = date(2026, 11, 21)


def line(site: str, found: Discovery, seconds: float) -> str:
    """One site's row; the address without the site's own host."""
    document = found.chosen or found.nearest
    address = str(document.fetched.url).removeprefix(f"https://{site}{DOMAIN}") if document else ""
    what = "report" if found.chosen else f"{found.outcome}, nearest"
    clicks = document.clicks if document else 0
    return f"{site:16} {found.requests:3} requests {clicks} clicks {seconds:5.1f} s  {what}: {address}"


def main() -> None:
    """Print a row a site, in the order of the expectations."""
    sites = tomllib.loads((SITES / "expected.toml").read_text("utf-8"))
    with Farm() as farm:
        for site in sites:
            started = time.perf_counter()
            try:
                with farm.fetcher() as fetcher:
                    found = find(farm.site(site), fetcher, Readers(extract, classify), today=TODAY)
                print(line(site, found, time.perf_counter() - started))
            except CouldNotCheck as error:
                print(f"{site:16} {error.outcome}: {error}")


if __name__ == "__main__":
    main()
