"""The topics and titles of the grid's lessons, as suggestions go on from what is typed."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from language.lemmas import lemmas
from language.words import words
from search.taught_texts import Place, TaughtTexts, counted

BEGINS = 2.0
"""What a word counts for more where the text begins with it: a title names its matter first."""

REMEMBERED = 4096
"""Beginnings that are remembered with what goes on from them, 2 MB: two letters take 40 ms, and
what one person types others type too."""


class GridTitles:
    """One state of the grid, see ``with_prefix`` for the order."""

    def __init__(
        self, named: Iterable[tuple[str, Place]], taught: Mapping[str, Mapping[str, int]]
    ) -> None:
        """``named``: (text, place) for each lesson that has it; ``taught``: see ``matter``."""
        self._taught = taught
        self._subjects = len({subject for held in taught.values() for subject in held})
        self._texts = TaughtTexts(
            (text, [word.text for word in words(text)], places)
            for text, places in counted(named).items()
        )
        self._known = lru_cache(REMEMBERED)(self._going_on)

    @property
    def words(self) -> list[str]:
        """The words of all texts, each once, by the alphabet."""
        return self._texts.words

    def matter(self, word: str, subjects: Iterable[str] | None = None) -> float:
        """How much a word is the matter of lessons: of these subjects, or of any.

        The lessons of the subject that has most of them, by the word's lemma in title, topic,
        section and keywords, times ln((1 + S) / s) with S subjects in all and s with the word:
        TF-IDF with a subject for a document (Spärck Jones, 1972). So a word that every subject
        has, as «повторение», is nobody's matter however often it stands there.
        """
        held = next((self._taught[one] for one in lemmas(word) if one in self._taught), None)
        if held is None:
            return 0.0
        asked = held if subjects is None else subjects
        most = max((held.get(one, 0) for one in asked), default=0)
        return most * math.log((1 + self._subjects) / len(held))

    def with_prefix(
        self,
        prefix: str,
        limit: int,
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
    ) -> list[str]:
        """The texts that go on from ``prefix``, plain words joined by a space, at any word.

        Where subjects or grades are given, those that a lesson of them has.

        First those in which the word that goes on from what is typed is most the matter of a
        subject (``matter``, double where the text begins with it), so that the subject with most
        such lessons comes first; then the topics of most lessons; then the shortest.
        """
        return list(self._known(prefix, limit, subjects, grades))

    def _going_on(
        self, prefix: str, limit: int, subjects: frozenset[str], grades: frozenset[int]
    ) -> list[str]:
        last = prefix.count(" ")
        weights: dict[tuple[str, tuple[str, ...]], float] = {}
        found: dict[str, float] = {}
        for opening, known in self._texts.going_on(prefix):
            key = (opening.split(" ", last + 1)[last], tuple(known.subjects))
            if key not in weights:
                weights[key] = self.matter(*key)
            if known.is_taught(subjects, grades):
                weight = weights[key] * (BEGINS if known.plain.startswith(prefix) else 1.0)
                found[known.text] = max(found.get(known.text, 0.0), weight)
        return self._first(found, limit)

    def with_beginnings(
        self,
        begun: Sequence[str],
        limit: int,
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
    ) -> list[str]:
        """The texts in which each of these is the beginning of a word; otherwise the same."""
        longest = max(begun, key=len)
        found: dict[str, float] = {}
        for opening, known in self._texts.going_on(longest):
            if has_beginnings(known.plain, begun) and known.is_taught(subjects, grades):
                matter = self.matter(opening.partition(" ")[0], known.subjects)
                found[known.text] = max(found.get(known.text, 0.0), matter)
        return self._first(found, limit)

    def _first(self, found: Mapping[str, float], limit: int) -> list[str]:
        def standing(text: str) -> tuple[float, int, int, str]:
            return -found[text], -self._texts[text].lessons, len(text), text

        return sorted(found, key=standing)[:limit]


def has_beginnings(plain: str, begun: Sequence[str]) -> bool:
    """Whether each of these begins a word of a text, a word of its own."""
    left = plain.split()
    for one in sorted(begun, key=len, reverse=True):
        word = next((word for word in left if word.startswith(one)), None)
        if word is None:
            return False
        left.remove(word)
    return True


def taught_words(
    postings: Mapping[str, Iterable[int]], subject_of: Mapping[int, str]
) -> dict[str, dict[str, int]]:
    """Lemma → subject → in how many of its lessons; ``postings`` is lemma → lessons' numbers."""
    return {
        lemma: dict(Counter(subject_of[number] for number in held))
        for lemma, held in postings.items()
    }
