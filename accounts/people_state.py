"""What an administrator should know of a school's people: how many, and who cannot sign in yet."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from accounts.age import needs_guardian, school_today
from accounts.class_list import by_alphabet
from accounts.invite import STAFF_ROLES
from accounts.models import Enrolment, Guardian, Invitation, Person, Role, School, SchoolClass, User
from accounts.sign_in_state import State, state_of
from core.clock import Clock

SOON = timedelta(days=7)


@dataclass(frozen=True)
class ClassState:
    """One class of the present year, in numbers of pupils.

    ``without_guardian``: none of those who answer for the pupil signs in; ``without_own``: from
    14 years on and no sign-in of their own.
    """

    public_id: str
    name: str
    pupils: int
    without_guardian: int
    without_own: int


@dataclass(frozen=True)
class PeopleState:
    """A school's people in numbers.

    ``staff_without``: the staff who cannot sign in yet, by the alphabet. ``waiting``: codes that
    are good and not used; ``running_out``: those of them that end within a week.
    """

    pupils: int
    guardians: int
    staff: int
    staff_without: list[Person]
    classes: list[ClassState]
    waiting: int
    running_out: int


def people_state(session: Session, school_id: int, clock: Clock) -> PeopleState:
    """The people of the school with this row id; four queries, five where it has no classes.

    Raises LookupError where there is no such school.
    """
    now = clock()
    lists = _lists(session, school_id)
    school = lists[0][0].school if lists else session.get(School, school_id)
    if school is None:
        raise LookupError(school_id)
    guardians = _guardians(session, school_id)
    staff = _staff(session, school_id)
    today = school_today(school.timezone, now)
    ends = session.scalars(
        select(Invitation.until).where(
            Invitation.school_id == school_id,
            Invitation.used_at.is_(None),
            Invitation.revoked_at.is_(None),
            Invitation.until > now,
        )
    ).all()
    return PeopleState(
        pupils=len({pupil.id for _class, listed in lists for pupil, _state in listed}),
        guardians=len({by for states in guardians.values() for by in states}),
        staff=len(staff),
        staff_without=sorted(
            (one for one, state in staff.values() if state == "none"), key=by_alphabet
        ),
        classes=[
            ClassState(
                public_id=one.public_id,
                name=one.name,
                pupils=len(listed),
                without_guardian=sum(
                    "open" not in guardians.get(pupil.id, {}).values() for pupil, _state in listed
                ),
                without_own=sum(
                    not needs_guardian(pupil, today) and state != "open" for pupil, state in listed
                ),
            )
            for one, listed in lists
        ],
        waiting=len(ends),
        running_out=sum(until <= now + SOON for until in ends),
    )


def _lists(
    session: Session, school_id: int
) -> list[tuple[SchoolClass, list[tuple[Person, State]]]]:
    """The present year's classes in order, also empty ones, with who is on their lists."""
    newest = select(func.max(SchoolClass.year)).where(SchoolClass.school_id == school_id)
    rows = session.execute(
        select(SchoolClass, Person, User)
        .outerjoin(Enrolment, (Enrolment.class_id == SchoolClass.id) & Enrolment.until.is_(None))
        .outerjoin(Person, Person.id == Enrolment.person_id)
        .outerjoin(User, User.person_id == Person.id)
        .where(SchoolClass.school_id == school_id, SchoolClass.year == newest.scalar_subquery())
        .options(joinedload(SchoolClass.school))
        .order_by(SchoolClass.grade, SchoolClass.letter)
    ).all()
    lists: dict[int, tuple[SchoolClass, list[tuple[Person, State]]]] = {}
    for one, person, user in rows:
        _class, listed = lists.setdefault(one.id, (one, []))
        if person is not None:
            listed.append((person, state_of(user)))
    return list(lists.values())


def _guardians(session: Session, school_id: int) -> dict[int, dict[int, State]]:
    """Child's row id → its confirmed guardians' row ids and states, for the school's pupils."""
    links = session.execute(
        select(Guardian.child_id, Guardian.guardian_id, User)
        .join(Enrolment, Enrolment.person_id == Guardian.child_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(User, User.person_id == Guardian.guardian_id)
        .where(
            SchoolClass.school_id == school_id,
            Enrolment.until.is_(None),
            Guardian.confirmed_at.is_not(None),
        )
    ).all()
    found: dict[int, dict[int, State]] = {}
    for child, guardian, user in links:
        found.setdefault(child, {})[guardian] = state_of(user)
    return found


def _staff(session: Session, school_id: int) -> dict[int, tuple[Person, State]]:
    """Person's row id → the person and the state, for all who work in the school."""
    rows = session.execute(
        select(Person, User)
        .join(User, User.person_id == Person.id)
        .join(Role, Role.user_id == User.id)
        .where(Role.school_id == school_id, Role.role.in_(STAFF_ROLES))
        .distinct()
    ).all()
    return {person.id: (person, state_of(user)) for person, user in rows}
