"""Who the SENCO is: the names a document links to the post, among all the other people it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from senreport_check.match import links
from senreport_check.match.asked import OTHER_POST, Link, gone, in_columns, signed, told_below, under_headings
from senreport_check.match.names import Name, fullest, is_no_name, names, same_person
from senreport_check.match.roles import Rank, Role, roles
from senreport_check.model import Block, BlockKind

_GONE = re.compile(
    r"\b(?:SEN\w*CO\w*\swas|over\sfrom|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|following|instead of)\s+$", re.I
)
_PLACED = re.compile(r"\b(?:at|in|across|within)\s$", re.I)
_PRONOUN = re.compile(
    r"\b(?:(?P<who>she|he|they|i)(?:'s|'m|'ve|'re|\s(?:is|am|are|has|have|acts?|also|works|does|do|holds?"
    r"|took|takes|serves)|(?=\s$))|(?P<whose>my|her|his)\s(?:\w+\s)?(?:title|role|job|post)(?:\shere)?\sis|me)\b"
    r"(?P<gap>\s(?:[^.!?;]{0,60})?)$",
    re.I,
)
_SELF = re.compile(r"\b(?:I\s+am|I'm|my\s+name\s+is|\bme,)\s*$", re.I)
_BELONGING = re.compile(r"'s\s(?!name|post|role|job|title|work|duties|hat)[a-z]")
_AS = re.compile(r"\bas\s(?:our\s|the\s)?$", re.I)
_SHE = re.compile(r",?\s(?:she|he)\b")
_SHARED = re.compile(r"\bshar(?:e|ed|es|ing)\b|\bjob-?\s?share|\bsplit\b|\btwo\s(?:of\sus|people|SEN)", re.I)
_DAYS = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri)")
_FIRST_NAME = re.compile(
    r"(?:^|[.!?]\s|\b(?P<self>I'm|I\sam|I,|it's|ask\sfor|called|name\sis)\s)(?P<name>[A-Z][a-z]{2,12})"
    r"(?:\sin\s[A-Z]\w+)?(?:\sis\s(?:our|the|also)\s|,\s(?(self)(?:our\s|the\s)?|(?:our|the)\s)|(?(self)\sthe\s|(?!))"
    r"|\s\()(?:[\w']+\s){0,2}?(?=SEN)"
)
_FIRST_AFTER = re.compile(
    r"(?:'s\sname)?(?:\s?[:,-]\s?|\sis\s(?:called\s)?|\s\(|\n)(?P<name>[A-Z][a-z]{2,12})(?=\s?(?:[,.)(\n-]|$|\sin\s))"
)
_NOT_FIRST = frozenset({"who", "she", "this", "that", "there", "here", "below", "our", "the", "which", "what", "how"})
_COVERS = re.compile(r"\b(?P<name>[A-Z][a-z]{2,12})\s(?:is|has\sbeen)\s(?:covering|acting|standing\sin|filling\sin)\b")
_AND = re.compile(r"^\s*(?:,?\s*(?:and|&)|/)\s*$", re.I)
_COMMA = re.compile(r"^\s*(?:[,;]|,?\s*(?:and|or|&)|/)\s*$", re.I)
_BRACKETS = re.compile(r"\([^()]{0,40}\)")
_LINE_WORDS = 9
_MOST_SHARING = 20
_MOST_POSTS = 300
"""Of one passage: each is held against all others, and no report has as many."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody a document names as its SENCO: the name as written, the block that says so, and the first name
    where it stands without a title.
    """

    name: str
    surname: str
    block: int
    given: str = ""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A block, or a run of short lines, as seen here: its names and its mentions of the post."""

    text: str
    starts: tuple[int, ...]
    blocks: tuple[int, ...]
    names: tuple[Name, ...]
    roles: tuple[Role, ...]
    names_first: bool
    shared: bool

    def block_at(self, offset: int) -> int:
        """The index of the block standing at this offset."""
        return self.blocks[bisect_right(self.starts, offset) - 1]


def holders(blocks: Sequence[Block], texts: Sequence[str]) -> tuple[Holder, ...]:
    """The SENCOs a document names; `texts` are the blocks' texts with plain quotes and dashes.

    A surer title silences less sure ones: an Inclusion Lead counts only where nobody is called SENCO.
    """
    runs = list(_runs(blocks, texts))
    for rank in (Rank.POST, Rank.TITLE, Rank.DESCRIBED):
        people: list[list[Link]] = []
        links_found = (
            _in_passages(runs, texts, rank),
            under_headings(blocks, texts, rank),
            in_columns(blocks, rank),
        )
        for link in chain.from_iterable(links_found):
            _sort_in(link, people)
        if people:
            return tuple(_holder(group, texts) for group in people)
    last = next(chain(signed(blocks, texts), told_below(blocks, texts)), None)
    return (_holder([last], texts),) if last else ()


def _sort_in(link: Link, people: list[list[Link]]) -> None:
    for group in people:
        if any(link.name.text == other.name.text for other in group):
            return
        if all(same_person(link.name, other.name) for other in group):
            group.append(link)
            return
    people.append([link])


def _holder(group: Sequence[Link], texts: Sequence[str]) -> Holder:
    best = fullest(link.name for link in group)
    key = best.text.split()[-1]
    own = {link.block for link in group}
    elsewhere = [
        name
        for place, text in enumerate(texts)
        if key in text
        for name in names(text)
        if name.titled or not best.titled or place in own
    ]
    alone = not best.titled and not best.given
    if alone and len({name.surname for name in elsewhere if name.given == key}) == 1:
        best = fullest(name for name in elsewhere if name.given == key)
    best = fullest([best, *(name for name in elsewhere if same_person(name, best))])
    block = next((link.block for link in group if link.name.text == best.text), group[0].block)
    first = best.given if alone or not best.titled else ""
    return Holder(best.text, best.surname, block, first if len(first) > 2 and first.isalpha() else "")


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


def _in_passages(runs: Sequence[range], texts: Sequence[str], rank: Rank) -> Iterator[Link]:
    for span in runs:
        text = "\n".join(texts[span.start : span.stop])
        posts = tuple(islice(roles(text, rank), _MOST_POSTS))
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
        if _GONE.search(before) or gone(after):
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
        else:
            present.append(name)
    first_line = text.find("\n")
    shared = _SHARED.search(text) is not None
    names_first = not present or first_line < 0 or present[0].start < first_line
    return _Passage(text, tuple(starts), tuple(span), tuple(present), posts, names_first, shared)


def _links(passage: _Passage) -> Iterator[Link]:
    for post in passage.roles:
        if not post.ours or _BELONGING.match(passage.text, post.end):
            continue
        close = _sharing(passage, post) or _named(passage, post) or _by_pronoun(passage, post)
        for name in close or _first_name(passage, post) or _covering(passage, post):
            yield Link(name, passage.block_at(name.start), post.rank)


def _sharing(passage: _Passage, post: Role) -> list[Name]:
    """The people who share the post by days: each name is followed by its days."""
    if not post.plural and not passage.shared:
        return []
    found: list[Name] = []
    for place, name in enumerate(passage.names[:_MOST_SHARING]):
        following = passage.names[place + 1].start if place + 1 < len(passage.names) else len(passage.text)
        tail = passage.text[name.end : min(following, name.end + 60)]
        lead = passage.text[max(found[-1].end if found else 0, name.start - 45) : name.start]
        if (_DAYS.search(tail) or _DAYS.search(lead)) and not OTHER_POST.match(tail):
            found.append(name)
    return found if len(found) > 1 else []


def _named(passage: _Passage, post: Role) -> list[Name]:
    """The names standing next to a mention of the post: one, or several where the post is shared."""
    following = bisect_right(passage.names, post.start, key=lambda name: name.end)
    before = _cost_before(passage, post, following - 1) if following else None
    after = _cost_after(passage, post, following)
    nearer = after is not None and (before is None or after < before)
    if nearer or (after is not None and after == before and not passage.names_first):
        return _and_more(passage, following, post.plural)
    if before is not None:
        return _and_those_before(passage, following - 1) if post.plural else [passage.names[following - 1]]
    return []


def _cost_before(passage: _Passage, post: Role, place: int) -> int | None:
    end = passage.names[place].end
    blocked = any(end <= role.start < post.start and not role.ours for role in passage.roles)
    return None if blocked else links.before(passage.text[end : post.start])


def _cost_after(passage: _Passage, post: Role, place: int) -> int | None:
    first = next((name for name in islice(passage.names, place, None) if name.start >= post.end), None)
    if not first:
        return None
    start = first.start
    blocked = any(post.end <= role.start < start and not role.ours for role in passage.roles)
    gap = passage.text[post.end : start]
    other = "\n" in gap and OTHER_POST.match(passage.text[first.end : first.end + 60])
    return None if blocked or other else links.after(gap)


def _and_more(passage: _Passage, place: int, plural: bool) -> list[Name]:
    taken = [passage.names[place]]
    joint = _COMMA if plural else _AND
    for name in passage.names[place + 1 :]:
        other = OTHER_POST.match(passage.text[name.end : name.end + 60])
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
    lead = passage.text[max(0, post.start - 120) : post.start]
    if _AS.search(lead) and _SHE.match(passage.text, post.end):
        return [name for name in passage.names if name.end <= post.start][-1:]
    pronoun = _PRONOUN.search(lead)
    if not pronoun or links.before(pronoun["gap"]) is None:
        return []
    if (pronoun["who"] or pronoun["whose"] or "i").lower() in ("i", "my"):
        selves = (name for name in passage.names if _SELF.search(passage.text[: name.start][-15:]))
        signed = (name for name in passage.names if name.end >= len(passage.text.rstrip(" .")))
        return list(islice(chain(selves, signed), 1))
    earlier = [name for name in passage.names if name.end <= post.start]
    return earlier[-2:] if post.plural and pronoun["who"] else earlier[-1:]


def _covering(passage: _Passage, post: Role) -> list[Name]:
    """Somebody said, right after the post, to stand in: "SENCO: vacant. Jonah is covering"."""
    found = _COVERS.search(passage.text, post.end, post.end + 100)
    if not found or is_no_name(found["name"]):
        return []
    full = [name for name in passage.names if name.end == found.end("name")]
    return full or [Name(found["name"], found.start("name"), found.end("name"), False)]


def _first_name(passage: _Passage, post: Role) -> list[Name]:
    """A first name alone, as nurseries use them, directly before or after the post."""
    found = _FIRST_NAME.search(passage.text, max(0, post.start - 60), post.end)
    if not found or found.end() != post.start:
        found = None if passage.names else _FIRST_AFTER.match(passage.text, post.end)
    if not found or found["name"].lower() in _NOT_FIRST or is_no_name(found["name"]):
        return []
    return [Name(found["name"], found.start("name"), found.end("name"), False)]
