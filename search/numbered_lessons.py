"""The lessons that a query names by their numbers: «урок 12 математика 5 класс»."""

from dataclasses import replace

from search.chip import LESSON_NO, Chip
from search.grid_words import GridLesson, GridWords
from search.port import EVERYTHING, Filters
from search.understand import Understood


def with_lessons(understood: Understood, grid: GridWords) -> Understood:
    """The query with lessons of the grid in place of their numbers.

    They are those of its subjects and grades; a number that none of them has filters nothing and
    stands in ``no_lesson``.
    """
    asked = [chip for chip in understood.chips if chip.facet == LESSON_NO]
    if not asked:
        return understood
    subjects, grades = understood.every("subject"), understood.every("grade")
    chips: list[Chip] = []
    missing: list[int] = []
    for chip in asked:
        keys = [
            lesson.key
            for subject in subjects
            for grade in grades
            for lesson in grid.with_number(str(subject), int(grade), int(chip.value))
        ]
        if keys:
            chips.append(replace(chip, facet="lesson", value=keys[0], also=tuple(keys[1:])))
        else:
            missing.append(int(chip.value))
    kept = [chip for chip in understood.chips if chip.facet != LESSON_NO]
    return replace(
        understood,
        chips=tuple(sorted([*kept, *chips], key=lambda chip: chip.start)),
        no_lesson=tuple(missing),
    )


def numbered_lessons(
    understood: Understood, grid: GridWords, filters: Filters = EVERYTHING
) -> tuple[GridLesson, ...]:
    """The lessons that a query names by their numbers; of ``filters`` where it tells no place."""
    keys = map(str, understood.every("lesson"))
    named = tuple(lesson for key in keys if (lesson := grid.lesson(key)) is not None)
    return named or tuple(
        lesson
        for number in understood.lesson_numbers
        for subject in sorted(filters.subject)
        for grade in sorted(filters.grade)
        for lesson in grid.with_number(subject, grade, number)
    )
