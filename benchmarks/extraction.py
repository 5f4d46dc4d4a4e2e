"""How faithfully every form is read, over fixtures/corpus: `python benchmarks/extraction.py`.

Each labelled document is rendered as web page (ours, and as Chromium leaves it), as Word file (ours, and
saved again by LibreOffice), as PDF (ours, LibreOffice's, printed by Chromium), as question-and-answer table,
as leaflet in two columns and as scan. Measured is the share of source sentences found verbatim, white space
aside, in one block; of table rows whose question and answer stand together; of neighbouring blocks read in
order; for scans, of words. Forms whose program is missing are left out by name. Beside each PDF form stands the
text pdfplumber reads in it, a page counted as one block. Exit 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pdfplumber

from senreport_check.errors import CouldNotCheck
from senreport_check.evaluate.forms import document_from_corpus, render_form
from senreport_check.extract import Limits, extract
from senreport_check.model import Block, BlockKind, Document, Fetched
from senreport_check.text import sentences

CORPUS = Path(__file__).parents[1] / "fixtures" / "corpus"
BARS = {"sentences": 0.985, "rows": 0.98, "order": 0.98}
WORDS_BAR = 0.93
PDF_FORMS = ("pdf", "pdf-libreoffice", "pdf-chromium", "table-pdf", "leaflet")
PROGRAM_SECONDS = 300
Corpus = Mapping[str, Mapping[str, Any]]


class Score(NamedTuple):
    """Hits and chances of one measure."""

    hits: int = 0
    chances: int = 0

    def plus(self, other: Score) -> Score:
        """Both together."""
        return Score(self.hits + other.hits, self.chances + other.chances)

    @property
    def share(self) -> float:
        """Hits among chances; 1 where there was none."""
        return self.hits / self.chances if self.chances else 1.0


def main() -> int:
    options = _options()
    corpus = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(options.corpus.glob("*.json"))}
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for form, render in _forms(options.scans).items():
            if options.only and form not in options.only:
                continue
            missed |= _report(form, corpus, render(corpus, Path(folder) / form))
    return int(missed)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of labelled documents")
    parser.add_argument("--scans", type=int, default=2, help="how many documents to scan (about a minute each)")
    parser.add_argument("--only", nargs="*", help="forms to measure")
    return parser.parse_args()


def _forms(scans: int) -> dict[str, Callable[[Corpus, Path], dict[str, bytes]]]:
    def ours(form: str) -> Callable[[Corpus, Path], dict[str, bytes]]:
        return lambda corpus, _: {name: render_form(document, form) for name, document in corpus.items()}

    def scanned(corpus: Corpus, _: Path) -> dict[str, bytes]:
        return {name: render_form(corpus[name], "scan") for name in list(corpus)[:scans]}

    return {
        "html": ours("html"), "html-chromium": _dumped, "docx": ours("docx"), "docx-libreoffice": _resaved,
        "pdf": ours("pdf"), "pdf-libreoffice": _exported, "pdf-chromium": _printed, "table-pdf": ours("table-pdf"),
        "leaflet": ours("leaflet"), "scan": scanned,
    }


def _exported(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    return _through_libreoffice(corpus, folder, "docx", "pdf")


def _resaved(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    return _through_libreoffice(corpus, folder, "docx", "docx")


def _through_libreoffice(corpus: Corpus, folder: Path, form: str, suffix: str) -> dict[str, bytes]:
    program = shutil.which("soffice")
    if program is None:
        return {}
    sources, target = folder / "in", folder / "out"
    sources.mkdir(parents=True)
    for name, document in corpus.items():
        (sources / f"{name}.{form}").write_bytes(render_form(document, form))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", suffix, "--outdir", str(target), *map(str, sources.iterdir())],
        check=True, capture_output=True, timeout=PROGRAM_SECONDS,
    )
    return {path.stem: path.read_bytes() for path in sorted(target.iterdir())}


def _dumped(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    return _through_chromium(corpus, folder, lambda page, _: ["--dump-dom", page.as_uri()])


def _printed(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    return _through_chromium(corpus, folder, lambda page, pdf: [f"--print-to-pdf={pdf}", page.as_uri()])


def _through_chromium(
    corpus: Corpus, folder: Path, arguments: Callable[[Path, Path], Sequence[str]],
) -> dict[str, bytes]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        return {}
    folder.mkdir(parents=True)
    made: dict[str, bytes] = {}
    for name, document in corpus.items():
        page, pdf = folder / f"{name}.html", folder / f"{name}.pdf"
        page.write_bytes(render_form(document, "html"))
        command = [program, "--headless", "--no-sandbox", "--disable-gpu", *arguments(page, pdf)]
        ran = subprocess.run(command, check=True, capture_output=True, timeout=PROGRAM_SECONDS)
        made[name] = pdf.read_bytes() if pdf.exists() else ran.stdout
    return made


def _report(form: str, corpus: Corpus, made: Mapping[str, bytes]) -> bool:
    """Print one form's line and tell whether it misses a bar."""
    if not made:
        print(f"{form:17} left out: the program that makes it, or OCR, is not installed")
        return False
    totals: dict[str, Score] = {}
    for name, content in made.items():
        try:
            read = extract(Fetched(content), Limits(seconds_per_picture=300))
        except CouldNotCheck as error:
            print(f"{form:17} {name}: {error}")
            return True
        for measure, score in measures(document_from_corpus(corpus[name]), read, form).items():
            totals[measure] = totals.get(measure, Score()).plus(score)
    bars = {"words": WORDS_BAR} if form == "scan" else BARS
    missed = [measure for measure, bar in bars.items() if totals[measure].share < bar]
    shares = "  ".join(f"{measure} {score.share:.4f} of {score.chances}" for measure, score in totals.items())
    print(f"{form:17} {shares}{'  MISSED: ' + ', '.join(missed) if missed else ''}", flush=True)
    if form in PDF_FORMS:
        _report_rival(form, corpus, made)
    return bool(missed)


def _report_rival(form: str, corpus: Corpus, made: Mapping[str, bytes]) -> None:
    """Print what of the same PDFs stands in pdfplumber's text; it knows no rows."""
    totals = {"sentences": Score(), "order": Score()}
    for name, content in made.items():
        with pdfplumber.open(io.BytesIO(content)) as opened:
            pages = [Block(BlockKind.PARAGRAPH, page.extract_text()) for page in opened.pages]
        found = measures(document_from_corpus(corpus[name]), Document(tuple(pages)), form)
        totals = {measure: score.plus(found[measure]) for measure, score in totals.items()}
    shares = "  ".join(f"{measure} {score.share:.4f} of {score.chances}" for measure, score in totals.items())
    print(f"{'  by pdfplumber':17} {shares}", flush=True)


def measures(source: Document, read: Document, form: str) -> dict[str, Score]:
    """All measures of one document; a table form's rows are its headings with what follows them."""
    found = [_squeezed(block.text) for block in read.blocks]
    body = [block for block in source.blocks if block.kind is not BlockKind.FOOTER]
    pairs = _question_pairs(body) if form == "table-pdf" else [
        (block.cells[0], block.cells[1:]) for block in body if block.kind is BlockKind.ROW
    ]
    counts = {
        "sentences": _count(any(piece in text for text in found) for piece in _pieces(source)),
        "rows": _count(_together(question, answers, read) for question, answers in pairs),
        "order": _order(body, found),
    }
    if form == "scan":
        words, got = Counter(source.text.split()), Counter(read.text.split())
        counts["words"] = Score((words & got).total(), words.total())
    return counts


def _count(outcomes: Any) -> Score:
    hits = list(outcomes)
    return Score(sum(hits), len(hits))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _pieces(source: Document) -> list[str]:
    """Every sentence of every cell and block, without white space."""
    texts = [text for block in source.blocks for text in (block.cells or (block.text,))]
    return [_squeezed(piece) for text in texts for line in text.split("\n") for piece in sentences(line)]


def _question_pairs(body: Sequence[Block]) -> list[tuple[str, tuple[str, ...]]]:
    if any(block.kind is BlockKind.ROW for block in body):
        return [(block.cells[0], block.cells[1:]) for block in body if block.kind is BlockKind.ROW]
    pairs: list[tuple[str, tuple[str, ...]]] = []
    for block in body:
        if block.kind is BlockKind.HEADING:
            pairs.append((block.text, ()))
        elif pairs:
            pairs[-1] = (pairs[-1][0], (*pairs[-1][1], block.text))
    return [pair for pair in pairs if pair[1]]


def _together(question: str, answers: Sequence[str], read: Document) -> bool:
    """Whether one row has the question as its first cell and all of the answers after it."""
    wanted = [_squeezed(answer) for answer in answers]
    for block in read.blocks:
        if block.kind is BlockKind.ROW and _squeezed(block.cells[0]) == _squeezed(question):
            rest = _squeezed("".join(block.cells[1:]))
            if all(answer in rest for answer in wanted):
                return True
    return False


def _order(body: Sequence[Block], found: Sequence[str]) -> Score:
    """Whether each block's beginning is met after the beginning of the block before it."""
    whole = "\n".join(found)
    heads = [_squeezed(block.text.split("\n")[0])[:60] for block in body]
    kept: list[bool] = []
    place = 0
    for head in (head for head in heads if head in whole):
        following = whole.find(head, place)
        kept.append(following >= 0)
        place = max(place, following)
    return _count(kept)


if __name__ == "__main__":
    sys.exit(main())
