"""Finding the grades in a query: «5 класс», «5А», «пятый класс», «кл. 5», «5-й»."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.lemmas import RUSSIAN, Lemma
from language.words import Word
from search.query_words import CLASS_WORDS, GRADE_WORDS, LEADING, PUPIL_WORDS, ROMAN_GRADES

_ENDINGS = frozenset({"й", "ый", "ий", "ой", "тый", "го", "ого", "му", "ому", "м", "ом", "х", "ых"})
"""What is written after a number to make it an ordinal: «5ый», «5-тый»."""

_CLASS_LETTER = re.compile(r"[абвгдежзи]|[А-ЯA-K]")
"""A class's letter after its grade. Small letters up to «и» alone: beyond stand units, «10 м»."""

_LATIN_CLASS = re.compile(r"(1[01]|[1-9])[ABEK]")
"""«5A» with a Latin letter that looks Russian; a small one is algebra, «2a»."""

_ORDINAL = re.compile(r"(1[01]|[1-9])[-‑–](?:й|го|му|м)")

_BEYOND = re.compile(r"(1[2-9])(?:[-‑–]?(?:й|го|му|м|ый|ого|ом))?")
"""A number that might be a grade if there were more of them."""

_FORMULA = re.compile(r"[+*/=^·<>√]|[-−]\S")


_QUOTE = re.compile(r"(?: ?[«\"“„])?")
"""Between a grade and its letter: «5А», «5«А»», «5 «А»»."""

_WORDS_TOO = frozenset("ваи")
"""Letters that are words: «7 в треугольнике»."""

_TO = re.compile(r"\s*[-‑–—−]\s*")
_FROM, _UP_TO = frozenset({"с", "со", "от"}), frozenset({"по", "до"})
"""«7–9», «с 7 по 9», «от 7 до 9»."""


def as_grade(said: str) -> int | None:
    """The grade that a number alone is, 1 to 11."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) <= 2 else 0
    return number if 1 <= number <= 11 else None


def grades_between(first: int, last: int) -> tuple[int, ...]:
    """Both and those between; of «9–7» the two alone."""
    return tuple(range(first, last + 1)) or (first, last)


@dataclass(frozen=True)
class Grades:
    """Grades that one part of the query means: the words from ``start`` up to ``end``."""

    values: tuple[int, ...]
    start: int
    end: int


def grades(text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> list[Grades]:
    """The grades that a query means; ``cut`` are its words, ``lemmas`` theirs.

    A number is a grade beside «класс»; alone only as a class, «5А», and as «5-й» where nothing
    follows that might be the fifth: «1-й закон Ньютона», «Николай 2-й» are no grades.
    """
    walk = GradesWalk(text, cut, lemmas)
    found: list[Grades] = []
    for at in range(len(cut)):
        if found and at < found[-1].end:
            continue
        if lemmas[at].text in CLASS_WORDS:
            part = walk.by_class(at, found[-1].end if found else 0)
        elif lemmas[at].text in PUPIL_WORDS:
            part = Grades((PUPIL_WORDS[lemmas[at].text],), at, at + 1)
        else:
            part = None
        if part is not None:
            found.append(walk.with_leading(part))
    if found:
        return found
    alone = (walk.alone(at) for at in range(len(cut)))
    return [walk.with_leading(part) for part in alone if part is not None]


def no_such_grade(text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> Grades | None:
    """The grade of a query that no school has: «12 класс», «класс 13», «в 12-м классе»."""
    walk = GradesWalk(text, cut, lemmas)
    for at in range(len(cut)):
        if lemmas[at].text in CLASS_WORDS:
            for number, start in ((at - 1, at - 1), (at + 1, at)):
                said = _BEYOND.fullmatch(walk.written(number))
                if said is not None:
                    return walk.with_leading(Grades((int(said[1]),), start, start + 2))
    return None


ART = "изо"
"""A subject, and only by its letters a preposition: «ИЗО 5 класс»."""


class GradesWalk:
    """A walk along a query's words, looking for grades."""

    def __init__(self, text: str, cut: Sequence[Word], lemmas: Sequence[Lemma]) -> None:
        self.text = text
        self.cut = cut
        self.lemmas = lemmas

    def _lemma(self, at: int) -> str:
        return self.lemmas[at].text if 0 <= at < len(self.cut) else ""

    def _plain(self, at: int) -> str:
        return self.cut[at].text if 0 <= at < len(self.cut) else ""

    def written(self, at: int) -> str:
        if not 0 <= at < len(self.cut):
            return ""
        return self.text[self.cut[at].start : self.cut[at].end]

    def _between(self, at: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.cut[at - 1].end : self.cut[at].start]

    def _grade_at(self, at: int) -> int | None:
        said = self._plain(at)
        grade = as_grade(said)
        if grade is not None:
            return grade
        latin = _LATIN_CLASS.fullmatch(said.upper())
        if latin:
            return int(latin[1])
        return ROMAN_GRADES.get(said) or GRADE_WORDS.get(self._lemma(at))

    def with_leading(self, part: Grades) -> Grades:
        """The part with the preposition before it."""
        before = part.start - 1
        leads = self._lemma(before) in LEADING and self._plain(before) != ART
        return Grades(part.values, part.start - leads, part.end)

    def by_class(self, at: int, least: int) -> Grades | None:
        """«5 класс», «5–6 классы», «5А класс», «класс 5» around the word «класс».

        ``least``: the first word that is free.
        """
        start = at
        if start - 2 >= least and self._grade_at(at - 2) is not None and self._belongs(at - 1):
            start -= 1
        values: list[int] = []
        to = False
        while start - 1 >= least and (grade := self._grade_at(start - 1)) is not None:
            values[:0] = grades_between(grade, values[0]) if to else (grade,)
            start -= 1
            to = start > least and self.is_to(start)
            if self._plain(start - 1) in ("и", "или") and self._grade_at(start - 2) is not None:
                start -= 1
        if len(values) == 1 and start - 3 >= least and self.is_from_to(start - 3):
            values = list(grades_between(self._grade_at(start - 2) or values[0], values[0]))
            start -= 3
        end = at + 1
        if not values and (grade := self._grade_at(end)) is not None:
            values = [grade]
            end += 1 + (self._belongs(end + 1) and self._between(end + 1) in ("", "-"))
            last = self._grade_at(end)
            if last is not None and self.is_to(end):
                values = list(grades_between(grade, last))
                end += 1
        return Grades(tuple(dict.fromkeys(values)), start, end) if values else None

    def is_to(self, at: int) -> bool:
        """Whether a dash alone stands before this word: «7–9»."""
        return 0 < at < len(self.cut) and bool(_TO.fullmatch(self._between(at)))

    def is_from_to(self, at: int) -> bool:
        """Whether «с 7 по» or «от 7 до» begins here, before another grade."""
        return (
            self._plain(at) in _FROM
            and self._plain(at + 2) in _UP_TO
            and self._grade_at(at + 1) is not None
            and self._grade_at(at + 3) is not None
        )

    def range_at(self, at: int) -> Grades | None:
        """«7–9», «с 7 по 9», in digits, with nothing that says of what; growing ones alone."""
        named = self.is_from_to(at)
        first, last = (at + 1, at + 3) if named else (at, at + 1)
        low, high = as_grade(self._plain(first)), as_grade(self._plain(last))
        if low is None or high is None or low >= high or not (named or self.is_to(last)):
            return None
        around = self.text[: self.cut[at].start][-1:] + self.text[self.cut[last].end :][:1]
        if not around.isspace() and around:
            return None
        return Grades(tuple(grades_between(low, high)), at, last + 1)

    def _belongs(self, at: int) -> bool:
        """Whether a word goes with the number before: «5ый», «5-тый», «5а», «5 А», «5 «Б»»."""
        if not 0 < at < len(self.cut):
            return False
        said, between = self.written(at), self._between(at)
        if between in ("", "-"):
            return said in _ENDINGS or (len(said) == 1 and said.isalpha())
        return len(said) == 1 and said.isupper() and len(between) <= 2

    def alone(self, at: int) -> Grades | None:
        """«5А» and, at the end, «5-й», without the word «класс»."""
        said = self.written(at)
        if _LATIN_CLASS.fullmatch(said) and not self._in_formula(at, at):
            return Grades((int(said[:-1]),), at, at + 1)
        grade = as_grade(said)
        if grade is not None and at + 1 < len(self.cut):
            letter = _CLASS_LETTER.fullmatch(self.written(at + 1))
            quoted = _QUOTE.fullmatch(self._between(at + 1))
            if letter and quoted and not self._in_formula(at, at + 1):
                return Grades((grade,), at, at + 2)
        ordinal = _ORDINAL.fullmatch(said)
        if ordinal and at + 1 == len(self.cut) and not RUSSIAN.may_be(self._plain(at - 1), "Name"):
            return Grades((int(ordinal[1]),), at, at + 1)
        return None

    def lettered_at(self, at: int) -> Grades | None:
        """«7 б», «1 А», with nothing that says of what."""
        grade = as_grade(self._plain(at))
        said = self.written(at + 1)
        if grade is None or not _CLASS_LETTER.fullmatch(said) or self._between(at + 1) != " ":
            return None
        behind = self.text[self.cut[at + 1].end :].lstrip()
        if _FORMULA.match(behind) or (
            said in _WORDS_TOO and behind and not RUSSIAN.may_be(self._plain(at + 2), "nomn")
        ):
            return None
        return Grades((grade,), at, at + 2)

    def _in_formula(self, first: int, last: int) -> bool:
        start, end = self.cut[first].start, self.cut[last].end
        around = self.text[max(0, start - 2) : start] + self.text[end : end + 2]
        return bool(_FORMULA.search(around))
