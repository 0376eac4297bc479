"""What may stand for the words of a query, as an engine takes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from language.adjective_nouns import nouns_of
from language.lemmas import RUSSIAN
from language.lexicon import NO_WORDS, Lexicon, weighty
from language.verbal_nouns import verbal_nouns
from language.words import Word
from search import weights
from search.initials import Initials
from search.numerals import written_otherwise
from search.port import IndexBroken, Matching, SearchRequest, StandIn

MOST = 24
"""Stand-ins of one query; of what the lexicon has, the terms that say most of it go first."""


@dataclass(frozen=True)
class StandIns:
    """Where they come from: numbers, nouns of verbs and adjectives, the lexicon, initials."""

    lexicon: Lexicon = NO_WORDS
    initials: Initials | None = None

    def of(self, cut: Sequence[Word], heavy: frozenset[int]) -> tuple[StandIn, ...]:
        """For the words at the places ``heavy`` what may stand for them.

        Each word that belongs to a term of the lexicon gets the term's targets. A target that is
        the term's own words again says nothing.
        """
        found: dict[StandIn, None] = {}
        for at in sorted(heavy):
            found.update(dict.fromkeys(self._numbers(cut, at)))
            found.update(dict.fromkeys(self._things(cut, at)))
        for spoken in sorted(self.lexicon.spoken(cut), key=lambda one: -len(one.at & heavy)):
            for at in sorted(spoken.at & heavy):
                for lemmas in spoken.row.meant:
                    if not lemmas <= spoken.row.lemmas:
                        one = StandIn(
                            _lemma(cut, at), lemmas, spoken.row.subjects, weights.STAND_IN
                        )
                        found.setdefault(one)
        told = {one.word for one in found}
        for at in sorted(heavy):
            if _lemma(cut, at) not in told:
                found.update(dict.fromkeys(self._spelled(cut, at)))
        return tuple(found)[:MOST]

    def _numbers(self, cut: Sequence[Word], at: int) -> Iterator[StandIn]:
        for other in written_otherwise(cut, at):
            yield StandIn(_lemma(cut, at), frozenset({other}), weight=weights.OTHER_NUMBER)

    def _things(self, cut: Sequence[Word], at: int) -> Iterator[StandIn]:
        for noun in nouns_of(_lemma(cut, at)):
            yield StandIn(_lemma(cut, at), weighty(noun), weight=weights.ADJECTIVES_NOUN)
        if not RUSSIAN.says_how(cut[at].text):
            return
        for noun in verbal_nouns(_lemma(cut, at)):
            yield StandIn(_lemma(cut, at), frozenset({noun}), weight=weights.VERBAL_NOUN)

    def _spelled(self, cut: Sequence[Word], at: int) -> Iterator[StandIn]:
        word = cut[at].text
        if self.initials is None or RUSSIAN.known(word):
            return
        for phrase in self.initials.spelled(word):
            yield StandIn(_lemma(cut, at), weighty(phrase), weight=weights.STAND_IN)


def softened(request: SearchRequest, matching: Matching) -> SearchRequest:
    """The request in which what stands for a word counts less where items have the word itself."""
    try:
        found = {one.word: matching(one.word) > 0 for one in request.instead}
    except IndexBroken:
        return request  # the search itself heals it
    instead = tuple(
        replace(one, weight=one.weight * weights.BESIDE)
        if found[one.word] and len([lemma for lemma in one.lemmas if len(lemma) > 1]) == 1
        else one
        for one in request.instead
    )
    return replace(request, instead=instead)


def _lemma(cut: Sequence[Word], at: int) -> str:
    return RUSSIAN.lemma(cut[at].text).text


NO_STAND_INS = StandIns()
"""Nothing stands for anything but itself."""
