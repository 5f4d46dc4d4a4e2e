"""Every fixture site: what was found, in how many clicks, requests and seconds, and by a breadth-first walk.

    python benchmarks/sites.py

Exit 1 when a site's report is not the one that fixtures/sites/expected.toml names, or none is found but must be.
"""

from __future__ import annotations

import sys
import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from finding import walk_in_order
from senreport_check.classify import classify
from senreport_check.discover import Discovery, Readers, find
from senreport_check.extract import extract
from servers.farm import DOMAIN, SITES, Farm

TODAY = date(2026, 11, 21)
SHOWN = 60


def main() -> int:
    """Print a row a site, in the order of the expectations."""
    sites = tomllib.loads((SITES / "expected.toml").read_text("utf-8"))
    print(f"{'':34}best first{'':7}breadth first")
    print(f"{'site':16}{'clicks':>7} {'requests':>9} {'seconds':>8} {'requests':>10}   {'its report':12} report")
    right = right_in_order = 0
    with Farm() as farm:
        for site, wanted in sites.items():
            found, seconds, address = best_first(farm, site)
            in_order, requests = breadth_first(farm, site)
            right += address == wanted.get("report")
            right_in_order += in_order == wanted.get("report")
            clicks = str(found.chosen.clicks) if found.chosen else "–"
            print(
                f"{site:16}{clicks:>7} {found.requests:9} {seconds:8.1f} {requests:10}   "
                f"{described(in_order, wanted):12} {shortened(address or 'none')}{said(address, wanted)}", flush=True,
            )  # fmt: skip
    print(f"right on {right} of {len(sites)} sites, breadth first on {right_in_order}")
    return int(right < len(sites))


def best_first(farm: Farm, site: str) -> tuple[Discovery, float, str | None]:
    """What the tool finds, in how many seconds, and the report's address."""
    started = time.perf_counter()
    with farm.fetcher() as fetcher:
        found = find(farm.site(site), fetcher, Readers(extract, classify), today=TODAY)
    address = local(found.chosen.fetched.url, site) if found.chosen else None
    return found, time.perf_counter() - started, address


def breadth_first(farm: Farm, site: str) -> tuple[str | None, int]:
    """The first report met by following the links in their order, and the requests made."""
    with farm.fetcher() as fetcher:
        address, requests = walk_in_order(farm.site(site), fetcher)
    return local(address, site), requests


def local(address: str | None, site: str) -> str | None:
    """An address without the site's own host."""
    return address.removeprefix(f"https://{site}{DOMAIN}") if address else None


def described(address: str | None, wanted: dict[str, Any]) -> str:
    """What a walk came back with, in a word."""
    if address == wanted.get("report"):
        return "right"
    return "another" if address else "none"


def said(address: str | None, wanted: dict[str, Any]) -> str:
    """A remark where the right thing was not found."""
    return "" if address == wanted.get("report") else f"  WRONG, must be {wanted.get('report', 'none')}"


def shortened(address: str) -> str:
    """An address that leaves the table narrow."""
    return address if len(address) <= SHOWN else f"{address[:SHOWN]}…"


if __name__ == "__main__":
    sys.exit(main())
