"""Web addresses: cache, robots, pace, redirects, retries and what each status means."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from senreport_check.errors import CouldNotCheck, NotFound, Refused, Unreachable, Unreadable
from senreport_check.fetch.browser import INSTALL, Browser
from senreport_check.fetch.cache import Cache, Kept
from senreport_check.fetch.company import Company
from senreport_check.fetch.disguise import refuse_disguised
from senreport_check.fetch.guard import Guard, Resolve, check_address, deadline, join_address
from senreport_check.fetch.pace import Pace, retry_after
from senreport_check.fetch.robots import Rules, rules_from
from senreport_check.fetch.settings import Away, Budget, BudgetSpent, FetchSettings
from senreport_check.fetch.share import download_address
from senreport_check.fetch.wire import Answer, Wire
from senreport_check.model import Fetched

BUSY = (429, 503)
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)
ROBOTS_HOPS = 5
MOST_RULES = 500
SAYS_NO = {
    401: "asks for a password", 402: "asks for payment", 403: "forbids reading it",
    407: "asks for a password", 429: "is asked too often just now", 451: "is closed for legal reasons",
}  # fmt: skip


@dataclass(slots=True)
class _Trip:
    """One request from first address to last: its budget, what is kept of it, how long it may still take.

    A brisk one does not wait for the pause: a browser's requests belong to one page.
    """

    budget: Budget
    kept: Kept | None
    seconds: float
    brisk: bool = False


class Web:
    """Reads addresses by the settings; use it through `Fetcher`."""

    def __init__(
        self, settings: FetchSettings, resolve: Resolve, sleep: Callable[[float], None], away: Away
    ) -> None:
        self.company = Company(away)
        self._settings, self._away = settings, away
        guard = Guard(allow_private=settings.allow_private, resolve=resolve)
        self._wire = Wire(
            guard, connect_seconds=settings.connect_seconds, max_bytes=settings.max_bytes,
            ca_file=settings.ca_file,
        )
        self._pace = Pace(settings.pause, settings.longest_pause, sleep)
        self._cache = Cache(settings.cache) if settings.cache else None
        self._rules: dict[str, tuple[Rules, int]] = {}
        self._browser: Browser | None = None
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close connections, cache and browser."""
        if self._browser is not None:
            self._browser.close()
        self._wire.close()
        if self._cache is not None:
            self._cache.close()

    def get(self, address: str, budget: Budget) -> Fetched:
        """Fetch one address; see `Fetcher.get`."""
        address = join_address("", address)
        check_address(address)
        if self.company.is_foreign(download_address(address)):
            return self.company.once(address, budget, self._get)
        return self._get(address, budget)

    def _get(self, address: str, budget: Budget) -> Fetched:
        kept = self._kept(address)
        if kept and self._good(kept):
            return refuse_disguised(_fetched(kept.url, kept.headers, kept.content))
        if self._settings.offline:
            raise Unreachable(f"{address} is not in the cache: run once without offline.")
        answer = self._travel(address, _Trip(budget, kept, self._settings.request_seconds))
        if answer.status == 304 and kept and self._cache:
            self._cache.confirm(kept)
            return _fetched(kept.url, kept.headers, kept.content)
        _refuse_status(answer)
        fetched = refuse_disguised(_fetched(answer.url, answer.headers, answer.content))
        if self._cache:
            self._cache.put(address, answer.url, answer.headers, answer.content)
        return fetched

    def render(self, address: str, budget: Budget) -> Fetched:
        """Render one page; see `Fetcher.render`. What it needs is fetched by the same rules."""
        if not self._settings.browser:
            raise Unreadable(INSTALL)
        name = f"{address}#rendered"
        kept = self._kept(name)
        if kept and self._good(kept):
            return _fetched(kept.url, kept.headers, kept.content)
        if self._settings.offline:
            raise Unreachable(f"{address} is not in the cache as rendered: run once without offline.")
        with self._lock:
            self._browser = self._browser or Browser(self._settings)
        with self._away(budget):
            url, text = self._browser.render(address, lambda wanted: self._resource(wanted, budget))
        headers = {"content-type": "text/html; charset=utf-8"}
        content = text.encode("utf-8", "replace")
        if len(content) > self._settings.max_bytes:
            raise Unreadable(f"{address} grows beyond measure in a browser: save its text and check that.")
        if self._cache:
            self._cache.put(name, url, headers, content)
        return _fetched(url, headers, content)

    def _resource(self, address: str, budget: Budget) -> Answer:
        """One thing a rendered page asks for: a script, data, the page itself."""
        trip = _Trip(budget, None, self._settings.request_seconds, brisk=True)
        answer = self._travel(join_address("", address), trip)
        _refuse_status(answer)
        return answer

    def sitemaps(self, address: str, budget: Budget) -> tuple[str, ...]:
        """See `Fetcher.sitemaps`."""
        try:
            return self._rules_for(address, _Trip(budget, None, self._settings.request_seconds)).sitemaps
        except BudgetSpent:
            raise
        except CouldNotCheck:
            return ()

    def _kept(self, name: str) -> Kept | None:
        return self._cache.get(name) if self._cache else None

    def _good(self, kept: Kept) -> bool:
        """Whether a kept answer is taken as it is."""
        return self._settings.offline or kept.age < self._settings.cache_hours * 3600

    def _travel(self, address: str, trip: _Trip) -> Answer:
        """Follow redirects, every hop checked; robots is asked about the address the site published."""
        url, published = download_address(address), address
        for _ in range(self._settings.redirects + 1):
            check_address(url)
            self._respect_robots(published, trip)
            answer = self._ask(url, trip)
            if answer.status not in MOVED or not answer.headers.get("location"):
                return answer
            published = url = join_address(url, _as_sent(answer.headers["location"]))
        raise Unreachable(
            f"{address} redirects more than {self._settings.redirects} times, perhaps in circles: "
            "open it in a browser and give the address where that ends."
        )

    def _ask(self, url: str, trip: _Trip) -> Answer:
        """Ask one address, and a busy server again after the pause it wants."""
        host = urlsplit(url).netloc
        for attempt in range(self._settings.retries + 1):
            answer = self._send(url, trip)
            if answer.status not in BUSY:
                break
            pause = retry_after(answer.headers.get("retry-after"), attempt)
            if attempt == self._settings.retries or not self._pace.hold(host, pause):
                break
        return answer

    def _send(self, url: str, trip: _Trip) -> Answer:
        headers = {"User-Agent": self._settings.user_agent, "Accept-Language": "en-GB,en;q=0.8"}
        if trip.kept and trip.kept.url == url:
            headers |= trip.kept.validators
        trip.budget.take()
        self.company.refuse_down(url)
        with self._away(trip.budget), self._turn(url, trip):
            self.company.refuse_down(url)
            started = time.monotonic()
            if trip.seconds <= 0:
                raise Unreachable(f"{url} took longer than {self._settings.request_seconds:.0f} seconds.")
            with deadline(min(started + trip.seconds, trip.budget.deadline)):
                try:
                    return self._wire.send(url, headers)
                except Unreachable as error:
                    if time.monotonic() - started >= self._settings.connect_seconds:
                        self.company.note_down(url, error)
                    raise
                finally:
                    trip.seconds -= time.monotonic() - started

    @contextmanager
    def _turn(self, url: str, trip: _Trip) -> Iterator[None]:
        """This host's turn; waiting for a host that is no school's own is not counted as the school's time."""
        host, budget = urlsplit(url).netloc, trip.budget
        foreign, begun = self.company.is_foreign(url), time.monotonic()
        times = self._settings.workers if foreign else 1
        latest = None if foreign else budget.deadline
        with ExitStack() as held:
            try:
                held.enter_context(self._pace.turn(host, latest, brisk=trip.brisk, times=times))
            except TimeoutError as error:
                raise BudgetSpent("The site asks for more patience than one school gets: try later.") from error
            if foreign:
                budget.deadline += time.monotonic() - begun
            yield

    def _respect_robots(self, url: str, trip: _Trip) -> None:
        if self._settings.ignore_robots:
            return
        rules = self._rules_for(url, trip)
        if rules.closed:
            raise Refused(f"{_origin(url)}/robots.txt cannot be had, so no program may read the site.")
        if not rules.allow(url):
            raise Refused(f"The site's robots.txt forbids programs to read {url}: save it and check that.")

    def _rules_for(self, url: str, trip: _Trip) -> Rules:
        origin, budget = _origin(url), trip.budget
        rules, cost = self._rules.get(origin, (None, 0))
        if rules is None:
            used = budget.used
            rules = self._read_rules(f"{origin}/robots.txt", trip)
            self._pace.slow_down(urlsplit(url).netloc, rules.delay)
            self._keep_rules(origin, rules, budget.used - used)
        elif origin not in budget.origins:
            budget.charge(cost)
        budget.origins.add(origin)
        return rules

    def _keep_rules(self, origin: str, rules: Rules, cost: int) -> None:
        """Remember a site's rules and the requests they cost, for the sites asked last."""
        with self._lock:
            self._rules[origin] = rules, cost
            if len(self._rules) > MOST_RULES:
                del self._rules[next(iter(self._rules))]

    def _read_rules(self, url: str, trip: _Trip) -> Rules:
        name, kept = url, self._kept(url)
        if kept and self._good(kept):
            return rules_from(Answer(kept.url, 200, kept.headers, kept.content))
        for _ in range(0 if self._settings.offline else ROBOTS_HOPS):
            check_address(url)
            answer = self._ask(url, trip)
            if answer.status == 200 and self._cache:
                self._cache.put(name, url, answer.headers, answer.content)
            if answer.status not in MOVED or not answer.headers.get("location"):
                return rules_from(answer)
            url = join_address(url, _as_sent(answer.headers["location"]))
        return Rules()


def _as_sent(location: str) -> str:
    """A Location header's bytes, read as Latin-1 on the way in, as the UTF-8 they mostly are."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def _refuse_status(answer: Answer) -> None:
    """Raise what a status other than success means."""
    status, url = answer.status, answer.url
    if status == 200:
        return
    if status in GONE:
        raise NotFound(f"{url} is not there (the site answers {status}): look for it from the home page.")
    if status in SAYS_NO:
        raise Refused(
            f"{url} {SAYS_NO[status]} (the site answers {status}): open it in a browser and save it."
        )
    if status >= 500:
        raise Unreachable(f"{url} is out of order (the site answers {status}): try again later.")
    raise Unreachable(f"{url} gave nothing to read (the site answers {status}): open it in a browser.")


def _fetched(url: str, headers: Mapping[str, str], content: bytes) -> Fetched:
    return Fetched(
        content, url=url, declared_type=headers.get("content-type"),
        last_modified=_day(headers.get("last-modified")),
    )


def _day(value: str | None) -> date | None:
    try:
        return parsedate_to_datetime(value).date() if value else None
    except (ValueError, IndexError, TypeError):
        return None
