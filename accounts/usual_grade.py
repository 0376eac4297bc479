"""The grade that a person is at home in: a pupil's class, a teacher's first one, a child's."""

from sqlalchemy import literal, null, select, union_all
from sqlalchemy.orm import Session

from accounts.models import Enrolment, Guardian, SchoolClass, Teaching
from accounts.viewer import Viewer


def usual_grade(session: Session, viewer: Viewer) -> int | None:
    """The grade that the library opens at; None where there is none. One query.

    The lowest of the classes where this person studies or teaches; else, for a guardian, that of
    the child who was confirmed first and is in a class.
    """
    studies = (
        select(SchoolClass.grade, literal(False).label("by_child"), null().label("confirmed_at"))
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.person_id == viewer.person_id, Enrolment.until.is_(None))
    )
    teaches = (
        select(SchoolClass.grade, literal(False), null())
        .join(Teaching, Teaching.class_id == SchoolClass.id)
        .where(Teaching.person_id == viewer.person_id)
    )
    childs = (
        select(SchoolClass.grade, literal(True), Guardian.confirmed_at)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .join(Guardian, Guardian.child_id == Enrolment.person_id)
        .where(
            Guardian.guardian_id == viewer.person_id,
            Guardian.confirmed_at.is_not(None),
            Enrolment.until.is_(None),
        )
    )
    every = union_all(studies, teaches, childs).subquery()
    return session.scalars(
        select(every.c.grade)
        .order_by(every.c.by_child, every.c.confirmed_at, every.c.grade)
        .limit(1)
    ).first()
