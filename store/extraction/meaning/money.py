"""What a sum of money is: earnings, a price, a funding round, a level of sales."""

from __future__ import annotations

import re

from store.extraction.meaning.clauses import Stretch, noun_phrase_before, noun_phrase_from
from store.extraction.meaning.frames import Frame, Scale
from store.extraction.meaning.knowledge import Action, Knowledge
from store.extraction.meaning.levels import (
    copy_measure,
    read_following_noun,
    read_label,
    read_level,
    read_linked_noun,
    read_nearest_noun,
    read_or_aside,
    read_outcome,
    read_range,
    read_size_of,
    read_stand_in,
    repeat_before,
)
from store.extraction.meaning.lexicon import (
    AUXILIARY,
    CLOSE,
    DETERMINER,
    GERUND,
    NOUN,
    OPEN,
    OWNER,
    POSSESSIVE,
    RELATIVE,
)
from store.extraction.meaning.measures import SHARE_PRICE, Case, Measure, Rule, find_bidder
from store.extraction.meaning.moves import read_excess, read_move
from store.extraction.meaning.nouns import name_stretch, named_object
from store.extraction.meaning.per_share import PRICE_VERBS, read_per_share, read_price_row
from store.extraction.meaning.tags import NAME, QUANTITY, TIME
from store.extraction.meaning.words import Words
from store.extraction.wordlists import singular

_PRICE_ENDING = re.compile(r"(?:\A|\s)prices?\Z")
BUYBACK = "share buyback"
_HAVING = frozenset({"has", "have", "had"})
_TOTALS = frozenset({"to date", "so far", "total", "date", "far", "altogether"})


def read_market_size(case: Case) -> Measure | None:
    """As in "the cloud market is worth $7 billion"."""
    frame = case.frame
    if (frame.noun and frame.link == "of") or _content_of(frame):
        return None
    named = case.named
    if named is None or named.head not in case.knowledge.lists["sized_nouns"]:
        return None
    kind = [word for word in named.base.split()[:-1] if word.lower() not in case.knowledge.country_of]
    return Measure(" ".join([*kind, "market size"]), "", named.scope)


def read_buyback(case: Case) -> Measure | None:
    """As in "repurchased $5m of its shares"."""
    actions = case.knowledge.actions.get(case.frame.verb_base, ())
    return Measure(BUYBACK) if any(action.metric == BUYBACK for action in actions) else None


def read_content(case: Case) -> Measure | None:
    """As in "$5 million in funding", "RMB9 billion of spending on our sites"."""
    frame, words, lists = case.frame, case.frame.words, case.knowledge.lists
    content = _content_of(frame)
    if content is None or words.tags[content.end - 1] != NOUN:
        return None
    measure = Measure(name_stretch(words, content, case.knowledge))
    is_payment = frame.link in {"for", "at"} and measure.head in lists["payment_nouns"]
    if not measure.base or is_payment or measure.head in lists["company_nouns"] | lists["length_nouns"]:
        return None
    is_raised = frame.verb_base == "raise" and measure.head in lists["raised_nouns"]
    is_capital = measure.head in lists["capital_nouns"]
    if is_raised or (is_capital and lists["capital_kinds"].issuperset(measure.base.lower().split()[:-1])):
        return _read_raised(case)
    if words.lower(frame.tail) == "in":
        spared = case.knowledge.sparing.get(frame.verb_base)
        return Measure(f"{singular(measure.base)} {spared}") if spared else measure  # "save $5m in costs"
    if words.lower(content.end) in {"on", "through", "via", "for"}:
        place = noun_phrase_from(words, content.end + 1)
        where = name_stretch(words, place, case.knowledge) if place else ""
        return measure._replace(scope=f"{words.lowers[content.end]} {where}") if where else measure
    return measure


def _content_of(frame: Frame) -> Stretch | None:
    """What an amount is of: "in funding", "in restructuring costs"."""
    words, start = frame.words, frame.tail + 1
    if words.lowers[start : start + 2] == ["terms", "of"]:  # "in terms of sales"
        start += 2
    if frame.after or words.lower(frame.tail) not in {"in", "of"} or frame.verb_base == "value":
        return None
    if words.tag(start) == NAME and words.tag(start + 1) == OWNER:
        return None  # "lost $5m in Acme's collapse"
    is_compound = words.tag(start) == GERUND and words.tag(start + 1) == NOUN
    content = noun_phrase_from(words, start + is_compound)
    return Stretch(content.start - is_compound, content.end) if content else None


def _read_raised(case: Case) -> Measure:
    """As in "raised $310 million in capital to date", "in debt": what the verb says, where it is one of raising."""
    if _is_total(case.frame):
        return Measure("total funding")
    action = read_action(case)
    return action if action and "funding" in action.base else Measure("funding round")


def read_foreseen(case: Case) -> Measure | None:
    """As in "raised its revenue forecast for Acme to $5m": what is foreseen, wherever it is told of whom."""
    frame, words = case.frame, case.frame.words
    if frame.verb < 0 or frame.link not in {"to", "from"}:
        return None
    for place in range(frame.verb + 1, frame.link_at):
        if words.lowers[place] in case.knowledge.lists["foreseen_nouns"]:
            noun = noun_phrase_before(words, place + 1)
            return Measure(name_stretch(words, noun, case.knowledge)) if noun else None
    return None


def read_bracketed_sum(case: Case) -> Measure | None:
    """As in "AI infrastructure ($1.3 billion), followed by services ($589 million)": of what stands before each."""
    words, at = case.frame.words, case.frame.at
    is_bracketed = words.tag(at - 1) == OPEN and words.tag(at + 1) == CLOSE and words.tag(at - 2) == NOUN
    if not is_bracketed or words.texts[at - 2][0].isupper():
        return None
    noun = noun_phrase_before(words, at - 1)
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    spent = case.named.head if case.named and case.named.head in case.knowledge.lists["portioned"] else ""
    return Measure(f"{text} {spent}".strip()) if text else None


def read_takeover(case: Case) -> Measure | None:
    """As in "its $5m takeover of Beta": the price of whom it takes."""
    words, after = case.frame.words, case.frame.after
    if after and words.lower(after.end - 1) in {"deal", "transaction"} and case.frame.link == "in":
        return _read_bought(case)
    if after is None or words.lower(after.end - 1) not in case.knowledge.lists["takeover_nouns"]:
        return None
    if find_bidder(case.frame, case.knowledge) >= 0 and case.frame.subject:
        bought = named_object(words, case.frame.subject.start)
        return Measure(f"acquisition price of {bought}" if bought else "acquisition price")
    if words.lower(after.end) not in {"of", "on"}:
        return None
    bought = named_object(words, after.end + 1) or _things_bought(case, after.end + 1)
    return Measure(f"acquisition price of {bought}") if bought else None


def _read_bought(case: Case) -> Measure | None:
    """As in "which acquired Beta in 2018 in a $28m deal"."""
    acts = case.knowledge.actions.get(case.frame.verb_base, ())
    act = next((act for act in acts if act.of_object), None)
    bought = named_object(case.frame.words, case.frame.verb + 1) if act else ""
    return Measure(f"{act.metric} of {bought}") if act and bought else None


def _things_bought(case: Case, place: int) -> str:
    """As in "paid $5m for a chip designer", "for Acme's cable networks": what sort of company, or what of it."""
    bought = noun_phrase_from(case.frame.words, place)
    if bought is None or singular(case.frame.words.lower(bought.end - 1)) not in case.knowledge.lists["company_nouns"]:
        return ""
    return name_stretch(case.frame.words, bought, case.knowledge)


def read_action(case: Case) -> Measure | None:
    """As in "earned $5m", "acquired Beta for $5m": by what somebody did with the money."""
    frame = case.frame
    if frame.verb_base == "pay" and (measure := _read_payment(case)):
        return measure
    for action in case.knowledge.actions.get(frame.verb_base, ()):
        if action.links is None or frame.link in action.links:
            measure = _measure_of_action(frame, action, case.knowledge)
            if action.in_total and _is_regular(frame):
                return Measure("revenue")
            if measure and measure.base == "net earnings" and _is_regular(frame):
                return Measure("pay", "", f"per {frame.words.lowers[frame.tail + 1]}")
            if measure and measure.base == "revenue" and frame.verb_base in case.knowledge.lists["result_verbs"]:
                return repeat_before(case) or measure
            is_listing = action.in_total and not case.knowledge.lists["listing_words"].isdisjoint(frame.words.lowers)
            return Measure("IPO proceeds") if is_listing else measure
    return None


def _read_payment(case: Case) -> Measure | None:
    """As in "paid $5m for Beta", "to pay $5m to settle charges", "paid $5m, people close to the deal say"."""
    words, tail = case.frame.words, case.frame.tail
    if _is_regular(case.frame) and case.named is not None and case.named.head in case.knowledge.lists["jobs"]:
        return Measure("pay", "", f"per {words.lowers[tail + 1]}")
    if words.lowers[tail : tail + 2] == ["to", "settle"]:
        return Measure("settlement")
    if words.lower(tail) != "for":
        return Measure("acquisition price") if is_paid_in_deal(case) else None
    bought = named_object(words, tail + 1) or _things_bought(case, tail + 1)
    return Measure(f"acquisition price of {bought}") if bought else None


def is_paid_in_deal(case: Case) -> bool:
    """As in "As part of the deal, it will pay $5m in cash", "paid $5m, people close to the deal say"."""
    words, nouns = case.frame.words, case.knowledge.lists["deal_nouns"]
    if case.frame.verb_base not in _PAYING or _is_regular(case.frame):
        return False
    for place, lower in enumerate(words.lowers):
        if lower in nouns:
            before = place - 1
            while words.tag(before) in {DETERMINER, POSSESSIVE}:
                before -= 1
            if words.lowers[before] in _WITHIN and before > 0 and words.lowers[before - 1] in _PART_OF:
                return True
    return False


_PAYING = frozenset({"pay", "assume"})
_WITHIN = frozenset({"of", "with", "to"})
_PART_OF = frozenset({"part", "terms", "familiar", "close"})
"""Before "of", "with" or "to the deal" they tell that all is of that deal."""


def _is_regular(frame: Frame) -> bool:
    """As in "raises $2m a year", "earns $15 an hour"."""
    words = frame.words
    return words.lower(frame.tail) in {"a", "an", "per"} and words.lower(frame.tail + 1) in _TIMES_PAID


_TIMES_PAID = frozenset({"hour", "day", "week", "month", "year", "shift"})


def _measure_of_action(frame: Frame, action: Action, knowledge: Knowledge) -> Measure | None:
    words = frame.words
    if action.in_total and _is_total(frame):
        return Measure(action.in_total)
    if action.of_object and (bought := named_object(words, frame.verb + 1)):
        return Measure(f"{action.metric} of {bought}")
    link = words.lower(frame.tail)
    if words.lowers[frame.tail + 1 : frame.tail + 3] == ["buying", "back"]:
        return Measure(BUYBACK)
    what = _name_from(words, frame.tail + 1, knowledge) if link in action.scopes else ""
    return Measure(action.metric, "", f"{link} {what}" if what else "") if action.metric else None


def _name_from(words: Words, place: int, knowledge: Knowledge) -> str:
    """The company, or else the things, named from `place` on, their number passed over."""
    mention = words.mention(place) if words.tag(place) == NAME else None
    if mention:
        return mention.name
    noun = noun_phrase_from(words, place + 1 if words.tag(place) == QUANTITY else place)
    return name_stretch(words, noun, knowledge) if noun else ""


def _is_total(frame: Frame) -> bool:
    """As in "has raised $5m to date", "Acme, which has raised $5m"."""
    words, verb = frame.words, frame.verb
    if not _TOTALS.isdisjoint(words.lowers[verb : frame.at + 6]) or words.lowers[:2] == ["to", "date"]:
        return True
    if any(words.tag(at) == TIME and words.lowers[at].startswith("since ") for at in range(frame.tail, frame.tail + 2)):
        return True
    if {"since", "inception"}.issubset(words.lowers[frame.tail : frame.tail + 3]):
        return True
    if words.texts[:1] == ["To date"] or any(
        words.tag(at) == TIME and words.lowers[at] == "to date" for at in range(verb)
    ):
        return True
    return words.tag(verb - 1) == AUXILIARY and words.lower(verb - 1) in _HAVING and words.tag(verb - 2) == RELATIVE


def read_value(case: Case) -> Measure | None:
    """As in "a deal worth $5m", "contracts valued at $5m": the value of the noun before."""
    frame = case.frame
    words = frame.words
    if frame.link != "worth" and frame.verb_base not in {"value", "price"}:
        return None
    if frame.verb_base == "price" and not case.knowledge.lists["share_words"].isdisjoint(words.lowers):
        return Measure("IPO price" if {"ipo", "offering"} & set(words.lowers) else SHARE_PRICE)
    noun = frame.noun or frame.subject
    if case.before and case.before.frame.at == frame.link_at - 1 and case.before.frame.scale is Scale.COUNT:
        return Measure(f"{case.before.frame.quantity.unit} value")  # "5 million contracts worth $9m"
    text = name_stretch(words, noun, case.knowledge) if noun else ""
    if text.endswith("value"):
        return Measure(text)
    if frame.link == "worth" and noun and words.tags[noun.end - 1] == NOUN and text.endswith("s"):
        head = text.rsplit(" ", 1)[-1]
        if head not in case.knowledge.lists["company_nouns"] and head != "sales":
            return Measure(f"{text} value")
    is_thing = text.rsplit(" ", 1)[-1] in case.knowledge.lists["valued_nouns"]
    return Measure(f"{text} value" if is_thing else "valuation")


def read_added(case: Case) -> Measure | None:
    """As in "will add $5m to costs", "takes $5m off profits": how that changes."""
    frame, words, knowledge = case.frame, case.frame.words, case.knowledge
    if frame.verb < 0 or frame.link_at != frame.verb or words.lower(frame.tail) not in {"to", "off", "from"}:
        return None
    move = knowledge.adding.get(frame.verb_base)
    noun = noun_phrase_from(words, frame.tail + 1) if move else None
    text = name_stretch(words, noun, knowledge) if noun else ""
    if not move or text.rsplit(" ", 1)[-1].rstrip("s") not in knowledge.lists["added_to"]:
        return None
    return Measure("market value" if text == "value" else text, move)


def read_price(case: Case) -> Measure | None:
    """As in "priced at $499", "starts at $499", "is available for $499"; what is paid for shares is read elsewhere."""
    frame, words, lists = case.frame, case.frame.words, case.knowledge.lists
    if frame.link == "at" and words.lowers[frame.link_at - 2 : frame.link_at] in _GOING_PUBLIC:
        return Measure("IPO price")
    if frame.link == "at" and case.named is None and frame.verb_base == "trade":
        return Measure(SHARE_PRICE)
    if frame.link == "at" and words.base(frame.link_at - 1) == "start" and frame.verb == frame.link_at - 1:
        return Measure("starting price")
    if frame.link not in {"at", "for", "from"} or words.lower(frame.link_at - 1) not in lists["priced_words"]:
        return None
    return Measure("price") if lists["share_words"].isdisjoint(words.lowers) else None


_GOING_PUBLIC = (["went", "public"], ["go", "public"], ["going", "public"])


def read_running_total(case: Case) -> Measure | None:
    """As in "brings the total raised by Acme to $5m"."""
    frame, words = case.frame, case.frame.words
    if frame.link != "to":
        return None
    near = range(frame.link_at - 1, max(-1, frame.link_at - _TOTAL_REACH), -1)
    verb = next((at for at in near if words.bases[at] in _BRINGING), frame.link_at)
    told = frozenset(words.lowers[verb : frame.link_at])
    is_total = "total" in told and not case.knowledge.lists["raised_words"].isdisjoint(told)
    return Measure("total funding") if is_total else None


_TOTAL_REACH = 20
_BRINGING = frozenset({"bring", "take", "push"})


def read_worth(case: Case) -> Measure | None:
    """As in "the $2 billion it was worth in 2021"."""
    words, at = case.frame.words, case.frame.at
    for place in range(at + 2, min(at + _WORTH_REACH + 1, len(words.tags))):
        if words.lowers[place] == "worth" and words.tags[place - 1] == AUXILIARY:
            return Measure("valuation")
    return None


def read_unit_price(case: Case) -> Measure | None:
    """As in "sold its copper at $2.61 a pound"."""
    frame, words, knowledge = case.frame, case.frame.words, case.knowledge
    unit = words.lower(frame.tail + 1)
    if words.lower(frame.tail) not in {"a", "an", "per"} or unit not in knowledge.lists["measured_units"]:
        return None
    sold = noun_phrase_from(words, frame.verb + 1) if frame.verb_base in PRICE_VERBS else None
    what = name_stretch(words, sold, knowledge) if sold and sold.end <= frame.link_at else ""
    if not what and case.named and frame.verb >= 0:
        what = case.named.base
    sold_for = _PRICE_ENDING.sub("", what)
    return Measure(f"{sold_for} price per {unit}".strip())


def read_deal(case: Case) -> Measure | None:
    """As in "announced its acquisition of Beta for $5m"."""
    frame = case.frame
    if frame.link not in {"for", "worth", "at"}:
        return None
    start = max(frame.verb, frame.link_at - _DEAL_REACH, 0)
    for place in range(frame.link_at - 1, start, -1):
        if frame.words.lowers[place] in case.knowledge.lists["deal_nouns"]:
            is_of = frame.words.lower(place + 1) == "of"
            bought = named_object(frame.words, place + 2) if is_of else ""
            return Measure(f"acquisition price of {bought}" if bought else f"{frame.words.lowers[place]} price")
    return None


_DEAL_REACH = 15
_WORTH_REACH = 4


MONEY_RULES: tuple[Rule, ...] = (
    read_price_row,
    read_label,
    read_bracketed_sum,
    read_or_aside,
    read_excess,
    read_range,
    read_running_total,
    read_price,
    read_worth,
    read_added,
    read_unit_price,
    read_per_share,
    read_outcome,
    copy_measure,
    read_market_size,
    read_size_of,
    read_takeover,
    read_following_noun,
    read_buyback,
    read_content,
    read_stand_in,
    read_move,
    read_value,
    read_deal,
    read_linked_noun,
    read_foreseen,
    read_level,
    read_action,
    repeat_before,
    read_nearest_noun,
)
