"""Many schools: schools a second, what a second worker adds, the parent's memory, faults, and a plain script.

    pip install '.[benchmarks]' && python benchmarks/batch.py            # about twenty minutes on two cores
    python benchmarks/batch.py --schools 60 --skip rival                  # a quick look

A server in its own process plays the schools (`batch_sites.py`): 50 ms latency, five pages and a report of ten
pages each. Every measurement runs in a fresh process (`batch_parent.py`), start-up included, and keeps its results
in a store. Exit 1 when a bar is missed. Linux only: every school has an address of its own in 127.0.0.0/8.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from batch_sites import FAULTS, fault_of

HERE = Path(__file__).parent
FAULTY = 0.1
RIVALS_SCHOOLS = 60
BRISK = {"pause": 0.0}
BARS = {
    "schools a second, two workers": (4.0, 1),
    "two workers against one": (1.6, 1),
    "the rival's time against ours": (3.0, 1),
    "parent's peak, MiB": (300.0, -1),
    "its growth from 500 to 5,000": (1.2, -1),
    "faulty run against the clean": (2.0, -1),
    "schools with a wrong outcome": (0.0, -1),
}
"""What must be held, and whether it is a least (1) or a most (-1)."""


@contextmanager
def served(schools: int, faulty: float = 0.0) -> Iterator[int]:
    """The port of a server playing that many schools."""
    command = [sys.executable, str(HERE / "batch_sites.py"), "--schools", str(schools), "--faulty", str(faulty)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.communicate()


def measured(what: str, **wish: Any) -> dict[str, Any]:
    """One measurement in a fresh process, and its line."""
    command = [sys.executable, __file__, "--measure", json.dumps(wish)]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=True, timeout=7200)
    found: dict[str, Any] = json.loads(done.stdout)
    schools = found["schools"]
    requests = [school["requests"] for school in schools if school["requests"]]
    print(
        f"{what:44} {len(schools) / found['seconds']:6.2f} schools a second, {found['each']:5.1f} s each, "
        f"{1000 * found['busy'] / len(schools):.0f} ms of processor ({found['busy'] / found['seconds']:.1f} cores), "
        f"{sum(requests) / len(requests):.1f} requests, {found['kept'] / len(schools) / 1000:.0f} kB kept, "
        f"parent {found['peak']:.0f} MiB, {dict(Counter(school['outcome'] for school in schools))}", flush=True,
    )  # fmt: skip
    return found


def figures(schools: int, skip: set[str]) -> Iterator[tuple[str, float]]:
    """Measure one thing after another; figures by the names of the bars, others as they come."""
    with served(schools) as port:
        one = measured("one worker, no pause", schools=schools, port=port, workers=1, fetch=BRISK)
        two = measured("two workers, no pause", schools=schools, port=port, workers=2, fetch=BRISK)
        yield "schools a second, two workers", schools / two["seconds"]
        yield "two workers against one", one["seconds"] / two["seconds"]
        if "polite" not in skip:
            measured("two workers, a second between requests", schools=schools, port=port, workers=2)
        if "rival" not in skip:
            each = rival(port, min(schools, RIVALS_SCHOOLS))
            yield "the rival's time against ours", each / (two["seconds"] / schools)
            yield "the rival's time against one worker's", each / (one["seconds"] / schools)
        if "memory" not in skip:
            yield from memory(port, two["peak"])
    if "faults" not in skip:
        with served(schools, FAULTY) as port:
            bad = measured("the same, a tenth of the schools bad", schools=schools, port=port, workers=2, fetch=BRISK)
        yield "faulty run against the clean", bad["seconds"] / two["seconds"]
        yield "schools with a wrong outcome", wrong(bad["schools"])


def rival(port: int, schools: int) -> float:
    """Seconds a school of the plain script."""
    command = [sys.executable, str(HERE / "batch_rival.py"), str(port), str(schools)]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    print(f"{'a plain script':44} {found['schools'] / found['seconds']:6.2f} schools a second")
    return float(found["seconds"] / found["schools"])


def memory(port: int, so_far: float) -> Iterator[tuple[str, float]]:
    """The parent's peak with 500 and with 5,000 schools, played back from one real result."""
    import batch_parent  # noqa: PLC0415 - the processes measured must not inherit what it loads

    report = batch_parent.recorded(port)
    small, large = (
        measured(f"{count} schools played back", schools=count, port=port, played=report)["peak"]
        for count in (500, 5000)
    )
    yield "parent's peak, MiB", max(small, large, so_far)
    yield "its growth from 500 to 5,000", large / small


def wrong(schools: list[dict[str, Any]]) -> int:
    """How many schools have another outcome than their fault must have; each is named."""
    count = 0
    for school in schools:
        fault = fault_of(int(school["key"]), FAULTY)
        if school["outcome"] != (FAULTS[fault] if fault else "checked"):
            count += 1
            print(f"    school {school['key']}, {fault or 'sound'}: {school['outcome']}. {school['reason']}")
    return count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=500)
    parser.add_argument("--skip", nargs="*", default=[], choices=["polite", "rival", "memory", "faults"])
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        import batch_parent  # noqa: PLC0415 - workers begin as copies of this file, and must begin light

        print(json.dumps(batch_parent.run(json.loads(options.measure))))
        return 0
    missed = 0
    for name, value in figures(options.schools, set(options.skip)):
        bar, sense = BARS.get(name, (value, 1))
        held = value * sense >= bar * sense
        missed += not held
        bars = f" (bar {bar:g}{'' if held else ', MISSED'})" if name in BARS else ""
        print(f"    {name}: {value:.2f}{bars}", flush=True)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
