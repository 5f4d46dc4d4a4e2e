"""Who the SENCO is: the names a document links to the post, among all the other people it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from senreport_check.match import links
from senreport_check.match.names import TITLE, Name, fullest, is_no_name, names, same_person
from senreport_check.match.roles import Rank, Role, roles
from senreport_check.match.tables import columns
from senreport_check.model import Block, BlockKind
from senreport_check.text import plain, squeeze

_GONE = re.compile(r"\b(?:over\sfrom|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|following|instead of)\s+$", re.I)
_GONE_AFTER = re.compile(
    r"^(?:'s?)?\s*(?:retire|left\b|leav|is\s+on\s+(?:maternity|leave)|(?:was|had\sbeen)\s(?!appointed"
    r"|made)(?:\w+\s+){0,3}sen)",
    re.I,
)
_PLACED = re.compile(r"\b(?:at|in|across|within)\s$", re.I)
_PRONOUN = re.compile(
    r"\b(?:(?P<who>she|he|they|i)(?:'s|'m|'ve|\s(?:is|am|are|has|have|acts?|also|works|does|do|holds?"
    r"|took|takes|serves))|me)\b"
    r"(?P<gap>\s[^.!?;]{0,60})$",
    re.I,
)
_SELF = re.compile(r"\b(?:I\s+am|I'm|my\s+name\s+is|\bme,)\s*$", re.I)
_OTHER_POST = re.compile(
    r"^\s*(?:[,(:-]|is|who\sis)+\s*(?:the|our|an?)?\s*(?:link\s|send?\sgov|named\s|chair|governor"
    r"|head(?:teacher)?\b|assistant"
    r"|deputy|hlta|teaching|ta\b|elsa|learning\smentor|admin|pastoral|family|clerk|nurse|vice|principal|educational\spsych)",
    re.I,
)
_LEADIN = re.compile(r"^\W*(?:a:\s*|that(?:'s| is| would be)\s|(?:it|this)(?:'s| is)\s|our\s|the\s)?$", re.I)
_FIRST_NAME = re.compile(
    r"(?:^|[.!?]\s)(?P<name>[A-Z][a-z]{2,12})(?:\sin\s[A-Z]\w+)?(?:\sis\s(?:our|the)\s|,\sour\s|\s\()"
    r"(?:\w+\s){0,2}?(?=SEN)"
)
_FIRST_AFTER = re.compile(
    r"(?:'s\sname)?(?:\s?[:,-]\s?|\sis\s(?:called\s)?|\s\(|\n)(?P<name>[A-Z][a-z]{2,12})(?=\s?(?:[,.)(\n-]|$|\sin\s))"
)
_NOT_FIRST = frozenset(
    {"who", "she", "this", "that", "there", "here", "below", "our", "the", "which", "what", "how"}
)
_AND = re.compile(r"^\s*(?:,?\s*(?:and|&)|/)\s*$", re.I)
_COMMA = re.compile(r"^\s*(?:,|,?\s*(?:and|or|&)|/)\s*$", re.I)
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_LINE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody a document names as its SENCO: the name as written, and the block that says so."""

    name: str
    surname: str
    block: int


@dataclass(frozen=True, slots=True)
class _Link:
    name: Name
    block: int
    rank: Rank


@dataclass(frozen=True, slots=True)
class _Passage:
    """A block, or a run of short lines, as seen here: its names and its mentions of the post."""

    text: str
    starts: tuple[int, ...]
    blocks: tuple[int, ...]
    names: tuple[Name, ...]
    roles: tuple[Role, ...]
    names_first: bool

    def block_at(self, offset: int) -> int:
        """The index of the block standing at this offset."""
        return self.blocks[bisect_right(self.starts, offset) - 1]


def holders(blocks: Sequence[Block], texts: Sequence[str]) -> tuple[Holder, ...]:
    """The SENCOs a document names; `texts` are the blocks' texts with plain quotes and dashes.

    A surer title silences less sure ones: an Inclusion Lead counts only where nobody is called SENCO.
    """
    runs = list(_runs(blocks, texts))
    for rank in (Rank.POST, Rank.TITLE, Rank.DESCRIBED):
        people: list[list[_Link]] = []
        links_found = (
            _in_passages(runs, texts, rank),
            _under_headings(blocks, texts, rank),
            _in_columns(blocks, rank),
        )
        for link in chain.from_iterable(links_found):
            _sort_in(link, people)
        if people:
            return tuple(_holder(group, texts) for group in people)
    return ()


def _sort_in(link: _Link, people: list[list[_Link]]) -> None:
    for group in people:
        if all(same_person(link.name, other.name) for other in group):
            group.append(link)
            return
    people.append([link])


def _holder(group: Sequence[_Link], texts: Sequence[str]) -> Holder:
    best = fullest(link.name for link in group)
    if best.titled and not best.given:
        longer = re.compile(rf"\b{TITLE}\s+[A-Z][\w.' -]{{0,25}}?\s?{re.escape(best.text.split()[-1])}\b")
        mentions = (match.group() for text in texts for match in longer.finditer(text))
        fuller = [name for text in mentions for name in names(text)]
        best = fullest([best, *(name for name in fuller if same_person(name, best))])
    block = next((link.block for link in group if link.name.text == best.text), group[0].block)
    return Holder(best.text, best.surname, block)


def _runs(blocks: Sequence[Block], texts: Sequence[str]) -> Iterator[range]:
    """The blocks one by one, runs of short lines together."""
    index = 0
    while index < len(blocks):
        end = index
        while end < len(blocks) and _is_line(blocks[end], texts[end]):
            end += 1
        end = max(end, index + 1)
        yield range(index, end)
        index = end


def _in_passages(runs: Sequence[range], texts: Sequence[str], rank: Rank) -> Iterator[_Link]:
    for span in runs:
        text = "\n".join(texts[span.start : span.stop])
        posts = tuple(roles(text, rank))
        if posts:
            yield from _links(_passage(text, span, texts, posts))


def _is_line(block: Block, text: str) -> bool:
    line = block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION)
    return line and len(text) < 90 and text.count(" ") < _LINE_WORDS and not text.endswith((".", "?"))


def _passage(text: str, span: range, texts: Sequence[str], posts: tuple[Role, ...]) -> _Passage:
    starts = list(accumulate((len(texts[index]) + 1 for index in span), initial=0))[:-1]
    present = []
    for name in names(text):
        before, after = text[max(0, name.start - 20) : name.start], text[name.end : name.end + 40]
        if not name.titled and _PLACED.search(before):
            continue
        if _GONE.search(before) or _GONE_AFTER.match(after):
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
        else:
            present.append(name)
    first_line = text.find("\n")
    names_first = not present or first_line < 0 or present[0].start < first_line
    return _Passage(text, tuple(starts), tuple(span), tuple(present), posts, names_first)


def _links(passage: _Passage) -> Iterator[_Link]:
    for post in passage.roles:
        if not post.ours:
            continue
        for name in _named(passage, post) or _by_pronoun(passage, post) or _first_name(passage, post):
            yield _Link(name, passage.block_at(name.start), post.rank)


def _named(passage: _Passage, post: Role) -> list[Name]:
    """The names standing next to a mention of the post: one, or several where the post is shared."""
    earlier = [place for place, name in enumerate(passage.names) if name.end <= post.start]
    following = earlier[-1] + 1 if earlier else 0
    before = _cost_before(passage, post, earlier[-1]) if earlier else None
    after = _cost_after(passage, post, following)
    nearer = after is not None and (before is None or after < before)
    if nearer or (after is not None and after == before and not passage.names_first):
        return _and_more(passage, following, post.plural)
    if before is not None:
        return _and_those_before(passage, earlier[-1]) if post.plural else [passage.names[earlier[-1]]]
    return []


def _cost_before(passage: _Passage, post: Role, place: int) -> int | None:
    end = passage.names[place].end
    blocked = any(end <= role.start < post.start and not role.ours for role in passage.roles)
    return None if blocked else links.before(passage.text[end : post.start])


def _cost_after(passage: _Passage, post: Role, place: int) -> int | None:
    names_after = [name for name in passage.names[place:] if name.start >= post.end]
    if not names_after:
        return None
    start = names_after[0].start
    blocked = any(post.end <= role.start < start and not role.ours for role in passage.roles)
    gap = passage.text[post.end : start]
    other = "\n" in gap and _OTHER_POST.match(passage.text[names_after[0].end :][:60])
    return None if blocked or other else links.after(gap)


def _and_more(passage: _Passage, place: int, plural: bool) -> list[Name]:
    taken = [passage.names[place]]
    joint = _COMMA if plural else _AND
    for name in passage.names[place + 1 :]:
        other = _OTHER_POST.match(passage.text[name.end : name.end + 60])
        if other or not joint.match(_BRACKETS.sub("", passage.text[taken[-1].end : name.start])):
            break
        taken.append(name)
    return taken


def _and_those_before(passage: _Passage, place: int) -> list[Name]:
    taken = [passage.names[place]]
    for name in reversed(passage.names[:place]):
        if not _COMMA.match(passage.text[name.end : taken[0].start]):
            break
        taken.insert(0, name)
    return taken


def _by_pronoun(passage: _Passage, post: Role) -> list[Name]:
    """The person meant by "she is our SENCO" or "I'm the SENCO"."""
    pronoun = _PRONOUN.search(passage.text[max(0, post.start - 120) : post.start])
    if not pronoun or links.before(pronoun["gap"]) is None:
        return []
    if (pronoun["who"] or "i").lower() == "i":
        selves = (name for name in passage.names if _SELF.search(passage.text[: name.start][-15:]))
        signed = (name for name in passage.names if name.end >= len(passage.text.rstrip(" .")))
        return list(islice(chain(selves, signed), 1))
    return [name for name in passage.names if name.end <= post.start][-1:]


def _first_name(passage: _Passage, post: Role) -> list[Name]:
    """A first name alone, as nurseries use them, directly before or after the post."""
    found = _FIRST_NAME.search(passage.text, max(0, post.start - 60), post.end)
    if not found or found.end() != post.start:
        found = None if passage.names else _FIRST_AFTER.match(passage.text, post.end)
    if not found or found["name"].lower() in _NOT_FIRST or is_no_name(found["name"]):
        return []
    return [Name(found["name"], found.start("name"), found.end("name"), False)]


def _under_headings(blocks: Sequence[Block], texts: Sequence[str], rank: Rank) -> Iterator[_Link]:
    """Names that answer a heading or a table's left cell asking for the SENCO."""
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.ROW and len(block.cells) > 1:
            left = len(block.cells[0])
            head, body, place = texts[index][:left], texts[index][left + 1 :], index
        elif index + 1 < len(blocks) and block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            head, body, place = texts[index], texts[index + 1], index + 1
        else:
            continue
        post = next((role for role in roles(head, rank) if role.ours and not role.plural), None)
        if post:
            yield from _answer(post, body, place)


def _in_columns(blocks: Sequence[Block], rank: Rank) -> Iterator[_Link]:
    """Names standing below a table's column heading."""
    for head, cell, index in columns(blocks):
        post = next((role for role in roles(plain(head), rank) if role.ours), None)
        if post and not any(names(plain(head))):
            yield from _answer(post, plain(cell), index)


def _answer(post: Role, body: str, place: int) -> Iterator[_Link]:
    first = next(names(body[:120]), None)
    if not first or _OTHER_POST.match(body[first.end : first.end + 60]):
        return
    if _LEADIN.match(body[: first.start]):
        yield _Link(Name(squeeze(first.text), first.start, first.end, first.titled), place, post.rank)
