"""Writes docs/accuracy.md: every figure of the judging, and the keyword rival in the same run.

    python benchmarks/accuracy.py            (with ../shared/real beside the repository, its figures too)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from senreport_check.checklist import find
from senreport_check.evaluate.ablation import ablate
from senreport_check.evaluate.crossed import crossed
from senreport_check.evaluate.figures import Figures, figures_of
from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.evaluate.labelled import Labelled, load_documents, load_passages
from senreport_check.evaluate.measures import Case, absence, calibration, kappa, macro, presence
from senreport_check.evaluate.passages import score
from senreport_check.evaluate.run import UNLABELLED, Result, run_documents, run_passages
from senreport_check.match.judge import Matcher
from senreport_check.model import Verdict
from senreport_check.text import fold

REPOSITORY = Path(__file__).parents[1]
CORPUS, PASSAGES = REPOSITORY / "fixtures" / "corpus", REPOSITORY / "fixtures" / "passages"
REAL = REPOSITORY.parent / "shared" / "real"
PAGE = REPOSITORY / "docs" / "accuracy.md"
HEAD = REPOSITORY / "docs" / "accuracy-method.md"
FORMS = (None, "html", "docx", "pdf", "table-pdf")


def main() -> None:
    """Measure everything and write the page."""
    matcher = Matcher(find())
    corpus = load_documents(CORPUS)
    runs = {form or "as labelled": run_documents(corpus, matcher, form) for form in FORMS}
    whole = runs["as labelled"]
    lines = [HEAD.read_text(encoding="utf-8").rstrip(), "", f"Measured on {date.today().isoformat()}.", ""]
    summary = {f"fixtures/corpus, {form}": figures_of(run) for form, run in runs.items()}
    lines += ["## Documents", "", *_summary(summary)]
    if REAL.is_dir():
        real = run_documents(load_documents(REAL), matcher)
        lines += _row("published documents", figures_of(real))
        lines += _rival("keyword search, published documents", real)
    lines += _rival("keyword search, fixtures/corpus", whole)
    apart = _left_out(corpus, matcher)
    lines += [*_cases("fixtures/corpus, each document judged by what the others taught", apart), ""]
    lines += _same_verdicts(whole, runs)
    lines += ["## Each item, fixtures/corpus", "", *_items(figures_of(whole)), ""]
    lines += ["## Values, fixtures/corpus", "", *_values(figures_of(whole)), ""]
    lines += ["## Scores", "", *_scores(apart, figures_of(whole)), ""]
    lines += ["## Passages standing alone", "", *_passages(matcher), ""]
    lines += ["## Ablation", "", *_ablation(matcher)]
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"written: {PAGE}")


def _summary(found: dict[str, Figures]) -> Iterator[str]:
    yield "| | present micro | present macro | absent micro | absent macro | kappa | accuracy | unsure | kind |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, figures in found.items():
        yield from _row(name, figures)


def _row(name: str, found: Figures) -> list[str]:
    numbers = (
        found.present_micro, found.present_macro, found.absent_micro, found.absent_macro, found.kappa,
        found.accuracy, found.unsure, found.kind,
    )  # fmt: skip
    return [f"| {name} | " + " | ".join(f"{number:.3f}" for number in numbers) + " |"]


def _rival(name: str, results: Sequence[Result]) -> list[str]:
    """The same documents judged by words anywhere in the text: met where one stands, absent where none does."""
    words = tomllib.loads((REPOSITORY / "benchmarks" / "keywords.toml").read_text(encoding="utf-8"))
    cases = []
    for result in results:
        text = fold(result.document.text)
        for case in result.cases():
            found = any(word in text for word in words[case.item])
            verdict = Verdict.MET if found else Verdict.ABSENT
            cases.append(Case(case.document, case.item, case.label, verdict, 1.0))
    return _cases(name, cases)


def _left_out(corpus: Sequence[Labelled], matcher: Matcher) -> list[Case]:
    documents = [(each, document_from_corpus(each.content)) for each in corpus if each.content]
    return crossed(matcher.compiled, load_passages(PASSAGES), documents)


def _cases(name: str, cases: Sequence[Case]) -> list[str]:
    """A row of the table of documents, of findings alone."""
    by_item = [[case for case in cases if case.item == item] for item in dict.fromkeys(case.item for case in cases)]
    right = sum(case.label is case.verdict for case in cases) / len(cases)
    doubted = sum(case.verdict is Verdict.UNSURE for case in cases) / len(cases)
    numbers = (
        presence(cases).f1 or 0, macro(map(presence, by_item)), absence(cases).f1 or 0, macro(map(absence, by_item)),
        kappa(cases), right, doubted,
    )  # fmt: skip
    return [f"| {name} | " + " | ".join(f"{number:.3f}" for number in numbers) + " | – |"]


def _same_verdicts(whole: Sequence[Result], runs: dict[str, list[Result]]) -> Iterator[str]:
    yield "Share of item verdicts that are the same as for the document as labelled:"
    yield ""
    for form, run in runs.items():
        if run is whole:
            continue
        pairs = [
            one.verdict is other.verdict
            for left, right in zip(whole, run, strict=True)
            for one, other in zip(left.examined.findings, right.examined.findings, strict=True)
        ]
        yield f"- {form}: {sum(pairs) / len(pairs):.4f} of {len(pairs)}"
    yield ""


def _items(found: Figures) -> Iterator[str]:
    yield "| item | present F1 | absent F1 | labels and verdicts that differ |"
    yield "|---|---|---|---|"
    for item in found.items:
        wrong = {pair: count for pair, count in item.confusion.items() if len(set(pair.split(" called "))) > 1}
        shown = ", ".join(f"{count} {pair}" for pair, count in wrong.items()) or "none"
        yield f"| {item.item} | {_number(item.present_f1)} | {_number(item.absent_f1)} | {shown} |"


def _values(found: Figures) -> Iterator[str]:
    yield "Exactly as written, white space aside: " + ", ".join(
        f"{name.replace('_', ' ')} {share:.3f}" for name, share in found.values.items()
    )


def _scores(apart: Sequence[Case], found: Figures) -> Iterator[str]:
    """How often findings of each score are right, on documents not learnt from and on the same once learnt."""
    learnt = {band.low: band for band in found.calibration}
    yield "| score | findings, each document judged by what the others taught | right | as learnt | right |"
    yield "|---|---|---|---|---|"
    for band in calibration(apart):
        cells = [f"{each.findings} | {each.right / each.findings:.2f}" if each else "0 | –"
                 for each in (band, learnt.get(band.low))]  # fmt: skip
        yield f"| {band.low:.1f} to {band.high:.1f} | {cells[0]} | {cells[1]} |"


def _passages(matcher: Matcher) -> Iterator[str]:
    passages = load_passages(PASSAGES)
    items = [item.id for item in matcher.checklist.items if item.id not in UNLABELLED]
    scores = score(items, passages, run_passages(passages, matcher))
    total = scores[0]
    for other in scores[1:]:
        total += other
    yield "| item | met or partly recognised | near misses and filler left alone | near misses left alone |"
    yield "|---|---|---|---|"
    for each in [*scores, total]:
        near = f"{each.near_left_alone}/{each.near}"
        yield f"| {each.item} | {each.recognised:.3f} | {each.left_alone:.3f} | {near} |"


def _ablation(matcher: Matcher) -> Iterator[str]:
    found = ablate(load_documents(CORPUS), matcher)
    yield f"- verdict falls when the blocks that support it are taken out: {found.falls:.3f} of {found.removed}"
    yield f"- verdict stays when as many other blocks are taken out: {found.stays:.3f} of {found.kept}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
