"""To whom homework is addressed: the one place that says it, as conditions over ``Homework``."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import Session

from accounts.models import Enrolment, Guardian, Person
from accounts.viewer import Viewer
from diary.models import Addressee, Homework, Occurrence


def addressed_to(pupil_ids: Collection[int]) -> ColumnElement[bool]:
    """Homework that is set and addressed to any of these pupils (row ids of persons).

    To the whole class means to those who were in it on the day it was set for or came later; who
    had left before is not addressed. Drafts are nobody's.
    """
    day = (
        select(Occurrence.day)
        .where(Occurrence.id == Homework.occurrence_id)
        .correlate(Homework)
        .scalar_subquery()
    )
    named = exists().where(Addressee.homework_id == Homework.id, Addressee.person_id.in_(pupil_ids))
    anybody = exists().where(Addressee.homework_id == Homework.id)
    of_class = exists().where(
        Enrolment.class_id == Homework.class_id,
        Enrolment.person_id.in_(pupil_ids),
        or_(Enrolment.until.is_(None), Enrolment.until >= day),
    )
    return and_(Homework.state == "set", or_(named, and_(~anybody, of_class)))


def addressee_ids(homework: Homework) -> Select[int]:
    """The pupils (row ids of persons) to whom this homework is addressed, as a subquery."""
    named = select(Addressee.person_id).where(Addressee.homework_id == homework.id)
    of_class = select(Enrolment.person_id).where(
        Enrolment.class_id == homework.class_id,
        or_(Enrolment.until.is_(None), Enrolment.until >= homework.occurrence.day),
    )
    return select(Person.id).where(
        or_(Person.id.in_(named), and_(~named.exists(), Person.id.in_(of_class)))
    )


def addressees(session: Session, homework: Homework) -> frozenset[int]:
    """The same at hand; one query."""
    return frozenset(session.scalars(addressee_ids(homework)))


def is_addressed(session: Session, homework: Homework, pupil_ids: Collection[int]) -> bool:
    """Whether it is addressed to any of these pupils; one query, none without pupils."""
    if not pupil_ids:
        return False
    found = select(Homework.id).where(Homework.id == homework.id, addressed_to(pupil_ids))
    return session.scalar(found) is not None


def children_of(session: Session, viewer: Viewer) -> frozenset[int]:
    """The children (row ids of persons) that this viewer answers for, confirmed ones only."""
    if not viewer.has_role("guardian"):
        return frozenset()
    return frozenset(
        session.scalars(
            select(Guardian.child_id).where(
                Guardian.guardian_id == viewer.person_id, Guardian.confirmed_at.is_not(None)
            )
        )
    )


def pupils_behind(session: Session, viewer: Viewer) -> frozenset[int]:
    """The pupils whose homework this viewer sees as the pupil or a guardian."""
    own = {viewer.person_id} if viewer.has_role("pupil") and viewer.person_id else set()
    return frozenset(own) | children_of(session, viewer)
