"""Whether the kind of a fact fits the kind of a question: figures for "how much", people for "who", days for "when"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from store.asking import question_cues
from store.candidates import Candidate
from store.model import Event, EventType, Fact, Figure, FigureKind, Passage, Query, Quote, Role
from store.terms import Part, Term
from store.vocabulary import Vocabulary
from store.words import YEAR, Stems, read_stems

DURATIONS = frozenset({"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade"})
PLAIN_UNITS = frozenset({"percent", "rank", "multiple"})
RELATIVE = frozenset({"percent", "multiple", "duration"})
"""What amounts are seldom asked for in, but in so many words."""
PARTS = {"percentage_point": "percent", "fraction": "percent", "basis_point": "percent"}

HOW_MUCH = re.compile(r"\bhow much\b")
AMOUNTS = {"money": 1.0, "percent": 0.6, "multiple": 0.3}
"""What "how much" asks for, by the kind of unit."""

DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:19|20)\d\d|quarter|half|spring|summer|fall|autumn|winter|new year|"
    r"(?:last|this|next) (?:week|month|year)|today|tomorrow|yesterday|end of the (?:month|year)|"
    r"(?:in|within|over) (?:\w+ (?:to|or) )?\w+ (?:days|weeks|months|years))\b"
)
CLOCK = re.compile(r"\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\b|noon|[ECMP][SD]?T\b)|\b\d{1,2}:\d\d\b")
PLACE = re.compile(r"\b(?:in|at|across|near|outside|off) (?:the |mainland |downtown |Greater )?[A-Z]")
FIRM = r"(?:\w+ ){0,3}(?:company|firm|group|startup|giant|bank|\w*maker|retailer|explorer|miner|developer|chain)\b"
SEAT = re.compile(
    rf"\b[A-Z][\w-]+-based {FIRM}|[Hh]eadquarter|\bbased in [A-Z]|\bout of [A-Z]|\b[A-Z][\w-]+-based [A-Z]|"
    r", an? [A-Z][\w-]+-based "
)
FIRM_OF = re.compile(rf"\b[Tt]he ([A-Z]\w+)(?: [A-Z]\w+)? {FIRM}")
CAPITALISED = re.compile(r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*")
ASKS_HOME = frozenset({"based", "headquarters", "headquartered", "located", "hq"})
BECAUSE = re.compile(
    r"\b(?:because|due to|after|as|amid|since|driven by|on the back of|thanks to|for \w+ing|helped by|hurt by|"
    r"owing to|caused|reason)\b"
)
SAID = re.compile(
    r"\b(?:according to|said|says?|told|survey|study|report|research|analysts?|found|estimates?|predicts?|data from|"
    r"wrote|expects)\b"
)
ENUMERATION = re.compile(r"[\w’'&.-]+, [^,.;]{2,40}(?:,)? and [\w’'&.-]+|\w+ and [A-Z]")
DEFINES = (
    r"{name}(?:,? Inc\.?|,? Corp\.?|,? Ltd\.?| \([^)]*\))?,? (?:(?:is|was|are|were|which (?:is|was)) )?"
    r"(?:an?|the|one|known)\b|{name}[^.]{{0,30}}? (?:is|helps|provides|offers|makes|allows|lets|enables|develops|sells|"
    r"operates|builds|runs|specialises|specializes|produces|owns)\b|(?:startup|company|firm|group|maker|provider|giant|"
    r"unicorn|bank|fund|developer|operator|seller|app|platform|service|retailer|chain|carrier|agency|player|business) "
    r"{name}\b|\({name}\)|{name}, which [a-z]+s\b|{name},? (?:which is )?short for\b|"
    r"\b(?:called|named|dubbed|known as) {name}\b"
)
COMPARED = re.compile(
    r"\b(?:from|against|compared|versus|earlier|ago|previous(?:ly)?|prior|peak|last year|a year before)\b[^,;]{0,25}$"
)
ASIDE = re.compile(r"[,;]| (?:up|down|from|against|versus) ")
EARLIER = re.compile(r"\b(?:earlier|ago|previous(?:ly)?|prior|before|last year)\b")
LATER = re.compile(r"\b(?:following|next|later|after)\b")
DERIVED = re.compile(
    r"\b(?:growth|rise|fall|decline|drop|change|share|increase|decrease|lost|lose|losing|lost|added|add|adding|cut|gain|per|difference|reduction)\b"
)

UNASKED_KINDS = {FigureKind.ACTUAL: 1.0, FigureKind.TARGET: 0.5, FigureKind.ESTIMATE: 0.0}
"""What each kind is worth where none is asked for: what has come is told before what somebody expected."""
SEVERAL = 2
BEHIND_COUNT = 30
"""Characters behind a number in which the counted are named."""
DONE_BY = re.compile(r"\w+ by (?:[a-z-]+ ){0,4}[A-Z]")
FIRST = re.compile(r"\b(?:number one|number 1|no 1|biggest|largest|leader|leads|top)\b")
OF_A_SERIES = frozenset({"change", "share", "in", "from", "of"})
GROWS = re.compile(r"\b(?:grow|grew|grown|growth|grows|growing|rise|rose|risen|fall|fell|fallen)\b")
"""What asks by how much something moves, and not where it stands."""


class Fitting:
    """What a question wants of a fact besides its words."""

    def __init__(self, query: Query, terms: Sequence[Term], names: frozenset[str], vocabulary: Vocabulary) -> None:
        self._measures = frozenset(vocabulary.table("metrics")["measures"])
        self._series = {query.metric, *vocabulary.table("questions")["metrics"]["series"].get(query.metric, ())}
        self._places = known_places(vocabulary)
        self._countries = question_cues(vocabulary).regions
        self._query = query
        self._names = names
        self._counted = [term for term in terms if term.part in (Part.OWN, Part.METRIC)]
        self._times = [term for term in terms if term.part is Part.TIME]
        self._asks_first = bool(FIRST.search(query.text.lower()))
        self._asks_growth = bool(GROWS.search(query.text.lower()))
        cues, asked = question_cues(vocabulary), query.text.lower()
        is_list = query.intent == "list"
        self.asks_related = is_list and cues.related_firms.search(asked) is not None
        """Whether companies are to be listed that are something to somebody: "which rivals"."""
        self.asks_firms = self.asks_related or (is_list and cues.firms.search(asked) is not None)
        """Whether companies are to be listed."""
        self._asks_office = not question_cues(vocabulary).offices.isdisjoint(query.terms)
        self._asks_derived = query.unit in RELATIVE or bool(DERIVED.search(query.text.lower()))
        matter = [term.text for term in terms if term.part is Part.OWN]
        self._defined = [*sorted(names), *map(str.upper, matter), " ".join(matter)]

    def measures_asked(self, figure: Figure) -> bool:
        """Whether the figure measures what is asked for, or how that changed."""
        return figure.series_key in self._series or figure.series_key.split(" ")[0] in self._series - {"share"}

    def counts_asked(self, figure: Figure) -> bool:
        """Whether the figure counts, or tells of, something that the question names: "how many bikes"."""
        end = figure.start - figure.evidence.start + len(figure.text)
        behind = figure.evidence.sentence[end : end + BEHIND_COUNT]  # "30,000 sports utility vehicles (SUV)"
        told = read_stems(f"{figure.unit} {figure.metric} {behind}")
        is_open = unit_kind(figure.unit) != "count" or not figure.unit or not self._counted
        return is_open or any(term.credit(told) for term in self._counted)

    def measures_other(self, figure: Figure) -> bool:
        """Whether the figure is known to measure something else."""
        measure = figure.series_key.split(" ")[0]
        return measure in self._measures and measure not in self._series

    def fits(self, fact: Fact, candidate: Candidate) -> float:  # noqa: PLR0911  (one return a kind of question)
        """Whether the fact is of the kind that is asked for."""
        sentence = fact.evidence.sentence
        others = bool(set(candidate.names) - self._names)
        match self._query.intent, fact:
            case "who", _:
                return self._tells_who(fact, others=others)
            case "quote", Quote() | Event(type=EventType.STATEMENT):
                return self._is_word_of(fact)
            case "source", _:
                return bool(SAID.search(sentence)) * (0.6 + 0.4 * others)
            case "when", Passage() | Event():
                return self._tells_when(sentence)
            case "where", Passage() | Event():
                return self._tells_where(sentence)
            case "why", Passage() | Event():
                return float(bool(BECAUSE.search(sentence)))
            case "list", Figure():
                asks_amount = self.asks_firms and bool(self._query.metric or self._query.unit)
                return 0.5 * (asks_amount and fact.subject is not None)
            case "list", Passage() | Event():
                return 1.0 if self._lists_firms(candidate) else 0.7 * bool(ENUMERATION.search(sentence))
            case "definition", Passage() | Event():
                return self._defines(sentence)
        return 0.0

    def _lists_firms(self, candidate: Candidate) -> bool:
        """Whether the sentence names several of the companies that are asked for: "which firms were accused?"."""
        return self.asks_firms and len(set(candidate.names) - self._names - self._places) >= SEVERAL

    def _tells_who(self, fact: Fact, *, others: bool) -> float:
        """Somebody with an office, who has a rank, or whom the sentence names besides."""
        if isinstance(fact, Role):
            return 1.0 if self._is_of_office(fact) else 0.4
        if isinstance(fact, Figure):
            is_rank = self._query.unit == unit_kind(fact.unit) == "rank"
            return float(is_rank and (fact.value == 1 or not self._asks_first))
        is_other = others and not self._asks_office and not isinstance(fact, Quote)
        return (0.9 if self._is_done_by(fact.evidence.sentence) else 0.6) * is_other

    def _is_done_by(self, sentence: str) -> bool:
        """Whether the sentence says by whom what is asked for was done: "led by Acme"."""
        stems = read_stems(sentence)
        return any(DONE_BY.match(sentence, place) for term in self._counted for place in term.places(stems))

    def _is_of_office(self, role: Role) -> bool:
        """Whether somebody's office is asked for, or who somebody is: not who sued or bought whom."""
        title = read_stems(role.title or "")
        return not self._counted or any(term.credit(title) for term in self._counted)

    def _is_word_of(self, fact: Quote | Event) -> float:
        """How far it is what they said who are asked for: words more than what is said about them."""
        if not self._query.people:
            return 1.0 if isinstance(fact, Quote) else 0.6
        if isinstance(fact, Quote):
            return 1.0 if fact.speaker in self._names else 0.4
        return 0.3 * any(part.name in self._names for part in fact.participants)

    def _tells_when(self, sentence: str) -> float:
        asked = CLOCK if "time" in self._query.text.lower().split() else DAY
        return float(bool(asked.search(sentence)))

    def _tells_where(self, sentence: str) -> float:
        if not ASKS_HOME.isdisjoint(self._query.text.lower().replace("?", " ").split()):
            return self._tells_home(sentence)
        named = sum(name in self._places for name in CAPITALISED.findall(sentence))
        return min(1.0, 0.5 * bool(PLACE.search(sentence)) + 0.25 * named)

    def _tells_home(self, sentence: str) -> float:
        """How sure a sentence tells where somebody sits: "based in Lyon" more than "the Lyon company"."""
        if SEAT.search(sentence):
            return 1.0
        found = FIRM_OF.search(sentence)
        if not found:
            return 0.0
        return 0.8 if found[1].lower() not in self._countries else 0.5

    def _defines(self, sentence: str) -> float:
        names = (re.escape(name) for name in self._defined if name)
        return float(any(re.search(DEFINES.format(name=name), sentence, re.IGNORECASE) for name in names))

    def figure_parts(self, figure: Figure, near: Stems) -> Iterator[tuple[str, float]]:  # noqa: ARG002  (kept in step with the other parts)
        """The parts of a figure's score that depend on what kind of figure is asked for."""
        query = self._query
        yield "key", float(figure.key)
        if query.intent not in ("figure", "list", ""):
            yield "unasked", 1.0
            return
        yield "figure", float(bool(query.intent))
        yield "kind", self._kind_fits(figure)
        if query.unit:
            yield "unit", float(query.unit == unit_kind(figure.unit))
        elif HOW_MUCH.search(query.text.lower()):
            yield "unit", AMOUNTS.get(unit_kind(figure.unit), 0.0)
        if query.unit == "count":
            unit = read_stems(figure.unit)
            yield "counted", max((term.credit(unit) for term in self._counted), default=0.0)
        if query.metric:
            yield "metric", float(self.measures_asked(figure))
            yield "narrower", float(self._is_narrower(figure))
        if query.currency:
            yield "currency", float(query.currency == figure.unit)
        is_derived = bool(DERIVED.search(figure.metric)) or unit_kind(figure.unit) in RELATIVE
        yield "unasked", float(not is_derived if self._asks_growth else is_derived and not self._asks_derived)
        yield from self._period_parts(figure)

    def _is_narrower(self, figure: Figure) -> bool:
        """Whether it is of a part that nobody asked for: sales in one region, of one division."""
        key, _, rest = figure.series_key.partition(" ")
        special = read_stems(" ".join(word for word in rest.split() if word not in OF_A_SERIES))
        if key not in self._series or not special.words:
            return False
        return not any(term.credit(special) for term in (*self._counted, *self._times))

    def _kind_fits(self, figure: Figure) -> float:
        asked = self._query.kind
        if not asked:
            return UNASKED_KINDS[figure.kind]
        if figure.kind is FigureKind.ACTUAL:
            return 0.0
        return 1.0 if figure.kind == asked else 0.7

    def _period_parts(self, figure: Figure) -> Iterator[tuple[str, float]]:
        period = read_stems(_period_text(figure))
        if self._times:
            share = sum(term.credit(period) for term in self._times) / len(self._times)
            yield "period", share
            yield "other_period", float(bool(period.words) and self._is_other(period))
        compared = float(is_earlier(figure))
        if self._query.later:
            yield "earlier", float(bool(LATER.search(figure.period.text if figure.period else "")))
        elif self._query.earlier:
            yield "earlier", compared
        else:
            yield "compared", compared

    def _is_other(self, period: Stems) -> bool:
        """Whether the figure is of another year, quarter or length of time than one that is asked for."""
        asked = {term.text for term in self._times}
        years = set(filter(YEAR.fullmatch, period.words))
        if any(YEAR.fullmatch(text) for text in asked) and years:
            return years.isdisjoint(asked)
        numbers = {text for text in asked if text.isdigit()}
        return bool(numbers) and any(word.isdigit() for word in period.words) and numbers.isdisjoint(period.words)


@lru_cache(maxsize=4)
def known_places(vocabulary: Vocabulary) -> frozenset[str]:
    """The names of places, as they are written."""
    rows = vocabulary.rows("places")
    return frozenset(name for row in rows for name in (row["name"], *filter(None, row["aliases"].split("|"))))


def _period_text(figure: Figure) -> str:
    period = figure.period
    if not period:
        return ""
    return f"{period.text} {period.last.year}" if period.last else period.text


def is_earlier(figure: Figure) -> bool:
    """Whether the figure is told as the one that another is compared with."""
    sentence, place = figure.evidence.sentence, figure.start - figure.evidence.start
    after = ASIDE.split(sentence[place + len(figure.text) : place + len(figure.text) + 30])[0]
    period = figure.period.text if figure.period else ""
    return bool(EARLIER.search(period) or COMPARED.search(sentence[:place]) or EARLIER.search(after))


def unit_kind(unit: str) -> str:
    """The kind of a unit: money, percent, rank, duration, or count for whatever is counted.

    >>> unit_kind("CNY"), unit_kind("small business")
    ('money', 'count')
    """
    if len(unit) == 3 and unit.isupper():  # noqa: PLR2004  (an ISO 4217 code)
        return "money"
    if unit in DURATIONS:
        return "duration"
    return PARTS.get(unit, unit if unit in PLAIN_UNITS else "count")
