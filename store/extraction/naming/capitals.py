"""Finds the capitalised words of a text, and the chains they form: what a name may be made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.extraction.naming.name_words import Flag, NameWords


class Gap:
    """What joins a word to the one before it in its chain: plain integers, quicker than an enumeration."""

    NONE = 0
    SPACE = 1
    AMPERSAND = 2
    PARTICLE = 3
    OF = 4
    AND = 5
    POSSESSIVE = 6


TIGHT = (Gap.SPACE, Gap.AMPERSAND, Gap.PARTICLE)
"""What joins the words of one name for certain."""


@dataclass(slots=True)
class Word:
    """A capitalised word.

    `low` is what it is looked up by; `initial` says that it may be capitalised for its place; `owns` that "'s" follows.
    """

    start: int
    end: int
    text: str
    low: str
    flags: int
    gap: int
    joint: str
    initial: bool
    owns: bool


Chain = list[Word]

NO_GAP = (Gap.NONE, "")
ONE_SPACE = (Gap.SPACE, " ")
GAPS: dict[str, tuple[int, str]] = {
    " ": (Gap.SPACE, " "),
    ". ": (Gap.SPACE, " "),
    "\u00a0": (Gap.SPACE, " "),
    " & ": (Gap.AMPERSAND, " & "),
    " + ": (Gap.AMPERSAND, " + "),
    " and ": (Gap.AND, " and "),
    "’s ": (Gap.POSSESSIVE, "'s "),
    "'s ": (Gap.POSSESSIVE, "'s "),
    "’S ": (Gap.POSSESSIVE, "'s "),
    "'S ": (Gap.POSSESSIVE, "'s "),
    "’ ": (Gap.POSSESSIVE, "' "),
    "' ": (Gap.POSSESSIVE, "' "),
}
GAPS |= {f" {word} ": (Gap.OF, f" {word} ") for word in ("of", "for", "on", "of the", "for the", "on the")}
GAPS |= {
    f" {word} ": (Gap.PARTICLE, f" {word} ")
    for word in (
        "de",
        "du",
        "des",
        "la",
        "le",
        "de la",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "van",
        "van der",
        "van den",
        "von",
        "von der",
        "zu",
        "bin",
        "al",
        "el",
        "ben",
        "e",
        "y",
        "et",
        "und",
        "der",
        "den",
        "ter",
        "do",
    )
}

UPPER = "".join(c for c in map(chr, range(0x530)) if c.isupper())
WORD = re.compile(
    rf"""
    [{UPPER}]
    (?:
        \.(?:[{UPPER}]\.)++                    # U.S., J.P.
      | \w*+
        (?:
            ['’](?!S\b)(?=[{UPPER}])\w++       # O'Reilly, but LOWE'S
          | [•·](?=[{UPPER}])\w++             # L·A
          | [&-](?=[{UPPER}0-9])\w++           # AT&T, Coca-Cola, GPT-4
          | \.(?:com|ai|io|org|net|co|in|tv)\b
          | \+{{1,2}}(?!\w)                    # Disney+
        )*+
    )
    """,
    re.VERBOSE,
)
WIRE = re.compile(r"[A-Z][\w ]*/\s")
"""A wire between slashes: "/PRNewswire/ --"."""
DIGITS = "0123456789"
FISCAL = re.compile(r"(?:Q[1-4]|H[12]|FY|CY)+[’'-]?(?:[0-9]{2}){1,2}")
"""Quarters and years as companies count them: "Q3FY21", "FY2020"."""
INTRODUCED = re.compile(
    r"(?<![\w-])([A-Z][a-z]+) *,\san?\s(?:[a-z][\w-]*\s){0,3}(?:[A-Z][\w.]*[\s,]+){0,4}[A-Z][\w.]*-based\s"
    r"((?:[\w-]+\s){1,5})"
)
"""As in "Acme, a San Francisco, California-based cloud platform that"."""
LONGEST_PREFIX = 4
"""Small letters or digits that a name may begin with: iPhone, eBay, easyJet, 3M, 7-Eleven."""
WEB_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”\])]*+")
MAIL_HOST = re.compile(r"@[\w-]++(?:\.[\w-]++)++")
LONGEST_MAILBOX = 64
OPENERS = frozenset("“‘\"'([*•–—-|>#:;_…·")
ENDERS = frozenset('.!?:;\n\r\t*•–—|-“"”…>#’)')
APOSTROPHES = ("'", "’")
SPACES = frozenset(' \n\t(“"')
LONGEST_GAP = max(map(len, GAPS))
NOWHERE = -LONGEST_GAP - 1
"""Where a word ends that nothing goes on from."""


def mask(text: str, skips: tuple[tuple[int, int], ...]) -> str:
    r"""The text with what is no prose blanked out: skipped spans, web and mail addresses.

    >>> mask("See www.acme.com or mail jo@acme.com now", ())
    'See \n\n\n\n\n\n\n\n\n\n\n\n or mail \n\n\n\n\n\n\n\n\n\n\n now'
    """
    if "://" in text or "www." in text:
        text = WEB_ADDRESS.sub(_blank, text)
    spans = [*skips, *_mail_addresses(text)] if "@" in text else list(skips)
    spans = [span for span in spans if not text[slice(*span)].isspace()]  # a link's address is gone already
    if not spans:
        return text
    parts, done = [], 0
    for start, end in sorted(spans):
        parts += [text[done:start], "\n" * (end - max(start, done))]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _mail_addresses(text: str) -> Iterator[tuple[int, int]]:
    for host in MAIL_HOST.finditer(text):
        start = host.start()
        lowest = max(0, start - LONGEST_MAILBOX)
        while start > lowest and (text[start - 1].isalnum() or text[start - 1] in "._+-"):
            start -= 1
        yield start, host.end()


def _blank(found: re.Match[str]) -> str:
    return "\n" * len(found[0])


def is_initial(text: str, start: int) -> bool:
    """Whether a word at `start` would be capitalised whatever it is.

    >>> [is_initial("Sales rose. “Good,” Ann said", place) for place in (0, 13, 19)]
    [True, True, False]
    """
    if not start or text[start - 1] in OPENERS or text[start - 1] == "\n":
        return True
    return start > 1 and text[start - 1].isspace() and text[start - 2] in ENDERS


def fold(word: str) -> str:
    """The form in which words are looked up.

    >>> fold("L’Oréal")
    "l'oréal"
    """
    return word.replace("’", "'").lower()


def find_chains(text: str, known: NameWords) -> list[Chain]:
    """All capitalised words, grouped into chains: a gap between two chains can stand in no name.

    Words that open a sentence and no name are left out: most texts have more of them than of names.

    >>> words = NameWords.empty()
    >>> [[w.text for w in chain] for chain in find_chains("The Bank of Kent sued AT&T and Wu Ltd", words)]
    [['The', 'Bank', 'Kent'], ['AT&T', 'Wu', 'Ltd']]
    """
    chains: list[Chain] = []
    flags, openers = known.flags, known.openers
    introduced = _introduced(text, known)
    end = NOWHERE
    for found in WORD.finditer(text):
        start, stop = found.span()
        if start and text[start - 1] not in SPACES:
            start = _reach_back(text, start, end)
            if start < 0:
                continue
        word = text[start:stop]
        if word[0].isdecimal() and word.lstrip(DIGITS).lower() in known.units:
            continue
        if word[-1].isdecimal() and FISCAL.fullmatch(word):
            end = NOWHERE
            continue
        low = word.lower() if word.isascii() else fold(word)
        flag = flags.get(low, 0)
        gap, joint = _gap(text, end, start, flag, chains[-1][-1]) if 0 < start - end <= LONGEST_GAP else NO_GAP
        mark = text[stop : stop + 1]
        owns = mark in APOSTROPHES and text[stop + 1 : stop + 2] in ("s", "S")
        if gap:
            chains[-1].append(Word(start, stop, word, low, flag, gap, joint, False, owns))
        elif flag & Flag.FUNCTION and low not in openers and is_initial(text, start):
            end = NOWHERE
            continue
        else:
            initial = low not in introduced and is_initial(text, start)
            chains.append([Word(start, stop, word, low, flag, gap, joint, initial, owns)])
        end = stop
    return chains


def _introduced(text: str, known: NameWords) -> frozenset[str]:
    """Words that a text introduces as companies, so that they name one even where they open a sentence.

    >>> words = NameWords({"platform": Flag.DESCRIPTOR})
    >>> set(_introduced("Railway, a San Francisco-based cloud platform that grows, has raised $100 million.", words))
    {'railway'}
    """
    if "-based " not in text:
        return frozenset()
    return frozenset(
        found[1].lower()
        for found in INTRODUCED.finditer(text)
        if any(known.flags.get(word, 0) & Flag.DESCRIPTOR for word in found[2].split())
    )


def _reach_back(text: str, start: int, end: int) -> int:
    """Where the word begins whose first capital is at `start`, -1 where that is no name."""
    if text[start - 1] in APOSTROPHES:
        return -1 if text[start - 2 : start - 1].isalpha() else start
    first = start
    lowest = max(end, start - LONGEST_PREFIX, 0)
    if text[first - 1] == "-" and text[first - 2 : first - 1].isdigit():
        first -= 1
    while first > lowest and (text[first - 1].islower() or text[first - 1].isdecimal()):
        first -= 1
    before = text[first - 1 : first]
    if before == "/" and WIRE.match(text, first):
        return first
    return -1 if before.isalnum() or before in ("_", "@", "/", "&") else first


def _gap(text: str, end: int, start: int, flag: int, before: Word) -> tuple[int, str]:
    """What joins a word that begins at `start` to the one `before` it, which ends at `end`."""
    between = text[end:start]
    if between == " " or (flag & Flag.LEGAL and between in (", ", " ,")):
        return ONE_SPACE
    if between == ". " and not _keeps_dot(before, flag):
        return NO_GAP
    return GAPS.get(between, NO_GAP)


def _keeps_dot(word: Word, following: int) -> bool:
    """Whether a full stop after the word is no end of a sentence: an initial, "St.", "Co." before "Ltd."."""
    if word.flags & Flag.LEGAL:
        return bool(following & Flag.LEGAL)
    return len(word.text) == 1 or bool(word.flags & (Flag.DOTTED | Flag.HONORIFIC))
