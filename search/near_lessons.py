"""The lessons of the grid that a query may be about, for whoever found nothing by it."""

from collections.abc import Sequence

from language.lemmas import RUSSIAN
from language.lexicon import weighty
from language.words import as_words
from search.chip import NOT_GRADE, NOT_SUBJECT
from search.grid_words import GridLesson, GridWords
from search.port import Filters
from search.understand import Understood

MOST = 5

MOST_NAMED = 3
"""A title that more lessons have, as «Повторение», names none of them."""


def near_lessons(
    grid: GridWords,
    understood: Understood,
    subjects: frozenset[str] = frozenset(),
    grades: frozenset[int] = frozenset(),
) -> tuple[GridLesson, ...]:
    """At most five, the nearest first: by the query's words, then by what may stand for them.

    ``subjects`` and ``grades`` as in force; lessons of others come behind, and those that the query
    leaves out not at all.
    """
    found = dict.fromkeys(grid.nearest_lessons(understood.words, subjects, grades, limit=MOST))
    for one in understood.instead:
        if len(found) >= MOST:
            break
        within = subjects & one.subjects or one.subjects or subjects
        lemmas = tuple(sorted(one.lemmas))
        found.update(dict.fromkeys(grid.nearest_lessons(lemmas, within, grades, limit=1)))
    no_subjects, no_grades = understood.every(NOT_SUBJECT), understood.every(NOT_GRADE)
    wanted = (
        lesson
        for lesson in found
        if lesson.subject_code not in no_subjects and lesson.grade not in no_grades
    )
    return tuple(wanted)[:MOST]


def named_lesson(
    grid: GridWords, text: str, lessons: Sequence[GridLesson], filters: Filters
) -> GridLesson | None:
    """The first of ``lessons``, where all words of its title stand in ``text``; else None.

    ``filters``: the subjects and grades in force, among which few lessons may have that title.
    """
    if not lessons or not weighty(lessons[0].title) <= weighty(text):
        return None
    alike = [
        lesson
        for lesson in grid.titled(as_words(lessons[0].title))
        if (not filters.subject or lesson.subject_code in filters.subject)
        and (not filters.grade or lesson.grade in filters.grade)
    ]
    return lessons[0] if len(alike) <= MOST_NAMED else None


def is_taught(understood: Understood, grid: GridWords) -> bool:
    """Whether all that the query is about is taught in the subjects that it names."""
    subjects = set(understood.every("subject"))
    about = [word for word in understood.words if RUSSIAN.says_of_what(word)]
    return bool(about) and all(
        any(grid.lessons[number].subject_code in subjects for number in grid.postings.get(word, ()))
        for word in about
    )
