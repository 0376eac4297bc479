"""«Задать» from a material: at which of the teacher's next lessons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, joinedload

from accounts.models import SchoolClass, Teaching
from accounts.viewer import Viewer
from catalog.grid import Lesson
from catalog.models import Item, Placement
from diary.models import Occurrence

AHEAD = timedelta(days=14)
MOST_LESSONS = 120


@dataclass(frozen=True)
class AssignPage:
    """``near``: each class's nearest lesson of the material's subject and grade, else of any.

    ``more`` are the other lessons, those that fit the material first, each part by day; ``fits``
    says whether any does.
    """

    near: tuple[Occurrence, ...]
    more: tuple[Occurrence, ...]
    fits: bool
    classes: tuple[SchoolClass, ...]
    chosen: str


def assign_page(
    session: Session, viewer: Viewer, item: Item, today: date, class_id: str = ""
) -> AssignPage:
    """The viewer's own lessons of the next two weeks, those that fit the item first; two queries.

    ``class_id`` is a class's public id to keep to, of those that there are.
    """
    lessons = session.scalars(
        select(Occurrence)
        .where(
            or_(
                Occurrence.teacher_id == viewer.person_id,
                exists().where(
                    Teaching.person_id == viewer.person_id,
                    Teaching.class_id == Occurrence.class_id,
                    Teaching.subject_code == Occurrence.subject_code,
                ),
            ),
            Occurrence.state == "planned",
            Occurrence.day.between(today, today + AHEAD),
        )
        .order_by(Occurrence.day, Occurrence.period, Occurrence.id)
        .limit(MOST_LESSONS)
        .options(
            joinedload(Occurrence.school_class),
            joinedload(Occurrence.subject),
            joinedload(Occurrence.lesson),
        )
    ).all()
    classes = {one.school_class.id: one.school_class for one in lessons}
    ordered = sorted(classes.values(), key=lambda one: (one.grade, one.letter))
    chosen = class_id if any(one.public_id == class_id for one in ordered) else ""
    kept = [one for one in lessons if not chosen or one.school_class.public_id == chosen]
    places = _places(session, item)
    fit = [one for one in kept if (one.subject_code, one.school_class.grade) in places]
    near = _nearest(fit or kept)
    others = [one for one in kept if one not in fit]
    return AssignPage(
        near=tuple(near),
        more=tuple(one for one in (*fit, *others) if one not in near),
        fits=bool(fit),
        classes=tuple(ordered),
        chosen=chosen,
    )


def _nearest(lessons: Sequence[Occurrence]) -> list[Occurrence]:
    """Of lessons by day, the first of each class, subject and group."""
    first: dict[tuple[int, str, str], Occurrence] = {}
    for one in lessons:
        first.setdefault((one.class_id, one.subject_code, one.group), one)
    return list(first.values())


def _places(session: Session, item: Item) -> Collection[tuple[str | None, int | None]]:
    """Subjects with grades that the item stands in, or that it was filed with."""
    rows = session.execute(
        select(Lesson.subject_code, Lesson.grade)
        .join(Placement, Placement.lesson_id == Lesson.id)
        .where(Placement.item_id == item.id)
        .distinct()
    )
    return {(subject, grade) for subject, grade in rows} or {(item.subject_code, item.grade)}
