"""What a class and a child belong to, for ``accounts.allow``."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, object_session

from accounts.models import Guardian, Person, School, SchoolClass, Teaching, Territory
from accounts.places import territory_and_above
from accounts.scopes import Belongs, register_scope

WITH_TERRITORIES = (
    joinedload(School.territory).joinedload(Territory.parent).joinedload(Territory.parent)
)
"""Municipality, region and country in the school's own query."""


def class_belongs(school_class: SchoolClass, teachers: Collection[int] | None = None) -> Belongs:
    """To its school, the territories above, and to those who teach it or head it.

    ``teachers`` are its teachers (row ids of persons) where somebody has just asked for them.
    """
    session = object_session(school_class)
    if session is None:
        raise ValueError("a class is asked about within its session")
    school = session.get(School, school_class.school_id, options=[WITH_TERRITORIES])
    if teachers is None:
        teachers = session.scalars(
            select(Teaching.person_id).where(Teaching.class_id == school_class.id)
        ).all()
    all_teachers = set(teachers)
    if school_class.head_teacher_id is not None:
        all_teachers.add(school_class.head_teacher_id)
    return Belongs(
        school_ids=frozenset({school_class.school_id}),
        territory_ids=territory_and_above(school.territory if school is not None else None),
        teacher_ids=frozenset(all_teachers),
    )


def child_belongs(child: Person) -> Belongs:
    """To the child itself and to those whom the school has confirmed as its guardians."""
    session = object_session(child)
    if session is None:
        raise ValueError("a child is asked about within its session")
    guardians = session.scalars(
        select(Guardian.guardian_id).where(
            Guardian.child_id == child.id, Guardian.confirmed_at.is_not(None)
        )
    )
    return Belongs(owner_ids=frozenset({child.id}), guardian_ids=frozenset(guardians))


register_scope("class", class_belongs)
register_scope("child", child_belongs)
