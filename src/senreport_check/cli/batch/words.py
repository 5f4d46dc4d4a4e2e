"""A run in words: outcomes, paces, spans of time, what is planned and what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from senreport_check.model import Outcome

if TYPE_CHECKING:
    from pathlib import Path

    from senreport_check.batch.executors import Crew
    from senreport_check.batch.plan import Census
    from senreport_check.batch.store import Store

MINUTE = 60
HOSTS_SHOWN = 5


def outcomes(counted: Mapping[Outcome, int]) -> str:
    """`190 checked, 12 not found`, in the outcomes' order; empty when there is none."""
    found = [(outcome, counted[outcome]) for outcome in Outcome if counted.get(outcome)]
    return ", ".join(f"{count:,} {outcome.replace('-', ' ')}" for outcome, count in found)


def duration(seconds: float) -> str:
    """A span of time as one says it: `8 s`, `3 min`, `2 h 10 min`."""
    if round(seconds) < MINUTE:
        return f"{seconds:.0f} s"
    hours, minutes = divmod(round(seconds / MINUTE), MINUTE)
    return " ".join([f"{hours} h"] * (hours > 0) + [f"{minutes} min"] * (minutes > 0))


def pace(rate: float) -> str:
    """A rate in schools a second as one says it."""
    return f"{rate:.1f} a second" if rate >= 1 else f"{rate * MINUTE:.1f} a minute"


def status(store: Store, tries: int) -> Iterator[str]:
    """How far a run has come and how to go on, a line each."""
    from senreport_check.render.words import day  # noqa: PLC0415 - start-up time

    terms, tool = store.terms, store.terms.tool
    yield f"{terms.title}: {_how_far(store)}"
    yield f"Judged by: {tool.checklist_title}, version {tool.checklist_version}, as of {day(terms.today)}"
    yield from (f"  {count:>6,}  {outcome.replace('-', ' ')}" for outcome, count in store.tally().items())
    yield from _aside(store)
    yield from _left(store, tries)
    if store.due(tries):
        yield f"To go on: {terms.command}"


def beginning(store: Store, tries: int) -> Iterator[str]:
    """What a run sets out to do, a line each."""
    yield f"{store.terms.title}: {_how_far(store)}"
    yield from _aside(store)
    yield from _left(store, tries)


def stopped(store: Store) -> str:
    """What to say after Ctrl-C."""
    return f"Stopped: {_how_far(store)}. The same command goes on from there."


def ending(store: Store, page: Path, again: int = 0) -> Iterator[str]:
    """What came of a run and the page to open, a line each; `again` is how many the same command tries once more."""
    yield f"{store.facts().schools:,} schools: {outcomes(store.tally())}"
    if again:
        yield f"{again:,} could not be checked: the same command tries {'it' if again == 1 else 'them'} once more."
    yield f"Open {page}"


def doubts(store: Store) -> Iterator[str]:
    """What the outcomes of a run as a whole make one ask, a line each."""
    if store.tally().keys() == {Outcome.UNREACHABLE} and any(entry.url for entry in store.entries()):
        yield "Not one website could be reached: is this computer online?"


def standing(store: Store) -> Iterator[str]:
    """What is done already and what of it counts, a line each."""
    yield f"So far: {outcomes(store.tally()) or 'no result that counts'}"
    yield from _aside(store)


def prospect(store: Store, tries: int, crew: Crew) -> Iterator[str]:
    """What is left to do and how long it may take, a line each."""
    from senreport_check.batch.executors import cores  # noqa: PLC0415 - start-up time
    from senreport_check.batch.plan import REQUESTS, SECONDS, hours  # noqa: PLC0415
    from senreport_check.render.words import plural  # noqa: PLC0415

    yield from _left(store, tries)
    if (due := store.due(tries)) and crew.cluster:
        yield f"An estimate: {due * REQUESTS:,} requests; how long they take depends on the cluster"
    elif due:
        workers = cores() if crew.workers is None else crew.workers
        at_once = workers * crew.threads if workers else 1
        measured = store.seconds_a_school()
        basis = f"{duration(measured or SECONDS)} a school{' as so far' if measured else ''}"
        needed = duration(3600 * hours(due, store.fullest_host(tries), at_once, measured))
        yield f"An estimate: {due * REQUESTS:,} requests and {needed} ({basis}, {plural(at_once, 'school')} at once)"


def _how_far(store: Store) -> str:
    return f"{sum(store.tally().values()):,} of {store.facts().schools:,} schools have a result"


def _left(store: Store, tries: int) -> Iterator[str]:
    due = store.due(tries)
    again = due - (store.facts().schools - sum(store.tally().values()))
    if not due:
        yield "Nothing is left to do."
    elif again == due:
        yield f"Left to try once more: {due:,}"
    else:
        yield f"Left to do: {due:,}" + (f", {again:,} of them once more" if again else "")


def _aside(store: Store) -> Iterator[str]:
    """What is kept in the folder and does not count at the moment, a line each."""
    if count := store.left_out():
        yield f"Not in this plan any more: {count:,}. Their results are kept, but not shown."
    if count := store.asked_anew():
        yield f"Checked before on other terms (checklist, day, address, settings): {count:,}. They are checked again."


def plan(counted: Census) -> Iterator[str]:
    """The schools of a plan, a line each."""
    yield f"Schools: {counted.schools:,}"
    yield f"  by kind: {_counts(counted.types)}"
    yield f"  by phase: {_counts(counted.phases)}"
    if counted.without_website:
        yield f"  without a usable website in the register: {counted.without_website:,}"
    if counted.shared:
        schools = sum(count for _, count in counted.shared)
        named = ", ".join(f"{host} ({count:,})" for host, count in counted.shared[:HOSTS_SHOWN])
        more = ", …" if len(counted.shared) > HOSTS_SHOWN else ""
        yield f"  on hosts shared by several schools: {schools:,}, one after another: {named}{more}"


def _counts(counted: Mapping[str | None, int]) -> str:
    found = sorted(counted.items(), key=lambda pair: -pair[1])
    return ", ".join(f"{count:,} {name or 'not told'}" for name, count in found)
