"""The one way to bytes: sources and addresses in, `Fetched` out."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import nullcontext
from typing import TYPE_CHECKING

from senreport_check.fetch.guard import Resolve, resolve
from senreport_check.fetch.local import read_file, read_stdin
from senreport_check.fetch.settings import Away, Budget, FetchSettings
from senreport_check.model import Fetched, Source, SourceKind

if TYPE_CHECKING:
    from senreport_check.fetch.web import Web


class Fetcher:
    """Fetches sources and addresses by one set of settings; close it, or use it in `with`.

    Threads may share it: every host is asked by one of them at a time. `away` is entered by a thread while it
    waits for the network; `resolve` and `sleep` stand for the name server and the clock in tests.
    """

    def __init__(
        self, settings: FetchSettings = FetchSettings(), *,  # noqa: B008 - frozen
        away: Away = nullcontext, resolve: Resolve = resolve, sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.settings, self._away, self._resolve, self._sleep = settings, away, resolve, sleep
        self._lock = threading.Lock()
        self._web: Web | None = None

    def __enter__(self) -> Fetcher:
        """Start; nothing is opened before it is needed."""
        return self

    def __exit__(self, *failure: object) -> None:
        """Close."""
        self.close()

    def close(self) -> None:
        """Close connections, cache and browser."""
        if self._web is not None:
            self._web.close()
            self._web = None

    def get(self, wanted: Source | str, budget: Budget | None = None) -> Fetched:
        """Fetch a source, or an address with its redirects followed and share links turned into downloads.

        `Fetched.url` is the address in the end. A request over the network is counted on the budget.
        Raises `NotFound` (404, 410, a page that says so), `Unreachable`, `Refused`, `Unreadable` (too large).
        """
        if isinstance(wanted, Source):
            if wanted.kind is SourceKind.STDIN:
                return read_stdin(self.settings.max_bytes)
            if wanted.path is not None:
                return read_file(wanted.path, self.settings.max_bytes)
            wanted = wanted.url or wanted.given
        return self.web.get(wanted, budget or self.settings.budget())

    def own(self, address: str) -> None:
        """Call the host of an address a school's own: in a run over many schools all others are shared."""
        self.web.company.own(address)

    def sitemaps(self, address: str, budget: Budget) -> tuple[str, ...]:
        """The sitemaps a site's robots.txt names, none where it cannot be had."""
        return self.web.sitemaps(address, budget)

    def render(self, address: str, budget: Budget) -> Fetched:
        """Fetch a web page as a browser shows it once its scripts have run: `Fetched.content` is that HTML.

        Raises what `get` raises, and `Unreadable` where no browser can be used.
        """
        return self.web.render(address, budget)

    @property
    def web(self) -> Web:
        """The part that speaks to the network, loaded at first use."""
        with self._lock:
            if self._web is None:
                from senreport_check.fetch.web import Web  # noqa: PLC0415 - the HTTP library is slow to import

                self._web = Web(self.settings, self._resolve, self._sleep, self._away)
            return self._web
