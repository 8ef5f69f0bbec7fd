"""Which part a word may play in a sentence: the small words by list, verbs by their forms, the rest by ending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from store.vocabulary import Vocabulary

DETERMINER, POSSESSIVE, PRONOUN, OF, TO, PREPOSITION = "d", "s", "y", "o", "t", "p"
COORDINATOR, SUBORDINATOR, RELATIVE, AUXILIARY, ADVERB = "c", "k", "w", "a", "r"
VERB, PARTICIPLE, GERUND, NOUN = "v", "e", "g", "n"
PAST = "V"
"""Forms that can be nothing but finite verbs, such as "rose"; in a sentence they are verbs like others."""
OTHER = "."
NOUN_OR_VERB = "x"
"""Forms like "plans", "cut" or "rise": their neighbours tell what they are."""

COMMA, BREAK, OPEN, CLOSE, MARK, OWNER = ",", ";", "(", ")", '"', "'"
_SIGNS = {
    COMMA: [","],
    BREAK: [";", ":", "–", "—", "--", " -"],
    OPEN: ["(", "["],
    CLOSE: [")", "]"],
    MARK: ['"', "“", "”"],
    OWNER: ["'s", "’s", "'", "’", "-"],
    COORDINATOR: ["&"],
}
"""The tags of signs; a hyphen behind a name ("Acme-backed") is like "Acme's"."""
_TAG_OF_LIST = {
    "determiner": DETERMINER,
    "possessive": POSSESSIVE,
    "pronoun": PRONOUN,
    "of": OF,
    "to": TO,
    "preposition": PREPOSITION,
    "coordinator": COORDINATOR,
    "subordinator": SUBORDINATOR,
    "relative": RELATIVE,
    "auxiliary": AUXILIARY,
    "adverb": ADVERB,
}
_SHORT_STEM = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
_SHORTEST_FORM = 5
"""Letters of the shortest word that is taken for a verb form by its ending."""


class Form(NamedTuple):
    """What is known of a word: its tag and, of a verb, the base form."""

    tag: str
    base: str


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """The known words by their lower-cased form."""

    forms: dict[str, Form]
    abbreviations: dict[str, str]
    """What is short for a noun of several words: "earnings before interest and tax" is EBIT."""

    def form(self, word: str) -> Form:
        """The form of a lower-cased word.

        >>> from store.vocabulary import Vocabulary
        >>> lexicon = read_lexicon(Vocabulary())
        >>> lexicon.form("rose"), lexicon.form("unveiled"), lexicon.form("widget").tag
        (Form(tag='V', base='rise'), Form(tag='e', base='unveil'), 'n')
        """
        return self.forms.get(word) or guess_form(word)


@lru_cache(maxsize=1 << 15)
def guess_form(word: str) -> Form:
    """What a word that no list has looks like: a noun, or by its ending something else; a sign is OTHER.

    >>> guess_form("unveiled").tag, guess_form("briskly").tag, guess_form("widget").tag, guess_form("*").tag
    ('e', 'r', 'n', '.')
    """
    if not word[-1].isalnum() and not word[0].isalnum():
        return Form(OTHER, word)
    if len(word) < _SHORTEST_FORM or not word.isalpha():
        return Form(NOUN, word)
    if word.endswith("ed"):
        return Form(PARTICIPLE, word)
    if word.endswith("ing"):
        return Form(GERUND, word)
    return Form(ADVERB if word.endswith("ly") else NOUN, word)


@lru_cache(maxsize=4)
def read_lexicon(vocabulary: Vocabulary) -> Lexicon:
    table = vocabulary.table("grammar")
    irregular: dict[str, list[str]] = table["verbs"]["irregular"]
    forms: dict[str, Form] = {}
    for base in table["verbs"]["plain"].split():
        _add_forms(forms, base, irregular.get(base), VERB)
    for base in table["verbs"]["nouny"].split():
        _add_forms(forms, base, irregular.get(base), NOUN_OR_VERB)
    for base in _verbs_of_figures(vocabulary):
        if base not in forms:
            _add_forms(forms, base, irregular.get(base), NOUN_OR_VERB)
    for name, words in table["tags"].items():
        forms.update((word, Form(_TAG_OF_LIST[name], word)) for word in words)
    forms.update((word, Form(NOUN, word)) for word in table["nouns"]["words"])
    forms.update((sign, Form(tag, sign)) for tag, signs in _SIGNS.items() for sign in signs)
    short = table["nouns"]["abbreviations"]
    return Lexicon(forms, {long: abbreviation for abbreviation, spelled in short.items() for long in spelled})


def _verbs_of_figures(vocabulary: Vocabulary) -> Iterator[str]:
    """The verbs that the metrics are read by, whether the grammar lists them or not."""
    for change in vocabulary.table("metrics")["changes"].values():
        yield from change["verbs"] + change["acts"]
    figures = vocabulary.table("figures")
    yield from figures["counted"]
    for action in figures["actions"]:
        yield from action["verbs"]


def _add_forms(forms: dict[str, Form], base: str, irregular: list[str] | None, present: str) -> None:
    for form in (base, third_person(base)):
        forms[form] = Form(present, base)
    for form in gerunds(base):
        forms[form] = Form(GERUND, base)
    past, *participle = irregular or [""]
    for form in [past] if past else regular_pasts(base):
        # "rose" can only be a finite verb, "made" also a participle, "cut" even a noun.
        forms[form] = Form(PAST if participle else forms[form].tag if form == base else PARTICIPLE, base)
    for form in participle:
        forms.setdefault(form, Form(PARTICIPLE, base))


def third_person(base: str) -> str:
    """Spell the form for he, she and it.

    >>> third_person("push"), third_person("carry"), third_person("buy")
    ('pushes', 'carries', 'buys')
    """
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return f"{base}es"
    return re.sub("(?<![aeiou])y$", "ie", base) + "s"


def gerunds(base: str) -> Iterator[str]:
    """Spell the -ing form in the ways it may be written.

    >>> list(gerunds("cut")), list(gerunds("raise"))
    (['cutting', 'cuting'], ['raising'])
    """
    if _SHORT_STEM.search(base):
        yield f"{base}{base[-1]}ing"
    yield re.sub("(?<!e)e$", "", base) + "ing"


def gerund(base: str) -> str:
    """Spell the -ing form; what looks like the past of a verb that no list has is taken for that.

    >>> [gerund(base) for base in ("cut", "deliver", "arrive", "hovered", "shed")]
    ['cutting', 'delivering', 'arriving', 'hovering', 'shedding']
    """
    syllables = len(_VOWELS.findall(base.removesuffix("e")))
    if syllables > 1 and base.endswith("ed") and not base.endswith("eed"):
        return f"{base[:-2]}ing"
    doubled, *single = gerunds(base)
    return single[0] if single and syllables > 1 else doubled


_VOWELS = re.compile(r"[aeiouy]+")


def regular_pasts(base: str) -> Iterator[str]:
    """Spell the past in the ways it may be written.

    >>> list(regular_pasts("plan")), list(regular_pasts("carry"))
    (['planned', 'planed'], ['carried'])
    """
    if _SHORT_STEM.search(base):
        yield f"{base}{base[-1]}ed"
    yield re.sub("(?<![aeiou])y$", "i", base).removesuffix("e") + "ed"
