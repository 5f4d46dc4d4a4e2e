"""What a worker does besides checking."""

from __future__ import annotations

import json

from senreport_check.batch.worker import crashed

from .street import entry, settings

ADDRESS = "https://school.example.sch.uk/"


def test_a_school_whose_worker_died_has_a_report_all_the_same() -> None:
    done = crashed(settings(), entry("100001", ADDRESS, "School 1"), "The worker died.")
    report = json.loads(done.report)
    assert (report["outcome"], report["reason"], report["school"]["urn"]) == ("crashed", "The worker died.", "100001")
    assert (done.key, done.host, done.original) == ("100001", "school.example.sch.uk", None)
