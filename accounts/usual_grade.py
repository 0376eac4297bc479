"""The grade that a person is at home in: a pupil's class, a teacher's first one."""

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from accounts.models import Enrolment, SchoolClass, Teaching
from accounts.viewer import Viewer


def usual_grade(session: Session, viewer: Viewer) -> int | None:
    """The grade that the library opens at; None where there is none. One query."""
    studies = (
        select(SchoolClass.grade)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.person_id == viewer.person_id, Enrolment.until.is_(None))
    )
    teaches = (
        select(SchoolClass.grade)
        .join(Teaching, Teaching.class_id == SchoolClass.id)
        .where(Teaching.person_id == viewer.person_id)
    )
    grades = session.scalars(union_all(studies, teaches)).all()
    return min(grades, default=None)
