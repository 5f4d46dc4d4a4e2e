"""Damaged documents through the whole check: `python benchmarks/mutations.py --count 1000`.

Fixtures in every form, and the published documents beside the repository where they are, are damaged in eleven
ways (always the same ones for a `--seed`) and checked one after the other by one `Checker`. What must hold: every
copy ends in an outcome with a reason, none after the deadline, and the reading process stays under its memory.
Scanned pages are refused instead of read, unless `--ocr` is given. Exit 1 when something did not hold; `--keep`
is a folder for the copies that were at fault.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import tempfile
import threading
import time
import warnings
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from senreport_check.check import Checker, Settings
from senreport_check.evaluate.forms import render_form
from senreport_check.extract import Limits
from senreport_check.model import Outcome, SchoolReport, Source, SourceKind

REPOSITORY = Path(__file__).parents[1]
CORPUS = REPOSITORY / "fixtures" / "corpus"
SITES = REPOSITORY / "fixtures" / "sites"
REAL = REPOSITORY.parent / "shared" / "real" / "orig"
TODAY = date(2026, 11, 21)
LOOK_EVERY = 0.02
GRACE = 2.0
FLATE = re.compile(rb"(?<=stream)\r?\n(.*?)\r?\n?endstream", re.S)
MEGABYTE = 1024 * 1024
UNFORESEEN = ("The reader for", "Reading it broke", "The reader stopped")
Mutation = Callable[[bytes, random.Random], bytes]


def flip(content: bytes, chance: random.Random) -> bytes:
    """Single bytes changed, from a few to one in a hundred."""
    changed = bytearray(content)
    for _ in range(max(1, int(len(content) * 10 ** chance.uniform(-5, -2)))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def truncate(content: bytes, chance: random.Random) -> bytes:
    """The beginning alone."""
    return content[: chance.randrange(len(content))]


def behead(content: bytes, chance: random.Random) -> bytes:
    """A piece near the beginning taken out."""
    start = chance.randrange(min(2000, len(content)))
    return content[:start] + content[start + chance.randrange(1, 500) :]


def splice(content: bytes, chance: random.Random) -> bytes:
    """A piece moved over another."""
    start, end = _piece(content, chance)
    place = chance.randrange(len(content))
    return content[:place] + content[start:end] + content[place + end - start :]


def duplicate(content: bytes, chance: random.Random) -> bytes:
    """A piece repeated in place, up to two hundred times."""
    start, end = _piece(content, chance)
    return content[:start] + content[start:end] * min(chance.choice((2, 20, 200)), 1 + 5_000_000 // (end - start))


def noise(content: bytes, chance: random.Random) -> bytes:
    """A piece made random bytes."""
    start, end = _piece(content, chance)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def numbers(content: bytes, chance: random.Random) -> bytes:
    """Numbers in the text made enormous, negative or none."""
    share = 10 ** chance.uniform(-3, -0.5)
    extremes = (b"0", b"-1", b"99999999999", b"2147483648", b"1e38", b"")
    return re.sub(rb"\d+", lambda found: chance.choice(extremes) if chance.random() < share else found[0], content)


def deflated(content: bytes, chance: random.Random) -> bytes:
    """A compressed stream of a PDF damaged on the inside and packed again; bytes changed where there is none."""
    streams = list(FLATE.finditer(content))
    chance.shuffle(streams)
    for found in streams[:20]:
        try:
            inside = zlib.decompress(found[1])
        except zlib.error:
            continue
        if inside:
            damaged = chance.choice((flip, truncate, duplicate, numbers))(inside, chance)
            return content[: found.start(1)] + zlib.compress(damaged) + content[found.end(1) :]
    return flip(content, chance)


def repacked(content: bytes, chance: random.Random) -> bytes:
    """A part of a ZIP damaged on the inside and packed again; bytes changed where it is no ZIP."""
    parts = _parts(content)
    if not parts:
        return noise(content, chance)
    name = chance.choice(list(parts))
    parts[name] = chance.choice((flip, truncate, splice, duplicate, noise, numbers))(parts[name] or b"x", chance)
    return _packed(list(parts.items()))


def repartitioned(content: bytes, chance: random.Random) -> bytes:
    """Parts of a ZIP lost, doubled, or given each other's content; halves swapped where it is no ZIP."""
    parts = list(_parts(content).items())
    if not parts:
        half = chance.randrange(len(content))
        return content[half:] + content[:half]
    first, second = chance.randrange(len(parts)), chance.randrange(len(parts))
    return _packed(
        chance.choice((
            parts[:first] + parts[first + 1 :],
            [*parts, parts[first]],
            [*parts[:first], (parts[first][0], parts[second][1]), *parts[first + 1 :]],
        ))
    )


def zeroed(content: bytes, chance: random.Random) -> bytes:
    """A piece made zeros, as interrupted downloads leave it."""
    start, end = _piece(content, chance)
    return content[:start] + bytes(end - start) + content[end:]


MUTATIONS: tuple[Mutation, ...] = (
    flip, truncate, behead, splice, duplicate, noise, numbers, deflated, repacked, repartitioned, zeroed,
)  # fmt: skip


def _piece(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + int(10 ** chance.uniform(0, 4)))


def _parts(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return {part.filename: package.read(part) for part in package.infolist()}
    except zipfile.BadZipFile:
        return {}


def _packed(parts: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a name that stands there twice is meant to
        for name, content in parts:
            package.writestr(name, content)
    return target.getvalue()


def originals() -> dict[str, bytes]:
    """Fixtures in every form, and the published documents where they are, by a name with its ending."""
    found: dict[str, bytes] = {}
    for path in sorted(CORPUS.glob("*.json"))[::13]:
        document = json.loads(path.read_text(encoding="utf-8"))
        for form in ("html", "docx", "pdf", "table-pdf", "leaflet"):
            ending = form if form in ("html", "docx") else "pdf"
            found[f"{path.stem}-{form}.{ending}"] = render_form(document, form)
    for path in sorted(SITES.rglob("*")):
        if path.suffix in (".pdf", ".docx") and path.stat().st_size > 3000:
            found[f"site-{path.parent.parent.name}-{path.name}"] = path.read_bytes()
    return found | {path.name: path.read_bytes() for path in sorted(REAL.glob("*"))}


class Case(NamedTuple):
    """One damaged copy: its number, what was done to which document, and its bytes."""

    number: int
    mutation: str
    name: str
    content: bytes


def cases(count: int, seed: int) -> Iterator[Case]:
    """So many damaged copies, the same for the same seed."""
    chance, documents = random.Random(seed), originals()
    names = list(documents)
    for number in range(count):
        mutation, name = MUTATIONS[number % len(MUTATIONS)], chance.choice(names)
        yield Case(number, mutation.__name__, name, mutation(documents[name], chance))


class Watch:
    """The most memory that any process started by this one held, in bytes."""

    def __init__(self) -> None:
        self.most = 0
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            for child in psutil.Process().children(recursive=True):
                try:
                    self.most = max(self.most, child.memory_info().rss)
                except psutil.Error:
                    continue
            time.sleep(LOOK_EVERY)


def fault_of(report: SchoolReport, seconds: float, limits: Limits) -> str | None:
    """What did not hold for one copy; None where all did."""
    if seconds > limits.seconds + GRACE:
        return f"took {seconds:.1f} s"
    if report.outcome is not Outcome.CHECKED and not report.reason:
        return "no reason"
    if report.reason and report.reason.startswith(UNFORESEEN):
        return report.reason
    return None


def main() -> int:
    """Check so many copies and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ocr", action="store_true", help="read scanned pages: minutes for each such copy")
    parser.add_argument("--keep", type=Path, help="folder for the copies that were at fault")
    given = parser.parse_args()
    limits = Limits(ocr=given.ocr)
    outcomes: dict[str, Counter[str]] = {each.__name__: Counter() for each in MUTATIONS}
    times, faults, watch = [], [], Watch()
    with tempfile.TemporaryDirectory() as folder, Checker(Settings(today=TODAY, limits=limits)) as checker:
        for case in cases(given.count, given.seed):
            path = Path(folder) / case.name
            path.write_bytes(case.content)
            started = time.monotonic()
            report = checker.check(Source(case.name, SourceKind.FILE, path=path))
            times.append(time.monotonic() - started)
            path.unlink()
            outcomes[case.mutation][report.outcome] += 1
            if fault := fault_of(report, times[-1], limits):
                faults.append(f"copy {case.number} ({case.mutation} of {case.name}): {fault}")
                _keep(given.keep, case)
    print_table(outcomes)
    print(f"longest {max(times):.1f} s of {limits.seconds:g} s, reader's memory at most {watch.most // MEGABYTE} MB "
          f"of {limits.memory_mb} MB")  # fmt: skip
    print("\n".join([f"{len(faults)} at fault:", *faults]) if faults else "nothing at fault")
    return int(bool(faults) or watch.most > limits.memory_mb * MEGABYTE)


def _keep(folder: Path | None, case: Case) -> None:
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{case.number}-{case.mutation}-{case.name}").write_bytes(case.content)


def print_table(outcomes: dict[str, Counter[str]]) -> None:
    """A row a kind of damage, a column an outcome."""
    columns: list[Any] = [each for each in Outcome if any(row[each] for row in outcomes.values())]
    print("".join(f"{text:>14}" for text in ("", *columns)))
    for name, row in [*outcomes.items(), ("all", sum(outcomes.values(), Counter()))]:
        print("".join(f"{text:>14}" for text in (name, *(row[each] for each in columns))))


if __name__ == "__main__":
    sys.exit(main())
