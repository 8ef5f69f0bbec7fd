"""What a number hangs on in its sentence: the word before it, the noun and the verb behind that, the noun after."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from store.extraction.meaning.clauses import (
    Stretch,
    find_subject,
    find_verb_before,
    noun_phrase_before,
    noun_phrase_from,
)
from store.extraction.meaning.knowledge import Knowledge
from store.extraction.meaning.lexicon import (
    ADVERB,
    AUXILIARY,
    CLOSE,
    DETERMINER,
    GERUND,
    MARK,
    NOUN,
    OF,
    OPEN,
    OWNER,
    PARTICIPLE,
    POSSESSIVE,
    PREPOSITION,
    TO,
    VERB,
)
from store.extraction.meaning.tags import NAME, NOMINAL, PERSON, PLACE, QUANTITY, TIME
from store.extraction.meaning.words import Words
from store.extraction.reading import Quantity


class Scale(Enum):
    """What sort of unit a number has; it decides which readings of it make sense."""

    MONEY = auto()
    SHARE = auto()
    RANK = auto()
    MULTIPLE = auto()
    TIME = auto()
    COUNT = auto()


_SCALES = {
    **dict.fromkeys(("percent", "percentage_point", "basis_point", "fraction"), Scale.SHARE),
    **dict.fromkeys(("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"), Scale.TIME),
    "rank": Scale.RANK,
    "multiple": Scale.MULTIPLE,
}
_LEN_OF_CURRENCY = 3


def scale_of(unit: str) -> Scale:
    """Tell what sort of unit it is.

    >>> scale_of("CNY"), scale_of("percent"), scale_of("small business")
    (<Scale.MONEY: 1>, <Scale.SHARE: 2>, <Scale.COUNT: 6>)
    """
    if len(unit) == _LEN_OF_CURRENCY and unit.isupper():
        return Scale.MONEY
    return _SCALES.get(unit, Scale.COUNT)


@dataclass(frozen=True, slots=True)
class Frame:
    """A number in its sentence.

    In "Acme trimmed its workforce by about 200 this year", `link` is "by", `noun` is "workforce", `verb` is
    "trimmed" and `subject` is "Acme".  In "a 27% decline in profit", `after` is "decline" and `tail` is the
    place behind it.  Places that do not exist are -1.
    """

    words: Words
    at: int
    quantity: Quantity
    scale: Scale
    link: str
    link_at: int
    owner: int
    noun: Stretch | None
    verb: int
    subject: Stretch | None
    after: Stretch | None
    tail: int

    @property
    def verb_base(self) -> str:
        return self.words.bases[self.verb] if self.verb >= 0 else ""


def build_frame(words: Words, at: int, quantity: Quantity, knowledge: Knowledge) -> Frame:
    first, last = _ends_of_range(words, at, quantity.unit, knowledge)
    link_at, owner = _find_link(words, first, knowledge.lists, quantity.qualifier)
    tag = words.tag(link_at)
    noun = _linked_noun(words, link_at)
    verb = find_verb_before(words, noun.start if noun else link_at + 1)
    scale = scale_of(quantity.unit)
    if scale is Scale.MULTIPLE and is_multiplying(words.lowers[at]):
        verb = at
    behind = _skip_brackets(words, last + 1)
    if words.lower(behind) in _OPENING_QUOTES and words.tag(behind + 1) in NOMINAL:
        behind += 1
    if words.tag(behind) == ADVERB and words.lower(behind) != "off" and words.tag(behind + 1) in NOMINAL:
        behind += 1
    after = noun_phrase_from(words, behind) if words.tag(behind) in NOMINAL else None
    if "-" in words.texts[at] and words.tag(behind) == GERUND and (noun := noun_phrase_from(words, behind + 1)):
        after = Stretch(behind, noun.end)  # "a 10-month restructuring plan"
    return Frame(
        words=words,
        at=at,
        quantity=quantity,
        scale=scale,
        link=words.lower(link_at) if tag in {OF, TO, PREPOSITION, ADVERB} else "",
        link_at=link_at,
        owner=owner,
        noun=noun,
        verb=verb,
        subject=find_subject(words, link_at + 1 if verb == at else verb) if verb >= 0 else None,
        after=after,
        tail=after.end if after else behind,
    )


_OPENING_QUOTES = frozenset({"“", "‘"})
"""Of a word taken from somebody: "a $5m “rescue package”"."""
_RAISING_ACTS = frozenset({"raise", "lift", "lower", "increase", "boost", "hike", "reduce"})
_MULTIPLYING = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e|es|ed|ing)")


def is_multiplying(word: str) -> bool:
    """Whether a multiple is itself a verb.

    >>> is_multiplying("doubled"), is_multiplying("2x")
    (True, False)
    """
    return bool(_MULTIPLYING.fullmatch(word))


_DASHES = frozenset({"-", "–", "—"})
_OPENERS = {"between": ("and", "to"), "to": ("to",)}
"""What opens a range ("cut it to $3 to $4"), and what may stand inside."""


def _ends_of_range(words: Words, at: int, unit: str, knowledge: Knowledge) -> tuple[int, int]:
    """The first and the last number of the range that the number at `at` belongs to: "$8-$9 billion"."""
    if not unit:
        return at, at
    if _unit_at(words, at + 2) == unit and _joins_range(words, at + 1, knowledge):
        return at, at + 2
    if _unit_at(words, at - 2) == unit and _joins_range(words, at - 1, knowledge):
        return at - 2, at
    return at, at


def _joins_range(words: Words, place: int, knowledge: Knowledge) -> bool:
    """Whether "to", "and" or a dash at `place` stands inside a range, and not between a change and its outcome."""
    lower, opener = words.lower(place), words.lower(place - 2)
    if opener in _OPENERS or lower in _DASHES:
        return lower in _OPENERS.get(opener, ()) or lower in _DASHES
    if lower == "and":
        return False
    if opener == "from":
        return words.bases[place - 3] == "range"
    if opener == "by" or opener in _UP_OR_DOWN:
        return lower == "to" and _are_close(words.items[place - 1], words.items[place + 1])
    verb = find_verb_before(words, place - 1)
    base = words.bases[verb] if verb >= 0 else ""
    return lower == "to" and base not in knowledge.move_of_verb and base not in _RAISING_ACTS


def _are_close(first: object, last: object) -> bool:
    """Whether two numbers can be a range: "by 5 to 6 percent" is one, "up 1 percent to 85 percent" is none."""
    if not isinstance(first, Quantity) or not isinstance(last, Quantity):
        return False
    return first.value < last.value < _WIDEST_RANGE * first.value


_WIDEST_RANGE = 2


def _unit_at(words: Words, place: int) -> str:
    item = words.items[place] if 0 <= place < len(words.items) else None
    return item.unit if isinstance(item, Quantity) else ""


_BEFORE_HEDGE = frozenset({DETERMINER, NOUN, ADVERB})
_UP_OR_DOWN = frozenset({"up", "down"})
_HEDGES_WITH_TO = frozenset({"up", "close", "equivalent", "equal"})
_HEDGING_PREPOSITIONS = frozenset({"over", "under", "above", "below", "around", "near"})


def _find_link(words: Words, at: int, lists: Mapping[str, frozenset[str]], qualifier: str | None) -> tuple[int, int]:
    """The word that ties the number to what is before it, and the owner in between ("its $1 billion target")."""
    hedge_nouns = lists["hedge_nouns"]
    place, owner = _before_sign(words, at) - 1, -1
    while place >= 0:
        tag, lower = words.tags[place], words.lowers[place]
        if lower in _HEDGING_PREPOSITIONS and not qualifier:
            break
        if tag == ADVERB and _is_particle(words, place, lists["direction_verbs"]):
            place -= 1
            break
        if tag == POSSESSIVE:
            owner = place
        elif tag == OWNER and owner < 0 and place:
            owner = place - 1
            place -= 1
        elif lower == "between" and (
            words.tag(place - 1) in {OF, TO, PREPOSITION, VERB} or words.lower(place - 1) in _UP_OR_DOWN
        ):
            pass
        elif tag == OF and words.lower(place - 1) in hedge_nouns and words.tag(place - 2) in _BEFORE_HEDGE:
            place -= 1 + (words.lower(place - 1) == "end")  # "at the lower end of the $5 to $6 range"
        elif not (_says_how_much(words, place, lists) or _is_hedge_at(words, place) or _is_adjective(words, place)):
            break
        place -= 1
    return place, owner


def _says_how_much(words: Words, place: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether the word ties nothing: "in the region of 5", "was “under 5", "an earlier 5"."""
    tag, lower = words.tags[place], words.lowers[place]
    if tag == DETERMINER or lower in lists["hedges"] or _opens_quote(words, place):
        return True
    is_previous = lower in lists["previous_words"] and tag != AUXILIARY
    if lower == "reported" and words.tag(place - 1) == DETERMINER:
        return True  # "paid a reported $5 million"
    return is_previous or (lower == "in" and words.lower(place + 2) in _VAGUE_REGIONS)


def _before_sign(words: Words, at: int) -> int:
    """As in "sales rose slightly (+0.1%)": what stands in the brackets only says how much."""
    is_signed = words.lower(at - 1) in {"+", "-", "−"} and words.tag(at - 2) == OPEN
    return at - 2 if is_signed and words.tag(at - 3) in {VERB, PARTICIPLE, ADVERB} else at


_VAGUE_REGIONS = frozenset({"region", "order", "neighbourhood", "neighborhood", "vicinity"})


def _opens_quote(words: Words, place: int) -> bool:
    """As in "was “under 5%”": the mark parts nothing."""
    return words.tags[place] == MARK and words.tag(place - 1) in {AUXILIARY, VERB, OF}


def _is_particle(words: Words, place: int, direction_verbs: frozenset[str]) -> bool:
    """Whether the adverb belongs to the verb before it: "lay off", "set up"."""
    if words.lowers[place] not in {"off", "out", "up", "down", "over", "back", "on"}:
        return False
    return words.tag(place - 1) in {VERB, PARTICIPLE, GERUND} and words.bases[place - 1] not in direction_verbs


def _is_hedge_at(words: Words, place: int) -> bool:
    """As in "at least", "up to", "close to"."""
    lower = words.lowers[place]
    if lower == "at":
        return words.lower(place + 1) in {"least", "most"}
    if lower == "to":
        return words.lower(place - 1) in _HEDGES_WITH_TO
    return lower in _HEDGES_WITH_TO and words.lower(place + 1) == "to"


def _is_adjective(words: Words, place: int) -> bool:
    return words.tags[place] == NOUN and words.tag(place - 1) in {DETERMINER, POSSESSIVE}


def _linked_noun(words: Words, link_at: int) -> Stretch | None:
    tag = words.tag(link_at)
    if tag in NOMINAL:
        return noun_phrase_before(words, link_at + 1)
    if words.lower(link_at) in {"up", "down"}:
        return noun_phrase_before(words, link_at)
    if tag not in {OF, TO, PREPOSITION}:
        return None
    end = link_at
    while words.tag(end - 1) in {TIME, ADVERB}:
        end -= 1
        if words.tag(end) == TIME and words.tag(end - 1) in {PREPOSITION, DETERMINER}:
            end -= 1
    if words.tag(end - 1) == CLOSE and (opening := words.tags.rfind(OPEN, max(0, end - _LONGEST_ASIDE), end)) > 0:
        end = opening  # "earnings per share (EPS) of"
    noun = noun_phrase_before(words, end)
    if noun and tag == OF and (thing := _thing_before(words, noun)):
        return thing
    if noun and words.lower(link_at) in {"from", "to"} and _belongs_to_number(words, noun):
        return None
    is_origin = noun is not None and words.lower(noun.start - 1) == "from"
    is_home = noun is not None and words.lower(noun.end - 1) == "home"  # "home to 5 million people"
    return None if tag == TO and (is_origin or is_home) else noun


def _thing_before(words: Words, noun: Stretch) -> Stretch | None:
    """As in "a payment from Acme of": not Acme, but what stands before."""
    is_named = noun.end - noun.start == 1 and words.tags[noun.start] in {NAME, PERSON, PLACE}
    is_linked = words.tag(noun.start - 1) in {PREPOSITION, TO}
    thing = noun_phrase_before(words, noun.start - 1) if is_named and is_linked else None
    return thing if thing and words.tags[thing.end - 1] == NOUN else None


def _belongs_to_number(words: Words, noun: Stretch) -> bool:
    """As in "11 cents per share from 14", "2.6% of the total from 2.9%": the noun only completes the number before."""
    place = noun.start - 1
    if words.tag(place) in {DETERMINER, POSSESSIVE} and words.tag(place - 1) != QUANTITY:
        place -= 1
    return words.lower(place) in {"per", "a", "of"} and words.tag(place - 1) == QUANTITY


def _skip_brackets(words: Words, place: int) -> int:
    """Step over the same amount in another currency: "520bn yen (about $4.9bn) loss"."""
    if words.tag(place) != OPEN:
        return place
    close = words.tags.find(CLOSE, place, place + _LONGEST_ASIDE)
    return close + 1 if close > 0 and QUANTITY in words.tags[place:close] else place


_LONGEST_ASIDE = 7
