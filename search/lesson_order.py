"""The order of the lessons, alike in every engine."""

from collections.abc import Iterable

from search.port import Filters, LessonPlace

LAST = 10**6
"""Beyond any subject, grade or lesson: what has none is listed after what has."""

NO_GRADE = 99
"""The grade of an item that has none."""


def standing(
    lessons: Iterable[LessonPlace], position: int, grade: int, title: str, filters: Filters | None
) -> tuple[int, int, int, str]:
    """Where an item stands: subject, grade and number of its first lesson, then its title.

    Of its lessons those that pass the filters count. ``position`` and ``grade``, the item's own,
    are for one that stands in none.
    """
    if filters is not None:
        lessons = (
            place
            for place in lessons
            if (not filters.subject or place.subject in filters.subject)
            and (not filters.grade or place.grade in filters.grade)
            and (not filters.lesson or place.key in filters.lesson)
        )
    first = min(
        ((place.position, place.grade, place.lesson_no) for place in lessons),
        default=(position or LAST, grade or LAST, LAST),
    )
    return (*first, title.lower().replace("ё", "е"))
