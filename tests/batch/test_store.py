"""The store: nothing lost, nothing twice, and one line for whatever is wrong with the file."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest

from senreport_check.batch import database
from senreport_check.batch.lock import held
from senreport_check.batch.packing import pack, unpack
from senreport_check.batch.store import FINISHED, Store
from senreport_check.batch.terms import Terms, entry_from_json, entry_to_json, host_of
from senreport_check.errors import UsageError
from senreport_check.model import Outcome
from senreport_check.sources import RUN

from .making import TERMS, TOOL, document, done, entry

UNFINISHED = [outcome for outcome in Outcome if outcome not in FINISHED]


def keys(store: Store, tries: int = 3) -> list[str]:
    return [each.key for group in store.groups(tries) for each in group.entries]


def outcomes(store: Store) -> list[tuple[str, Outcome, int]]:
    return [(each.entry.key, each.report.outcome, each.attempts) for each in store.results()]


def test_a_result_comes_back_as_it_went_in_with_its_documents(tmp_path: Path) -> None:
    first, second = entry(1), entry(2)
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [first, second])
        assert store.add(done(second)) is Outcome.CHECKED
    with Store.read(tmp_path) as store:
        kept = store.find(second.key)
        assert kept is not None
        assert kept.result.entry == second
        assert kept.result.report.school == second.school
        assert store.original(kept.original or "") == b"the file of school 100002"
        assert store.document(kept.document or "") == document(100002)
        assert store.find(first.key) is None
        assert outcomes(store) == [(second.key, Outcome.CHECKED, 1)]
        assert (store.facts().schools, store.facts().today, store.facts().tool) == (2, date(2026, 11, 21), TOOL)


def test_results_come_in_the_plans_order(tmp_path: Path) -> None:
    schools = [entry(number) for number in (5, 3, 9, 1)]
    with Store.write(tmp_path) as store:
        store.begin(TERMS, schools)
        for school in reversed(schools):
            store.add(done(school))
        assert [each.entry for each in store.results()] == schools


def test_schools_with_a_result_are_gone_through_while_others_are_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("senreport_check.batch.store._PAGE", 2)
    other, schools = replace(TERMS, content="another checklist"), [entry(number) for number in range(7)]
    with Store.write(tmp_path) as store:
        store.begin(TERMS, schools)
        list(map(store.add, map(done, schools[:5])))
        seen = [(school, store.add(done(school), other)) for school, _ in store.answered()]
        assert seen == [(school, Outcome.CHECKED) for school in schools[:5]]
        assert [store.has(other, school) for school in schools] == [True] * 5 + [False] * 2
        assert len(outcomes(store)) == 5
        store.switch(other)
        assert (len(outcomes(store)), store.terms) == (5, other)


@pytest.mark.parametrize("outcome", FINISHED)
def test_what_is_finished_is_not_asked_again(tmp_path: Path, outcome: Outcome) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store.add(done(entry(1), outcome))
        store.begin(TERMS, [entry(1)])
        assert keys(store) == []
        assert store.due(3) == 0


@pytest.mark.parametrize("outcome", UNFINISHED)
def test_what_failed_is_tried_again_until_the_cap(tmp_path: Path, outcome: Outcome) -> None:
    with Store.write(tmp_path) as store:
        for attempt in range(1, 4):
            store.begin(TERMS, [entry(1)])
            assert keys(store) == [entry(1).key]
            store.add(done(entry(1), outcome))
            assert outcomes(store) == [(entry(1).key, outcome, attempt)]
        assert keys(store) == []
        assert keys(store, tries=4) == [entry(1).key]


def test_a_later_failure_does_not_overwrite_a_result(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store.add(done(entry(1), Outcome.REFUSED))
        store.add(done(entry(1)))
        store.add(done(entry(1), Outcome.UNREACHABLE))
        assert outcomes(store) == [(entry(1).key, Outcome.CHECKED, 2)]


def test_schools_of_one_host_go_together_the_fullest_host_first(tmp_path: Path) -> None:
    shared = "schools.example.sch.uk"
    schools = [entry(1), entry(2, shared), entry(3), entry(4, f"www.{shared}"), entry(5, None)]
    with Store.write(tmp_path) as store:
        store.begin(TERMS, schools)
        groups = [(group.host, [each.key[-1] for each in group.entries]) for group in store.groups(3)]
        assert groups[0] == (shared, ["2", "4"])
        assert [members for _, members in groups[1:]] == [["1"], ["3"]]
        assert (store.due(3), store.fullest_host(3)) == (4, 2)


def test_a_school_without_a_website_has_its_result_at_once_and_once(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        for _ in range(3):
            store.begin(TERMS, [entry(1, None)])
            assert keys(store) == []
            assert outcomes(store) == [(entry(1).key, Outcome.UNREACHABLE, 1)]
        assert next(store.results()).report.reason == "The register gives no website."
        store.begin(TERMS, [entry(1)])
        assert keys(store) == [entry(1).key]


def judged_otherwise() -> list[Terms]:
    day = replace(TERMS, today=date(2027, 1, 1))
    return [day, replace(TERMS, content="another checklist"), replace(TERMS, manner="more requests")]


@pytest.mark.parametrize("other", judged_otherwise())
def test_another_question_is_asked_anew_and_the_old_answer_stays(tmp_path: Path, other: Terms) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store.add(done(entry(1)))
        store.begin(other, [entry(1)])
        assert keys(store) == [entry(1).key]
        assert (outcomes(store), store.asked_anew()) == ([], 1)
        store.begin(replace(TERMS, title="Renamed", command="other"), [entry(1)])
        assert keys(store) == []
        assert outcomes(store) == [(entry(1).key, Outcome.CHECKED, 1)]


def test_a_school_that_moved_house_is_asked_anew(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store.add(done(entry(1)))
        store.begin(TERMS, [replace(entry(1), status="Open, but proposed to close")])
        assert keys(store) == []
        store.begin(TERMS, [replace(entry(1), url="https://new.example.sch.uk/")])
        assert keys(store) == [entry(1).key]


def test_another_plan_hides_results_and_loses_none(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1), entry(2)])
        store.add(done(entry(1)))
        store.add(done(entry(2), Outcome.NOT_FOUND))
        store.begin(TERMS, [entry(2)])
        assert (store.left_out(), store.tally()) == (1, {Outcome.NOT_FOUND: 1})
        store.begin(TERMS, [entry(1), entry(2)])
        assert (store.left_out(), store.due(3)) == (0, 0)


def test_a_transaction_is_whole_or_nothing(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        broken = replace(done(entry(1)), report=b'{"outcome": "checked"}\n')
        with pytest.raises(KeyError):
            store.add(broken)
        assert list(store.results()) == []
        kept = store._db.one("SELECT COUNT(*) FROM blobs")
        assert kept == (0,)


def test_a_run_can_be_looked_at_while_it_goes_on(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1), entry(2)])
        store.add(done(entry(1)))
        with Store.read(tmp_path) as other:
            assert other.tally() == {Outcome.CHECKED: 1}
            store.add(done(entry(2)))
            assert other.tally() == {Outcome.CHECKED: 2}


def test_a_folder_is_held_by_one_run_at_a_time(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with held(folder), pytest.raises(UsageError, match="another run is at work"), held(folder):
        raise AssertionError("two runs at once")
    with held(folder):
        assert folder.is_dir()


def test_a_place_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UsageError, match="cannot be written"), held(tmp_path / "file" / "run"):
        raise AssertionError("held")


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PurePosixPath("/home/ada moss/100%/run.sqlite"), "file:///home/ada%20moss/100%25/run.sqlite?mode=rw"),
        (PureWindowsPath("C:/Schools?/run.sqlite"), "file:///C:/Schools%3F/run.sqlite?mode=rw"),
        (PureWindowsPath("//server/share/run.sqlite"), "file:////server/share/run.sqlite?mode=rw"),
    ],
)
def test_every_path_has_an_address(path: PurePath, address: str) -> None:
    assert database.address(path, "rw") == address


def test_a_folder_with_odd_letters_holds_a_store(tmp_path: Path) -> None:
    folder = tmp_path / "Größe? 100% #1 & more"
    folder.mkdir()
    with Store.write(folder) as store:
        store.begin(TERMS, [entry(1)])
    assert (folder / RUN).is_file()
    with Store.read(folder) as store:
        assert store.facts().schools == 1


class Contended(sqlite3.Connection):
    """A connection whose journal cannot be switched for a while, as another program switches it too."""

    refusals = 3

    def execute(self, statement: str, *values: Any) -> sqlite3.Cursor:
        if "journal_mode" in statement and self.refusals:
            self.refusals -= 1
            busy = sqlite3.OperationalError("database is locked")
            busy.sqlite_errorcode = sqlite3.SQLITE_BUSY
            raise busy
        return super().execute(statement, *values)


def contended(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(database.address(path, mode), uri=True, isolation_level=None, factory=Contended)


def test_a_new_store_waits_for_whoever_opens_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_connect", contended)
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        assert store._db.one("PRAGMA journal_mode") == ("wal",)


def test_a_store_that_others_never_let_go_of_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_connect", contended)
    monkeypatch.setattr(database, "_PATIENCE", 0.1)
    monkeypatch.setattr(Contended, "refusals", 1000)
    with pytest.raises(UsageError, match="is held by another program: wait until it has ended"):
        Store.write(tmp_path)


def test_many_may_open_a_new_store_at_once(tmp_path: Path) -> None:
    def open_one(number: int) -> None:
        database.open_to_write(folders[number // 8]).close()

    folders = [tmp_path / str(number) for number in range(40)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(8) as openers:
        list(openers.map(open_one, range(8 * len(folders))))
    assert all((folder / RUN).is_file() for folder in folders)


def test_terms_and_entries_come_back_as_they_went_in() -> None:
    assert Terms.from_json(TERMS.to_json()) == TERMS
    for school in (entry(1, trust="Larch Trust"), entry(2, None)):
        assert entry_from_json(entry_to_json(school)) == school
    assert (host_of(entry(1, "www.larch.example.sch.uk")), host_of(entry(2, None))) == ("larch.example.sch.uk", None)


def test_kept_content_is_known_by_what_it_holds() -> None:
    kept = pack(b"one")
    assert unpack(kept.packed, kept.sha256) == b"one"
    for packed in (pack(b"two").packed, b"noise"):
        with pytest.raises(ValueError, match="kept content"):
            unpack(packed, kept.sha256)
