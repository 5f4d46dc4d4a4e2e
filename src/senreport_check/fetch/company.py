"""A run over many schools in one process: which hosts are their own, and what they all lead to, asked once.

The local authority's offer and a trust's file store hang on every school's site. They are no school's own: each
of the run's processes asks them more seldom, remembers their answers, and leaves them alone while they are down.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from senreport_check.errors import CouldNotCheck, Unreachable
from senreport_check.fetch.settings import Away, Budget, BudgetSpent
from senreport_check.model import Fetched

KEPT_SECONDS = 3600.0
DOWN_SECONDS = 300.0
LARGEST_KEPT = 1_000_000
MOST_KEPT = 200

Get = Callable[[str, Budget], Fetched]


@dataclass(slots=True)
class _Asked:
    """One address somebody asks or has asked: what came of it, and the requests it took.

    `result` stays None where it failed for a reason of the asking school's own.
    """

    ready: threading.Event = field(default_factory=threading.Event)
    since: float = field(default_factory=time.monotonic)
    cost: int = 0
    result: Fetched | CouldNotCheck | None = None


class Company:
    """What the schools of one process share; safe to share between threads.

    Until a host is called a school's own, none is foreign, and nothing is shared.
    """

    def __init__(self, away: Away) -> None:
        self._away = away
        self._own: set[str] = set()
        self._asked: dict[str, _Asked] = {}
        self._down: dict[str, tuple[float, str]] = {}
        self._lock = threading.Lock()

    def own(self, address: str) -> None:
        """Call the host of an address, and all below it, a school's own."""
        self._own.add(bare_host(address))

    def is_foreign(self, address: str) -> bool:
        """Whether an address is on no school's own host."""
        parts = bare_host(address).split(".")
        return bool(self._own) and not any(".".join(parts[start:]) in self._own for start in range(len(parts)))

    def once(self, address: str, budget: Budget, get: Get) -> Fetched:
        """What `get` gives for a foreign address, asked once for all schools; each is charged for it.

        Waiting for another school's answer is not counted as this school's time. Raises what `get` raises.
        """
        while True:
            asked, mine = self._entry(address)
            if mine:
                return self._ask(asked, address, budget, get)
            begun = time.monotonic()
            with self._away(budget):
                asked.ready.wait()
                budget.deadline += time.monotonic() - begun
            if asked.result is None:
                continue
            budget.charge(asked.cost)
            if isinstance(asked.result, CouldNotCheck):
                raise type(asked.result)(str(asked.result))
            return asked.result

    def note_down(self, address: str, error: Unreachable) -> None:
        """Remember that a foreign host does not answer."""
        if self.is_foreign(address):
            self._down[bare_host(address)] = (time.monotonic() + DOWN_SECONDS, str(error))

    def refuse_down(self, address: str) -> None:
        """Raise `Unreachable` for a host that did not answer a while ago."""
        until, said = self._down.get(bare_host(address), (0.0, ""))
        if time.monotonic() < until:
            raise Unreachable(said)

    def _entry(self, address: str) -> tuple[_Asked, bool]:
        """What is known of an address, and whether it is for the caller to find out."""
        with self._lock:
            asked = self._asked.get(address)
            if asked is not None and time.monotonic() < asked.since + KEPT_SECONDS:
                return asked, False
            self._asked.pop(address, None)
            if len(self._asked) >= MOST_KEPT:
                del self._asked[next(iter(self._asked))]
            asked = self._asked[address] = _Asked()
            return asked, True

    def _ask(self, asked: _Asked, address: str, budget: Budget, get: Get) -> Fetched:
        used, keep = budget.used, False
        try:
            found = get(address, budget)
            keep = len(found.content) <= LARGEST_KEPT
            asked.result = found
            return found
        except CouldNotCheck as error:
            keep = not isinstance(error, BudgetSpent)
            asked.result = error if keep else None
            raise
        finally:
            asked.cost = budget.used - used
            if not keep:
                self._forget(address, asked)
            asked.ready.set()

    def _forget(self, address: str, asked: _Asked) -> None:
        with self._lock:
            if self._asked.get(address) is asked:
                del self._asked[address]


def bare_host(address: str) -> str:
    """The host with its port, in lower case and without www."""
    return urlsplit(address).netloc.lower().rpartition("@")[2].removeprefix("www.")
