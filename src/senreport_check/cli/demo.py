"""`senreport-check demo`: the main job on a made-up school's website, with nothing else needed."""

from __future__ import annotations

from senreport_check.cli import options
from senreport_check.cli.check import check_all
from senreport_check.cli.console import TALK, guarded
from senreport_check.cli.output import deliver
from senreport_check.model import Source, SourceKind

DEMO_DAY = "2026-11-21"


@guarded
def demo(
    output_format: options.Format = None,
    output: options.Output = None,
    evidence: options.ShowEvidence = False,
) -> None:
    """See it at work on a made-up school.

    Its website is served from this computer; its report is found there and checked.
    """
    from senreport_check.check import Settings  # noqa: PLC0415 - start-up time
    from senreport_check.demo import serve_demo  # noqa: PLC0415
    from senreport_check.fetch import FetchSettings  # noqa: PLC0415

    with serve_demo() as address:
        TALK.note(f"A made-up school's website is served at {address}: looking for its report, as for any school.")
        settings = Settings(today=options.day(DEMO_DAY), fetch=FetchSettings(allow_private=True, pause=0.0))
        reports = check_all([Source(address, SourceKind.URL, url=address)], lambda: settings)
    deliver(reports, output_format, output, evidence)
