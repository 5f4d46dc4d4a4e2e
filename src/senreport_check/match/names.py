"""Names of people in running text, and which of several mentions says a name most fully."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from senreport_check.text import squeeze

TITLE = (
    r"(?:M(?:r|rs|s|iss|x|me|adame)|Dr|Prof(?:essor)?|Rev(?:d|erend)?|Sister|Sr|Brother|Father|Fr|Canon|Cllr"
    r"|MR|MRS|MS|MISS|DR)\b\.?"
)
_NOT_NAMES = (
    r"(?:M(?:r|rs|s|iss|x)|Dr|Act|Acting|Add|Additional|All|Also|An?|And|Annual|Any|As|Ask|Asst|Assistant|At|Attendance"
    r"|Autism|Autumn"
    r"|Both|Business|But|By|Call|Can|Chair|Children|Class|Code|Community|Complaints?|Contacts?|Co"
    r"|Council|County"
    r"|CO-?ORDINATOR|Co-?ordinator|Current|Date|Dear|Deputy|Designated|Details?|Director|Do|Drop|Each"
    r"|Early|Education"
    r"|Educational|Email|E-?mail|EHC|Every|Executive|Families|Family|Find|For|Form|Friday|From|Full"
    r"|General|Get|Good"
    r"|Governors?|Governing|Group|Has|Have|He|Head|Headmaster|Headmistress|Headteacher|Health|Hello|Her"
    r"|Here|Hers|Hi"
    r"|HLTA|Hours|House|How|I|If|In|Inclusion|Information|Is|It|Job|Join|Just|Key|KS|Last|Lead|Leader"
    r"|Leadership"
    r"|Learning|Link|Local|Lower|Mainstream|Manager|Meet|Member|Mental|Messages?|Monday|Most|My|Name"
    r"|Named|Names"
    r"|National|Needs?|New|No|Note|Nursery|Of|Offer|Office|On|One|Or|Our|Parents?|Part|Pastoral|People"
    r"|Person|Phase"
    r"|Phone|Photo|Please|Policy|Practice|Primary|Principal|Provision|Pupils?|Qualified|Questions?"
    r"|Reception|Report"
    r"|Reviewed|Role|Room|Roles|School|Schools|Secondary|See|SEN\w*|SEMH|SENC0|Senior|Service|She|Since"
    r"|Sixth|SLT"
    r"|So|Some|Speak|Special|Specialist|Speech|Spring|Staff|Student|Students|Summer|Support|Talk|Teacher"
    r"|Teachers"
    r"|Teaching|Team|Tel|Telephone|Tell|That|The|Their|Then|There|These|They|This|Those|Thursday|To"
    r"|Trust|Tuesday"
    r"|Upper|Vice|Visit|Was|We|Wednesday|Welcome|Wellbeing|What|When|Where|Which|While|Who|Whole|Will"
    r"|With|Work|Write"
    r"|Year|Yes|You|Young|Your|Yours|January|February|March|April|June|July|August|September|October|November"
    r"|December|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Ofsted|England|English|Maths|ELSA|EAL|PSHE|SALT|LSA|TA|TAs|NHS|CAMHS|LA|DSL|NASENCO|ALNCO|AEN"
    r"|Below|Above|Nobody|Someone|Somebody|Everyone|Anyone|Being|Having|Our|Not|Only|Now|Once|After"
    r"|Before|During)\b"
)
_PLACES = (
    r"(?:Academy|Academies|School|Schools|Primary|Secondary|High|College|Infants?|Juniors?|Nursery"
    r"|Grammar|Federation"
    r"|Trust|Centre|Council|County|Borough|Road|Street|Lane|Avenue|Community|Church|CE|CofE|C of E|RC"
    r"|Catholic|First"
    r"|Middle|Partnership|Hospital|Local|Sixth|Service|Services|SENDIASS|SEND|SEN|Learning|Unit|Hall"
    r"|House|Class|Room"
    r"|Award|Team|Plan|Policy|Report|Practice|Offer|Forum)\b"
)
_WORD = (
    r"[A-ZÀ-ÖØ-ÞĆČĐŁŃŚŠŹŻŽ](?:a?c[A-Z][a-z]+|'[A-Z][a-zß-ÿ]+|[a-zß-öø-ÿĀ-ž]+)"
    r"(?:[-'](?!s\b)[A-Z]?[a-zß-ÿĀ-ž]+)*"
)
_PART = r"(?:(?:[Dd]e(?: la| los)?|[Vv]an(?: der| den| de)?|von|la|le|al|el|bin|ap|ten|St\.?) )"
_SURNAME = rf"{_PART}?(?!{_NOT_NAMES}){_WORD}"
_INITIALS = r"(?:[A-Z](?:\. ?| ))"
_CAPITALS = rf"(?!{_NOT_NAMES})[A-Z][A-Z'-]{{2,}}\b"
_TITLED = (
    rf"{TITLE}\s+{_INITIALS}{{0,3}}(?:{_PART}?(?!SEN|{TITLE}){_WORD}(?: {_INITIALS}?{_SURNAME}){{0,2}}"
    rf"|{_CAPITALS})"
    r"|\b(?:mrs|mr|ms|dr)\.?\s[a-z]{3,}(?:-[a-z]+)?"
)
_BARE = (
    rf"(?<!['&-])(?:{_INITIALS}{{1,3}}{_SURNAME}"
    rf"|(?!{_NOT_NAMES}){_WORD} (?:{_INITIALS}{{1,2}})?(?:{_SURNAME})"
    rf"(?: (?!{_NOT_NAMES}){_WORD})?)(?!\s+{_PLACES})(?!\w)"
)
_BEGINS = r"[A-ZÀ-ÖØ-ÞĆČĐŁŃŚŠŹŻŽmd]"
NAME = re.compile(rf"\b(?={_BEGINS})(?:(?P<titled>{_TITLED})|(?P<bare>{_BARE}))")
_NO_NAME = re.compile(rf"{_NOT_NAMES}|{_PLACES}|Vacant|Vacancy|Available|Training|Awaiting|Currently")
_PLACE = re.compile(rf"\b{_PLACES}")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, and where it stands in its text."""

    text: str
    start: int
    end: int
    titled: bool

    @property
    def surname(self) -> str:
        """The last word of the name, lower case: what two mentions of one person share."""
        return self.text.split()[-1].lower()

    @property
    def title(self) -> str:
        """The title without full stop and in lower case, empty when there is none."""
        return self.text.split()[0].rstrip(".").lower() if self.titled else ""

    @property
    def given(self) -> str:
        """What stands between title and surname: a first name, initials or nothing."""
        return " ".join(self.text.split()[1 if self.titled else 0 : -1])


def names(text: str) -> Iterator[Name]:
    """Every name in a text with plain quotes and dashes, in order; schools and places are left out."""
    for found in NAME.finditer(text):
        if found["bare"] is not None and _PLACE.search(found.group()):
            continue
        yield Name(squeeze(found.group()), found.start(), found.end(), found["titled"] is not None)


def is_no_name(word: str) -> bool:
    """Whether no person is called by a capitalised word: a post, a month, the start of a sentence."""
    return _NO_NAME.fullmatch(word) is not None


def same_person(one: Name, other: Name) -> bool:
    """Whether two mentions can be of one person: surname alike, titles and first names not at odds."""
    if one.surname != other.surname:
        return False
    if one.title and other.title and one.title != other.title:
        return False
    first, second = one.given.replace(".", ""), other.given.replace(".", "")
    shorter = min(len(first), len(second)) if " " not in first + second else 1
    return not (first and second) or first[:shorter].lower() == second[:shorter].lower()


def fullest(mentions: Iterable[Name]) -> Name:
    """The mention that tells most: title and first name, title and initial, no title, then title alone."""
    return max(mentions, key=_fullness)


def _fullness(name: Name) -> tuple[int, int]:
    given = name.given.replace(".", "")
    if name.titled:
        return (3 if len(given) > 1 else 2, 1) if given else (1, 0)
    return (2 if len(given) > 1 else 1, 1)
