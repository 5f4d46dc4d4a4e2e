"""What a run would do: which schools, on which hosts, and how long it may take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from senreport_check.batch.terms import host_of
from senreport_check.model import Entry

REQUESTS = 12
"""Requests a school's website takes until its report is found and its neighbours are looked at: 8 on average were
measured (docs/scale.md), and real sites have more to look at."""

SECONDS = REQUESTS + 1.0
"""Seconds a school takes where this run has measured none yet: a second's pause a request, and the reading."""


@dataclass(frozen=True, slots=True)
class Census:
    """The schools of a plan, counted.

    `types` and `phases` count the register's kinds, None where it does not say; `shared` are the hosts of
    several schools with their number, the fullest first; `without_website` counts those that have none.
    """

    schools: int
    types: Counter[str | None]
    phases: Counter[str | None]
    shared: tuple[tuple[str, int], ...]
    without_website: int


def census(entries: Iterable[Entry]) -> Census:
    """Count schools by kind, phase and host."""
    types: Counter[str | None] = Counter()
    phases: Counter[str | None] = Counter()
    hosts: Counter[str | None] = Counter()
    for entry in entries:
        types[entry.school.type] += 1
        phases[entry.school.phase] += 1
        hosts[host_of(entry)] += 1
    without = hosts.pop(None, 0)
    shared = tuple((host, count) for host, count in hosts.most_common() if host and count > 1)
    return Census(types.total(), types, phases, shared, without)


def hours(due: int, fullest: int, at_once: int, seconds: float | None) -> float:
    """How long the schools due will take, `at_once` of them side by side; one host's schools follow one another.

    `fullest` is the largest number of them on one host, `seconds` what a school took so far, None if unknown.
    """
    each = seconds or SECONDS
    return max(due * each / at_once, fullest * each) / 3600


def title_of(entries: Iterable[Entry], otherwise: str) -> str:
    """What to call a run: the authority or the trust that all its schools belong to, else something else."""
    authorities, trusts = set(), set()
    for entry in entries:
        authorities.add(entry.school.la)
        trusts.add(entry.trust)
    for names in (trusts, authorities):
        if len(names) == 1 and (name := names.pop()):
            return name
    return otherwise
