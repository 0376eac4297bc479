"""Dealing the grid's lessons: the n-th lesson that is held carries the grid's lesson n.

Counted per class, subject and group. What has begun keeps its topic; only later ones shift.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from accounts.models import SchoolClass
from catalog.grid import Edition, Lesson
from diary.calendar import Calendar, Now
from diary.models import Occurrence

BASE = "base"
"""The programme that is taught where a grid holds several; else the first code."""

Course = tuple[str, str]
"""(Subject, group) within a class."""


def deal(
    session: Session,
    classes: Sequence[SchoolClass],
    calendar: Calendar,
    now: Now,
    course: Course | None = None,
    fresh: Collection[int] = (),
) -> None:
    """Give each lesson of these classes that has not begun its lesson of the grid.

    A cancelled one has none, nor have those after the grid's last. ``course`` narrows it to one
    subject and group; in ``fresh`` classes (row ids), whose first plan this is, the weeks that are
    over are dealt too. Two queries and one write. Flushes only.
    """
    session.flush()
    grades = {one.id: one.grade for one in classes}
    grid = _grid(session, set(grades.values()), course)
    counts: dict[tuple[int, str, str], int] = defaultdict(int)
    changed: list[dict[str, Any]] = []
    table = Occurrence.__table__.c
    query = (
        select(
            table.id,
            table.class_id,
            table.subject_code,
            table.group,
            table.day,
            table.period,
            table.state,
            table.lesson_id,
        )
        .where(table.class_id.in_(grades))
        .order_by(table.day, table.period, table.id)
    )
    if course is not None:
        query = query.where(table.subject_code == course[0], table.group == course[1])
    for id_, class_id, subject, group, day, period, state, lesson_id in session.execute(query):
        held = state == "planned"
        counts[class_id, subject, group] += held
        bell = calendar.bells.get(period)
        if class_id not in fresh and now.begun(day, None if bell is None else bell[0]):
            continue
        lessons = grid.get((subject, grades[class_id]), ())
        number = counts[class_id, subject, group]
        carries = lessons[number - 1] if held and number <= len(lessons) else None
        if carries != lesson_id:
            changed.append({"row_id": id_, "carries": carries})
    if changed:
        session.connection().execute(
            update(Occurrence.__table__)  # type: ignore[arg-type]
            .where(table.id == bindparam("row_id"))
            .values(lesson_id=bindparam("carries")),
            changed,
        )
    session.expire_all()


def _grid(
    session: Session, grades: Iterable[int], course: Course | None
) -> dict[tuple[str, int], list[int]]:
    """(Subject, grade) → ids of the lessons of the edition in force, in order."""
    query = (
        select(Lesson.id, Lesson.subject_code, Lesson.grade, Lesson.programme)
        .join(Edition, Edition.code == Lesson.edition_code)
        .where(Edition.active, Lesson.retired_at.is_(None), Lesson.grade.in_(sorted(grades)))
        .order_by(Lesson.lesson_no, Lesson.id)
    )
    if course is not None:
        query = query.where(Lesson.subject_code == course[0])
    cells: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for id_, subject, grade, programme in session.execute(query):
        cells[subject, grade][programme].append(id_)
    return {
        cell: programmes[BASE if BASE in programmes else min(programmes)]
        for cell, programmes in cells.items()
    }
