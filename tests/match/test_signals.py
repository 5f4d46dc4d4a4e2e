"""Phrases, signals and recitals: what they find and what they leave alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from senreport_check.checklist.items import Signal, Terms, Where
from senreport_check.checklist.phrases import problem_of
from senreport_check.match.passages import Splitter
from senreport_check.match.signals import Compiled
from senreport_check.match.tokens import tokenise, tokenise_alone
from senreport_check.match.vocabulary import Vocabulary
from senreport_check.model import Block, BlockKind, Document, Link

ODD = [" ", " ", "a", "Kay", "mrs", "5", "0161", "496 0000", ".", "£", "@", "www.", "://", "co.uk", "'", "&", "-", "İ"]
CONCEPTS = {"parents": ("parent*", "carer*", "mums and dads"), "meet": ("meet*", "review* with")}


def fires(text: str, *, heading: str | None = None, links: tuple[Link, ...] = (), **signal: object) -> bool:
    vocabulary = Vocabulary(CONCEPTS)
    made = {key: tuple(Terms(tuple(each.split(" | "))) for each in value) if key in ("has", "without") else value
            for key, value in signal.items()}  # fmt: skip
    compiled = Compiled.of(Signal(name="it", **made), vocabulary)  # type: ignore[arg-type]
    above = (Block(BlockKind.HEADING, heading, level=2),) if heading else ()
    document = Document((*above, Block(BlockKind.PARAGRAPH, text, links=links)))
    return any(compiled.fires(passage) for passage in Splitter(vocabulary).split(document))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("cat", "The Cat sat.", True),
        ("cat", "Concatenate.", False),
        ("parent*", "Parental views", True),
        ("speech and language", "speech-and-language therapy", True),
        ("once a _", "once a fortnight", True),
        ("review* .. term", "reviewed by us each term", True),
        ("review* .. term", "reviewed by the whole of our team each term", False),
        ("@parents", "mums and dads", True),
        ("@parents", "mums and grans", False),
        ("within # days", "within 15 days", True),
        ("@email", "write to send@oak.example.sch.uk please", True),
        ("@phone", "ring 01632 960123", True),
        ("@phone", "ring 0161 496 0123", True),
        ("@web", "see www.oak.example.sch.uk/send", True),
        ("@date", "on 14/09/2023", True),
        ("@money", "costs £1,200", True),
        ("ask @person", "ask Mrs O'Hara", True),
        ("@person", "ask the office", False),
        ("child's", "your child’s teacher", True),
    ],
)
def test_phrases(phrase: str, text: str, found: bool) -> None:
    assert problem_of(phrase, CONCEPTS) is None or phrase.startswith(("@", "ask", "within"))
    assert fires(text, has=[phrase]) is found


def test_all_of_has_within_one_sentence() -> None:
    assert fires("We meet parents each term.", has=["@parents", "@meet"])
    assert not fires("We meet. Parents come.", has=["@parents", "@meet"])
    assert fires("We meet. Parents come.", has=["@parents", "@meet"], where=Where.PASSAGE)


def test_without_takes_back() -> None:
    assert not fires("We meet parents about parking.", has=["@parents"], without=["parking"])


def test_near_counts_words() -> None:
    text = "Parents wait in the hall for quite a while until they meet us."
    assert fires(text, has=["@parents", "@meet"], near=12)
    assert not fires(text, has=["@parents", "@meet"], near=5)


def test_heading_counts_for_the_passage_below() -> None:
    assert fires("Every term.", heading="How we meet parents", has=["@parents", "every term"], where=Where.PASSAGE)
    assert fires("Every term.", heading="How we meet parents", has=["@parents"], where=Where.HEADING)
    assert not fires("Every term.", has=["@parents"], where=Where.HEADING)


def test_links_count_as_addresses() -> None:
    link = Link("our plan", "https://oak.example.sch.uk/plan.pdf")
    assert fires("See our plan.", has=["plan", "@web"], links=(link,))
    assert not fires("See our plan.", has=["plan", "@web"])


def test_instructions_in_brackets_are_no_text() -> None:
    assert not fires("[Say how you meet parents]", has=["@parents"])


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_is_tokenised(text: str) -> None:
    tokens = tokenise(text)
    assert len(tokens.words) == len(tokens.kinds)


def test_rows_take_their_left_cell_as_heading() -> None:
    rows = (Block.row(("How do you meet parents?", "Every term.")), Block.row(("SENCO", "Mrs Oak")))
    first, second = Splitter(Vocabulary(CONCEPTS)).split(Document(rows))
    assert (first.heading, first.text) == ("How do you meet parents?", "Every term.")
    assert second.text == "SENCO Mrs Oak"


def test_a_list_keeps_the_sentence_that_leads_to_it() -> None:
    blocks = (Block(BlockKind.PARAGRAPH, "We offer:"), Block(BlockKind.LIST_ITEM, "Reading club"))
    assert Splitter(Vocabulary(CONCEPTS)).split(Document(blocks))[1].lead == "We offer:"


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("Ask Mrs O'Hara, then us.", ["ask", "mrs", "o'hara", "then", "us"], "word person person word word"),
        ("a.b@oak.example.sch.uk: ok", ["a.b@oak.example.sch.uk", "ok"], "email word"),
        ("See oak.example.sch.uk/send. Well", ["see", "oak.example.sch.uk/send.", "well"], "word web word"),
        ("http://oak.example.org", ["http://oak.example.org"], "web"),
        ("well-being & one's", ["well", "being", "&", "one's"], "word word word word"),
        ("in Year 3 (£20)", ["in", "year", "3", "£20"], "word word number money"),
    ],
)
def test_words_and_their_kinds(text: str, words: list[str], kinds: str) -> None:
    assert tokenise(text).words == tuple(words)
    assert tokenise(text).kinds == tuple(kinds.split())


@given(st.lists(st.sampled_from(ODD), max_size=12))
def test_pieces_read_alone_as_they_read_together(found: list[str]) -> None:
    text = "".join(found)
    alone = [tokenise_alone(piece) for piece in text.split()]
    together = tokenise(text)
    if None not in alone:
        assert together.words == tuple(word for tokens in alone if tokens for word in tokens.words)
        assert together.kinds == tuple(kind for tokens in alone if tokens for kind in tokens.kinds)


@pytest.mark.parametrize("piece", ["Mrs", "(Dr.", "£", "01632", "(020)", "+44"])
def test_what_goes_on_after_a_space_is_not_read_alone(piece: str) -> None:
    assert tokenise_alone(piece) is None


def test_phrases_that_share_words_are_told_apart() -> None:
    found = "review* .. term", "review meeting", "review meetings each", "each _ term", "@parents each"
    vocabulary = Vocabulary(CONCEPTS)
    bits = {phrase: vocabulary.bit_of(Terms((phrase,))) for phrase in found}
    hits = vocabulary.hits("Review meetings each spring term")
    assert {phrase for phrase, bit in bits.items() if any(node.mask & bit for node, _ in hits)} == {
        "review* .. term", "review meetings each", "each _ term",
    }  # fmt: skip
    assert [start for node, start in hits if node.mask & bits["each _ term"]] == [2]


def test_a_phrase_added_later_is_found_too() -> None:
    vocabulary = Vocabulary(CONCEPTS)
    vocabulary.bit_of(Terms(("cat",)))
    assert vocabulary.hits("cat flap")
    later = vocabulary.bit_of(Terms(("cat flap",)))
    assert any(node.mask == later for node, _ in vocabulary.hits("cat flap"))
