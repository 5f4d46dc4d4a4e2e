"""How long extraction takes beside other readers, over a folder of real PDFs.

`python benchmarks/extraction_speed.py [FOLDER]` times, in one run and by the best of several rounds, our
extraction, raw pypdfium2, `pdfplumber.extract_text`, pypdf and `pdftotext`, and a whole `check` process on the
folder's heaviest report. Exit 1 when a bar is missed: at most 0.30 of pdfplumber's time and 6 times raw
pypdfium2's over the folder, and a whole process at most 0.7 of pdfplumber's extraction of that file.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pypdfium2

from senreport_check.extract import extract
from senreport_check.model import Fetched

FOLDER = Path(__file__).parents[2] / "shared" / "real" / "orig"
REPORT = "decoy-report-2021.pdf"
BAR_PDFPLUMBER, BAR_RAW, BAR_PROCESS = 0.30, 6.0, 0.7


def ours(path: Path) -> None:
    extract(Fetched(path.read_bytes()))


def raw(path: Path) -> None:
    with pypdfium2.PdfDocument(path.read_bytes()) as opened:
        for page in opened:
            page.get_textpage().get_text_range()


def plumber(path: Path) -> None:
    with pdfplumber.open(io.BytesIO(path.read_bytes())) as opened:
        for page in opened.pages:
            page.extract_text()


def pypdf_text(path: Path) -> None:
    import pypdf  # noqa: PLC0415 - measured only where it is installed

    for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages:
        page.extract_text()


def poppler(path: Path) -> None:
    subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, timeout=60)


def whole_check(path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "senreport_check", "check", str(path), "--format", "json"],
        check=False, capture_output=True, timeout=120,
    )


def described(number: int, path: Path) -> str:
    """A document by its place in the folder, pages and size: names may tell whose it is."""
    with pypdfium2.PdfDocument(path) as opened:
        return f"{number}: {len(opened)} pages, {path.stat().st_size // 1000} kB"


def best(action: Callable[[Path], None], path: Path, rounds: int) -> float:
    """The shortest time of several rounds, in seconds: the others are the machine's doing."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        action(path)
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    paths = sorted(options.folder.glob("*.pdf"))
    if not paths:
        print(f"{options.folder} holds no PDF: give a folder that does.", file=sys.stderr)
        return 2
    readers = {"ours": ours, "pypdfium2 raw": raw, "pdfplumber": plumber}
    if shutil.which("pdftotext"):
        readers["pdftotext"] = poppler
    try:
        import pypdf  # noqa: F401, PLC0415 - as above

        readers["pypdf"] = pypdf_text
    except ImportError:
        print("pypdf is not installed and left out")
    ours(paths[0])
    totals = dict.fromkeys(readers, 0.0)
    print(f"{'document':34}" + "".join(f"{name:>15}" for name in readers))
    for number, path in enumerate(paths, 1):
        times = {name: best(reader, path, options.rounds) for name, reader in readers.items()}
        totals = {name: totals[name] + spent for name, spent in times.items()}
        print(f"{described(number, path):34}" + "".join(f"{times[name]:15.3f}" for name in readers), flush=True)
    print(f"{'sum':34}" + "".join(f"{totals[name]:15.3f}" for name in readers))
    return _judge(totals, options.folder / REPORT, options.rounds)


def _judge(totals: dict[str, float], report: Path, rounds: int) -> int:
    measured = {
        "ours / pdfplumber": (totals["ours"] / totals["pdfplumber"], BAR_PDFPLUMBER),
        "ours / raw pypdfium2": (totals["ours"] / totals["pypdfium2 raw"], BAR_RAW),
    }
    if report.exists():
        process, alone = best(whole_check, report, rounds), best(plumber, report, rounds)
        print(f"whole check process on the heaviest report: {process:.3f} s, pdfplumber alone {alone:.3f} s")
        measured["whole check / pdfplumber"] = (process / alone, BAR_PROCESS)
    for name, (share, bar) in measured.items():
        print(f"{name:26} {share:6.3f}  bar {bar:.2f}  {'kept' if share <= bar else 'MISSED'}")
    return int(any(share > bar for share, bar in measured.values()))


if __name__ == "__main__":
    sys.exit(main())
