"""One seat at the processor, and another when somebody has sat for long."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack

from senreport_check.batch.turns import Turns
from senreport_check.fetch import Budget


def test_one_at_a_time() -> None:
    turns, seated, most = Turns(patience=60), [], []

    def work() -> None:
        for _ in range(20):
            with turns.seated():
                seated.append(turns.seat)
                most.append(len(seated))
                time.sleep(0.001)
                seated.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 80


def test_who_sits_long_holds_nobody_up() -> None:
    turns = Turns(seats=3, patience=0.2)
    taken: list[int | None] = []
    enough = threading.Event()

    def sit() -> None:
        with turns.seated():
            taken.append(turns.seat)
            enough.wait(10)

    threads = [threading.Thread(target=sit) for _ in range(4)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    while len(taken) < 3:
        time.sleep(0.01)
    assert time.monotonic() - begun >= 0.4
    time.sleep(0.5)
    assert taken == [0, 1, 2]
    enough.set()
    for thread in threads:
        thread.join()
    assert len(taken) == 4
    assert taken[3] in (0, 1, 2)


def test_a_seat_is_given_up_while_away_and_the_wait_is_not_charged() -> None:
    turns, budget = Turns(patience=60), Budget(1, deadline=100.0, seconds=1.0)
    inside, back = threading.Event(), threading.Event()

    def other() -> None:
        with turns.seated():
            inside.set()
            back.wait(10)
            time.sleep(0.3)

    with ExitStack() as held:
        held.enter_context(turns.seated())
        thread = threading.Thread(target=other)
        thread.start()
        with turns.away(budget):
            assert turns.seat is None
            assert inside.wait(10)
            back.set()
        assert turns.seat == 0
        assert 100.2 < budget.deadline < 105
    thread.join()


def test_who_has_no_seat_gives_none_up() -> None:
    turns, budget = Turns(), Budget(1, deadline=100.0, seconds=1.0)
    with turns.away(budget):
        assert turns.seat is None
    assert turns.seat is None
    assert budget.deadline == 100.0
