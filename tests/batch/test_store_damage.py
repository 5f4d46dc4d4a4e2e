"""A store that is full, damaged, foreign, older or newer: one line each, and nothing more is harmed."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from senreport_check.batch import schema
from senreport_check.batch.store import Store
from senreport_check.errors import UsageError
from senreport_check.model import Outcome
from senreport_check.sources import RUN

from .making import TERMS, done, entry


def keys(store: Store, tries: int = 3) -> list[str]:
    return [each.key for group in store.groups(tries) for each in group.entries]


def outcomes(store: Store) -> list[tuple[str, Outcome, int]]:
    return [(each.entry.key, each.report.outcome, each.attempts) for each in store.results()]


def test_the_disk_filling_up_loses_only_the_result_in_hand(tmp_path: Path) -> None:
    schools = [entry(number) for number in range(400)]
    with Store.write(tmp_path) as store:
        store.begin(TERMS, schools)
        pages = store._db.one("PRAGMA page_count")[0]
        store._db.one(f"PRAGMA max_page_count = {pages + 10}")
        with pytest.raises(UsageError, match=r"^[^\n]*run\.sqlite: the disk is full: make room[^\n]*$"):
            list(map(store.add, map(done, schools)))
        written = len(outcomes(store))
        assert 0 < written < 400
    with Store.write(tmp_path) as store:
        assert store.tally() == {Outcome.CHECKED: written}
        store.begin(TERMS, schools)
        assert keys(store) == [each.key for each in schools[written:]]


def test_a_store_of_the_future_is_left_alone(tmp_path: Path) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store._db.do(f"PRAGMA user_version = {len(schema.MIGRATIONS) + 1}")
    before = (tmp_path / RUN).read_bytes()
    for way in (Store.write, Store.read):
        with pytest.raises(UsageError, match="made by a newer senreport-check"):
            way(tmp_path)
    assert (tmp_path / RUN).read_bytes() == before


def test_an_older_store_is_brought_up_and_keeps_its_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.write(tmp_path) as store:
        store.begin(TERMS, [entry(1)])
        store.add(done(entry(1)))
    steps = (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "INSERT INTO more VALUES (1)"))
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    with Store.read(tmp_path) as store:
        assert store._db.one("PRAGMA user_version") == (len(steps),)
        assert store._db.one("SELECT x FROM more") == (1,)
        assert outcomes(store) == [(entry(1).key, Outcome.CHECKED, 1)]


def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.write(tmp_path).close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE more (x)", "nonsense")))
    with pytest.raises(UsageError, match=r"run\.sqlite"):
        Store.write(tmp_path)
    monkeypatch.undo()
    with Store.write(tmp_path) as store:
        assert store._db.one("SELECT COUNT(*) FROM sqlite_master WHERE name = 'more'") == (0,)


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / RUN) as other:
        other.execute("CREATE TABLE notes (text)")
    with pytest.raises(UsageError, match="not made by senreport-check"):
        Store.write(tmp_path)


@pytest.mark.parametrize("content", [b"this is no database, but long enough" * 40, b"SQLite format 3\0" * 90])
def test_a_damaged_store_is_one_line(tmp_path: Path, content: bytes) -> None:
    (tmp_path / RUN).write_bytes(content)
    for way in (Store.write, Store.read):
        with pytest.raises(UsageError, match=r"run\.sqlite: is damaged: .*copy"):
            way(tmp_path)
    assert (tmp_path / RUN).read_bytes() == content


def readable(folder: Path) -> int:
    """How many results of the store can be read, each of them being what was put there."""
    with Store.read(folder) as store:
        found = list(store.kept())
        for kept in found:
            assert kept.result.entry.key == kept.result.report.school.urn
            assert store.original(kept.original or "") == f"the file of school {kept.result.entry.key}".encode()
        return len(found)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with six results."""
    folder = tmp_path_factory.mktemp("sound")
    with Store.write(folder) as store:
        store.begin(TERMS, map(entry, range(6)))
        list(map(store.add, map(done, map(entry, range(6)))))
    assert readable(folder) == 6
    return (folder / RUN).read_bytes()


@given(st.integers(100, 60_000), st.binary(min_size=1, max_size=400))
def test_whatever_is_damaged_is_one_line_or_does_no_harm(
    sound: bytes, tmp_path_factory: pytest.TempPathFactory, place: int, noise: bytes
) -> None:
    content = bytearray(sound)
    place %= len(content)
    content[place : place + len(noise)] = noise
    folder = tmp_path_factory.mktemp("damaged")
    (folder / RUN).write_bytes(content)
    with contextlib.suppress(UsageError):
        readable(folder)


def test_a_folder_without_a_run_says_how_to_begin_one(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    with pytest.raises(UsageError, match=r"holds no run: give the folder that stands after --out .* or begin a run"):
        Store.read(folder)
    Store.write(folder).close()
    with pytest.raises(UsageError, match="holds no plan yet"):
        Store.read(folder)


def test_a_folder_without_a_run_names_the_one_that_has_one(tmp_path: Path) -> None:
    (tmp_path / "autumn").mkdir()
    Store.write(tmp_path / "autumn").close()
    note = tmp_path / "note.txt"
    note.write_text("", encoding="utf-8")
    for wrong, what in ((tmp_path / "autum", "does not exist"), (tmp_path, "holds no run"), (note, "is a file")):
        with pytest.raises(UsageError, match=rf"{what}.*: did you mean “.*autumn”\?"):
            Store.read(wrong)
