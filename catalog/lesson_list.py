"""The lessons of the edition in force, page by page, with counts of what the viewer may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.grid import Edition, Lesson, Subject
from catalog.models import Item, Placement


@dataclass(frozen=True)
class LessonLines:
    """A page of lessons, each with its number of materials; ``more`` says that another follows."""

    lessons: tuple[tuple[Lesson, int], ...]
    more: bool


def list_lessons(
    session: Session,
    viewer: Viewer,
    *,
    subjects: Sequence[str] = (),
    grades: Sequence[int] = (),
    page: int = 1,
    per_page: int = 100,
) -> LessonLines:
    """Lessons that are not retired, in the grid's order; several subjects or grades mean or.

    Two queries.
    """
    query = (
        select(Lesson)
        .join(Edition, Edition.code == Lesson.edition_code)
        .join(Subject, Subject.code == Lesson.subject_code)
        .where(Edition.active, Lesson.retired_at.is_(None))
        .options(joinedload(Lesson.subject))
    )
    if subjects:
        query = query.where(Lesson.subject_code.in_(subjects))
    if grades:
        query = query.where(Lesson.grade.in_(grades))
    order = (Subject.position, Lesson.grade, Lesson.programme, Lesson.lesson_no, Lesson.id)
    found = session.scalars(
        query.order_by(*order).offset((page - 1) * per_page).limit(per_page + 1)
    ).all()
    shown = found[:per_page]
    counts = _counts(session, viewer, [lesson.id for lesson in shown])
    return LessonLines(
        tuple((lesson, counts.get(lesson.id, 0)) for lesson in shown), len(found) > per_page
    )


def _counts(session: Session, viewer: Viewer, ids: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(Placement.lesson_id, func.count())
        .join(Item, Item.id == Placement.item_id)
        .where(Placement.lesson_id.in_(ids), visible(viewer))
        .group_by(Placement.lesson_id)
    )
    return {row[0]: row[1] for row in rows}
