"""Fuzzing of the readers: `python benchmarks/fuzz.py pdf --minutes 30` (html, docx, register, checklist likewise).

Needs `pip install '.[fuzz,test]'`. Each reader is called in this very process with its limits on; whatever it
raises beside our own errors is a find, and so is a hang, a crash of the interpreter, or too much memory. The
corpus begins with the fixtures, grows in `--folder` and is used again the next time. Finds are kept there too,
one a place in the code, with the traceback beside the input; `--repeat FILE` reads one again. Exit 1 when
something was found.
"""
# ruff: noqa: PLC0415 - the fuzzer must hold the reins before our modules are imported

from __future__ import annotations

import argparse
import io
import json
import random
import re
import subprocess
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

REPOSITORY = Path(__file__).parents[1]
FIXTURES = REPOSITORY / "fixtures"
SECONDS_AN_INPUT = 60
MEMORY_MB = 2048
LARGEST = {"pdf": 20_000, "html": 40_000, "docx": 200_000, "register": 40_000, "checklist": 20_000}
PACKED = ("docx", "register")
WORDS = {
    "pdf": ("endstream", "endobj", "/Length ", "/Font", "/ToUnicode", "/Rotate 90", "/Annots", "/Kids", "/Type",
            "/MediaBox[0 0 9e9 1]", "/Matrix[1e9 0 0 0 0 0]", " Tf", " Tm", " Tj", " re", " cm", "BT", "ET", " Do"),
    "html": ("<table>", "<td colspan=9>", "<template>", "<svg>", "<base href=", "<details>", "<frameset>", "&#x0;",
             "&#1114112;", "<![CDATA[", "<!--", "<li>", "<a href=//[>", "<form>", "<title>", "charset=utf-7", "<br>"),
    "docx": ("<w:tbl>", "<w:gridSpan w:val=\\\"-1\\\"/>", "<w:vMerge/>", "<w:fldChar w:fldCharType=\\\"begin\\\"/>",
             "<w:txbxContent>", "<w:ins>", "<w:del>", "<w:numPr>", "<w:hyperlink r:id=\\\"x\\\">", "w:val=\\\"\\\""),
    "register": ("URN", "EstablishmentName", "SchoolWebsite", "http://[", "\\\"", ";", "\\x09", "\\x00", "<row>",
                 "<c>"),
    "checklist": ("[[item]]", "[[item.any]]", "[concepts]", "has = [", "@person", "..", "near = 0", "1979-05-27",
                  "\\\"\\\"\\\"", "types = []"),
}  # fmt: skip
Reading = Callable[[bytes], object]


class Figures(NamedTuple):
    """What one run of the fuzzer says of itself: inputs read, and places in our code reached."""

    executions: int
    covered: int


def target(name: str) -> Reading:
    """The reader under attack, as a function of the bytes."""
    if name in ("register", "checklist"):
        return _from_file(name)
    from senreport_check.extract import Limits, docx, html, pdf
    from senreport_check.model import Fetched

    limits = Limits(ocr=False)
    return {
        "pdf": lambda content: pdf.read_pdf(Fetched(content), limits, None),
        "html": lambda content: html.read_html(Fetched(content, url="https://oakfield.example/send/"), limits),
        "docx": lambda content: docx.read_docx(Fetched(content), limits),
    }[name]


def _from_file(name: str) -> Reading:
    """Readers that want a path: always the same one, outside the corpus."""
    from senreport_check import register
    from senreport_check.checklist.load import load
    from senreport_check.match.compiled import CompiledChecklist

    file = Path(tempfile.mkdtemp()) / "input"

    def read(content: bytes) -> object:
        file.write_bytes(content)
        return register.read(file) if name == "register" else CompiledChecklist.of(load(file), ("school",))

    return read


def seeds(name: str) -> list[bytes]:
    """What a corpus begins with: small fixtures of that kind."""
    if name == "register":
        lists = [*sorted((FIXTURES / "register").glob("*.csv")), FIXTURES / "register" / "our-schools.xlsx"]
        return [_first(path.read_bytes(), 8) if path.suffix == ".csv" else path.read_bytes() for path in lists]
    if name == "checklist":
        return [(REPOSITORY / "checklists" / "sen-policy.toml").read_bytes()]
    found = sorted((FIXTURES / "sites").rglob(f"*.{name}"), key=lambda path: (path.stat().st_size, path))
    small = [path.read_bytes() for path in found[:: max(1, len(found) // 12)]]
    return [*_made(name), *(each for each in small if len(each) <= LARGEST[name])]


def _first(content: bytes, lines: int) -> bytes:
    return b"".join(content.splitlines(keepends=True)[:lines])


def _made(name: str) -> list[bytes]:
    """One short labelled document as a file of that kind."""
    from senreport_check.evaluate.forms import render_form

    if name == "pdf":
        return [_small_pdf()]
    document = json.loads(sorted((FIXTURES / "corpus").glob("*.json"))[0].read_text(encoding="utf-8"))
    document["blocks"] = document["blocks"][:12]
    return [render_form(document, name)]


def _small_pdf() -> bytes:
    """Headings, a table, columns, bullets, links and a turned page without fonts or compression: open to changes."""
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0, invariant=1)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(70, 780, "SEN information report")
    canvas.linkURL("https://oakfield.example/send", (70, 770, 200, 795))
    canvas.setFont("Helvetica", 10)
    canvas.grid([70, 200, 500], [750, 730, 700])
    for top, cells in ((735, ("Who is the SENCO?", "Mrs Moss")), (710, ("Who pays?", "The school."))):
        for left, text in zip((75, 205), cells, strict=True):
            canvas.drawString(left, top, text)
    for line in range(12):
        canvas.drawString(70, 680 - 12 * line, ("lies each term.", "\x95 Teachers plan with fami-")[line % 2])
        canvas.drawString(320, 680 - 12 * line, "The second column goes on here.")
    canvas.drawString(70, 30, "Page 1")
    canvas.showPage()
    canvas.setPageRotation(90)
    canvas.rotate(90)
    canvas.drawString(70, -300, "A turned page with its own text.")
    canvas.save()
    return file.getvalue()


def mutate_packed(data: bytes, largest: int, seed: int) -> bytes:
    """Change one part inside a ZIP and pack it anew; now and then, and where there is no ZIP, the bytes themselves."""
    import atheris

    chance = random.Random(seed)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {part.filename: package.read(part) for part in package.infolist()}
        changed = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, ValueError, EOFError, IndexError):
        return bytes(atheris.Mutate(data, largest))
    if chance.random() < 0.05:
        return bytes(atheris.Mutate(data, largest))
    parts[changed] = bytes(atheris.Mutate(parts[changed], max(1, min(2 * len(parts[changed]) + 64, 60_000))))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return packed.getvalue() if packed.tell() <= largest else data


class Finds:
    """Keeps one input, with its traceback, for each place in the code that raised."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, data: bytes, error: BaseException) -> None:
        """Keep the input unless another has raised the same there before."""
        ours = [frame for frame in traceback.extract_tb(error.__traceback__) if "senreport_check" in frame.filename]
        place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}" if ours else "outside"
        file = self.folder / f"{type(error).__name__}-{place}"
        if not file.exists():
            file.write_bytes(data)
            file.with_suffix(".txt").write_text("".join(traceback.format_exception(error)), encoding="utf-8")


def attack(name: str, folder: Path, options: list[str]) -> None:
    """Run the fuzzer in this process, which it ends; libFuzzer prints its own account."""
    import atheris

    with atheris.instrument_imports(include=["senreport_check", "docx"]):
        read = target(name)
        from senreport_check.errors import SenReportError
    finds = Finds(folder / "finds")

    def one(data: bytes) -> None:
        try:
            read(data)
        except SenReportError:
            return
        except Exception as error:
            finds.keep(data, error)

    extra = {"custom_mutator": mutate_packed} if name in PACKED else {}
    atheris.Setup([sys.argv[0], *options], one, **extra)
    atheris.Fuzz()


def run(name: str, folder: Path, minutes: float) -> Figures:
    """Fuzz for so long, beginning anew after each input that ends the process; says how it went."""
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for seed in seeds(name):
        (corpus / sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = folder / "words"
    words.write_text("".join(f'"{word}"\n' for word in WORDS[name]), encoding="utf-8")
    options = [
        str(corpus), f"-dict={words}", f"-artifact_prefix={folder}/finds/", f"-max_len={LARGEST[name]}",
        f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEMORY_MB}", "-print_final_stats=1", "-report_slow_units=20",
    ]  # fmt: skip
    ends, executions, covered = time.monotonic() + 60 * minutes, 0, 0
    with (folder / "log").open("a+", encoding="utf-8", errors="replace") as log:
        while (left := ends - time.monotonic()) > 1:
            log.seek(0, io.SEEK_END)
            start = log.tell()
            command = [sys.executable, __file__, name, "--folder", str(folder.parent), "--attack"]
            subprocess.run([*command, *options, f"-max_total_time={int(left)}"], stderr=log, stdout=log, check=False)
            log.seek(start)
            said = log.read()
            executions += sum(map(int, re.findall(r"number_of_executed_units: (\d+)", said)))
            covered = max([covered, *map(int, re.findall(r"\bcov: (\d+)", said))])
            if not executions:
                raise SystemExit(f"The fuzzer did not start; see {folder}/log")
    return Figures(executions, covered)


def repeat(name: str, content: bytes) -> int:
    """Read one input without the fuzzer and say what came of it; what is not our own error is raised."""
    from senreport_check.errors import SenReportError

    try:
        print(target(name)(content))
    except SenReportError as error:
        print(f"{type(error).__name__}: {error}")
    return 0


def main() -> int:
    """Fuzz one reader, or read one input again."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(LARGEST))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / ".fuzz", help="where corpus and finds are kept")
    parser.add_argument("--repeat", type=Path, help="read this input once, without the fuzzer")
    parser.add_argument("--attack", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = given.folder / given.target
    if given.repeat:
        return repeat(given.target, given.repeat.read_bytes())
    if given.attack is not None:
        attack(given.target, folder, given.attack)
    started = time.monotonic()
    figures = run(given.target, folder, given.minutes)
    found = sorted(path.name for path in (folder / "finds").iterdir() if path.suffix != ".txt")
    minutes = (time.monotonic() - started) / 60
    print(f"{given.target}: {figures.executions} executions in {minutes:.0f} minutes, {figures.covered} places reached")
    print("\n".join(["finds:", *found]) if found else "nothing found")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
