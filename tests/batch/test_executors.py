"""However the work is shared out, the results are the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from senreport_check.batch.executors import Crew, make
from senreport_check.batch.jobs import Done, Group
from senreport_check.batch.packing import unpack, unpack_document
from senreport_check.errors import UsageError
from senreport_check.model import Entry

from .street import entry, groups, settings, sites, street

Plain = dict[str, tuple[Any, bytes | None, bytes | None]]


def plain(results: Iterator[Done]) -> Plain:
    """Results by school, as they must not differ: every byte of the report but the moment of checking."""
    found: Plain = {}
    for done in results:
        assert done.key not in found
        report = json.loads(done.report)
        for each in (report, report["nearest"] or {}):
            each.pop("checked_at", None)
        kept = [shot.packed if shot else None for shot in (done.original, done.document)]
        found[done.key] = (json.dumps(report), kept[0], kept[1])
    return found


@pytest.fixture(scope="module")
def schools() -> Iterator[list[Group]]:
    """Fixture sites, two schools that share a host, and several that lead to one authority's pages."""
    with sites() as addresses, street(["good", "vanish", "good", "bomb", "good"]) as (entries, _):
        shared = addresses["demo"]
        named = [entry(name, address) for name, address in addresses.items() if name != "demo"]
        trust = Group("shared", (entry("first", shared), entry("second", shared, "Alder Valley Primary School")))
        yield [*groups(*named), trust, *groups(*entries)]


@pytest.fixture(scope="module")
def inline(schools: list[Group]) -> Plain:
    return plain(make(settings(), Crew(workers=0)).run(iter(schools)))


def test_one_after_another_in_this_process(inline: Plain, schools: list[Group]) -> None:
    assert list(inline) == [one.key for group in schools for one in group.entries]
    outcomes = {key: json.loads(report)["outcome"] for key, (report, _, _) in inline.items()}
    assert outcomes["nothing"] == "not-found"
    assert outcomes["1-vanish"] == "unreachable"
    assert list(outcomes.values()).count("checked") >= 6


def test_two_processes_give_the_same_bytes(inline: Plain, schools: list[Group]) -> None:
    assert plain(make(settings(), Crew(workers=2, threads=4)).run(iter(schools))) == inline


def test_a_cluster_of_two_workers_gives_the_same_bytes(inline: Plain, schools: list[Group]) -> None:
    distributed = pytest.importorskip("distributed", reason="Dask is missing: pip install 'senreport-check[cluster]'")
    with distributed.LocalCluster(n_workers=2, threads_per_worker=4, dashboard_address=None) as cluster:
        assert plain(make(settings(), Crew(cluster=cluster.scheduler_address)).run(iter(schools))) == inline


def test_what_was_checked_comes_home_with_its_result() -> None:
    with sites() as addresses:
        (done,) = make(settings(), Crew(workers=0)).run(groups(entry("7", addresses["menu"])))
    report = json.loads(done.report)
    assert done.original is not None
    assert done.original.sha256 == report["source"]["sha256"]
    assert unpack(done.original.packed, done.original.sha256).startswith(b"%PDF")
    assert done.document is not None
    document = unpack_document(done.document.packed, done.document.sha256)
    assert document.words == report["document"]["words"]
    assert done.host == addresses["menu"].split("/")[2]
    assert 0 < done.seconds < 60


def test_schools_of_one_host_are_asked_one_after_another(schools: list[Group]) -> None:
    trust = next(group for group in schools if group.host == "shared")
    assert [done.key for done in make(settings(), Crew(workers=2, threads=4)).run(iter([trust]))] == ["first", "second"]


def test_groups_are_taken_as_there_is_room() -> None:
    taken: list[str] = []

    def plan(entries: list[Entry]) -> Iterator[Group]:
        for group in groups(*entries):
            taken.append(group.entries[0].key)
            yield group

    with street(["good"] * 8) as (entries, _):
        results = make(settings(), Crew(workers=1, threads=2)).run(plan(entries))
        next(results)
        assert len(taken) <= 3
        assert len(list(results)) == 7


def test_what_all_schools_lead_to_is_asked_once() -> None:
    with street(["good"] * 6) as (entries, authority):
        results = plain(make(settings(), Crew(workers=1, threads=3)).run(groups(*entries)))
    assert authority.requests == ["robots.txt", "offer"]
    reports = [json.loads(report) for report, _, _ in results.values()]
    assert {report["placement"]["requests"] for report in reports} == {5}
    links = [link for report in reports for link in report["placement"]["links"] if link["name"] == "local-offer"]
    assert [link["state"] for link in links] == ["ok"] * 6


def test_a_cluster_that_is_not_there_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is missing: pip install 'senreport-check[cluster]'")
    monkeypatch.setattr("senreport_check.batch.executors.cluster.PATIENCE", 1)
    with pytest.raises(UsageError, match="No cluster answers at tcp://"):
        next(make(settings(), Crew(cluster="tcp://127.0.0.1:9")).run(iter([])))
