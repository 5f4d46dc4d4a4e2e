"""Options that several commands of a run share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from senreport_check.cli.console import noted_if_slow
from senreport_check.cli.exits import FailOn
from senreport_check.errors import UsageError

if TYPE_CHECKING:
    from senreport_check.batch.store import Kept, Store
    from senreport_check.model import Entry

TRIES = 3
PATIENCE = 2.0
Names = list[str] | None

Schools = Annotated[
    Path,
    typer.Argument(
        metavar="SCHOOLS", help="The register's extract as downloaded (GIAS), or a CSV or Excel list of your own."
    ),
]
Out = Annotated[
    Path, typer.Option("--out", help="The folder for the results; with the same one a run goes on where it stopped.")
]
Authority = Annotated[
    Names, typer.Option("--la", help="Only schools of this local authority, by name or code; may be repeated.")
]
Trust = Annotated[Names, typer.Option("--trust", help="Only schools of this trust; may be repeated.")]
Phase = Annotated[Names, typer.Option("--phase", help="Only this phase, such as primary; may be repeated.")]
Kind = Annotated[
    Names, typer.Option("--type", help="Only this type, such as special or “free school”; may be repeated.")
]
Urn = Annotated[Names, typer.Option("--urn", help="Only the school with this URN; may be repeated.")]
OpenOnly = Annotated[bool, typer.Option("--open/--closed-too", help="Only schools that are open, or all.")]
Limit = Annotated[int | None, typer.Option("--limit", help="Only the first so many schools.")]
Sample = Annotated[int | None, typer.Option("--sample", help="Only so many schools, drawn by lot.")]
Seed = Annotated[int, typer.Option("--seed", help="Another number draws another sample.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of a run, as given to --out.")]
Tries = Annotated[
    int, typer.Option("--tries", min=1, help="How often a school that could not be checked is tried, one try a run.")
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=0, help="Processes that do the work: one a core when left out, 0 for none but this."),
]
Threads = Annotated[
    int | None, typer.Option("--threads", min=1, help="Schools that each process has under way at once.")
]
Dask = Annotated[
    str | None, typer.Option("--dask", help="Let the workers of this Dask scheduler do it, such as tcp://host:8786.")
]
FailOnGaps = Annotated[
    FailOn,
    typer.Option(
        "--fail-on",
        help="With must or should the exit code is that of check: 1 where a school has such gaps, 3 where one could not"
        " be checked. With never it is 0 once the run is complete.",
    ),
]
Today = Annotated[
    str | None, typer.Option("--today", help="Judge dates as of this day; a run keeps the day on which it began.")
]

OtherChecklist = Annotated[
    str | None,
    typer.Option("--checklist", help="A checklist's id, or a file of your own; else that of the run, as it is now."),
]
OtherDay = Annotated[str | None, typer.Option("--today", help="Judge dates as of this day; else that of the run.")]


def school(store: Store, wanted: str) -> Kept:
    """The result of the school meant by a URN, a key or a name.

    Raises `UsageError` when no school or several are meant, and when the school has no result yet.
    """
    meant = _meant(store.entries(), wanted)
    if len(meant) != 1:
        raise UsageError(_which(wanted, [f"{_name(entry)} ({entry.key})" for entry in meant]))
    kept = store.find(meant[0].key)
    if kept is None:
        raise UsageError(f"{_name(meant[0])} is not checked yet: run batch run again to go on.")
    return kept


def _meant(entries: Iterable[Entry], wanted: str) -> list[Entry]:
    """The schools that may be meant: by key or URN, else by the whole name, else by a part of it."""
    folded, whole, part = wanted.casefold(), [], []
    for entry in entries:
        name = _name(entry).casefold()
        if wanted in (entry.key, entry.school.urn):
            return [entry]
        if name == folded:
            whole.append(entry)
        elif folded in name:
            part.append(entry)
    return whole or part


def _name(entry: Entry) -> str:
    """The school's name, or its address in a list that has no names."""
    return entry.school.name or entry.website


def _which(wanted: str, meant: list[str]) -> str:
    if not meant:
        return f"no school of this run has the URN {wanted}, nor a name with {wanted} in it: index.html lists them."
    more = f" and {len(meant) - 3} more" if len(meant) > 3 else ""
    return f"{wanted} may be {', '.join(meant[:3])}{more}: give what stands in brackets."


def publish(store: Store) -> Path:
    """Write the views of the run into its folder; the page to open."""
    from senreport_check.batch.export import export  # noqa: PLC0415 - start-up time

    with noted_if_slow("Writing the pages and tables …", PATIENCE):
        return export(store, store.folder)
