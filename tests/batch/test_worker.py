"""What a worker does besides checking: the other scheme, what was given, who is a stranger."""

from __future__ import annotations

import json
from typing import Any

import pytest

from senreport_check.batch.worker import Worker, crashed
from senreport_check.check import Checked, Checker, failed
from senreport_check.model import Outcome, Source

from .street import entry, settings

ADDRESS = "https://school.example.sch.uk/"


def looked_at(monkeypatch: pytest.MonkeyPatch, outcomes: dict[str, Outcome]) -> list[str | None]:
    """Make every address have its outcome, unreachable where none is named; the addresses asked."""
    asked: list[str | None] = []

    def checked(self: Checker, source: Source) -> Checked:
        asked.append(source.url)
        return Checked(failed(self.settings, source, outcomes.get(source.url or "", Outcome.UNREACHABLE), "It is so."))

    monkeypatch.setattr(Checker, "checked", checked)
    return asked


def report_of(website: str = "school.example.sch.uk") -> Any:
    with Worker(settings()) as worker:
        school = entry("100001", ADDRESS)
        return json.loads(worker.check(type(school)(school.key, school.school, website, ADDRESS)).report)


def test_where_nobody_answers_the_other_scheme_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = ADDRESS.replace("https", "http")
    asked = looked_at(monkeypatch, {plain: Outcome.NOT_FOUND})
    report = report_of()
    assert asked == [ADDRESS, plain]
    assert (report["outcome"], report["source"]["given"], report["source"]["url"]) == (
        "not-found", "school.example.sch.uk", plain,
    )  # fmt: skip


def test_where_neither_answers_the_first_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = looked_at(monkeypatch, {})
    assert report_of()["source"]["url"] == ADDRESS
    assert len(asked) == 2


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.NOT_FOUND, Outcome.UNREADABLE])
def test_an_answer_is_taken_as_it_is(monkeypatch: pytest.MonkeyPatch, outcome: Outcome) -> None:
    asked = looked_at(monkeypatch, {ADDRESS: outcome})
    assert report_of()["outcome"] == outcome
    assert asked == [ADDRESS]


def test_a_school_whose_worker_died_has_a_report_all_the_same() -> None:
    done = crashed(settings(), entry("100001", ADDRESS, "School 1"), "The worker died.")
    report = json.loads(done.report)
    assert (report["outcome"], report["reason"], report["school"]["urn"]) == ("crashed", "The worker died.", "100001")
    assert (done.key, done.host, done.original) == ("100001", "school.example.sch.uk", None)
