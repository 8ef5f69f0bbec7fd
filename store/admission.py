"""Whether a fact may be told as an answer: a question that nothing stored answers gets none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from store.asked import Asked
from store.asking import SHARE_PRICE
from store.candidates import Candidate, Place, place_of
from store.fitting import Fitting, unit_kind
from store.model import Fact, Figure, FigureKind, Quote, Role
from store.ranking import NEEDED, Ranked
from store.words import YEAR

FLOOR = 0.45
"""How much of the question must be covered."""
TOLD_FLOOR = 0.25
"""The same where the talk is of this document already."""
QUOTE_FLOOR = 0.1
"""The same of what somebody says of a matter, which seldom has its words; the text around has some."""
METRIC_FLOOR = 0.5
BELONGING = 0.3

SAME_BUT_FOR_A_SLIP = 90
"""From here on two names are one that the press misspelt: rapidfuzz's ratio, with one letter of ten wrong."""
RESULTS = frozenset(
    {"revenue", "net-income", "operating-income", "pretax-income", "eps", "comparable-sales", "ebitda", "employee"}
    | {"valuation", "market-value"}
)
"""Measures that each company has for itself: one's is never the answer to a question of another's."""

SAID_BY = frozenset({"quote", "why"})
"""Kinds of question that somebody's words answer."""
READ_AS_FIGURES = frozenset({"money", "count"})
"""Units whose numbers are always read: what has none of them in a sentence is no answer."""
NEVER_COUNTED = frozenset({"duration", "money", "rank"})
UNCOUNTED = NEVER_COUNTED | {"percent"}
GUIDANCE = re.compile(r"\b(?:guid\w+|outlook)\b", re.IGNORECASE)
"""What asks for a company's own view, and tells of it."""
PERCENT = re.compile(r"%|\bper ?cent\b")
NUMBER = re.compile(r"(?<![\w-])[€£$¥₹]?\d")


class Admission:
    """Holds ranked facts against what one question asks for."""

    def __init__(self, asked: Asked, fitting: Fitting) -> None:
        self._asked = asked
        self._query = asked.query
        self._fitting = fitting
        self._asks_guidance = self._query.kind == FigureKind.TARGET and GUIDANCE.search(self._query.text.lower())

    def admits(self, ranked: Ranked, candidate: Candidate) -> bool:
        """Whether the fact is about whom and what is asked for, and is of the kind that is asked for."""
        fact = ranked.found.fact
        conditions = self._conditions(ranked, candidate)
        return all(conditions) and (self._query.intent != "figure" or self._is_amount_asked(fact))

    def _conditions(self, ranked: Ranked, candidate: Candidate) -> Iterator[bool]:
        parts, fact = ranked.parts, ranked.found.fact
        yield parts["belongs"] >= BELONGING
        yield not self._asked.matter or parts["covered"] >= self._floor(ranked)
        yield bool(parts["fits"]) or not self._needs_fit()
        yield not (isinstance(fact, Role) and self._is_elsewhere(fact))
        yield not (isinstance(fact, Quote) and self._is_word_of_another(fact))
        yield all(map(candidate.article.has, self._asked.proper))
        yield not self._fitting.asks_related or self._tells_of_relation(ranked, candidate)
        if self._query.intent == "figure":
            yield not (isinstance(fact, Figure) and self.is_anothers(fact, candidate))
            yield not self._asks_guidance or _is_guidance(fact)
            yield not self._query.metric or parts["measured"] >= METRIC_FLOOR or self._is_rank_asked(fact)
            yield self._is_of_year(candidate)
            yield all(self._is_told_of(family, candidate) for family in self._asked.families)
            yield bool(self._asked.matter) or parts["all_named"] >= 1 or len(self._asked.families) < 2  # noqa: PLR2004

    def _tells_of_relation(self, ranked: Ranked, candidate: Candidate) -> bool:
        """Whether the sentence itself tells of the customers, rivals or partners that are asked for."""
        if self._query.metric:
            return ranked.parts["measured"] >= METRIC_FLOOR
        return any(term.credit(candidate.stems) for term in self._asked.matter)

    def _floor(self, ranked: Ranked) -> float:
        if ranked.parts.get("told_document"):
            return TOLD_FLOOR
        fact = ranked.found.fact
        is_said = isinstance(fact, Quote) and fact.speaker in self._asked.wanted and self._query.intent in SAID_BY
        return QUOTE_FLOOR if is_said else FLOOR

    def _needs_fit(self) -> bool:
        """Whether the question asks for nothing but a kind of answer: somebody, somebody's words, or a day alone."""
        intent = self._query.intent
        if intent == "who" or (intent == "quote" and self._query.people) or self._fitting.asks_firms:
            return True
        return intent in NEEDED and not self._asked.matter

    def _is_elsewhere(self, role: Role) -> bool:
        """Whether somebody has an office, but of another company than is asked for."""
        is_asked = self._query.intent == "who" and bool(self._query.entities)
        return is_asked and bool(role.organisation) and role.organisation not in self._asked.wanted

    def _is_word_of_another(self, quote: Quote) -> bool:
        """Whether somebody else said it than whose words are asked for."""
        is_asked = self._query.intent == "quote" and bool(self._query.people)
        return is_asked and quote.speaker is not None and quote.speaker not in self._asked.wanted

    def _is_told_of(self, family: frozenset[str], candidate: Candidate) -> bool:
        """Whether the article speaks of each whom the question names: what one pays another is told where both are."""
        return len(self._asked.families) == 1 or any(candidate.article.mentions[name] for name in family)

    def is_anothers(self, figure: Figure, candidate: Candidate) -> bool:
        """Whether a result asked of one company is known to be of another, that the sentence or article names."""
        wanted, subject = self._asked.wanted - self._asked.parts, figure.subject
        if not self._query.entities or not subject or subject in wanted or self._query.metric not in RESULTS:
            return False
        if any(fuzz.ratio(subject.casefold(), name.casefold()) >= SAME_BUT_FOR_A_SLIP for name in wanted):
            return False
        if "according to" in figure.evidence.sentence.lower() and not wanted.isdisjoint(candidate.names):
            return False  # who is asked of may be who has counted
        measure = figure.series_key.partition(" ")[0]
        is_result = measure == self._query.metric or (subject in self._asked.parts and measure in RESULTS)
        return is_result and subject in candidate.article.mentions

    def places_of_prices(self, figures: Iterable[Figure]) -> set[Place]:
        """The sentences that only tell how shares moved, where some other measure is asked for."""
        if self._query.intent != "figure" or self._query.metric in ("", SHARE_PRICE):
            return set()
        others = {place_of(figure) for figure in figures if not figure.series_key.startswith(SHARE_PRICE)}
        return {place_of(figure) for figure in figures} - others

    def _is_of_year(self, candidate: Candidate) -> bool:
        """Whether a year that is asked for is told of anywhere in the article, or it may have been written then."""
        years = [term for term in self._asked.own if YEAR.fullmatch(term.text)]
        published = candidate.passage.source.published
        return all(
            candidate.article.has(term) or (published and published.year - int(term.text) in (0, 1)) for term in years
        )

    def _is_rank_asked(self, fact: Fact) -> bool:
        """As in "where do they rank by shipments?": the metric is only what the rank goes by."""
        return self._query.unit == "rank" and isinstance(fact, Figure) and unit_kind(fact.unit) == "rank"

    def _is_amount_asked(self, fact: Fact) -> bool:
        """Whether it is an amount of the kind that is asked for: "how many" wants no money."""
        unit = self._query.unit
        if not isinstance(fact, Figure):
            sought = PERCENT if unit == "percent" else NUMBER
            return unit not in READ_AS_FIGURES and bool(sought.search(fact.evidence.sentence))
        kind = unit_kind(fact.unit)
        if unit == "money":
            return self._is_move_of_price(fact) or (kind == "money" and not self._is_share_price(fact))
        if unit == "count":
            return self._is_count(fact, kind) and self._fitting.counts_asked(fact)
        return unit != "percent" or kind != "money"

    def _is_count(self, figure: Figure, kind: str) -> bool:
        """Whether "how many" may be answered with it: a number of things, or the share of them."""
        is_share = figure.metric.startswith("share") and not figure.series_key.startswith(SHARE_PRICE)
        is_growth = kind == "percent" and not is_share
        return kind not in (UNCOUNTED if self._query.metric else NEVER_COUNTED) and not is_growth

    def _is_move_of_price(self, figure: Figure) -> bool:
        """Whether it is by how much a share moved, where somebody asks for its price."""
        return self._query.metric == SHARE_PRICE and figure.series_key == f"{SHARE_PRICE} change"

    def _is_share_price(self, figure: Figure) -> bool:
        """Whether it is what a share costs, where somebody asks what is paid for something else."""
        return figure.series_key.startswith(SHARE_PRICE) and self._query.metric != SHARE_PRICE


def _is_guidance(fact: Fact) -> bool:
    """Whether it is what a company foresees itself: nobody else's estimate, no result."""
    is_aim = isinstance(fact, Figure) and fact.kind is FigureKind.TARGET
    return is_aim or GUIDANCE.search(fact.evidence.sentence) is not None
