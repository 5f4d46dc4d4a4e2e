"""The run: every result kept as it comes, stopped cleanly, taken up again where it was left."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.plan import SECONDS, census, hours, title_of
from senreport_check.batch.run import Interrupts, work
from senreport_check.batch.store import FINISHED, Store
from senreport_check.errors import UsageError
from senreport_check.model import Entry, Outcome, Phase, SchoolType

from .making import TERMS, Fake, entry, nobody

SCHOOLS = [entry(number) for number in range(8)]


def begun(folder: Path) -> Store:
    store = Store.write(folder)
    store.begin(TERMS, SCHOOLS)
    return store


def test_every_result_is_kept_before_it_is_shown(tmp_path: Path) -> None:
    seen = []

    def watch(result: Done, outcome: Outcome) -> None:
        with Store.read(tmp_path) as other:
            found = other.find(result.key)
            assert found is not None
            seen.append((found.result.entry, outcome))

    with begun(tmp_path) as store:
        work(Fake().run(store.groups(3)), store.add, watch)
    assert seen == [(school, Outcome.CHECKED) for school in SCHOOLS]


def test_a_second_run_has_nothing_to_do(tmp_path: Path) -> None:
    with begun(tmp_path) as store:
        work(Fake().run(store.groups(3)), store.add, nobody)
        again = Fake()
        work(again.run(store.groups(3)), store.add, nobody)
    assert again.asked == []


def test_an_interrupt_stops_the_executor_and_keeps_what_is_done(tmp_path: Path) -> None:
    executor = Fake()

    def watch(result: Done, outcome: Outcome) -> None:  # noqa: ARG001
        if len(executor.asked) == 3:
            os.kill(os.getpid(), signal.SIGTERM if sys.platform != "win32" else signal.SIGINT)

    with begun(tmp_path) as store:
        with pytest.raises(KeyboardInterrupt):
            work(executor.run(store.groups(3)), store.add, watch)
        assert executor.closed
        rest = Fake()
        work(rest.run(store.groups(3)), store.add, nobody)
        assert executor.asked + rest.asked == [school.key for school in SCHOOLS]


def test_an_interrupt_while_something_is_put_away_waits_for_it() -> None:
    done_with = []

    def put_away() -> None:
        with interrupts.put_off():
            signal.raise_signal(signal.SIGINT)
            done_with.append("put away")

    with Interrupts() as interrupts:
        with pytest.raises(KeyboardInterrupt):
            put_away()
        assert done_with == ["put away"]
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_full_disk_stops_the_executor(tmp_path: Path) -> None:
    executor = Fake()
    with begun(tmp_path) as store:
        store._db.one(f"PRAGMA max_page_count = {store._db.one('PRAGMA page_count')[0]}")
        with pytest.raises(UsageError, match="the disk is full"):
            work(executor.run(store.groups(3)), store.add, nobody)
    assert executor.closed


class Mortal(Fake):
    """Ends with its process after some results."""

    def __init__(self, life: int, outcomes: dict[str, Outcome]) -> None:
        super().__init__(lambda school: outcomes[school.key])
        self._life = life

    def run(self, groups: Iterator[Group]) -> Iterator[Done]:
        for number, result in enumerate(super().run(groups)):
            if number == self._life:
                raise MemoryError
            yield result


@given(lives=st.lists(st.integers(0, 5), max_size=6), found=st.lists(st.sampled_from(list(Outcome)), min_size=8))
def test_however_often_it_dies_every_school_has_one_result(
    tmp_path_factory: pytest.TempPathFactory, lives: list[int], found: list[Outcome]
) -> None:
    folder = tmp_path_factory.mktemp("run")
    outcomes = {school.key: outcome for school, outcome in zip(SCHOOLS, found, strict=False)}
    asked: list[str] = []
    for life in [*lives, 99]:
        executor = Mortal(life, outcomes)
        with begun(folder) as store:
            try:
                work(executor.run(store.groups(9)), store.add, nobody)
            except MemoryError:
                asked += executor.asked[:-1]
            else:
                asked += executor.asked
    with Store.read(folder) as store:
        assert {each.entry.key: each.report.outcome for each in store.results()} == outcomes
        for each in store.results():
            assert each.attempts == asked.count(each.entry.key)
            assert each.attempts == 1 or each.report.outcome not in FINISHED


def test_a_plan_is_counted_by_kind_phase_and_host() -> None:
    shared = "schools.example.sch.uk"
    schools = [entry(1), entry(2, shared), entry(3, shared), entry(4, None)]
    counted = census(schools)
    assert (counted.schools, counted.without_website, counted.shared) == (4, 1, ((shared, 2),))
    assert counted.types == {SchoolType.MAINSTREAM: 4}
    assert counted.phases == {Phase.PRIMARY: 4}


def test_the_estimate_knows_that_one_host_takes_its_time() -> None:
    assert hours(1200, 1, 10, None) == pytest.approx(120 * SECONDS / 3600)
    assert hours(1200, 600, 10, 6.0) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("schools", "title"),
    [
        ([entry(1), entry(2)], "Eastmere"),
        ([entry(1, trust="Larch Trust"), entry(2, trust="Larch Trust")], "Larch Trust"),
        ([entry(1, trust="Larch Trust"), entry(2)], "Eastmere"),
        ([], "register"),
    ],
)
def test_a_run_is_called_by_what_its_schools_share(schools: list[Entry], title: str) -> None:
    assert title_of(schools, "register") == title
