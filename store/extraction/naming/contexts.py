"""What the words before and after a name say that it is."""

from __future__ import annotations

import re

from store.extraction.naming.capitals import Gap
from store.extraction.naming.name_words import Act, Flag, NameWords
from store.extraction.naming.segments import CERTAIN, FAINT, FAIR, STRONG, Hint, Respect, Segment, Tally
from store.extraction.naming.titles import title_flags
from store.extraction.wordlists import singular

WINDOW_BEFORE = 48
LONGEST_FOUNDING = 80
LONGEST_LETTERS = 90

CLAUSE_ENDS = frozenset(".!?;:“”()[]—–|*")
QUOTES = "“‘\"'"
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
LINK_GAP = re.compile(r" {9,}")
"""What a link's address has left: the shortest has as many characters, "](http://"."""
BRACKETS = ("(", "[", "<")
POSSESSION = re.compile(r"['’]s?\s([\w-]+)(?:\s([\w-]+))?")
FOLLOWER = re.compile(r"\s([a-zA-Z][\w-]*)(?:\s([\w-]+))?(?:\s([a-z][\w-]*))?")
HYPHEN = re.compile(r"-(\w+)")
DESCRIPTION = re.compile(
    r"""
    (?: ,\s | \s[–—-]\s | \s\( | \s(?:is|was)\s )
    (?P<opener>[Aa]n?|[Tt]he|one\sof|another|its|which|who|part\sof|formerly|[A-Z]\w+(?:\s[A-Z]\w+)?['’]s?)
    (?P<words>(?:\s[\w’'&/-]+){1,10})
    """,
    re.VERBOSE,
)
PARTNERS = frozenset({"partner", "partners", "director", "directors"})
YOUNG_FIRM = re.compile(r",\s(?:an?|the)\s(?:\w+\s)?(?:[\w.-]+-)?(?:years?|months?)-old,\s+[^;\n]{2,40}?-\s?based\s")
"""As in "Acme, a nearly three-year-old, Oslo-based maker of pumps": people's homes are told otherwise."""
DESCRIBING = (" – ", " — ", " - ", " (", " is ", " was ")
RANKED = re.compile(
    r"""
    \s(?:was|is|came|ranked|placed|finished|took|remained|remains|became|kept|retained)\s(?:an?\s|the\s)?
      (?:distant\s|close\s|world['’]s\s|market\s|country['’]s\s)?
      (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|leader|largest|biggest|top|dominant|No\.\s?\d)\b
    | \s(?:at|with|on)\s\d[\d.,]*\s?(?:%|per\s?cent\b)
    """,
    re.VERBOSE,
)
"""What is said of those in a ranking: "Acme was fourth", "Acme with 9%"."""
MODALS = frozenset(("will", "would", "can", "could", "may", "might", "should", "must"))
AGE = re.compile(r",\s(?:aged\s)?\d\d,")
NAKED_ROLE = re.compile(r"(?:,\s|\s\()((?:[\w&.’'-]+\s){0,7}[\w&’'-]+)")
HOLDING = re.compile(r",\s(?:owner|maker|operator|publisher|parent|producer|provider|developer|unit|subsidiary)\sof\s")
GREATEST = re.compile(r"(?:\w+-)?(?:largest|biggest|oldest|leading|top|dominant)\Z")
"""What a description says of a company more often than of anything else: "the world's third-largest line"."""
FOUNDED_BY = re.compile(
    r"\b(?i:(?:co-?)?found(?:ed|ing))\s(?:in\s\d{4}\s)?by\s\**(?:[^\W\d_a-z][\w.’'-]*[,\s*]+|and\s\**){0,8}\Z"
)
STATE = re.compile(r",\s([A-Z]{2}\b|[A-Z][a-z]{1,4}\.)")
BESIDE_PLACE = re.compile(r",\s[A-Z]\w+-based\s[A-Z]")
"""Behind a town: "Karlskrona, Sweden-based Acme"."""
ATTRIBUTION = re.compile(r"\)\s?(?:--|—|–|-)")
ARTICLES = ("the ", "its ", "their ", "his ", "her ", " a ")
LONGEST_ARTICLE = 6
WORKPLACES = frozenset(("at", "with", "for", "of"))


def weigh_context(text: str, segment: Segment, words: NameWords, tally: Tally) -> None:
    """Add what stands before and after this mention of the name."""
    word = segment.chain[segment.solid]
    if segment.respect and not segment.inner:
        tally.person += CERTAIN if segment.respect == Respect.HONORIFIC else STRONG
    elif word.gap == Gap.AND or segment.solid > segment.first:
        before = segment.chain[segment.solid - 1]
        if before.flags & Flag.DESCRIPTOR and word.gap == Gap.SPACE:
            tally.company += FAIR
        elif word.gap == Gap.AND and _is_founder(text, segment):
            tally.person += STRONG
    else:
        _weigh_before(text, word.start, segment, words, tally)
    _weigh_after(text, segment, words, tally)
    is_joined = any(word.gap == Gap.AMPERSAND for word in segment.words[1:])
    is_headed = segment.words[-1].flags & (Flag.HEAD | Flag.GROUP) and not segment.words[0].flags & Flag.GIVEN
    is_branch = segment.inner and segment.hint == Hint.NONE and not _is_titled(text, segment, words)
    if is_joined or is_headed or is_branch:
        tally.person = 0


def _is_titled(text: str, segment: Segment, words: NameWords) -> bool:
    """Whether a title stands beside it: the Kent of "chief executive Jane Kent" or "Jane Kent, director" no place."""
    start = segment.chain[segment.first].start
    if segment.respect or segment.inner[0].known:
        return False  # "President Acme India"
    if is_followed_by_role(text, segment.end, words):
        return True
    last = text[max(0, start - WINDOW_BEFORE) : start].rpartition(" ")[0].rpartition(" ")[2]
    return text[start - 1 : start] == " " and bool(words.flags.get(last, 0) & Flag.TITLE)


def _weigh_before(text: str, start: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    if text[start - 1 : start] in ("(", "["):
        _weigh_brackets(text, start, segment.end, tally)
        return
    clause = _clause_before(text, start, words.longest_before)
    if not clause:
        return
    if _is_founder(text, segment):
        tally.person += STRONG
        return
    for length in range(len(clause), 0, -1):
        if kind := words.before.get(" ".join(clause[-length:])):
            _add(tally, kind, FAIR if length == 1 and clause[-1] in words.unsure else STRONG)
            break
    if clause[-1][-1] != ",":
        _weigh_last_word(clause, words, tally)
        return
    flags = words.flags.get(clause[-1][:-1], 0)
    if _is_role(flags):
        tally.person += STRONG if segment.after - segment.solid > 1 else 0
    elif flags & Flag.DESCRIPTOR:
        tally.company += FAIR


def _is_founder(text: str, segment: Segment) -> bool:
    """Whether somebody is named as who founded a company: "founded by Jane Doe and John Roe"."""
    start = segment.chain[segment.solid].start
    is_long = segment.after - segment.solid > 1
    return is_long and bool(FOUNDED_BY.search(text, max(0, start - LONGEST_FOUNDING), start))


def _clause_before(text: str, start: int, most: int) -> list[str]:
    """The last words before a name, in lower case, back to where their clause begins; "US-based" is passed over.

    >>> _clause_before("It fell. Shares of US-based Acme", 27, 3)
    ['shares', 'of']
    """
    before = text[max(0, start - WINDOW_BEFORE) : start]
    if "\n" in before:
        before = before.rpartition("\n")[2]
    clause: list[str] = []
    for word in reversed(before.lower().split()):
        if word[-1] in CLAUSE_ENDS or len(clause) == most:
            break
        if clause or not word.endswith("-based"):
            clause.append(word.lstrip(QUOTES) or word)
    clause.reverse()
    return clause


def _weigh_last_word(clause: list[str], words: NameWords, tally: Tally) -> None:
    """Add what the word just before the name says: "startup", "chairman", "said", "analyst at"."""
    last = clause[-1]
    flags = words.flags.get(last, 0)
    if last in PARTNERS and clause[-2:-1] == ["managing"]:
        tally.person += STRONG
        return
    is_either = flags & Flag.DESCRIPTOR and flags & Flag.TITLE
    if (flags | words.flags.get(singular(last), 0)) & Flag.DESCRIPTOR or words.is_trade(last):
        tally.company += FAIR if is_either else STRONG
    if flags & Flag.TITLE or last in words.persons:
        tally.person += FAIR if is_either else STRONG
    if last in WORKPLACES and len(clause) > 1 and words.flags.get(singular(clause[-2]), 0) & Flag.TITLE:
        tally.company += FAIR
    if last in words.saying and last != "told":
        tally.person += FAIR
    elif last in words.appointing:
        tally.person += STRONG


def _weigh_brackets(text: str, start: int, end: int, tally: Tally) -> None:
    """A source is credited by "(ACME NEWS) --" and "[Acme News](http…"; "(CRM)" after its words is no name."""
    if text[start - 1] == "[" and text.startswith("](", end):
        tally.company += FAIR
    elif ATTRIBUTION.match(text, end):
        tally.company += CERTAIN
    elif text[end : end + 1] == ")" and _abbreviates(text, start, end):
        tally.product += CERTAIN


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Whether letters in brackets are the initials of the small words before.

    >>> _abbreviates("customer relationship management (CRM)", 34, 37)
    True
    """
    letters = text[start:end].rstrip("s").lower()
    before = text[max(0, start - LONGEST_LETTERS) : start - 1].replace("-", " ").split()[-len(letters) :]
    return (
        len(before) == len(letters) > 1
        and not before[-1][0].isupper()
        and sum(word[0].lower() == letter for word, letter in zip(before, letters, strict=True)) >= len(letters) - 1
    )


def _add(tally: Tally, kind: str, weight: int) -> None:
    if kind in ("company", "credited"):
        tally.company += weight
    elif kind == "place":
        tally.place += weight
    elif kind == "person":
        tally.person += FAIR
    else:
        tally.product += FAIR


def _past_link(text: str, end: int) -> int:
    """Past the blanks that a link's address has left behind its words, but for one before a word."""
    blanks = LINK_GAP.match(text, end)
    if not blanks:
        return end
    return blanks.end() - text[blanks.end() : blanks.end() + 1].isalnum()


def _weigh_after(text: str, segment: Segment, words: NameWords, tally: Tally) -> None:
    end = _past_link(text, segment.end)
    if text[end : end + 1] == "." and segment.chain[segment.after - 1].flags & Flag.LEGAL:
        end += 1
    mark = text[end : end + 1]
    if mark in ("'", "’"):
        _weigh_possession(text, end, segment, words, tally)
    elif mark == "-":
        found = HYPHEN.match(text, end)
        tally.company += STRONG if found and found[1] in words.after["hyphen"] else 0
        tally.place += STRONG if found and found[1] in ("based", "born", "area") else 0
    elif text[end + 1 : end + 3].lstrip(" *")[:1] in BRACKETS and TICKER.match(text, end):
        tally.company += CERTAIN
    elif mark == ",":
        _weigh_description(text, end, segment, words, tally)
    elif mark == " ":
        _weigh_follower(text, end, segment, words, tally)
        if text.startswith(DESCRIBING, end):
            _weigh_description(text, end, segment, words, tally)


def _weigh_possession(text: str, end: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    """Add what "X's" has; where a verb follows, the "'s" is part of the name: "Kohl's said"."""
    found = POSSESSION.match(text, end)
    if not found:
        return
    first, second = found[1].lower(), (found[2] or "").lower()
    flags = words.flags.get(first, 0)
    if _is_role(flags):
        tally.company += STRONG
    elif first in words.after["countries"]:
        tally.place += STRONG
    elif first in words.doing and first not in words.after["possessions"]:
        tally.company += FAIR
        segment.tail = len("'s")
    elif {first, second} & words.after["possessions"] or (flags & Flag.GIVEN and found[1][0].isupper()):
        tally.company += FAIR


def _weigh_follower(text: str, end: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    """Add what the word just after the name says, past "has", "will" and the like."""
    found = FOLLOWER.match(text, end)
    if not found:
        return
    is_alone = segment.after - segment.solid == 1
    if not is_alone and words.appointed.match(text, end):
        tally.person += STRONG
        return
    following = [word.lower() for word in found.groups() if word]
    while len(following) > 1 and following[0] in words.auxiliaries:
        following.pop(0)
    word, after = following[0], words.after
    if word in words.saying:
        tally.company += FAIR if is_alone else FAINT
        tally.person += FAINT if is_alone else FAIR
    elif word in after["people"]:
        tally.company += STRONG
    elif word in after["products"]:
        tally.product += FAIR
    elif word in words.company_followers:
        tally.company += FAIR
    elif len(following) > 1 and following[1] in words.arms:
        tally.company += STRONG  # "its Acme Life insurance arm"
    elif not is_alone and (word == "who" or (word == "of" and found[2] and found[2][0].isupper())):
        tally.person += STRONG if word == "who" else FAIR
    else:
        _weigh_act(text, segment, words.acting.get(word), found[1].lower(), tally)


def _weigh_act(text: str, segment: Segment, act: Act | None, following: str, tally: Tally) -> None:
    """Count what mostly companies do; what stands behind "the" or "its" is rather a thing."""
    if act is None or (following == act.base and following not in MODALS):
        tally.company += FAIR if RANKED.match(text, segment.end) else 0
        return
    start = segment.chain[segment.solid].start
    if not text[max(0, start - LONGEST_ARTICLE) : start].lower().endswith(ARTICLES):
        tally.acts += act.weight


def _weigh_description(text: str, end: int, segment: Segment, words: NameWords, tally: Tally) -> None:
    """Add what an apposition or "is a …" says: a company, a person, a thing, a place."""
    if YOUNG_FIRM.match(text, end):
        tally.company += CERTAIN
        return
    if AGE.match(text, end) or (segment.after - segment.solid > 1 and is_followed_by_role(text, end, words)):
        tally.person += CERTAIN  # also where it is "according to Jane Doe, …" that companies are named
        return
    if BESIDE_PLACE.match(text, end):
        tally.place += STRONG
        return
    if (state := STATE.match(text, end)) and state[1] in words.state_codes:
        tally.place += STRONG
        return
    found = DESCRIPTION.match(text, end)
    if not found:
        is_alone = segment.after - segment.solid == 1
        tally.company += (STRONG if is_alone else FAIR) if HOLDING.match(text, end) else 0
        return
    opener = found["opener"].lower()
    if opener == "who":
        tally.person += STRONG
    elif opener == "which":
        tally.company += FAIR
        tally.person -= STRONG
    else:
        phrase = found["words"].lower().split()
        if not (opener == "the" and _is_clause(phrase, words)):
            _weigh_noun_phrase(phrase, words, tally)


def _is_clause(phrase: list[str], words: NameWords) -> bool:
    """Whether the words after "the" open a clause of their own: "By Jane Doe, the company has grown"."""
    verb = phrase[1] if len(phrase) > 1 else ""
    return verb in words.auxiliaries or verb in words.saying or verb in words.acting


def _is_role(flags: int) -> bool:
    """Whether a word says what a person is, and never what a company is."""
    return bool(flags & Flag.TITLE) and not flags & Flag.DESCRIPTOR


def is_followed_by_role(text: str, end: int, words: NameWords) -> bool:
    """Whether a person's role follows, after a comma or in brackets.

    >>> from store.extraction.naming.name_words import compile_name_words
    >>> from store.vocabulary import Vocabulary
    >>> words = compile_name_words(Vocabulary())
    >>> is_followed_by_role("Jane Doe, research director at Acme", 8, words)
    True
    >>> is_followed_by_role("Acme, analyst Jane Doe said", 4, words)
    False
    """
    found = NAKED_ROLE.match(text, end)
    if not found:
        return False
    phrase = found[1].split()
    for word, follower in zip(phrase, [*phrase[1:], ""], strict=True):
        low = word.lower()
        flags = title_flags(low, words)
        if _is_role(flags) and not (word.islower() and follower[:1].isupper()):
            return True
        if flags & Flag.FUNCTION or low in words.noun_phrase_ends:
            return False
    return False


def _weigh_noun_phrase(phrase: list[str], words: NameWords, tally: Tally) -> None:
    """Add what the last telling noun of a description says: "a Chinese startup that", "the longtime boss of"."""
    head, flags, is_great = "", 0, False
    for word in phrase:
        if word == "who":
            tally.person += STRONG
            return
        if word in words.noun_phrase_ends:
            break
        is_great = is_great or bool(GREATEST.match(word))
        found = words.flags.get(word, 0) | (Flag.DESCRIPTOR if words.is_trade(word) else 0)
        if found & (Flag.DESCRIPTOR | Flag.TITLE) or word in words.after["products"] or word in words.persons:
            head, flags = word, found
    if not head:
        tally.company += FAIR if is_great else FAINT
        return
    if flags & Flag.DESCRIPTOR:
        tally.company += FAIR if flags & Flag.TITLE else STRONG
        tally.person += FAIR if flags & Flag.TITLE else 0
    elif head in words.after["products"]:
        tally.product += FAIR
    else:
        tally.person += STRONG
