"""Finding the school or the territory that somebody names, and those that somebody answers for."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from accounts.models import School, Territory
from accounts.viewer import Viewer
from core.errors import Invalid, NotFound


def find_school(session: Session, public_id: str | None) -> School:
    """The school with this id, or without one the installation's only school.

    Raises NotFound, or Invalid when there are several and none was named.
    """
    if public_id is not None:
        found = session.scalar(select(School).where(School.public_id == public_id))
        if found is None:
            raise NotFound(f"Школы «{public_id}» нет.")
        return found
    schools = session.scalars(select(School).order_by(School.id).limit(6)).all()
    if not schools:
        raise NotFound("Школ пока нет. Загрузите школу: parta people load ФАЙЛ.")
    if len(schools) > 1:
        some = ", ".join(school.public_id for school in schools[:5])
        raise Invalid(f"Школ несколько, назовите одну: {some}{'…' if len(schools) > 5 else ''}")
    return schools[0]


def find_territory(session: Session, which: str) -> Territory:
    """The territory with this id or name. Raises NotFound, or Invalid for a name of several."""
    found = session.scalars(
        select(Territory).where(or_(Territory.public_id == which, Territory.name == which))
    ).all()
    if not found:
        raise NotFound(f"Территории «{which}» нет.")
    if len(found) > 1:
        some = ", ".join(one.public_id for one in found[:5])
        raise Invalid(f"Территорий «{which}» несколько, назовите одну по id: {some}")
    return found[0]


def in_schools_held(
    viewer: Viewer, roles: Collection[str], school_id: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """An SQL condition: ``school_id`` is of a school where one of the roles is held, or under it.

    The operator's are all. NULL where ``school_id`` is.
    """
    if viewer.operator:
        return true()
    held = [at for at in viewer.roles if at.role in roles]
    here = school_id.in_({at.school_id for at in held if at.school_id is not None})
    if not any(at.territory_id is not None for at in held):
        return here
    below = select(School.id).where(School.territory_id.in_(viewer.governed_ids))
    return or_(here, school_id.in_(below))


def territory_and_above(territory: Territory | None) -> frozenset[int]:
    """Row ids of a territory and of everything that it lies in; a query a step not yet loaded."""
    found: set[int] = set()
    while territory is not None and territory.id not in found:
        found.add(territory.id)
        territory = territory.parent
    return frozenset(found)
