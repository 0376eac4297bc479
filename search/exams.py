"""Queries that name an exam and hardly anything else: «ОГЭ математика», «подготовка к ЕГЭ физика».

Few materials say the exam's name, and what prepares for it are the lessons of its grades.
"""

from search.grid_words import GridWords
from search.port import Filters
from search.query_words import EXAMS
from search.understand import Understood

GRADES = {
    "огэ": frozenset({9}),
    "гиа": frozenset({9, 11}),
    "егэ": frozenset({10, 11}),
    "впр": frozenset({4, 5, 6, 7, 8, 10}),
}
"""An exam → the grades that prepare for it."""

PREPARING = frozenset(
    ["подготовка", "подготовиться", "готовиться", "вариант", "демоверсия", "пробник", "пробный"]
)


def asks_for_exam(understood: Understood) -> bool:
    """Whether its words are an exam's name, and at most that one prepares for it."""
    said = set(understood.words)
    return bool(said & EXAMS) and said <= EXAMS | PREPARING


def exam_sections(understood: Understood, filters: Filters, grid: GridWords) -> frozenset[str]:
    """The sections (``LessonPlace.section_key``) that prepare for the exam asked for.

    Those of the subjects in ``filters``, in its grades or else in the exam's; none without a
    subject, for all of a grade is no answer, and where no exam is asked for.
    """
    if not asks_for_exam(understood) or not filters.subject:
        return frozenset()
    exams = (GRADES[word] for word in understood.words if word in GRADES)
    grades = filters.grade or frozenset[int]().union(*exams)
    return frozenset(
        f"{lesson.subject_code}/{lesson.grade}/{lesson.section}"
        for lesson in grid.lessons
        if lesson.section and lesson.grade in grades and lesson.subject_code in filters.subject
    )
