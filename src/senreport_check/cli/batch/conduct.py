"""What `batch run` does, step by step: read the list, open the store, work, show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from senreport_check.batch.executors import Crew, make
from senreport_check.batch.lock import held
from senreport_check.batch.plan import census, title_of
from senreport_check.batch.run import work
from senreport_check.batch.store import Store
from senreport_check.batch.terms import terms_of
from senreport_check.check import Settings
from senreport_check.checklist import Checklist
from senreport_check.cli.batch import options, words
from senreport_check.cli.batch.command import typed
from senreport_check.cli.batch.progress import Progress
from senreport_check.cli.console import TALK, say, tell
from senreport_check.cli.exits import Exit, FailOn, exit_for
from senreport_check.errors import UsageError
from senreport_check.fetch import FetchSettings
from senreport_check.model import Entry
from senreport_check.register import Selection, read, select
from senreport_check.render.words import day
from senreport_check.sources import RUN


@dataclass(frozen=True, slots=True)
class Orders:
    """What the user asks of a run: which schools, kept where, judged and fetched how, by whom, how often tried.

    `named` is how the user names the checklist; `today` is None where the user leaves it to the run.
    """

    schools: Path
    wish: Selection
    out: Path
    named: str
    checklist: Checklist
    today: date | None
    fetch: FetchSettings
    crew: Crew
    tries: int


def plan(orders: Orders) -> None:
    """Print what a run would do. Nothing is written and no website visited."""
    _refuse_foreign(orders.out)
    entries = _chosen(orders)
    tell(f"Run: {title_of(entries, orders.schools.stem)}")
    for line in words.plan(census(entries)):
        tell(line)
    with Store.rehearse(orders.out) as store:
        begun = store.begun
        _begin(store, orders, entries)
        for line in words.standing(store) if begun else ():
            tell(line)
        for line in words.prospect(store, orders.tries, orders.crew):
            tell(line)


def carry_out(orders: Orders, fail_on: FailOn) -> Exit:
    """Do the run, or what is left of it; what the process ends with."""
    _refuse_foreign(orders.out)
    entries = _chosen(orders)
    with held(orders.out), Store.write(orders.out) as store:
        settings = _begin(store, orders, entries)
        del entries
        for line in words.beginning(store, orders.tries):
            TALK.note(line)
        if orders.today is None and settings.today != date.today():
            TALK.note(f"This goes on with the run of {day(settings.today)}: for a new round give another folder.")
        try:
            _work(store, settings, orders)
        except KeyboardInterrupt:
            say(words.stopped(store))
            options.publish(store)
            return Exit.INTERRUPTED
        page = options.publish(store)
        for line in (*words.doubts(store), *words.ending(store, page, store.due(orders.tries))):
            TALK.note(line)
        reports = (result.report for result in store.results())
        return Exit.OK if fail_on is FailOn.NEVER else exit_for(reports, fail_on)


def _refuse_foreign(folder: Path) -> None:
    """Raise `UsageError` for a folder with other things in it: the run's pages would take their places."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a new folder after --out.")
    if folder.is_dir() and not (folder / RUN).exists():
        other = next((path.name for path in folder.iterdir() if not path.name.startswith(".")), None)
        if other is not None:
            raise UsageError(f"{folder} is no run's folder, as {other} stands in it: name a new one after --out.")


def _chosen(orders: Orders) -> tuple[Entry, ...]:
    register = read(orders.schools)
    for note in register.notes:
        TALK.note(note)
    return select(register.entries, orders.wish)


def _begin(store: Store, orders: Orders, entries: tuple[Entry, ...]) -> Settings:
    """Put the plan into the store. A run keeps its day, so that one night's work is judged alike after midnight."""
    today = orders.today or (store.terms.today if store.begun else date.today())
    settings = Settings(today=today, checklist=orders.checklist, fetch=orders.fetch)
    title = title_of(entries, orders.schools.stem)
    store.begin(terms_of(settings, title=title, checklist=orders.named, command=typed()), entries)
    return settings


def _work(store: Store, settings: Settings, orders: Orders) -> None:
    due = store.due(orders.tries)
    if not due:
        return
    if orders.fetch.contact is None:
        TALK.note("Give your address with --contact, so that webmasters know whom to write to.")
    with Progress(due) as progress:
        work(make(settings, orders.crew).run(store.groups(orders.tries)), store.add, progress)
