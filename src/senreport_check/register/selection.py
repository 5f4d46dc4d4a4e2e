"""Which schools of a list a run is about."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from senreport_check.errors import UsageError
from senreport_check.model import Entry, Phase, SchoolType
from senreport_check.register import kinds
from senreport_check.register.notes import listed
from senreport_check.text import fold

NEAR = 5
_NOBODY = frozenset({"does not apply", "not applicable"})
"""What the register says in place of an authority or a trust."""

_WITHOUT = {
    "--la": "Leave --la out for every school of the list.",
    "--trust": "Leave --trust out for every school of the list.",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a user asks for; several values of one kind mean any of them, different kinds all of them.

    `la` and `trust` are names, or parts of a name that only one of the list's has, `la` also a code; `phase` a
    phase, `type` a duty's type (mainstream, nursery, special, other) or words of the register's types ("free
    school"). Places that nobody asks for a report are left out unless such words or `urns` name them, and schools
    named in `urns` are taken whether open or not. A `sample` is drawn by `seed`, and hardly changes when a few schools
    open or close; `limit` is the most schools, the first of the list.
    """

    la: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    phase: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    urns: tuple[str, ...] = ()
    open_only: bool = True
    limit: int | None = None
    sample: int | None = None
    seed: int = 0


Test = Callable[[Entry], bool]


def select(entries: Sequence[Entry], selection: Selection) -> tuple[Entry, ...]:
    """The schools asked for, in the list's order.

    Raises `UsageError` for a name the list does not have (saying which come near) and where nothing is left
    (saying which wish left nothing).
    """
    for option, number in (("--limit", selection.limit), ("--sample", selection.sample)):
        if number is not None and number < 1:
            raise UsageError(f"{option} {number} leaves no school: give a number from 1.")
    left: Sequence[Entry] = entries
    for wish, test in _tests(entries, selection):
        before, left = left, [entry for entry in left if test(entry)]
        if not left:
            raise UsageError(f"{wish} leaves no school (there were {len(before)} before it): ask for something wider.")
    if selection.sample is not None:
        left = _drawn(left, selection.sample, selection.seed)
    return tuple(left[: selection.limit])


def _tests(entries: Sequence[Entry], selection: Selection) -> Iterator[tuple[str, Test]]:
    """Each wish in the user's words, and the test it makes."""
    if selection.urns:
        wanted = _keys(entries, selection.urns)
        yield f"--urn {' '.join(selection.urns)}", lambda entry: entry.key in wanted
    else:
        if selection.open_only:
            yield "--open", kinds.is_open
        if not selection.type:
            yield "Leaving out places that nobody asks for a report", kinds.is_expected
    if selection.la:
        yield _named("--la", [_coded(text, entries) for text in selection.la], entries, _la)
    if selection.trust:
        yield _named("--trust", selection.trust, entries, _trust)
    if selection.phase:
        phases = frozenset(_phase(text) for text in selection.phase)
        yield f"--phase {' '.join(selection.phase)}", lambda entry: entry.school.phase in phases
    if selection.type:
        tests = [_type(text, entries) for text in selection.type]
        yield f"--type {' '.join(selection.type)}", lambda entry: any(test(entry) for test in tests)


def _la(entry: Entry) -> str:
    return entry.school.la or entry.la_code or ""


def _trust(entry: Entry) -> str:
    return entry.trust or ""


def _coded(text: str, entries: Sequence[Entry]) -> str:
    """The name of the authority with that code; what is no code stays as it is."""
    code = text.strip()
    if not code.isdecimal():
        return text
    coded = {entry.la_code: _la(entry) for entry in entries if entry.la_code}
    if not coded:
        raise UsageError(f"--la {text} looks like a code, and the list has no column “LA (code)”: write the name.")
    if code not in coded:
        near = listed(f"{one} ({coded[one]})" for one in get_close_matches(code, coded, NEAR, 0.0))
        raise UsageError(
            f"--la {text} is no authority's code in the list; it has, for example, {near}. {_WITHOUT['--la']}"
        )
    return coded[code]


def _named(
    option: str, given: Iterable[str], entries: Sequence[Entry], value: Callable[[Entry], str]
) -> tuple[str, Test]:
    """The wish and test for schools under one of some names."""
    names = {_loose(name): name for entry in entries if (name := value(entry))}
    if not names:
        raise UsageError(
            f"{option} cannot be used: the list has no such column, or nothing stands in it. {_WITHOUT[option]}"
        )
    wanted = frozenset(_name(option, text, names) for text in given)
    return f"{option} {' '.join(given)}", lambda entry: _loose(value(entry)) in wanted


def _name(option: str, text: str, names: dict[str, str]) -> str:
    """The one name of the list that is meant, in its loose form."""
    loose = _loose(text)
    if loose in names:
        return loose
    holding = [name for name in names if loose and f" {loose} " in f" {name} "]
    if len(holding) == 1:
        return holding[0]
    if holding:
        raise UsageError(f"{option} {text} may mean {_shown(names[one] for one in holding)}: write more of the name.")
    if near := get_close_matches(loose, names, NEAR, 0.6):
        has = f"did you mean {_shown((names[one] for one in near), 'or')}?"
    else:
        has = f"it has, for example, {_shown(names[one] for one in sorted(names.keys() - _NOBODY)[:NEAR])}."
    raise UsageError(f"{option} {text} is not in the list; {has} {_WITHOUT[option]}")


def _phase(text: str) -> Phase:
    phase = kinds.phase_of(text)
    if phase is None or text.strip().isdigit():
        raise UsageError(f"--phase {text} is none: write {listed(phase.value for phase in Phase)}.")
    return phase


def _type(text: str, entries: Sequence[Entry]) -> Test:
    """The test for a duty's type, or for words that stand among the register's types."""
    if text.lower() in list(SchoolType):
        return lambda entry: entry.school.type == text.lower() and kinds.is_expected(entry)
    loose = _loose(text)
    words = {name: _loose(name) for entry in entries if (name := entry.establishment)}
    meant = frozenset(name for name, own in words.items() if loose and f" {loose}" in f" {own}")
    if not meant:
        near = get_close_matches(loose, words.values(), NEAR, 0.5)
        names = [name for name, own in words.items() if own in near]
        if phase := kinds.phase_of(text):
            raise UsageError(f"--type {text} is not in the list, but a phase: write --phase {phase}.")
        raise UsageError(
            f"--type {text} is not in the list: write {listed(SchoolType)}"
            + (f", or a type such as {_shown(names)}." if names else ", or words of the list's own types.")
        )
    return lambda entry: entry.establishment in meant


def _keys(entries: Sequence[Entry], urns: Iterable[str]) -> frozenset[str]:
    """The keys asked for; raises `UsageError` naming those the list does not have."""
    wanted = frozenset(urn.strip().lower() for urn in urns)
    missing = sorted(wanted - {entry.key for entry in entries})
    if missing:
        raise UsageError(f"--urn {' '.join(missing)} is not in the list: look it up there.")
    return wanted


def _drawn(entries: Sequence[Entry], number: int, seed: int) -> list[Entry]:
    """A sample in the list's order: the entries whose keys, hashed with the seed, come first."""

    def lot(entry: Entry) -> bytes:
        return hashlib.sha256(f"{seed}:{entry.key}".encode()).digest()

    drawn = {entry.key for entry in sorted(entries, key=lot)[:number]}
    return [entry for entry in entries if entry.key in drawn]


def _loose(text: str) -> str:
    """The form in which names are compared: case, dots and the like left out, & for and."""
    return re.sub(r"[\W_]+", " ", re.sub(r"['’]", "", fold(text).replace("&", " and "))).strip()


def _shown(names: Iterable[str], last: str = "and") -> str:
    first = list(dict.fromkeys(names))[:NEAR]
    return listed((f"“{name}”" for name in first), last)
