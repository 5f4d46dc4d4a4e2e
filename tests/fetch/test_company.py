"""Hosts that many schools lead to: asked more seldom, asked once, left alone while they are down."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from senreport_check.errors import NotFound, Unreachable
from senreport_check.fetch import Budget
from senreport_check.fetch.pace import Pace
from senreport_check.fetch.settings import BudgetSpent
from servers.faults import PAGE, Faults, response

OWN = "https://www.larkfield.example.sch.uk/"


@pytest.mark.parametrize(
    ("address", "foreign"),
    [
        ("http://larkfield.example.sch.uk/send", False), ("https://files.larkfield.example.sch.uk/a.pdf", False),
        ("https://LARKFIELD.example.sch.uk/", False), ("https://example.sch.uk/", True),
        ("https://otherlarkfield.example.sch.uk/", True), ("https://docs.google.com/document/d/1", True),
    ],
)  # fmt: skip
def test_what_is_below_a_schools_host_is_its_own(fetcher, address: str, foreign: bool) -> None:
    getter = fetcher()
    assert not getter.web.company.is_foreign(address)
    getter.own(OWN)
    assert getter.web.company.is_foreign(address) is foreign


def test_a_strangers_page_is_asked_once_and_charged_to_every_school(faults: Faults, fetcher) -> None:
    getter = fetcher()
    getter.own(OWN)
    budgets = [getter.settings.budget() for _ in range(6)]
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(lambda budget: getter.get(faults.url + "fine", budget).content, budgets))
    assert found == [PAGE] * 6
    assert faults.requests == ["robots.txt", "fine"]
    assert [budget.used for budget in budgets] == [2] * 6


def test_a_strangers_missing_page_is_asked_once_too(faults: Faults, fetcher) -> None:
    getter = fetcher()
    getter.own(OWN)
    for _ in range(3):
        with pytest.raises(NotFound, match="404"):
            getter.get(faults.url + "404")
    assert faults.requests == ["robots.txt", "404"]


def test_a_school_that_cannot_afford_it_spoils_nothing_for_the_others(faults: Faults, fetcher) -> None:
    getter = fetcher()
    getter.own(OWN)
    poor, rich = getter.settings.budget(), getter.settings.budget()
    poor.requests = 1
    with pytest.raises(BudgetSpent):
        getter.get(faults.url + "fine", poor)
    assert getter.get(faults.url + "fine", rich).content == PAGE
    with pytest.raises(BudgetSpent):
        getter.get(faults.url + "fine", Budget(1, time.monotonic() + 9, 9))


def test_large_documents_are_not_held(faults: Faults, fetcher) -> None:
    faults.answer("large.txt", response("200 OK", b"words " * 200_000, content_type="text/plain"))
    getter = fetcher()
    getter.own(OWN)
    for _ in range(2):
        getter.get(faults.url + "large.txt")
    assert faults.requests == ["robots.txt", "large.txt", "large.txt"]


def test_a_stranger_that_hangs_is_left_alone_for_a_while(faults: Faults, fetcher) -> None:
    getter = fetcher(request_seconds=0.6, connect_seconds=0.5)
    getter.own(OWN)
    for path in ("stall", "stall?again", "fine", "fine?again"):
        with pytest.raises(Unreachable, match="did not answer in time"):
            getter.get(faults.url + path)
    assert faults.requests == ["robots.txt", "stall"]


def test_a_schools_own_host_is_asked_again(faults: Faults, fetcher) -> None:
    getter = fetcher(request_seconds=0.6, connect_seconds=0.5)
    getter.own(faults.url)
    for path in ("stall", "fine", "fine"):
        try:
            getter.get(faults.url + path)
        except Unreachable:
            continue
    assert faults.requests == ["robots.txt", "stall", "fine", "fine"]


def test_robots_costs_every_school_the_same(faults: Faults, fetcher) -> None:
    faults.answer("too", response("200 OK", PAGE))
    getter = fetcher()
    getter.own(faults.url)
    budgets = [getter.settings.budget() for _ in range(2)]
    for budget in budgets:
        getter.get(faults.url + "fine", budget)
        getter.get(faults.url + "too", budget)
    assert faults.requests == ["robots.txt", *["fine", "too"] * 2]
    assert [budget.used for budget in budgets] == [3, 3]


def test_a_stranger_is_asked_more_seldom_by_each_of_several_workers(faults: Faults, fetcher) -> None:
    slept: list[float] = []
    getter = fetcher(pause=0.5, workers=4, sleep=slept.append)
    getter.own(OWN)
    getter.get(faults.url + "fine")
    assert 1.5 < max(slept) <= 2.0
    own = fetcher(pause=0.5, workers=4, sleep=slept.append)
    own.own(faults.url)
    slept.clear()
    own.get(faults.url + "fine")
    assert max(slept) <= 0.5


def test_waiting_for_strangers_is_not_the_schools_time(faults: Faults, fetcher) -> None:
    getter = fetcher(pause=0.4, school_seconds=1.0)
    getter.own(OWN)
    budget = getter.settings.budget()
    before = budget.deadline
    for number in range(4):
        faults.answer(str(number), response("200 OK", PAGE))
        getter.get(f"{faults.url}{number}", budget)
    assert budget.deadline - before > 1.0


def test_turns_may_be_apart_by_several_pauses() -> None:
    slept: list[float] = []
    pace = Pace(1.0, 10.0, slept.append)
    for _ in range(2):
        with pace.turn("host", times=3):
            pass
    assert 2.9 < slept[0] <= 3.0


def test_whoever_waits_for_anothers_answer_is_away(faults: Faults, fetcher) -> None:
    """A thread that waits must not hold what the thread it waits for needs."""
    away = threading.Semaphore(0)

    @contextmanager
    def note(_: Budget) -> Iterator[None]:
        away.release()
        yield

    release = threading.Event()
    faults.faults["slow"] = lambda client: (release.wait(5), client.sendall(response("200 OK", PAGE)))
    getter = fetcher(request_seconds=6.0, away=note)
    getter.own(OWN)
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(getter.get, faults.url + "slow") for _ in range(2)]
        for _ in range(3):
            assert away.acquire(timeout=4)
        release.set()
        assert [one.result().content for one in both] == [PAGE] * 2
