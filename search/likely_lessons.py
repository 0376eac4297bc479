"""The lessons of the grid that a file most likely belongs to, from its names and its words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from language.lemmas import RUSSIAN
from language.words import words
from search.grid_words import GridLesson, GridWords
from search.lesson_scores import LessonMeanings, word_scores, word_values
from search.name_hints import NameHints, as_phrase, name_hints, phrases

NAMES, HEADINGS, TEXT = 1.0, 0.7, 0.7
"""What the words of a file's names, of its slides' titles and of its slides say beside each other,
each scaled to 1; measured with bench/suggest.py."""

MEANING = 0.3
"""The share of nearness in meaning; it mistakes names and terms, so the words say more."""

HINT = 0.5
"""How much more a lesson counts for the subject named beside it, and as much for the grade."""

LOOKED_AT = 120
"""Lessons that are asked for their meaning: the best by words. Beyond stands no right one."""

A_CELL = 2
"""Lessons of the likeliest subject and grade, and one of each other: five lessons of one topic
would hide that another grade has the topic too. All may be of a cell that is named."""

REASON_WORDS = 4
LONGEST_TEXT = 60_000
"""Characters of a text that are read; a deck of 20 slides has 5,000."""

NEAR = 0.85
"""Nearness, 0…1, from which it is a reason of its own."""


@dataclass(frozen=True)
class Said:
    """What a file says of itself.

    ``names``: its name without the ending, its title; ``folders`` from the outermost in;
    ``cover``: its first slide, read for subject and grade alone, where no name tells them;
    ``subject`` (a code) and ``grade`` where they were told, then only such lessons are meant.
    """

    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    cover: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    subject: str | None = None
    grade: int | None = None


@dataclass(frozen=True)
class Reason:
    """Why a lesson is likely: words of the name, of the text, a hint in a name, a folder.

    «same» is for who knows other items: nearly the same one stands there.
    """

    kind: Literal["name", "text", "hint", "meaning", "same"]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class LikelyLesson:
    """A lesson with its score, 0…1 of what a perfect one would have, and why."""

    lesson: GridLesson
    score: float
    reasons: tuple[Reason, ...]


def likely_lessons(
    grid: GridWords, said: Said, meanings: LessonMeanings | None = None, limit: int = 5
) -> list[LikelyLesson]:
    """The likeliest lessons first, none without a word in common.

    ``meanings`` adds nearness in meaning to the words: up to 120 lessons' titles are encoded when
    they are first met.
    """
    return _Reading(grid, said).likely(meanings, limit)


def _is_small_number(word: str) -> bool:
    """A number that counts slides, pages and points: a year says something, «2» does not."""
    return word.isdigit() and len(word) < 3


def _hints(grid: GridWords, said: Said) -> NameHints:
    """What the names tell; the subject, or the grade, from the cover where they tell none."""
    names = name_hints((*said.folders, *said.names), grid.subjects)
    cover = name_hints(said.cover.splitlines(), grid.subjects)
    if names.subject is None:
        names = replace(names, subject=cover.subject, subject_said=cover.subject_said)
    if not names.grades:
        names = replace(names, grades=cover.grades, grades_said=cover.grades_said)
    return names


class _Reading:
    """A file read against one state of the grid."""

    def __init__(self, grid: GridWords, said: Said) -> None:
        self.grid = grid
        self.said = said
        self.hints = _hints(grid, said)
        self.names = word_values(grid, dict.fromkeys(self.hints.lemmas, 1.0))
        self.headings = word_values(grid, self._counted(said.headings))
        self.text = word_values(grid, self._counted((said.text[:LONGEST_TEXT],)))

    def _counted(self, texts: Iterable[str]) -> Counter[str]:
        found: Counter[str] = Counter()
        for text in texts:
            for word in words(text):
                lemma = RUSSIAN.lemma(word.text)
                if not lemma.function and not _is_small_number(lemma.text):
                    found[lemma.text] += 1
        return found

    def likely(self, meanings: LessonMeanings | None, limit: int) -> list[LikelyLesson]:
        scores = self._by_words()
        order = sorted(scores, key=lambda number: (-scores[number], number))[:LOOKED_AT]
        nearness: dict[int, float] = {}
        if meanings is not None and order:
            lessons = [self.grid.lessons[number] for number in order]
            nearness = dict(zip(order, meanings.nearness(self._gist(), lessons), strict=True))
            for number in order:
                scores[number] = (1 - MEANING) * scores[number] + MEANING * nearness[number]
        hinted = {number: self._hinted(scores[number], number) for number in order}
        order.sort(key=lambda number: (-hinted[number], number))
        return [
            LikelyLesson(
                self.grid.lessons[number],
                min(1.0, hinted[number]),
                self._reasons(number, nearness.get(number, 0.0)),
            )
            for number in self._spread(order, limit)
        ]

    def _by_words(self) -> dict[int, float]:
        parts = [
            (NAMES, self.names),
            (HEADINGS, self.headings),
            (TEXT, self.text),
        ]
        total = sum(weight for weight, values in parts if values)
        scores: dict[int, float] = {}
        for weight, values in parts:
            for number, score in word_scores(self.grid, values).items():
                if self._allowed(self.grid.lessons[number]):
                    scores[number] = scores.get(number, 0.0) + score * weight / total
        meant = self._meant()
        return {number: score for number, score in scores.items() if number in meant}

    def _meant(self) -> set[int]:
        """The lessons that share a word which says of what: «Большой фильм» is no Big Bang."""
        every = {**self.names, **self.headings, **self.text}
        saying = filter(RUSSIAN.says_of_what, every)
        return {number for lemma in saying for number in self.grid.postings[lemma]}

    def _allowed(self, lesson: GridLesson) -> bool:
        return self.said.subject in (None, lesson.subject_code) and self.said.grade in (
            None,
            lesson.grade,
        )

    def _hinted(self, score: float, number: int) -> float:
        lesson = self.grid.lessons[number]
        agrees = (lesson.subject_code == self.hints.subject) + (lesson.grade in self.hints.grades)
        return score * (1 + HINT * agrees)

    def _spread(self, order: list[int], limit: int) -> list[int]:
        subject = self.said.subject or self.hints.subject
        grades = (self.said.grade,) if self.said.grade else self.hints.grades
        held: Counter[tuple[str, int]] = Counter()
        chosen: list[int] = []
        for number in order:
            lesson = self.grid.lessons[number]
            cell = (lesson.subject_code, lesson.grade)
            named = lesson.subject_code == subject and lesson.grade in grades
            first = not chosen or cell == next(iter(held))
            if named or held[cell] < (A_CELL if first else 1):
                held[cell] += 1
                chosen.append(number)
            if len(chosen) == limit:
                break
        return chosen

    def _named(self, lemmas: set[str]) -> tuple[str, ...]:
        """How these lemmas stand in the names, the name that says most first; each once."""
        said: list[str] = []
        for name in reversed((*self.said.folders, *self.said.names)):
            left = phrases(name, lemmas)
            if left:
                said += left
                lemmas = lemmas - set(name_hints((name,), self.grid.subjects).lemmas)
        return tuple(said[:REASON_WORDS])

    def _gist(self) -> str:
        """What the file is about, for the encoder: its names and the first of its headings."""
        names = [as_phrase(each) for each in self.said.names]
        return ". ".join(dict.fromkeys((*names, *self.said.headings[:3])))

    def _reasons(self, number: int, near: float) -> tuple[Reason, ...]:
        lesson = self.grid.lessons[number]
        reasons: list[Reason] = []

        def has(lemma: str) -> bool:
            return number in self.grid.postings.get(lemma, ())

        named = {lemma for lemma in self.hints.lemmas if has(lemma)}
        if named:
            reasons.append(Reason("name", self._named(named)))
        values = {**self.text}
        for lemma, value in self.headings.items():
            values[lemma] = values.get(lemma, 0.0) + value
        best = sorted((each for each in values if has(each)), key=lambda each: -values[each])
        best = [each for each in best if each not in self.hints.lemmas][:REASON_WORDS]
        if best:
            reasons.append(Reason("text", tuple(best)))
        hints = (
            self.hints.subject_said if lesson.subject_code == self.hints.subject else "",
            self.hints.grades_said if lesson.grade in self.hints.grades else "",
        )
        if any(hints):
            reasons.append(Reason("hint", tuple(filter(None, hints))))
        if near >= NEAR:
            reasons.append(Reason("meaning"))
        return tuple(reasons)
