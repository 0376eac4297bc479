"""Who is looking: all that a verb needs to know of the person who asks."""

from dataclasses import dataclass
from typing import Self

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Role, School, Territory, User


@dataclass(frozen=True)
class RoleAt:
    """A role and where it holds; the ids are row ids, one of the two is set."""

    role: str
    school_id: int | None = None
    territory_id: int | None = None


@dataclass(frozen=True)
class Viewer:
    """A signed-in person, or the installation's operator on the command line.

    ``territory_ids`` are the territories that the person's schools and roles lie in, with
    everything above them; ``governed_ids`` those that lie under a role in a territory.
    """

    person_id: int | None
    user_id: int | None = None
    roles: tuple[RoleAt, ...] = ()
    territory_ids: frozenset[int] = frozenset()
    governed_ids: frozenset[int] = frozenset()
    operator: bool = False

    @classmethod
    def the_operator(cls) -> Self:
        """The installation's operator: sees and does everything, and is no person."""
        return cls(person_id=None, operator=True)

    @property
    def school_ids(self) -> frozenset[int]:
        """The schools where this person has any role."""
        return frozenset(at.school_id for at in self.roles if at.school_id is not None)

    @property
    def role_names(self) -> frozenset[str]:
        """The roles, wherever they hold."""
        return frozenset(at.role for at in self.roles)

    def has_role(self, role: str, school_id: int | None = None) -> bool:
        """Whether the person has this role, at this school where one is given."""
        return any(
            at.role == role and (school_id is None or at.school_id == school_id)
            for at in self.roles
        )


def viewer_of(session: Session, user: User) -> Viewer:
    """The viewer that a signed-in user is; two queries."""
    held = session.execute(
        select(Role, School.territory_id)
        .outerjoin(School, School.id == Role.school_id)
        .where(Role.user_id == user.id)
        .order_by(Role.id)
    ).all()
    roles = [role for role, _territory in held]
    parents = {
        row.id: row.parent_id for row in session.execute(select(Territory.id, Territory.parent_id))
    }
    starts = {territory for role, territory in held if role.school_id is not None}
    governing = {role.territory_id for role in roles if role.territory_id is not None}
    return Viewer(
        person_id=user.person_id,
        user_id=user.id,
        roles=tuple(RoleAt(role.role, role.school_id, role.territory_id) for role in roles),
        territory_ids=frozenset(upwards(starts | governing, parents)),
        governed_ids=frozenset(downwards(governing, parents)),
    )


def upwards(starts: set[int], parents: dict[int, int | None]) -> set[int]:
    """These territories and all that they lie in; ``parents`` says what each lies in."""
    found: set[int] = set()
    for start in starts:
        at: int | None = start
        while at is not None and at not in found:
            found.add(at)
            at = parents.get(at)
    return found


def downwards(tops: set[int], parents: dict[int, int | None]) -> set[int]:
    """These territories and all that lie in them; ``parents`` says what each lies in."""
    found = set(tops)
    while True:
        below = {child for child, parent in parents.items() if parent in found} - found
        if not below:
            return found
        found |= below
