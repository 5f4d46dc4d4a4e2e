"""Writes docs/benchmarks.md: every benchmark's own table, each run in a process of its own.

    pip install '.[benchmarks,test]' && python benchmarks/all.py          # an hour on two cores
    python benchmarks/all.py --only startup sites                         # these anew, the others as they stand

Exit 1 when a bar is missed or a benchmark could not be run; its last figures then stay on the page.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
LONGEST = 3 * 3600
NEVER = "Not measured yet.\n"
HEAD = """\
# Benchmarks

Written by `python benchmarks/all.py`. Each table is what the command above it printed, with its rivals measured in \
the same run on the same machine; only figures of one table can be compared. A bar is what must be kept: a command \
that misses one exits with 1.
"""
QUOTED = (
    "published documents", "keyword search, published documents",
    "fixtures/corpus, each document judged by what the others taught", "keyword search, fixtures/corpus",
)  # fmt: skip


class Benchmark(NamedTuple):
    """One section of the page, written by the script of its name; `bars` in words, empty where none is set."""

    title: str
    what: str
    bars: str = ""


CATALOGUE = {
    "startup": Benchmark(
        "Start-up and one check",
        "Processor time of whole processes: the help text, and a check of one report from start to verdicts, beside "
        "reading that PDF's text with pdfplumber and doing nothing with it.",
        "the help text in 0.3 s, a whole check in 0.7 of pdfplumber's time",
    ),
    "matching": Benchmark(
        "Matching",
        "Processor time for the judgement of a document that is read already, by length, beside a search for "
        "keywords in it.",
        "60 ms for 5,000 words; at 200,000 words no more than 1.5 times as much a word",
    ),
    "extraction": Benchmark(
        "Faithful reading",
        "The labelled documents of `fixtures/corpus` rendered in every form and read again: the share of sentences "
        "found whole in one block, of table rows whose cells stand together, of neighbours in order. Beside it "
        "pdfplumber's text of the same PDFs, a whole page counted as one block.",
        "sentences 0.985, rows 0.98, order 0.98; words of a scan 0.93",
    ),
    "extraction_speed": Benchmark(
        "Reading PDFs: time",
        "Seconds over a folder of published PDFs, beside other readers.",
        "0.30 of pdfplumber's time, 6 times bare pypdfium2's; a whole check in 0.7 of pdfplumber's time",
    ),
    "finding": Benchmark(
        "Finding one report among sixty pages",
        "Requests and seconds from the home page to the report, beside a breadth-first walk; without the pause of a "
        "second between requests, which every request saved saves.",
    ),
    "sites": Benchmark(
        "Finding the report on every made-up site",
        "The sites of `fixtures/sites`, each a shape seen in the wild, beside a breadth-first walk that stops at the "
        "first report it meets.",
        "what `fixtures/sites/expected.toml` says is found on every site",
    ),
    "batch": Benchmark(
        "Many schools",
        "Schools checked from a list against a server on the same machine, start-up and keeping of results included, "
        "beside a plain script that walks, reads and looks for keywords.",
        "in the table",
    ),
}


def main() -> int:
    """Measure what is asked for and write the page anew after each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=CATALOGUE, default=list(CATALOGUE), metavar="NAME")
    parser.add_argument("--page", type=Path, default=DOCS / "benchmarks.md")
    options = parser.parse_args()
    last = options.page.read_text(encoding="utf-8") if options.page.exists() else ""
    results = {name: kept(last, name) for name in CATALOGUE}
    failed = False
    for name in options.only:
        print(f"{name} ...", flush=True)
        code, result = measured(name)
        print(result)
        failed |= code != 0
        results[name] = result if code in (0, 1) else results[name]
        options.page.write_text(page(results, (DOCS / "accuracy.md").read_text(encoding="utf-8")), encoding="utf-8")
    return int(failed)


def measured(name: str) -> tuple[int, str]:
    """Run one benchmark: its exit code, and its result as it stands on the page or what went wrong."""
    command = [sys.executable, str(HERE / f"{name}.py")]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=LONGEST, check=False)
    if ran.returncode not in (0, 1) or not ran.stdout.strip():
        return 2, f"{name} could not be run: {ran.stderr.strip().rpartition(chr(10))[2]}"
    verdict = ""
    if CATALOGUE[name].bars:
        verdict = " **A bar is missed.**" if ran.returncode else " Every bar is kept."
    return ran.returncode, f"{circumstances()}{verdict}\n\n```text\n{ran.stdout.strip(chr(10))}\n```\n"


def circumstances() -> str:
    """The day and the machine."""
    return (
        f"Measured on {date.today().isoformat()}: {os.cpu_count()} cores ({platform.machine()}), {platform.system()}, "
        f"Python {platform.python_version()}."
    )


def page(results: dict[str, str], accuracy: str) -> str:
    """The whole page."""
    sections = [f"{opening(name)}{result}" for name, result in results.items()]
    return "\n".join([HEAD, *sections, judging(accuracy)])


def opening(name: str) -> str:
    """A section up to its result."""
    title, what, bars = CATALOGUE[name]
    sentence = f" Bars: {bars}." if bars else ""
    return f"## {title}\n\n{what}{sentence}\n\n{command(name)}"


def command(name: str) -> str:
    """How to run it alone, as it stands on the page."""
    return f"    python benchmarks/{name}.py\n\n"


def kept(last: str, name: str) -> str:
    """A benchmark's result on the page as it stood."""
    _, found, rest = last.partition(command(name))
    return rest.partition("\n## ")[0].rstrip() + "\n" if found else NEVER


def judging(accuracy: str) -> str:
    """The section that quotes docs/accuracy.md: what is present, and what is missing, as F1 over all findings."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in accuracy.splitlines() if line[:1] == "|"]
    columns = next(row for row in reversed(rows) if "kind" in row)
    found = {row[0]: dict(zip(columns, row, strict=True)) for row in rows if row[0] in QUOTED}
    return "\n".join([
        "## How right the verdicts are",
        "",
        "A page of its own, [accuracy.md](accuracy.md), written by `python benchmarks/accuracy.py`. Of it, F1 over all "
        "findings, beside a search for keywords in the same documents:",
        "",
        "| | what is present | what is missing |",
        "|---|---|---|",
        *(f"| {name} | {row['present micro']} | {row['absent micro']} |" for name, row in found.items()),
        "",
    ])


if __name__ == "__main__":
    sys.exit(main())
