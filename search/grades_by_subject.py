"""Grades without the word «класс», that a subject beside them tells: «алгебра 8», «физика 7–9»."""

import re
from collections.abc import Callable, Collection, Sequence

from language.lemmas import RUSSIAN, Lemma
from language.words import Word
from search.query_grades import Grades, GradesWalk, as_grade
from search.query_words import NUMBERED

_SUM = re.compile(r"\s*[-‑–—−+*/:=·]\s*\d")
"""Behind a number: it is part of a sum, «7-3», «1/2»."""

Named = Callable[[int, bool], int | None]
"""Where the subject's name ends that begins at a word; with True names of «по труду» count too."""


class GradesBySubject:
    """``numbers``: places of numbers of something else; ``weak``: of words that say little."""

    def __init__(
        self,
        text: str,
        cut: Sequence[Word],
        lemmas: Sequence[Lemma],
        named: Named,
        numbers: Collection[int],
        weak: Collection[int],
    ) -> None:
        self._text = text
        self._walk = GradesWalk(text, cut, lemmas)
        self._cut = cut
        self._lemmas = lemmas
        self._named = named
        self._numbers = numbers
        self._weak = weak

    def found(self) -> Grades | None:
        """The grades behind a subject, or at the query's beginning before one."""
        for at in range(len(self._cut) - 1):
            for po in (False, True):
                end = self._named(at, po)
                if end is None or end in self._numbers:
                    continue
                part = self._told(end) or (None if po else self._one(end))
                if part is not None and not self._counts(part.end):
                    return part
        part = self._told(0)
        if part is not None and any(self._named(part.end, po) for po in (False, True)):
            return part
        return None

    def _told(self, at: int) -> Grades | None:
        if at in self._numbers:
            return None
        return self._walk.range_at(at) or self._walk.lettered_at(at)

    def _one(self, at: int) -> Grades | None:
        grade = as_grade(self._cut[at].text) if at < len(self._cut) else None
        if grade is None or _SUM.match(self._text, self._cut[at].end):
            return None
        return Grades((grade,), at, at + 1)

    def _counts(self, behind: int) -> bool:
        """Whether the number counts what follows: in «математика 3 действия» it is no grade."""
        if behind >= len(self._cut) or behind in self._weak:
            return False
        numbered = self._lemmas[behind].text in NUMBERED
        if numbered and not self._is_number(behind + 1):
            return True
        return RUSSIAN.may_be(self._cut[behind].text, "gent")

    def _is_number(self, at: int) -> bool:
        return at < len(self._cut) and self._cut[at].text.isdigit()
