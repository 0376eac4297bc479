"""Whose diary somebody may look at: a class, a pupil, a child, by the names of the outside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from accounts.allow import allowed
from accounts.class_list import by_alphabet
from accounts.load.fields import class_key
from accounts.models import Enrolment, Person, School, SchoolClass
from accounts.school_scopes import WITH_TERRITORIES
from accounts.viewer import Viewer
from core.errors import NotFound
from diary.errors import ClassNotFound
from diary.reach import children_of


class PupilNotFound(NotFound):
    """No such pupil, or not for this person."""

    code = "pupil_not_found"

    def __init__(self) -> None:
        super().__init__("Такого ученика нет, или его дневник вам не открыт.")


@dataclass(frozen=True)
class Studies:
    """A pupil and the class that they are in now, or were in last."""

    pupil: Person
    school_class: SchoolClass

    @property
    def school(self) -> School:
        """The school of the class."""
        return self.school_class.school


def find_class(session: Session, viewer: Viewer, name: str) -> SchoolClass:
    """The class by its public id, or by its name «5А» in the viewer's own schools.

    Raises ClassNotFound also where the viewer may not see its diary.
    """
    with_school = joinedload(SchoolClass.school).options(WITH_TERRITORIES)
    found = session.scalar(
        select(SchoolClass).where(SchoolClass.public_id == name).options(with_school)
    )
    if found is None and viewer.school_ids:
        asked = class_key(name)
        named = session.scalars(
            select(SchoolClass)
            .where(SchoolClass.school_id.in_(viewer.school_ids))
            .options(with_school)
            .order_by(SchoolClass.year.desc(), SchoolClass.id)
        )
        found = next((one for one in named if class_key(one.name) == asked), None)
    if found is None or not allowed(viewer, "diary.read_class", found):
        raise ClassNotFound
    return found


def find_pupil(
    session: Session, viewer: Viewer, public_id: str, children: Sequence[Studies] | None = None
) -> Studies:
    """The pupil by their public id; ``children`` are the viewer's, where they are known already.

    Raises PupilNotFound also where the viewer may not see them.
    """
    if children is None:
        children = children_studies(session, viewer)
    for known in (own_studies(session, viewer), *children):  # one's own need no more questions
        if known is not None and known.pupil.public_id == public_id:
            return known
    found = next(iter(_studies(session, Person.public_id == public_id).values()), None)
    if found is None or not allowed(viewer, "diary.read_pupil", found.pupil):
        raise PupilNotFound
    return found


def studies_of(session: Session, person_ids: Collection[int]) -> dict[int, Studies]:
    """Where each of these pupils (row ids) studies: the present class, else the last; one query."""
    return _studies(session, Person.id.in_(person_ids))


def _studies(session: Session, who: ColumnElement[bool]) -> dict[int, Studies]:
    rows = session.execute(
        select(Person, SchoolClass)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(who)
        .options(joinedload(SchoolClass.school).options(WITH_TERRITORIES))
        .order_by(Enrolment.until.is_(None), Enrolment.since, Enrolment.id)
    ).all()
    return {person.id: Studies(person, school_class) for person, school_class in rows}


def own_studies(session: Session, viewer: Viewer) -> Studies | None:
    """Where the viewer studies, None for who is no pupil of any class."""
    if viewer.person_id is None or not viewer.has_role("pupil"):
        return None
    return studies_of(session, [viewer.person_id]).get(viewer.person_id)


def children_studies(session: Session, viewer: Viewer) -> list[Studies]:
    """The viewer's confirmed children who are pupils, in the order of a class journal."""
    children = children_of(session, viewer)
    found = studies_of(session, children) if children else {}
    return sorted(found.values(), key=lambda one: by_alphabet(one.pupil))


def taught_school(session: Session, viewer: Viewer) -> School | None:
    """The school whose clock a teacher's week goes by; None for who teaches nowhere."""
    held = [at.school_id for at in viewer.roles if at.role == "teacher" and at.school_id]
    return session.get(School, held[0]) if held else None
