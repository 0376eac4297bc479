"""From where coverage is looked at day by day, and what reaches each such place."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from accounts.models import Role, School, Territory
from accounts.viewer import RoleAt, Viewer, downwards, upwards
from catalog.audience import on_shelves
from catalog.models import Item

ALL, FEDERAL = "all", "federal"

WATCHERS = ("methodologist", "administrator")
"""Roles that look at coverage (``coverage.read`` of accounts/permissions.py)."""


def places(session: Session) -> Iterator[tuple[str, ColumnElement[bool]]]:
    """The places whose coverage is kept, each with the condition over ``Item`` for what counts.

    ``all``: every published item, the operator's view. ``federal``: the federal shelf alone,
    what a school has before it does anything. ``s:<school>`` and ``t:<territory>`` (row ids):
    not the bare shelf of that place but all that reaches a methodologist there, its own shelf
    with those above it, because that is the number which they see in the matrix: the trend must
    end at it. A place is kept when somebody there looks at coverage or something stands on its
    own shelf; other schools would repeat the row of the territory for every day of every year.
    """
    operator = on_shelves(Viewer.the_operator())
    yield ALL, operator
    yield FEDERAL, and_(operator, Item.shelf == "federal")
    parents = {row.id: row.parent_id for row in session.execute(_PARENTS)}
    for school_id, territory_id in session.execute(_schools()):
        above = upwards({territory_id}, parents)
        at = RoleAt(WATCHERS[0], school_id=school_id)
        there = Viewer(person_id=None, roles=(at,), territory_ids=frozenset(above))
        yield school_word(school_id), on_shelves(there)
    for territory_id in session.scalars(_territories()):
        there = Viewer(
            person_id=None,
            roles=(RoleAt(WATCHERS[0], territory_id=territory_id),),
            territory_ids=frozenset(upwards({territory_id}, parents)),
            governed_ids=frozenset(downwards({territory_id}, parents)),
        )
        yield territory_word(territory_id), on_shelves(there)


def place_of(viewer: Viewer) -> str | None:
    """The place from which this viewer looks, or None for several: their sum is kept nowhere."""
    if viewer.operator:
        return ALL
    words = {school_word(school_id) for school_id in viewer.school_ids}
    words |= {territory_word(at.territory_id) for at in viewer.roles if at.territory_id is not None}
    return words.pop() if len(words) == 1 else None


def school_word(school_id: int) -> str:
    """The word of a school among places."""
    return f"s:{school_id}"


def territory_word(territory_id: int) -> str:
    """The word of a territory among places."""
    return f"t:{territory_id}"


_PARENTS = select(Territory.id, Territory.parent_id)


def _schools() -> Select[int, int]:
    watched = select(Role.school_id).where(Role.role.in_(WATCHERS))
    filled = select(Item.school_id).where(Item.published_version_id.is_not(None))
    return (
        select(School.id, School.territory_id)
        .where(School.id.in_(watched) | School.id.in_(filled))
        .order_by(School.id)
    )


def _territories() -> Select[int]:
    watched = select(Role.territory_id).where(Role.role.in_(WATCHERS))
    filled = select(Item.territory_id).where(Item.published_version_id.is_not(None))
    return (
        select(Territory.id)
        .where(Territory.id.in_(watched) | Territory.id.in_(filled))
        .order_by(Territory.id)
    )
