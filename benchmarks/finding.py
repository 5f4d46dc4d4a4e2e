"""Finding a report among sixty pages: the best-first walk against a breadth-first one, and a whole check.

    python benchmarks/finding.py

Prints requests and seconds for each, without the pause between requests that politeness adds on real sites:
every request saved is that pause saved.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import deque
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from senreport_check import demo
from senreport_check.check import Checker, Settings
from senreport_check.classify import classify
from senreport_check.discover import Readers, find
from senreport_check.discover.found import Found
from senreport_check.discover.links import is_page, read_page
from senreport_check.discover.site import belongs, key
from senreport_check.errors import CouldNotCheck
from senreport_check.extract import extract
from senreport_check.fetch import Fetcher, FetchSettings
from senreport_check.model import Source, SourceKind

SETTINGS = FetchSettings(allow_private=True, pause=0.0, requests=500)
SECTIONS = {
    "Our school": ("Vision", "Staff", "Governors", "History", "Vacancies", "Ofsted", "Statutory information"),
    "Learning": ("English", "Mathematics", "Science", "Art", "Music", "Geography", "Physical education"),
    "Classes": ("Ash", "Beech", "Cedar", "Elm", "Hazel", "Oak", "Willow"),
    "Parents": ("Term dates", "Uniform", "Lunches", "Clubs", "Attendance", "Payments", "Policies"),
    "Children": ("School council", "Eco team", "Library", "Houses", "Awards", "Games", "Stay safe"),
    "News": ("Harvest", "Football", "Concert", "Bake sale", "Trip", "Visitors", "Snow"),
    "Community": ("Friends", "Lettings", "Church", "Garden", "Links", "Volunteers", "Fair"),
}


def write_site(folder: Path) -> None:
    """Sixty pages and the report, which hangs on the page of statutory information."""
    menu = "".join(f'<li><a href="/{_slug(name)}/">{name}</a></li>' for name in SECTIONS)
    _page(folder / "index.html", "Home", menu, "")
    for section, pages in SECTIONS.items():
        below = [(name, f"/{_slug(section)}/{_slug(name)}.html") for name in pages]
        items = "".join(f'<li><a href="{address}">{name}</a></li>' for name, address in below)
        _page(folder / _slug(section) / "index.html", section, menu, f"<ul>{items}</ul>")
        for name in pages:
            _page(folder / _slug(section) / f"{_slug(name)}.html", name, menu, "")
    for number in (1, 2, 3):
        _page(folder / "contact" / f"{number}.html", f"Contact {number}", menu, "")
    statutory = '<ul><li><a href="/files/Report 2025.pdf">SEND information</a></li></ul>'
    _page(folder / "our-school" / "statutory-information.html", "Statutory information", menu, statutory)
    (folder / "files").mkdir()
    report = demo.demo_folder() / "documents" / "SEN Information Report.pdf"
    shutil.copy(report, folder / "files" / "Report 2025.pdf")


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def _page(file: Path, title: str, menu: str, content: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"<p>What we have to say about {title.lower()} is short and can be had at the office.</p>"
    file.write_text(
        f"<!doctype html><html lang='en-GB'><title>{title}</title><body><nav><ul>{menu}</ul></nav>"
        f"<main><h1>{title}</h1>{text}{content}</main></body></html>",
        encoding="utf-8",
    )


def best_first(home: str) -> tuple[str | None, int]:
    """The report's address and the requests made, by the walk the tool makes."""
    with Fetcher(SETTINGS) as fetcher:
        found = find(home, fetcher, Readers(extract, classify))
    return (found.chosen.fetched.url if found.chosen else None), found.requests


def breadth_first(home: str) -> tuple[str | None, int]:
    """The same by following every link in the order it stands, until a document is a report."""
    with Fetcher(SETTINGS) as fetcher:
        return walk_in_order(home, fetcher)


def walk_in_order(home: str, fetcher: Fetcher) -> tuple[str | None, int]:
    """The first report of a site met breadth-first, and the requests made."""
    readers = Readers(extract, classify)
    waiting, seen, budget = deque([home]), {key(home)}, SETTINGS.budget()
    while waiting:
        try:
            fetched = fetcher.get(waiting.popleft(), budget)
            if Found(fetched, *readers.read(fetched)).is_report:
                return fetched.url, budget.used
        except CouldNotCheck:
            continue
        for link in read_page(fetched).links if is_page(fetched) else ():
            if belongs(link.url, home) and key(link.url) not in seen:
                seen.add(key(link.url))
                waiting.append(link.url)
    return None, budget.used


def whole_check(home: str) -> tuple[str | None, int]:
    """Finding, reading and judging in one, as `senreport-check check` does."""
    with Checker(Settings(today=date(2026, 11, 21), fetch=SETTINGS)) as checker:
        report = checker.check(Source(home, SourceKind.URL, url=home))
    return report.source.url, report.placement.requests if report.placement else 0


def measure(name: str, run: Callable[[str], tuple[str | None, int]], home: str) -> None:
    started = time.perf_counter()
    address, requests = run(home)
    seconds = time.perf_counter() - started
    print(f"{name:22} {requests:4} requests  {seconds:6.2f} s   {(address or 'nothing').rpartition('/')[2]}")


def main() -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_site(folder)
        print(f"{len(list(folder.rglob('*.html')))} pages, one report")
        with patch.object(demo, "demo_folder", lambda: folder), demo.serve_demo() as home:
            measure("warming up", best_first, home)
            measure("best-first walk", best_first, home)
            measure("breadth-first walk", breadth_first, home)
            measure("whole check", whole_check, home)


if __name__ == "__main__":
    sys.exit(main())
