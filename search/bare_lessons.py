"""The lessons that a query names by their title and that have no material yet."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.models import Item, Placement
from language.words import as_words
from search.asked import SearchQuery, filters_of
from search.grid_words import GridLesson, GridWords
from search.near_lessons import MOST_NAMED
from search.numbered_lessons import numbered_lessons
from search.understand import Understood


def bare_lessons(
    session: Session,
    viewer: Viewer,
    grid: GridWords,
    query: SearchQuery,
    understood: Understood,
) -> tuple[GridLesson, ...]:
    """Lessons whose whole title or number is asked for, none with a material that the viewer sees.

    A title is recognised with the grade or the subject beside it, «Части речи 6 класс», and then
    only of those. Empty when the first page is turned, when a lesson is chosen as a filter, and
    when one lesson of that title has something. One query, none where no lesson is asked for.
    """
    if query.page > 1 or query.lessons:
        return ()
    named = numbered_lessons(understood, grid)
    if not named:
        named = _of(grid.titled(as_words(understood.text)), query.subjects, query.grades)
    if not named:
        meant = filters_of(query, understood)
        named = _of(grid.titled(as_words(understood.rest)), meant.subject, meant.grade)
    if not 1 <= len(named) <= MOST_NAMED:
        return ()
    some = session.scalar(
        select(Placement.lesson_id)
        .join(Item, Item.id == Placement.item_id)
        .where(Placement.lesson_id.in_([lesson.id for lesson in named]), visible(viewer))
        .limit(1)
    )
    return named if some is None else ()


def _of(
    lessons: tuple[GridLesson, ...],
    subjects: tuple[str, ...] | frozenset[str],
    grades: tuple[int, ...] | frozenset[int],
) -> tuple[GridLesson, ...]:
    return tuple(
        lesson
        for lesson in lessons
        if (not subjects or lesson.subject_code in subjects)
        and (not grades or lesson.grade in grades)
    )
