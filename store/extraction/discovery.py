"""Tells what an unknown name stands for by its own form and by the words before and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.extraction.capitals import Gap
from store.extraction.name_words import Flag, NameWords
from store.extraction.segments import Hint, Segment
from store.extraction.titles import title_flags

CERTAIN, STRONG, FAIR, FAINT = 5, 3, 2, 1
"""What a sign adds: a strong one decides alone, a certain one also against a strong one, fair ones need company."""

GIVEN = 4
"""What a known given name at its beginning says: more than any one sign of a company's."""

ENOUGH = 3
"""The sum from which a name is taken for what the signs say; below, saying nothing is better."""

SHORTEST = 2
"""Letters that a single word must exceed for its form to say something: "NE" and "JD" are too many things."""

WINDOW_BEFORE = 48

CLAUSE_BEGINS = re.compile(r"[.!?;:\n“”(\[—–|*]\s*")
TICKER = re.compile(
    r"""
    \.?\*?\ ?[(\[<]
    (?: [A-Z][A-Za-z ]{1,14}:\ ?[A-Z0-9.]{1,10}      # (NYSE: ACM)
      | [A-Z0-9]{1,6}\.[A-Z]{1,3}                    # <ACM.N>
      | [A-Z]{1,5}\ (?:US|LN|GR|JP|HK|IN)\ Equity    # (ACM US Equity)
    )
    [;)\]>,]
    """,
    re.VERBOSE,
)
POSSESSION = re.compile(r"['’]s?\s([\w-]+)(?:\s([\w-]+))?")
FOLLOWER = re.compile(r"\s([a-zA-Z][\w-]*)(?:\s([\w-]+))?(?:\s([a-z][\w-]*))?")
HYPHEN = re.compile(r"-(\w+)")
DESCRIPTION = re.compile(
    r"""
    (?: ,\s | \s[–—-]\s | \s\( | \s(?:is|was)\s )
    (?P<opener>an?|the|one\sof|another|its|which|who|part\sof|formerly)
    (?P<words>(?:\s[\w’'&/-]+){1,10})
    """,
    re.VERBOSE | re.IGNORECASE,
)
DOMAIN = re.compile(r"\w\.[a-z]{2,3}$")
AGE = re.compile(r",\s(?:aged\s)?\d\d,")
NAKED_ROLE = re.compile(r",\s((?:[\w&.’'-]+\s){0,7}[\w&’'-]+)")
ATTRIBUTION = re.compile(r"\)\s?(?:--|—|–|-)")
NOUN_PHRASE_ENDS = frozenset(
    "that which who whose of for in at with from to by on where when after known based focused specialising specializing "
    "backed owned led founded headquartered listed offering providing making called named said says as is was has".split()
)
AUXILIARIES = frozenset("has had have will would is was also now recently just already to".split())
FAINT_WORDS = frozenset(("by", "with", "at", "via", "source", "sources", "credit"))
WORKPLACES = frozenset(("at", "with", "for", "of"))
PERSON_LENGTH = (2, 4)


@dataclass(slots=True)
class Tally:
    """The signs gathered for one name over a document."""

    company: int = 0
    person: int = 0
    place: int = 0
    product: int = 0
    firm: int = 0
    segments: list[Segment] = field(default_factory=list)

    def winner(self) -> Hint:
        """What the name is, or `Hint.NONE` where the signs are too few or contradict each other.

        >>> Tally(company=3, product=2).winner(), Tally(company=3, person=3).winner()
        (<Hint.COMPANY: 'company'>, <Hint.NONE: 'none'>)
        """
        best = max(self.company, self.person, self.product, self.place)
        kinds = [
            hint
            for hint, score in (
                (Hint.COMPANY, self.company),
                (Hint.PERSON, self.person),
                (Hint.PRODUCT, self.product),
                (Hint.PLACE, self.place),
            )
            if score == best
        ]
        return kinds[0] if best >= ENOUGH and len(kinds) == 1 else Hint.NONE

    def is_undisputed(self) -> bool:
        """Whether nothing says that it is anything but a company."""
        return self.person < STRONG and not (self.place or self.product)


def weigh_form(segment: Segment, words: NameWords) -> Tally:
    """What the name's own words say."""
    tally = Tally()
    last = segment.chain[segment.after - 1]
    length = segment.after - segment.solid
    match segment.hint:
        case Hint.COMPANY | Hint.ORGANISATION | Hint.UNIT:
            tally.company = CERTAIN
        case Hint.PRODUCT:
            tally.product = FAIR
        case Hint.PLACE:
            tally.place = FAIR
        case Hint.OTHER:
            tally.product = STRONG
        case Hint.PERSON:
            tally.person = GIVEN
        case Hint.NONE:
            tally.person = person_form(segment, words)
    if length > 1 and last.flags & Flag.WEAK_HEAD:
        tally.company += FAIR
    if length == 1 and len(last.text) > SHORTEST and _is_brand(last.text):
        tally.company += STRONG if DOMAIN.search(last.text) else FAINT
    return tally


def person_form(segment: Segment, words: NameWords) -> int:
    """How much a run looks like a person's name."""
    chain, first, after = segment.chain, segment.solid, segment.after
    if not PERSON_LENGTH[0] <= after - first <= PERSON_LENGTH[1]:
        return 0
    last = chain[after - 1]
    if last.flags & (Flag.HEAD | Flag.PRODUCT | Flag.DEMONYM) or (last.flags & Flag.ORDINARY and not last.flags & Flag.GIVEN):
        return FAIR if chain[first].flags & Flag.GIVEN and last.flags & Flag.WEAK_HEAD and after - first == PERSON_LENGTH[0] else 0
    if any(word.gap is Gap.AMPERSAND for word in chain[first + 1 : after]):
        return 0
    opening = chain[first]
    if opening.flags & Flag.GIVEN and not opening.flags & Flag.DEMONYM:
        return GIVEN
    if any(len(word.text) == 1 for word in chain[first + 1 : after - 1]):
        return STRONG
    if "-" in opening.low and all(words.flags.get(part, 0) & (Flag.GIVEN | Flag.SURNAME_FIRST) for part in opening.low.split("-")):
        return STRONG
    is_initial = len(opening.text) == 1 or opening.text.endswith(".")
    return FAIR if is_initial or (opening.flags & Flag.SURNAME_FIRST and after - first == PERSON_LENGTH[0]) else 0


def _is_brand(word: str) -> bool:
    """A form that ordinary words don't have.

    >>> [_is_brand(word) for word in ("PayPal", "Inc42", "Nivesh.com", "IPVM", "Wednesday")]
    [True, True, True, True, False]
    """
    return any(c.isupper() or c.isdecimal() or c in ".+&" for c in word[1:])


def weigh_context(text: str, segment: Segment, words: NameWords, tally: Tally) -> None:
    """Add what stands before and after this mention of the name."""
    word = segment.chain[segment.solid]
    if segment.titled and not segment.inner:
        tally.person += CERTAIN if segment.honoured else STRONG
    elif segment.solid == 0:
        _weigh_before(text, word.start, segment.end, words, tally)
    elif word.gap is Gap.AND or segment.solid > segment.first:
        before = segment.chain[segment.solid - 1]
        if before.flags & Flag.DESCRIPTOR and word.gap is Gap.SPACE:
            tally.company += FAIR
    else:
        _weigh_before(text, word.start, segment.end, words, tally)
    _weigh_after(text, segment, words, tally)
    if segment.inner and segment.hint is Hint.NONE:
        tally.person = 0


def _weigh_before(text: str, start: int, end: int, words: NameWords, tally: Tally) -> None:
    mark = text[start - 1 : start]
    if mark in ("(", "["):
        _weigh_brackets(text, start, end, words, tally)
        return
    clause = CLAUSE_BEGINS.split(text[max(0, start - WINDOW_BEFORE) : start])[-1].lower().split()
    while clause and clause[-1].endswith("-based"):
        clause.pop()
    if not clause:
        return
    for length in range(words.longest_before, 0, -1):
        if kind := words.before.get(" ".join(clause[-length:])):
            _add(tally, kind, STRONG if length > 1 or clause[-1] not in FAINT_WORDS else FAIR)
            break
    last = clause[-1]
    if last[-1:] == ",":
        return
    flags = words.flags.get(last, 0)
    if flags & Flag.DESCRIPTOR or words.flags.get(_singular(last), 0) & Flag.DESCRIPTOR:
        tally.company += STRONG
    if flags & Flag.TITLE or last in words.persons:
        tally.person += FAIR if flags & Flag.DESCRIPTOR else STRONG
    if last in WORKPLACES and len(clause) > 1 and words.flags.get(_singular(clause[-2]), 0) & Flag.TITLE:
        tally.company += FAIR
    if last in words.saying and last != "told":
        tally.person += FAIR


def _singular(word: str) -> str:
    """
    >>> _singular("companies"), _singular("chipmakers"), _singular("bank")
    ('company', 'chipmaker', 'bank')
    """
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")


def _weigh_brackets(text: str, start: int, end: int, words: NameWords, tally: Tally) -> None:
    """ "(ACME NEWS) --" and "[Acme News](http…" credit a source; "(CRM)" after its words is no name."""
    if text[start - 1] == "[" and text.startswith("](", end):
        tally.company += FAIR
    elif ATTRIBUTION.match(text, end):
        tally.company += CERTAIN
    elif text[end : end + 1] == ")" and _abbreviates(text, start, end):
        tally.product += CERTAIN


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether letters in brackets are the initials of the small words before.

    >>> text = "customer relationship management (CRM)"
    >>> _abbreviates(text, 34, 37)
    True
    """
    letters = text[start:end].rstrip("s").lower()
    before = text[max(0, start - 90) : start - 1].replace("-", " ").split()[-len(letters) :]
    return (
        len(before) == len(letters) > 1
        and not before[-1][0].isupper()
        and sum(word[0].lower() == letter for word, letter in zip(before, letters, strict=True)) >= len(letters) - 1
    )


def _add(tally: Tally, kind: str, weight: int) -> None:
    if kind in ("company", "credited"):
        tally.company += weight
    elif kind == "place":
        tally.place += FAIR
    elif kind == "person":
        tally.person += FAIR
    else:
        tally.product += FAIR


def _weigh_after(text: str, segment: Segment, words: NameWords, tally: Tally) -> None:
    end = segment.end
    if segment.chain[segment.after - 1].flags & Flag.LEGAL and text[end : end + 1] == ".":
        end += 1
    mark = text[end : end + 1]
    if mark in ("'", "’"):
        _weigh_possession(text, end, segment, words, tally)
    elif mark == "-":
        if (found := HYPHEN.match(text, end)) and found[1] in words.after["hyphen"]:
            tally.company += STRONG
    elif mark == " ":
        _weigh_follower(text, end, segment, words, tally)
    if mark in (" ", ",", "*", ".") and TICKER.match(text, end):
        tally.company += CERTAIN
    elif mark in (" ", ","):
        _weigh_description(text, end, words, tally)


def _weigh_possession(text: str, end: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    found = POSSESSION.match(text, end)
    if not found:
        return
    first, second = found[1].lower(), (found[2] or "").lower()
    flags = words.flags.get(first, 0)
    if flags & Flag.TITLE and not flags & Flag.DESCRIPTOR:
        tally.company += STRONG
    elif first in words.after["possessions"] or second in words.after["possessions"]:
        tally.company += FAIR
    elif flags & Flag.GIVEN and found[1][0].isupper():
        tally.company += FAIR
    elif first in words.after["verbs"] or first in words.saying or first in AUXILIARIES:
        tally.company += FAIR
        segment.tail = len("'s")


def _weigh_follower(text: str, end: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    found = FOLLOWER.match(text, end)
    if not found:
        return
    after = words.after
    alone = segment.after - segment.solid == 1
    following = [word.lower() for word in found.groups() if word]
    while len(following) > 1 and following[0] in AUXILIARIES:
        following.pop(0)
    word = following[0]
    if word in words.saying:
        tally.company += FAIR if alone else FAINT
        tally.person += FAINT if alone else FAIR
    elif word in after["verbs"]:
        tally.company += FAIR
    elif word in after["products"]:
        tally.product += FAIR
    elif word in after["people"]:
        tally.company += STRONG
    elif word in after["nouns"] or word in after["findings"]:
        tally.company += FAIR
    elif word == "who" and not alone:
        tally.person += STRONG
    elif word == "of" and not alone and found[2] and found[2][0].isupper():
        tally.person += FAIR


def _weigh_description(text: str, end: int, words: NameWords, tally: Tally) -> None:
    """Add what an apposition or "is a …" says: a company, a person, a thing."""
    if AGE.match(text, end) or is_followed_by_role(text, end, words):
        tally.person += STRONG
        return
    found = DESCRIPTION.match(text, end)
    if not found:
        return
    opener = found["opener"].lower()
    phrase = found["words"].lower().split()
    if opener == "who":
        tally.person += STRONG
    elif opener == "which":
        tally.company += FAIR
        tally.person -= STRONG
    else:
        _weigh_noun_phrase(phrase, words, tally)


def is_followed_by_role(text: str, end: int, words: NameWords) -> bool:
    """ ", research director at" is a role; ", analyst Jane Doe said" is that of somebody else."""
    found = NAKED_ROLE.match(text, end)
    if not found:
        return False
    phrase = found[1].split()
    for place, word in enumerate(phrase):
        flags = title_flags(word.lower(), words)
        follower = phrase[place + 1] if place + 1 < len(phrase) else ""
        if flags & Flag.TITLE and not flags & Flag.DESCRIPTOR and not (word.islower() and follower[:1].isupper()):
            return True
        if flags & Flag.FUNCTION or word in NOUN_PHRASE_ENDS:
            return False
    return False


def _weigh_noun_phrase(phrase: list[str], words: NameWords, tally: Tally) -> None:
    head, flags = "", 0
    for word in phrase:
        if word == "who":
            tally.person += STRONG
            return
        if word in NOUN_PHRASE_ENDS:
            break
        found = words.flags.get(word, 0)
        if found & (Flag.DESCRIPTOR | Flag.TITLE) or word in words.after["products"] or word in words.persons:
            head, flags = word, found
    if not head:
        return
    if head in words.after["products"] and not flags & Flag.DESCRIPTOR:
        tally.product += FAIR
    elif flags & Flag.DESCRIPTOR and flags & Flag.TITLE:
        tally.company += FAIR
        tally.person += FAIR
    elif flags & Flag.DESCRIPTOR:
        tally.company += STRONG
    else:
        tally.person += STRONG
