"""Matching, after start-up: CPU time per 5,000 words, and how it grows; run with `python benchmarks/matching.py`.

Documents are made of fixtures/corpus, one after another and from the beginning again, and examined whole: kind,
values, every item. CPU time of all threads is counted, in a process set up as the command sets itself up. Exit 1
when matching 5,000 words takes more than 60 ms, or 200,000 words cost more than 1.5 times as much a word. Beside
it, keywords of every item (keywords.toml) are searched for in the same documents.
"""

# ruff: noqa: E402 - the process is set up before numpy is imported

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

from senreport_check.process import tune

tune()

from senreport_check.check import Examiner
from senreport_check.checklist import find
from senreport_check.classify import classify
from senreport_check.evaluate.forms import document_from_corpus
from senreport_check.match.grounds import grounds_of
from senreport_check.match.judge import Asked, Matcher
from senreport_check.model import Block, Document, DocumentKind, School
from senreport_check.text import fold

KEYWORDS = Path(__file__).with_name("keywords.toml")
CORPUS = Path(__file__).parents[1] / "fixtures" / "corpus"
TODAY = date(2026, 1, 1)
UNIT, MOST = 5_000, 200_000
BAR, GROWTH = 60.0, 1.5


def blocks() -> Iterator[Block]:
    for path in cycle(sorted(CORPUS.glob("*.json"))):
        yield from document_from_corpus(json.loads(path.read_text(encoding="utf-8"))).blocks


def document(words: int, source: Iterator[Block]) -> Document:
    """The next blocks, of so many words together or a few more."""
    taken: list[Block] = []
    count = 0
    while count < words:
        taken.append(next(source))
        count += len(taken[-1].text.split())
    return Document(tuple(taken))


def per_unit(action: Callable[[Document], object], read: Document) -> float:
    """CPU milliseconds per 5,000 words."""
    started = time.process_time()
    action(read)
    return (time.process_time() - started) * 1000 * UNIT / read.words


def keyword_search(read: Document) -> list[bool]:
    """The rival: whether any keyword of an item stands in the text, for every item."""
    text = fold(read.text)
    items = tomllib.loads(KEYWORDS.read_text(encoding="utf-8"))
    return [any(word in text for word in words) for words in items.values()]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="documents of 5,000 words, each read once")
    rounds = parser.parse_args().rounds
    started = time.process_time()
    matcher = Matcher(find())
    examiner, source = Examiner(matcher, TODAY), blocks()
    examiner.examine(document(UNIT, source), School())
    print(f"start-up with a first document {1000 * (time.process_time() - started):8.0f} ms")
    print("\nms per 5,000 words, documents never seen, then with words met before")
    asked = Asked(School(), DocumentKind.REPORT, grounds_of(document(UNIT, source), TODAY))
    matched = shown("matching", lambda read: matcher.match(read, asked), source, rounds)
    shown("kind", classify, source, rounds)
    shown("values and reading ease", lambda read: grounds_of(read, TODAY), source, rounds)
    shown("all of a check", lambda read: examiner.examine(read, School()), source, rounds)
    shown("keyword search", keyword_search, source, rounds)
    print(f"\n{'words':>10} {'ms':>10} {'per 5,000':>10}   all of a check")
    curve = {}
    for words in (UNIT, 4 * UNIT, 10 * UNIT, MOST):
        read = document(words, source)
        times = [per_unit(lambda each: examiner.examine(each, School()), read) for _ in range(3)]
        curve[words] = statistics.median(times)
        print(f"{read.words:10} {curve[words] * read.words / UNIT:10.0f} {curve[words]:10.1f}")
    growth = curve[MOST] / curve[UNIT]
    print(f"\nmatching, never seen, ms {matched:6.1f}  bar {BAR:.0f}  {'kept' if matched <= BAR else 'MISSED'}")
    print(f"growth to 200,000 words  {growth:6.2f}  bar {GROWTH}  {'kept' if growth <= GROWTH else 'MISSED'}")
    return int(matched > BAR or growth > GROWTH)


def shown(name: str, part: Callable[[Document], object], source: Iterator[Block], rounds: int) -> float:
    """Print the median of a part over documents never seen, and over the same again; the first of the two."""
    fresh = [document(UNIT, source) for _ in range(rounds)]
    first, again = (statistics.median(per_unit(part, each) for each in fresh) for _ in range(2))
    print(f"{name:30} {first:8.1f} {again:8.1f}")
    return first


if __name__ == "__main__":
    sys.exit(main())
