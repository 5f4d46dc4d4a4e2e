"""The web pages of a run: one of all schools, and one a school."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from markupsafe import Markup

from senreport_check.model import Force, Link, Outcome, SchoolReport, Verdict
from senreport_check.model.rows import LETTERS, Board, Row
from senreport_check.render import html, words
from senreport_check.render.files import whole
from senreport_check.render.overview import standing, sums
from senreport_check.render.overview.standing import HAVING_ONE, LOOKS, Standing

SCHOOLS = "schools"
_MARK = b"<!-- one school of a run, made from "
_SHOWN_CONTACTS = 5
_STATES: tuple[tuple[Standing, Outcome | None, str], ...] = (
    (Standing.IN_DATE, None, "report in date"),
    (Standing.LATE, None, "report out of date"),
    (Standing.UNDATED, None, "report without a date"),
    (Standing.NONE, None, "no report found"),
    (Standing.NOT_OWED, None, "no report found, none owed"),
    (Standing.NOT_SEEN, Outcome.UNREACHABLE, "website not reached"),
    (Standing.NOT_SEEN, Outcome.REFUSED, "website refused"),
    (Standing.NOT_SEEN, Outcome.UNREADABLE, "document not readable"),
    (Standing.NOT_SEEN, Outcome.CRASHED, "reading failed"),
)
_NOT_SEEN = {
    Outcome.UNREACHABLE: "no answer",
    Outcome.REFUSED: "refused",
    Outcome.UNREADABLE: "unreadable",
    Outcome.CRASHED: "failed",
}


_PRESSING = {
    Standing.NONE: ("school without a report", "schools without a report"),
    Standing.LATE: ("report out of date", "reports out of date"),
    Standing.UNDATED: ("report without a date", "reports without a date"),
    Standing.IN_DATE: ("report with gaps", "reports with gaps"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Schools to contact for one reason: the heading, the first of them, and how to see them all in the table."""

    heading: str
    tone: Verdict
    state: int
    first: list[tuple[Row, str]]


def write_school(folder: Path, key: str, report: SchoolReport, line: bytes) -> None:
    """The school's page in `folder`; one made of the same `line` by these templates is left as it stands."""
    path = folder / f"{key}.html"
    mark = _MARK + hashlib.sha256(_templates() + line).hexdigest().encode() + b" -->\n"
    if _beginning(path, len(mark)) == mark:
        return
    with whole(path) as file:
        file.write(mark + html.write_linked(report, Link("All schools", "../index.html")))


def forget_others(folder: Path, keys: Container[str]) -> None:
    """Take away the pages of schools that are not among `keys` any more; files that are not ours stay."""
    for path in folder.glob("*.html"):
        if path.stem not in keys and _beginning(path, len(_MARK)) == _MARK:
            path.unlink()


def _beginning(path: Path, length: int) -> bytes:
    """The first bytes of a file; none where there is no file."""
    try:
        with path.open("rb") as file:
            return file.read(length)
    except FileNotFoundError:
        return b""


def write_index(file: BinaryIO, board: Board) -> None:
    """The page of all schools, complete in itself but for the pages it leads to."""
    script = (html.TEMPLATES / "overview.js").read_text(encoding="utf-8")
    counts = sums.standings(board.rows)
    contacts = standing.contacts(board)
    page = html.render(
        "overview.html.j2",
        board=board,
        sums=sums,
        standing=standing,
        counts=counts,
        having=sum(counts[stands] for stands in HAVING_ONE),
        tones=_tones(counts),
        rates=_rates(board),
        judged=len(sums.judged(board.rows)),
        groups=_groups(board, contacts),
        sectors=sums.by_sector(board.rows),
        las=sums.by_la(board.rows),
        states=_states(board),
        letters=LETTERS,
        edges=_edges(board),
        schools=SCHOOLS,
        data=Markup(_data(board, contacts)),
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    )
    file.write(page)


def _edges(board: Board) -> list[int]:
    """The places of the duties that begin a group."""
    return [n for n in range(1, len(board.duties)) if board.duties[n].group != board.duties[n - 1].group]


def _groups(board: Board, contacts: list[standing.Contact]) -> list[Group]:
    """Whom to contact, by reason; schools that owe no report are left to the workbook."""
    found = []
    for stands, phrase in _PRESSING.items():
        rows = [c.row for c in contacts if standing.standing(c.row) is stands and c.row.owed]
        if rows:
            first = [(row, standing.brief(board, row)) for row in rows[:_SHOWN_CONTACTS]]
            state = next(number for number, (some, _, _) in enumerate(_STATES) if some is stands)
            tone = Verdict.PARTLY if stands is Standing.IN_DATE else LOOKS[stands].tone
            found.append(Group(words.plural(len(rows), *phrase), tone, state, first))
    return found


def _tones(counts: dict[Standing, int]) -> dict[Verdict, int]:
    """The counts by the colour they wear, for the ring."""
    found: dict[Verdict, int] = {}
    for stands, count in counts.items():
        found[LOOKS[stands].tone] = found.get(LOOKS[stands].tone, 0) + count
    return found


def _rates(board: Board) -> list[tuple[str, list[sums.Rate]]]:
    """The rates under what asks for them, the least met first; those that nobody is asked are left out."""
    found = [rate for rate in sums.rates(board.duties, board.rows) if rate.asked]
    named = [(words.FORCE_HEADINGS[force], [r for r in found if r.duty.force is force]) for force in words.FORCES]
    return [(heading, sorted(some, key=lambda rate: rate.met or 0)) for heading, some in named if some]


def _states(board: Board) -> list[tuple[str, str]]:
    """The choices of the filter by outcome: a label, and the numbers of the states it lets through."""
    present = {_state(row) for row in board.rows}
    found = [(label, str(number)) for number, (_, _, label) in enumerate(_STATES) if number in present]
    for label, wanted in (("any report", HAVING_ONE), ("not seen, for any reason", (Standing.NOT_SEEN,))):
        numbers = [number for number, (stands, _, _) in enumerate(_STATES) if stands in wanted and number in present]
        if len(numbers) > 1:
            found.insert(len(found) if Standing.NOT_SEEN in wanted else 0, (label, " ".join(map(str, numbers))))
    return found


def _state(row: Row) -> int:
    stands = standing.standing(row)
    return next(
        number
        for number, (some, outcome, _) in enumerate(_STATES)
        if some is stands and outcome in (None, row.outcome)
    )


def _data(board: Board, contacts: list[standing.Contact]) -> str:
    """What the script makes its table of, as JSON that cannot end its element; schools in alphabetical order."""
    urgency = {contact.row.key: number for number, contact in enumerate(contacts)}
    las = [name for name, _ in sums.by_la(board.rows)]
    rows = sorted(board.rows, key=lambda row: (row.name.casefold(), row.key))
    looks = [LOOKS[stands] for stands, _, _ in _STATES]
    found: dict[str, Any] = {
        "duties": [duty.title for duty in board.duties],
        "law": board.numbers(Force.MUST),
        "edges": _edges(board),
        "sectors": standing.SECTORS,
        "outside": standing.SECTORS.index(standing.OUTSIDE),
        "states": [[look.tone, words.LABELS[look.tone].mark, look.word] for look in looks],
        "schools": [_school(row, las, urgency.get(row.key, len(rows))) for row in rows],
    }
    text = json.dumps(found, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _school(row: Row, las: list[str], urgency: int) -> list[Any]:
    """One school, in the order that the script takes it apart."""
    checked = row.outcome is Outcome.CHECKED
    return [
        row.key,
        row.name,
        " ".join(filter(None, (row.urn, row.la, row.trust))),
        standing.SECTORS.index(standing.sector(row)),
        las.index(row.la or sums.NO_LA),
        _state(row),
        f"{row.reviewed:%b %Y}" if row.reviewed else _NOT_SEEN.get(row.outcome, ""),
        row.reviewed.year * 12 + row.reviewed.month if row.reviewed else 0,
        row.verdicts,
        urgency,
        "" if checked else row.reason or words.OUTCOMES[row.outcome],
    ]


@cache
def _templates() -> bytes:
    """What tells these templates from those of another version."""
    names = ("base.html.j2", "parts.html.j2", "report.html.j2", "style.css")
    return hashlib.sha256(b"".join((html.TEMPLATES / name).read_bytes() for name in names)).digest()
