"""What fetching may cost and how it behaves: every default in one place."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from senreport_check import __version__
from senreport_check.errors import SettingsError, Unreachable

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How the web is read.

    - `contact`: an e-mail or web address shown to the sites visited, so that they can complain;
    - `request_seconds`: the most one request may take, redirects included, waiting for our turn not;
      `connect_seconds` is how much of it may pass before a connection stands;
    - `school_seconds`, `requests`: the most one school may take, waiting included; robots.txt counts;
    - `redirects`: the most hops of one request; `max_bytes`: the largest file, as sent and as unpacked;
    - `pause`: seconds between two requests to one host, `longest_pause`: the most a robots.txt or a
      Retry-After may ask for, `retries`: how often a busy server (429, 503) is asked again;
    - `ignore_robots`: for one's own site only; `allow_private`: also addresses inside one's own network;
    - `cache`: the folder where answers are kept, None for nowhere; `cache_hours`: how long an answer is
      taken as it is before the server is asked whether it changed; `offline`: take answers from there alone;
    - `browser`: whether pages that need JavaScript are rendered; `browser_path`: the program for it,
      None to look for an installed one; `browser_seconds`: the most one page may take to render;
    - `ca_file`: a file of certificates to trust besides the usual ones (a school network's own);
    - `workers`: how many processes of one run read the web side by side: each of them asks a host that is
      no school's own so many times more seldom, so that the host notices one reader.
    """

    contact: str | None = None
    connect_seconds: float = 10.0
    request_seconds: float = 30.0
    school_seconds: float = 300.0
    requests: int = 40
    redirects: int = 8
    max_bytes: int = 60 * MEGABYTE
    pause: float = 1.0
    longest_pause: float = 10.0
    retries: int = 2
    ignore_robots: bool = False
    allow_private: bool = False
    cache: Path | None = None
    cache_hours: float = 24.0
    offline: bool = False
    browser: bool = True
    browser_path: Path | None = None
    browser_seconds: float = 30.0
    ca_file: Path | None = None
    workers: int = 1

    def __post_init__(self) -> None:
        """Raise `SettingsError` for a contact that fits no header, and for offline without a cache."""
        if self.contact is not None and not re.fullmatch(r"[!-~]{3,200}", self.contact):
            raise SettingsError("The contact must be one e-mail or web address without spaces.")
        if self.offline and self.cache is None:
            raise SettingsError("Offline needs a cache to read from: name its folder.")

    @property
    def user_agent(self) -> str:
        """What we call ourselves to the sites visited."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"senreport-check/{__version__} (reads schools' SEN information reports{contact})"

    def budget(self) -> Budget:
        """A fresh budget for one school."""
        return Budget(self.requests, time.monotonic() + self.school_seconds, self.school_seconds)


class BudgetSpent(Unreachable):
    """One school's requests or time are used up; the text says which."""


@dataclass(slots=True)
class Budget:
    """What is left for one school: `requests`, and the time until `deadline` (monotonic clock).

    `used` counts the requests that went over the network, for this school or, where an answer is shared, for
    one before it: what a school costs does not depend on who came first. `origins` are the sites whose
    robots.txt is paid for.
    """

    requests: int
    deadline: float
    seconds: float
    used: int = field(default=0)
    origins: set[str] = field(default_factory=set)

    def take(self) -> None:
        """Count one request; raise `BudgetSpent` when there is none left."""
        if self.used >= self.requests:
            raise BudgetSpent(f"The limit of {self.requests} requests for one school is reached: raise it.")
        if time.monotonic() >= self.deadline:
            raise BudgetSpent(f"The site is too slow: its {self.seconds:.0f} seconds are used up. Try later.")
        self.used += 1

    def charge(self, requests: int) -> None:
        """Count requests made before; raise `BudgetSpent` as `take` does."""
        for _ in range(requests):
            self.take()


Away = Callable[[Budget], AbstractContextManager[object]]
"""Entered by a thread while it waits for the network, with the budget of the school it waits for."""
