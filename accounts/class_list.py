"""A class's list: its pupils by the alphabet, who answers for them, and who signs in already."""

from dataclasses import dataclass, field

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

import accounts.school_scopes  # noqa: F401  says what a class or a child belongs to
from accounts.allow import allowed
from accounts.models import Enrolment, Guardian, Person, School, SchoolClass, Teaching
from accounts.sign_in_state import State, sign_in_states
from accounts.viewer import Viewer
from core.errors import NotFound


@dataclass(frozen=True)
class GuardianLine:
    """Who answers for a pupil; ``confirmed``: the school says so."""

    person: Person
    relation: str
    confirmed: bool
    state: State


@dataclass(frozen=True)
class PupilLine:
    """A pupil of the list."""

    person: Person
    state: State
    guardians: list[GuardianLine] = field(default_factory=list)


@dataclass(frozen=True)
class ClassLine:
    """A class among others; ``pupils`` is how many are on its list now."""

    school_class: SchoolClass
    pupils: int


def by_alphabet(person: Person) -> tuple[str, str]:
    """The key that sorts people as a class journal does: е and ё are one letter."""
    name = person.full_name.casefold()
    return name.replace("ё", "е"), name


def classes_of(session: Session, viewer: Viewer) -> list[ClassLine]:
    """The present year's classes that the viewer may look at, by school, grade and letter.

    Those that a teacher teaches or heads, and all of the schools where (or in whose territory)
    the viewer is an administrator or methodologist. One query.
    """
    newest = (
        select(SchoolClass.school_id, func.max(SchoolClass.year).label("year"))
        .group_by(SchoolClass.school_id)
        .subquery()
    )
    pupils = (
        select(func.count())
        .where(Enrolment.class_id == SchoolClass.id, Enrolment.until.is_(None))
        .scalar_subquery()
    )
    taught = select(Teaching.class_id).where(Teaching.person_id == viewer.person_id)
    rows = session.execute(
        select(SchoolClass, pupils)
        .join(
            newest,
            (newest.c.school_id == SchoolClass.school_id) & (newest.c.year == SchoolClass.year),
        )
        .join(SchoolClass.school)
        .where(
            or_(
                SchoolClass.id.in_(taught),
                SchoolClass.head_teacher_id == viewer.person_id,
                SchoolClass.school_id.in_(_governed_schools(viewer)),
                School.territory_id.in_(viewer.governed_ids),
            )
        )
        .options(joinedload(SchoolClass.school))
    )
    found = [ClassLine(school_class, count) for school_class, count in rows]
    return sorted(found, key=_order)


def get_class(session: Session, viewer: Viewer, public_id: str) -> SchoolClass:
    """The class, if the viewer may look at it. Raises NotFound also where they may not."""
    found = session.scalar(
        select(SchoolClass)
        .where(SchoolClass.public_id == public_id)
        .options(joinedload(SchoolClass.school))
    )
    if found is None or not allowed(viewer, "classes.read", found):
        raise NotFound("Такого класса нет, или он не ваш.")
    return found


def class_list(session: Session, school_class: SchoolClass) -> list[PupilLine]:
    """The pupils who are in the class now, with those who answer for them; three queries."""
    pupils = sorted(
        session.scalars(
            select(Person)
            .join(Enrolment, Enrolment.person_id == Person.id)
            .where(Enrolment.class_id == school_class.id, Enrolment.until.is_(None))
            .distinct()
        ),
        key=by_alphabet,
    )
    links = session.execute(
        select(Guardian, Person)
        .join(Person, Person.id == Guardian.guardian_id)
        .join(Enrolment, Enrolment.person_id == Guardian.child_id)
        .where(Enrolment.class_id == school_class.id, Enrolment.until.is_(None))
        .distinct()
    ).all()
    states = sign_in_states(
        session, [pupil.id for pupil in pupils] + [person.id for _link, person in links]
    )
    found = {pupil.id: PupilLine(pupil, states[pupil.id]) for pupil in pupils}
    for link, person in sorted(links, key=lambda row: by_alphabet(row[1])):
        found[link.child_id].guardians.append(
            GuardianLine(person, link.relation, link.confirmed_at is not None, states[person.id])
        )
    return list(found.values())


def _governed_schools(viewer: Viewer) -> set[int]:
    return {
        at.school_id
        for at in viewer.roles
        if at.role in ("administrator", "methodologist") and at.school_id is not None
    }


def _order(line: ClassLine) -> tuple[str, int, int, str]:
    one = line.school_class
    return one.school.short_name, one.school_id, one.grade, one.letter
