"""The topics and titles of the grid's lessons, as suggestions go on from what is typed."""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from language.lemmas import lemmas
from language.words import words

BEGINS = 2.0
"""What a word counts for more where the text begins with it: a title names its matter first."""

FEW_LETTERS = 2
"""What a beginning of so many is gone on from, by thousands of texts, 40 ms, is kept."""

Place = tuple[str, int]
"""A subject and a grade."""


@dataclass(frozen=True)
class Text:
    """A topic or a title; ``subjects``: in how many lessons of each subject it stands.

    ``places``: the subjects and grades of those lessons.
    """

    text: str
    plain: str
    subjects: Mapping[str, int]
    places: frozenset[Place]

    def is_taught(self, subjects: frozenset[str], grades: frozenset[int]) -> bool:
        """Whether one of its lessons is of these subjects and of these grades; none: of any."""
        return any(
            (not subjects or subject in subjects) and (not grades or grade in grades)
            for subject, grade in self.places
        )


class GridTitles:
    """One state of the grid, see ``with_prefix`` for the order."""

    def __init__(
        self, named: Iterable[tuple[str, Place]], taught: Mapping[str, Mapping[str, int]]
    ) -> None:
        """``named``: (text, place) for each lesson that has it; ``taught``: see ``matter``."""
        texts: dict[str, Counter[Place]] = {}
        for text, place in named:
            texts.setdefault(text, Counter())[place] += 1
        self._taught = taught
        self._subjects = len({subject for held in taught.values() for subject in held})
        self._openings: list[tuple[str, str]] = []
        self._texts: dict[str, Text] = {}
        self._short: dict[tuple[str, int], list[str]] = {}
        for text, places in texts.items():
            cut = [word.text for word in words(text)]
            subjects: Counter[str] = Counter()
            for (subject, _grade), lessons in places.items():
                subjects[subject] += lessons
            self._texts[text] = Text(text, " ".join(cut), subjects, frozenset(places))
            self._openings += [(" ".join(cut[at:]), text) for at in range(len(cut))]
        self._openings.sort()

    @cached_property
    def words(self) -> list[str]:
        """The words of all texts, each once, by the alphabet."""
        return sorted({opening.partition(" ")[0] for opening, _ in self._openings})

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
        if len(prefix) > FEW_LETTERS or subjects or grades:
            return self._going_on(prefix, limit, subjects, grades)
        if (prefix, limit) not in self._short:
            self._short[prefix, limit] = self._going_on(prefix, limit, subjects, grades)
        return list(self._short[prefix, limit])

    def _going_on(
        self, prefix: str, limit: int, subjects: frozenset[str], grades: frozenset[int]
    ) -> list[str]:
        last = prefix.count(" ")
        weights: dict[tuple[str, tuple[str, ...]], float] = {}
        found: dict[str, float] = {}
        at = bisect_left(self._openings, (prefix, ""))
        while at < len(self._openings) and self._openings[at][0].startswith(prefix):
            opening, text = self._openings[at]
            key = (opening.split(" ", last + 1)[last], tuple(self._texts[text].subjects))
            if key not in weights:
                weights[key] = self.matter(*key)
            at += 1
            if not self._texts[text].is_taught(subjects, grades):
                continue
            begins = self._texts[text].plain.startswith(prefix)
            found[text] = max(found.get(text, 0.0), weights[key] * (BEGINS if begins else 1.0))

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
        for at in range(bisect_left(self._openings, (longest, "")), len(self._openings)):
            opening, text = self._openings[at]
            if not opening.startswith(longest):
                break
            known = self._texts[text]
            if has_beginnings(known.plain, begun) and known.is_taught(subjects, grades):
                matter = self.matter(opening.partition(" ")[0], known.subjects)
                found[text] = max(found.get(text, 0.0), matter)
        return self._first(found, limit)

    def _first(self, found: Mapping[str, float], limit: int) -> list[str]:
        def standing(text: str) -> tuple[float, int, int, str]:
            lessons = sum(self._texts[text].subjects.values())
            return -found[text], -lessons, len(text), text

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
