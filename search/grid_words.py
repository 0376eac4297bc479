"""The lesson grid in memory: the subjects' names, and the lessons by their words.

Kept per process and database, and read again when the grid has changed: a check of some
5 ms, at most every few seconds. 10,000 lessons take 10 MB and half a second at first use.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from heapq import nlargest

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from language.lemmas import lemmas
from language.typos import candidates
from language.words import as_words
from search.grid_titles import GridTitles, taught_words
from search.initials import Initials
from search.kept import Kept
from search.plain_names import PlainNames
from search.shortened import Shortened
from search.subject_names import SubjectNames
from search.subject_words import SubjectWords

TITLE, TOPIC, SECTION = 2.0, 1.0, 0.5
"""What a word weighs by where it stands in a lesson, for the nearest lesson."""


SAME_BEGINNING = 4
"""Letters that two words must share at the beginning to be taken for kin; and at least half of
the longer one, for «абракадабра» is no kin of «абрикос»: more of them differs than is alike."""

HALF = 0.5
"""The share of the words asked for that a lesson must have to be named: with fewer it is about
something else than most of what was asked."""


@dataclass(frozen=True)
class GridLesson:
    """A lesson of the edition in force; ``id`` is its row id."""

    id: int
    key: str
    subject_code: str
    grade: int
    lesson_no: int
    section: str
    topic: str
    title: str
    keywords: tuple[str, ...]


class GridWords:
    """One state of the grid."""

    def __init__(self, subjects: SubjectWords, lessons: tuple[GridLesson, ...]) -> None:
        self.subjects = subjects
        self.lessons = lessons

    def lesson(self, key: str) -> GridLesson | None:
        """The lesson with this key."""
        return self._by_key.get(key) if key else None

    def with_number(self, subject: str, grade: int, number: int) -> tuple[GridLesson, ...]:
        """The lessons of this number: of each programme one."""
        return self._by_number.get((subject, grade, number), ())

    @cached_property
    def _by_number(self) -> dict[tuple[str, int, int], tuple[GridLesson, ...]]:
        found: dict[tuple[str, int, int], tuple[GridLesson, ...]] = {}
        for lesson in self.lessons:
            place = lesson.subject_code, lesson.grade, lesson.lesson_no
            found[place] = (*found.get(place, ()), lesson)
        return found

    @cached_property
    def _by_key(self) -> dict[str, GridLesson]:
        return {lesson.key: lesson for lesson in self.lessons}

    @cached_property
    def postings(self) -> dict[str, dict[int, float]]:
        """Lemma → lesson's place in ``lessons`` → what the lemma weighs in that lesson."""
        found: dict[str, dict[int, float]] = {}
        words_of = cache(lambda text: frozenset(lemmas(text)))  # a section stands in many lessons
        for number, lesson in enumerate(self.lessons):
            parts = (
                (lesson.title, TITLE),
                (lesson.topic, TOPIC),
                (" ".join(lesson.keywords), TOPIC),
                (lesson.section, SECTION),
            )
            for text, weight in parts:
                for word in words_of(text):
                    held = found.setdefault(word, {})
                    held[number] = held.get(number, 0.0) + weight
        return found

    @cached_property
    def lengths(self) -> list[float]:
        """How long each lesson is beside the average one: the sum of its words' weights over it."""
        sums = [0.0] * len(self.lessons)
        for held in self.postings.values():
            for number, weight in held.items():
                sums[number] += weight
        average = sum(sums) / len(sums) if any(sums) else 1.0
        return [each / average for each in sums]

    def nearest(
        self,
        asked: Sequence[str],
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
    ) -> GridLesson | None:
        """The first of ``nearest_lessons``; None when there is none."""
        return next(iter(self.nearest_lessons(asked, subjects, grades, limit=1)), None)

    def nearest_lessons(
        self,
        asked: Sequence[str],
        subjects: frozenset[str] = frozenset(),
        grades: frozenset[int] = frozenset(),
        *,
        limit: int = 5,
    ) -> tuple[GridLesson, ...]:
        """The lessons with most of these lemmas, rare ones first; those with half of them at least.

        A lemma that no lesson has stands for the one most like it. A lesson of the subjects
        and grades asked for counts double or more; among equals the earlier in the grid wins.
        """
        scores: dict[int, float] = {}
        has: Counter[int] = Counter()
        for word in dict.fromkeys(asked):
            held = self.postings.get(word) or self.postings.get(self._like(word), {})
            rare = math.log(1 + len(self.lessons) / (1 + len(held)))
            has.update(held.keys())
            for number, weight in held.items():
                # A third occurrence says hardly more than the second.
                scores[number] = scores.get(number, 0.0) + rare * weight / (weight + 1.0)
        enough = [number for number in scores if has[number] >= HALF * len(set(asked))]

        def standing(number: int) -> tuple[float, int]:
            lesson = self.lessons[number]
            wanted = (not subjects or lesson.subject_code in subjects) + (
                not grades or lesson.grade in grades
            )
            return scores[number] * (1 + wanted), -number

        return tuple(self.lessons[number] for number in nlargest(limit, enough, key=standing))

    @cached_property
    def _counts(self) -> dict[str, int]:
        return {word: len(held) for word, held in self.postings.items()}

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self.postings)

    def _like(self, word: str) -> str:
        """The nearest word of the grid: a typing slip away, or else with the same beginning."""
        near = next(candidates(word, self._counts), None)
        if near is not None:
            return near
        at = bisect_left(self._sorted, word)
        beside = self._sorted[max(0, at - 1) : at + 1]
        shared = {other: _shared(word, other) for other in beside}
        most = max(shared, key=shared.__getitem__, default="")
        alike = shared.get(most, 0)
        return most if alike >= max(SAME_BEGINNING, max(len(word), len(most)) / 2) else ""

    def titled(self, plain: str) -> tuple[GridLesson, ...]:
        """The lessons with this whole title, given as plain words joined by a space."""
        return self._titled.get(plain, ()) if plain else ()

    @cached_property
    def _titled(self) -> dict[str, tuple[GridLesson, ...]]:
        found: dict[str, tuple[GridLesson, ...]] = {}
        for lesson in self.lessons:
            plain = as_words(lesson.title)
            found[plain] = (*found.get(plain, ()), lesson)
        return found

    @cached_property
    def initials(self) -> Initials:
        """What abbreviations may spell in the lessons' words."""
        return Initials(
            text
            for lesson in self.lessons
            for text in (lesson.title, lesson.topic, lesson.section, *lesson.keywords)
        )

    @cached_property
    def shortened(self) -> Shortened:
        """What words cut short may be in the lessons' words."""
        return Shortened(self.initials.texts)

    @cached_property
    def titles(self) -> GridTitles:
        """The lessons' topics and titles, for suggestions."""
        subject_of = {number: lesson.subject_code for number, lesson in enumerate(self.lessons)}
        named = (
            (text, (lesson.subject_code, lesson.grade))
            for lesson in self.lessons
            for text in {lesson.topic, lesson.title}
        )
        return GridTitles(named, taught_words(self.postings, subject_of))

    @cached_property
    def plain_names(self) -> PlainNames:
        """Short names of sections, topics and keywords, for suggestions."""
        placed = [(lesson, (lesson.subject_code, lesson.grade)) for lesson in self.lessons]
        names = (
            (text, place) for lesson, place in placed for text in {lesson.section, lesson.topic}
        )
        keywords = ((word, place) for lesson, place in placed for word in lesson.keywords)
        return PlainNames(names, keywords)

    @cached_property
    def subject_names(self) -> SubjectNames:
        """The subjects and their grades, for suggestions."""
        taught = {(lesson.subject_code, lesson.grade) for lesson in self.lessons}
        return SubjectNames(self.subjects, taught)


def _shared(one: str, other: str) -> int:
    """How many letters two words share at the beginning."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def grid_words(session: Session) -> GridWords:
    """The grid of the session's database as it was a few seconds ago at most.

    No query when it was looked at within 5 seconds, else one, or three when it has changed.
    """
    return _grid.of(session)


def _stamp(session: Session) -> tuple[object, ...]:
    """Changes with any lesson that is added, renamed or retired."""
    row = session.execute(
        select(
            func.count(),
            func.max(Lesson.id),
            func.count(Lesson.retired_at),
            func.sum(func.length(Lesson.title) + func.length(Lesson.topic)),
            select(Edition.code).where(Edition.active).scalar_subquery(),
            select(func.count()).select_from(Subject).scalar_subquery(),
        ).select_from(Lesson)
    ).one()
    return tuple(row)


def _read(session: Session) -> GridWords:
    subjects = session.execute(select(Subject.code, Subject.title).order_by(Subject.position))
    lessons = session.execute(
        select(
            Lesson.id,
            Lesson.key,
            Lesson.subject_code,
            Lesson.grade,
            Lesson.lesson_no,
            Lesson.section,
            Lesson.topic,
            Lesson.title,
            Lesson.keywords,
        )
        .join(Subject, Subject.code == Lesson.subject_code)
        .join(Edition, Edition.code == Lesson.edition_code)
        .where(Edition.active, Lesson.retired_at.is_(None))
        .order_by(Subject.position, Lesson.grade, Lesson.lesson_no, Lesson.id)
    )
    return GridWords(
        SubjectWords([(row.code, row.title) for row in subjects]),
        tuple(GridLesson(*row[:8], keywords=tuple(row.keywords)) for row in lessons),
    )


_grid: Kept[GridWords] = Kept(_stamp, _read)
