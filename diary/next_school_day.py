"""The nearest school day after today and its lessons, for several pupils at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.models import Enrolment, SchoolClass
from catalog.grid import Subject
from diary.bells import with_bells
from diary.models import Occurrence
from diary.school_time import Bell


@dataclass(frozen=True)
class PlannedLesson:
    """A lesson of a timetable; ``begins`` is local time, None without bells."""

    day: date
    period: int
    begins: time | None
    subject_code: str
    subject_title: str
    grade: int
    group: str
    room: str


def next_school_day(
    session: Session, pupil_ids: Collection[int], today: date
) -> dict[int, tuple[PlannedLesson, ...]]:
    """The lessons of each pupil (row ids of persons) on the first day after ``today`` with any.

    Groups of one period that learn the same are one lesson. Nothing for whoever has no lessons
    any more this year. One query.
    """
    later = aliased(Occurrence)
    nearest = (
        select(func.min(later.day))
        .where(later.class_id == Enrolment.class_id, later.day > today, later.state == "planned")
        .correlate(Enrolment)
        .scalar_subquery()
    )
    rows = session.execute(
        with_bells(
            select(Enrolment.person_id, Occurrence, Bell.begins, Subject.title, SchoolClass.grade)
            .join(Occurrence, Occurrence.class_id == Enrolment.class_id)
            .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
            .join(Subject, Subject.code == Occurrence.subject_code)
        )
        .where(
            Enrolment.person_id.in_(pupil_ids),
            Occurrence.day == nearest,
            Occurrence.state == "planned",
            Enrolment.since <= Occurrence.day,
            or_(Enrolment.until.is_(None), Enrolment.until >= Occurrence.day),
        )
        .order_by(Occurrence.day, Occurrence.period, Occurrence.group)
    ).all()
    # A pupil who changes classes has two enrolments: only the nearer day is the next one.
    found: dict[int, list[PlannedLesson]] = {pupil: [] for pupil in pupil_ids}
    for pupil, one, begins, title, grade in rows:
        listed = found[pupil]
        if listed and listed[0].day != one.day:
            continue
        if any(
            (each.period, each.subject_code) == (one.period, one.subject_code) for each in listed
        ):
            continue
        listed.append(
            PlannedLesson(
                day=one.day,
                period=one.period,
                begins=begins,
                subject_code=one.subject_code,
                subject_title=title,
                grade=grade,
                group=one.group,
                room=one.room,
            )
        )
    return {pupil: tuple(lessons) for pupil, lessons in found.items()}
