"""What lessons, homework and pupils belong to, for ``accounts.allow``."""

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from accounts.models import Enrolment, Guardian, Person, SchoolClass, Teaching
from accounts.school_scopes import class_belongs
from accounts.scopes import Belongs, register_scope
from diary.models import Homework, Occurrence
from diary.reach import addressees


def _occurrence_belongs(occurrence: Occurrence) -> Belongs:
    """Own to its teacher and to whoever teaches this subject in this class; else as its class.

    A teacher who no longer teaches the class keeps nothing of it.
    """
    session = _session_of(occurrence)
    school_class = session.get_one(SchoolClass, occurrence.class_id)
    teaching = session.execute(
        select(Teaching.person_id, Teaching.subject_code).where(
            Teaching.class_id == occurrence.class_id
        )
    ).all()
    everybody = {person for person, _subject in teaching}
    whole = class_belongs(school_class, everybody)
    same = {person for person, subject in teaching if subject == occurrence.subject_code}
    return Belongs(
        owner_ids=frozenset(same | ({occurrence.teacher_id} & everybody)),
        school_ids=whole.school_ids,
        territory_ids=whole.territory_ids,
        teacher_ids=whole.teacher_ids,
    )


def _homework_belongs(homework: Homework) -> Belongs:
    """As the lesson at which it was set, and own to who wrote it while they teach the class."""
    lesson = _occurrence_belongs(homework.occurrence)
    return Belongs(
        owner_ids=lesson.owner_ids | ({homework.by_id} & lesson.teacher_ids),
        school_ids=lesson.school_ids,
        territory_ids=lesson.territory_ids,
        teacher_ids=lesson.teacher_ids,
    )


def _assigned_belongs(homework: Homework) -> Belongs:
    """Homework as those meet it who are to do it: own to the pupils that it is addressed to."""
    session = _session_of(homework)
    lesson = _occurrence_belongs(homework.occurrence)
    pupils = addressees(session, homework) if homework.state == "set" else frozenset()
    return Belongs(
        owner_ids=pupils,
        school_ids=lesson.school_ids,
        territory_ids=lesson.territory_ids,
        teacher_ids=lesson.teacher_ids,
        guardian_ids=_guardians(session, pupils),
    )


def _pupil_belongs(pupil: Person) -> Belongs:
    """Own to the pupil, a child to its guardians; of the classes that it is in now."""
    session = _session_of(pupil)
    classes = session.scalars(
        select(SchoolClass)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.person_id == pupil.id, Enrolment.until.is_(None))
    )
    around = [class_belongs(one) for one in classes]
    return Belongs(
        owner_ids=frozenset({pupil.id}),
        school_ids=frozenset().union(*(one.school_ids for one in around)),
        territory_ids=frozenset().union(*(one.territory_ids for one in around)),
        teacher_ids=frozenset().union(*(one.teacher_ids for one in around)),
        guardian_ids=_guardians(session, frozenset({pupil.id})),
    )


def _guardians(session: Session, pupils: frozenset[int]) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(Guardian.guardian_id).where(
                Guardian.child_id.in_(pupils), Guardian.confirmed_at.is_not(None)
            )
        )
    )


def _session_of(thing: object) -> Session:
    session = object_session(thing)
    if session is None:
        raise ValueError("a thing of the diary is asked about within its session")
    return session


register_scope("occurrence", _occurrence_belongs)
register_scope("homework", _homework_belongs)
register_scope("assigned", _assigned_belongs)
register_scope("pupil", _pupil_belongs)
