"""Which words are right in this library, and which of them a wrong one was meant for."""

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from weakref import WeakKeyDictionary

from language.lemmas import RUSSIAN
from language.lexicon import NO_WORDS, Lexicon
from language.near_words import NearWords
from language.typos import TWO_SLIPS, allowed, one_slip, slips
from search.port import Engine, Matching
from search.query_words import CLASS_WORDS, KIND_WORDS
from search.shortened import Shortened

TRIED = 24
"""Words whose beginning is near that are looked at in all their forms."""

SPECIAL = frozenset((*KIND_WORDS, *CLASS_WORDS, "слайды", "картинки", "презентации"))
"""Words of the query language itself: they need not stand in any item."""

AS_SPECIAL = 50
"""In how many items such a word, or a word of the lexicon, is taken to stand at the least."""

SLIP = 7.0
"""By what factor of frequency, e to this power, a word with one slip more must be commoner."""

TOGETHER = 3.0
"""The same for a word that is taught together with the others of the query."""

SHORT = 4
"""Letters of a word whose forms may begin otherwise than it does: «день», «дня»."""

NOTHING: Mapping[str, str] = MappingProxyType({})

Taught = Mapping[str, Mapping[int, float]]
"""Lemma → the lessons of the grid that have it."""


@dataclass(frozen=True)
class Spelling:
    """The words of an engine's items, as far as the viewer may find them, and of the lexicon.

    ``taught`` and ``shortened``: those of the lesson grid.
    """

    engine: Engine
    matching: Matching
    lexicon: Lexicon = NO_WORDS
    taught: Taught = field(default_factory=dict)
    shortened: Shortened | None = None

    def is_right(self, word: str) -> bool:
        """Whether the viewer finds anything by it or the lexicon has it."""
        lemma = RUSSIAN.lemma(word).text
        return bool(
            self.matching(lemma)
            or self.lexicon.knows(word)
            # The lemma of what the dictionary lacks is a guess: «единицыы» is guessed «единицы».
            or (lemma in self.lexicon.vocabulary and RUSSIAN.known(word) == RUSSIAN.known(lemma))
        )

    def meant(
        self, word: str, beside: Mapping[str, str] = NOTHING, *, most: float | None = None
    ) -> str | None:
        """What the word was meant for, in its form; None when no word is near.

        Fewer slips and usual ones count first, then how many items have the word, then whether it
        is taught together with ``beside``, the query's other words, each with its lemma.
        ``most``: slips that it may have at most, None: as many as are forgiven.
        """
        likely = self.likely(word, beside, most=most)
        return max(likely, key=lambda one: (likely[one], one), default=None)

    def likely(
        self, word: str, beside: Mapping[str, str] = NOTHING, *, most: float | None = None
    ) -> dict[str, float]:
        """The words that it may have been meant for, each with how likely it is."""
        if not allowed(word):
            return {}
        found: dict[str, float] = {}
        for form, lemma in self._near(word, boldly=bool(beside)):
            together = self._together(form, lemma, beside)
            far = slips(word, form, boldly=together > 0)
            if far is None or form == word or (most is not None and far > most):
                continue
            count = self._count(form, lemma)
            if count:
                found[form] = math.log(1 + count) + TOGETHER * together - SLIP * far
        return found

    def _near(self, word: str, *, boldly: bool) -> Iterator[tuple[str, str]]:
        """Forms of right words that may be near, each with its lemma."""
        terms = self.engine.terms()
        known = _known(self.engine, terms, self.lexicon)
        if len(word) < TWO_SLIPS:
            for other in one_slip(word):
                if other in known.words or (
                    (len(word) <= SHORT or other[:3] in known.beginnings) and RUSSIAN.known(other)
                ):
                    yield other, RUSSIAN.lemma(other).text
        for other in SPECIAL:
            yield other, other
        seen = set()
        for near in known.near(word, TRIED, boldly=boldly):
            # What has the same forms is looked at once.
            lemma = near if near in terms else RUSSIAN.lemma(near).text
            yield near, lemma
            if lemma not in seen:
                seen.add(lemma)
                yield _nearest_form(lemma, word, boldly), lemma

    def _count(self, form: str, lemma: str) -> int:
        if form in SPECIAL:
            return AS_SPECIAL
        count = self.matching(lemma)
        spoken = form in self.lexicon.vocabulary or lemma in self.lexicon.vocabulary
        return max(count, int(spoken))

    def _together(self, form: str, lemma: str, beside: Mapping[str, str]) -> float:
        """The share of the other words that a lesson or a term of the lexicon has beside it."""
        if not beside:
            return 0.0
        here = self.taught.get(lemma, {}).keys()
        said = set(self.lexicon.with_word(form))
        return sum(
            not here.isdisjoint(self.taught.get(other, ()))
            or not said.isdisjoint(self.lexicon.with_word(written))
            for written, other in beside.items()
        ) / len(beside)


@lru_cache(20_000)
def _forms(word: str) -> tuple[str, ...]:
    return tuple(sorted(RUSSIAN.forms(word) | {word}))


def _nearest_form(word: str, typed: str, boldly: bool) -> str:
    """The form that is nearest to what was typed; what ends alike before what does not."""

    def far(form: str) -> tuple[float, bool]:
        slip = slips(typed, form, boldly=boldly)
        return (99.0 if slip is None else slip), form[-1] != typed[-1]

    return min(_forms(word), key=far)


_of_engines: WeakKeyDictionary[Engine, tuple[NearWords, list[object]]] = WeakKeyDictionary()


def _known(engine: Engine, terms: Collection[str], lexicon: Lexicon) -> NearWords:
    """The words of the newest generation and of the lexicon; only new ones are taken in."""
    if engine not in _of_engines:
        _of_engines[engine] = NearWords(), [None, None]
    known, taken = _of_engines[engine]
    for at, more in enumerate((terms, lexicon.vocabulary)):
        if taken[at] is not more:
            known.add(more)
            taken[at] = more
    return known


def warm(engine: Engine, lexicon: Lexicon) -> None:
    """Take in the words before anybody asks for them, so that the first slip is as quick."""
    _known(engine, engine.terms(), lexicon)
