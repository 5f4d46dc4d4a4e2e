"""`senreport-check batch run`: every school of a register, kept as it comes, taken up where it was left."""

from __future__ import annotations

import typer

from senreport_check.cli import options as shared
from senreport_check.cli.batch import options
from senreport_check.cli.console import guarded
from senreport_check.cli.exits import FailOn


@guarded
def run(
    schools: options.Schools,
    out: options.Out,
    la: options.Authority = None,
    trust: options.Trust = None,
    phase: options.Phase = None,
    kind: options.Kind = None,
    urn: options.Urn = None,
    open_only: options.OpenOnly = True,
    limit: options.Limit = None,
    sample: options.Sample = None,
    seed: options.Seed = 0,
    dry_run: options.DryRun = False,
    tries: options.Tries = options.TRIES,
    workers: options.Workers = None,
    threads: options.Threads = None,
    dask: options.Dask = None,
    checklist: shared.ChecklistName = shared.DEFAULT_CHECKLIST,
    fail_on: options.FailOnGaps = FailOn.NEVER,
    today: options.Today = None,
    contact: shared.Contact = None,
    cache: shared.Cache = None,
    offline: shared.Offline = False,
    allow_private: shared.AllowPrivate = False,
    ignore_robots: shared.IgnoreRobots = False,
) -> None:
    """Find and check the report of every school in a list.

    Each result is kept at once: after Ctrl-C, a power cut or a full disk the same command goes on where it was,
    and tries again what could not be checked. The exit code is 0 when the run is complete, gaps or not.
    """
    from senreport_check.batch.executors import THREADS, Crew  # noqa: PLC0415 - start-up time
    from senreport_check.checklist import find  # noqa: PLC0415
    from senreport_check.cli.batch.conduct import Orders, carry_out, plan  # noqa: PLC0415
    from senreport_check.register import Selection  # noqa: PLC0415

    several = {"la": la, "trust": trust, "phase": phase, "type": kind, "urns": urn}
    among = {name: tuple(values or ()) for name, values in several.items()}
    wish = Selection(**among, open_only=open_only, limit=limit, sample=sample, seed=seed)
    fetch = shared.fetch_settings(
        contact, cache, offline=offline, allow_private=allow_private, ignore_robots=ignore_robots
    )
    orders = Orders(
        schools, wish, out, checklist, find(checklist), shared.day(today) if today else None, fetch,
        Crew(workers, threads or THREADS, dask), tries,
    )  # fmt: skip
    if dry_run:
        plan(orders)
    else:
        raise typer.Exit(carry_out(orders, fail_on))
