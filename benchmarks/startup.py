"""Start-up and one check, against reading the same PDF with pdfplumber alone; run with `python benchmarks/startup.py`.

Whole processes are timed, in turn, several rounds; CPU seconds (user and system) and their ratio are printed.
Exit 1 when the help text takes more than 0.3 s, or a whole check more than 0.7 of pdfplumber's time.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
REAL = REPOSITORY.parent / "shared" / "real" / "orig" / "decoy-report-2021.pdf"
DEMO = REPOSITORY / "fixtures" / "sites" / "demo" / "documents"
RIVAL = "import sys, pdfplumber\nfor page in pdfplumber.open(sys.argv[1]).pages: page.extract_text()"
TOOL = [sys.executable, "-m", "senreport_check"]
BAR_HELP, BAR_CHECK = 0.30, 0.7


def cpu_seconds(command: list[str]) -> float:
    """CPU seconds of a process and its children."""
    before = os.times()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> int:
    """Print the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", nargs="?", type=Path, default=REAL if REAL.exists() else next(DEMO.glob("*.pdf")))
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    commands = {
        "senreport-check --help": [*TOOL, "--help"],
        "senreport-check check": [*TOOL, "check", str(given.document), "--format", "json"],
        "pdfplumber extract_text": [sys.executable, "-c", RIVAL, str(given.document)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(given.rounds + 1):
        for name, command in commands.items():
            times[name].append(cpu_seconds(command))
    medians = {name: statistics.median(found[1:]) for name, found in times.items()}
    for name, median in medians.items():
        print(f"{name:26} {median:.2f} s CPU")
    share = medians["senreport-check check"] / medians["pdfplumber extract_text"]
    measured = {
        "help text, s": (medians["senreport-check --help"], BAR_HELP),
        "check / pdfplumber": (share, BAR_CHECK),
    }
    for name, (value, bar) in measured.items():
        print(f"{name:26} {value:.2f}  bar {bar:.2f}  {'kept' if value <= bar else 'MISSED'}")
    return int(any(value > bar for value, bar in measured.values()))


if __name__ == "__main__":
    sys.exit(main())
