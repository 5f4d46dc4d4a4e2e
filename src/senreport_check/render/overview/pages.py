"""The web pages of a run: one of all schools, and one a school."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from markupsafe import Markup

from senreport_check import __version__
from senreport_check.errors import UsageError
from senreport_check.model import Force, Link, Outcome, SchoolReport, Verdict
from senreport_check.model.rows import LETTERS, Board, Row
from senreport_check.render import html, words
from senreport_check.render.files import whole
from senreport_check.render.overview import standing, states, sums
from senreport_check.render.overview.standing import HAVING_ONE, LOOKS, Standing
from senreport_check.render.overview.states import State

SCHOOLS = "schools"
_KEY = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_MARK = b"<!-- one school of a run, made from "


def write_school(folder: Path, key: str, report: SchoolReport, line: bytes) -> None:
    """The school's page in `folder`; one made of the same `line` by these templates is left as it stands.

    Raises `UsageError` for a key that no list of schools gives, and that might lead out of the folder.
    """
    if not _KEY.fullmatch(key):
        raise UsageError(f"{key!r} is no school's key: this run's folder was changed by another program.")
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
        groups=states.groups(board, contacts),
        sectors=sums.by_sector(board.rows),
        las=sums.by_la(board.rows),
        states=states.choices(board),
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


def _data(board: Board, contacts: list[standing.Contact]) -> str:
    """What the script makes its table of, as JSON that cannot end its element; schools in alphabetical order.

    Every school is made text at once: lists of lists would take several times its room.
    """
    urgency = {contact.row.key: number for number, contact in enumerate(contacts)}
    las = [name for name, _ in sums.by_la(board.rows)]
    rows = sorted(board.rows, key=lambda row: (row.name.casefold(), row.key))
    looks = [states.look(state) for state in State]
    head = _packed({
        "duties": [duty.title for duty in board.duties],
        "law": board.numbers(Force.MUST),
        "edges": _edges(board),
        "sectors": standing.SECTORS,
        "outside": standing.SECTORS.index(standing.OUTSIDE),
        "states": [[look.tone, words.LABELS[look.tone].mark, look.word] for look in looks],
    })
    schools = ",".join(_packed(_school(board, row, las, urgency.get(row.key, len(rows)))) for row in rows)
    return f'{head[:-1]},"schools":[{schools}]}}'


def _packed(value: object) -> str:
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _school(board: Board, row: Row, las: list[str], urgency: int) -> list[Any]:
    """One school, in the order that the script takes it apart."""
    checked, state = row.outcome is Outcome.CHECKED, states.state(board, row)
    return [
        row.key,
        row.name,
        " ".join(filter(None, (row.urn, row.la, row.trust))),
        standing.SECTORS.index(standing.sector(row)),
        las.index(row.la or sums.NO_LA),
        state,
        f"{row.reviewed:%b %Y}" if row.reviewed else states.UNSEEN.get(state, ""),
        row.reviewed.year * 12 + row.reviewed.month if row.reviewed else 0,
        row.verdicts,
        urgency,
        "" if checked else row.reason or words.OUTCOMES[row.outcome],
    ]


@cache
def _templates() -> bytes:
    """What tells the pages of this version from those of another, or of templates changed by hand."""
    names = ("base.html.j2", "parts.html.j2", "report.html.j2", "style.css")
    read = b"".join((html.TEMPLATES / name).read_bytes() for name in names)
    return hashlib.sha256(__version__.encode() + read).digest()
