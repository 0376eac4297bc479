"""What an administrator should know of a school's people: how many, and who cannot sign in yet."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.age import needs_guardian, school_today
from accounts.class_list import by_alphabet
from accounts.invite import STAFF_ROLES
from accounts.models import Enrolment, Guardian, Invitation, Person, Role, School, SchoolClass, User
from accounts.sign_in_state import sign_in_states
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
    """The people of the school with this row id; some six queries, more in a very large school.

    Raises LookupError where there is no such school.
    """
    school = session.get(School, school_id)
    if school is None:
        raise LookupError(school_id)
    now = clock()
    lists = _lists(session, school_id)
    guardians = _guardians(session, school_id)
    staff = session.scalars(
        select(Person)
        .join(User, User.person_id == Person.id)
        .join(Role, Role.user_id == User.id)
        .where(Role.school_id == school_id, Role.role.in_(STAFF_ROLES))
        .distinct()
    ).all()
    pupils = {pupil.id for _class, listed in lists for pupil in listed}
    answering = set().union(*guardians.values())
    states = sign_in_states(session, pupils | answering | {one.id for one in staff})
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
        pupils=len(pupils),
        guardians=len(answering),
        staff=len(staff),
        staff_without=sorted((one for one in staff if states[one.id] == "none"), key=by_alphabet),
        classes=[
            ClassState(
                public_id=one.public_id,
                name=one.name,
                pupils=len(listed),
                without_guardian=sum(
                    all(states[by] != "open" for by in guardians.get(pupil.id, ()))
                    for pupil in listed
                ),
                without_own=sum(
                    not needs_guardian(pupil, today) and states[pupil.id] != "open"
                    for pupil in listed
                ),
            )
            for one, listed in lists
        ],
        waiting=len(ends),
        running_out=sum(until <= now + SOON for until in ends),
    )


def _lists(session: Session, school_id: int) -> list[tuple[SchoolClass, list[Person]]]:
    """The present year's classes in order, also empty ones, with who is on their lists."""
    newest = select(func.max(SchoolClass.year)).where(SchoolClass.school_id == school_id)
    classes = session.scalars(
        select(SchoolClass)
        .where(SchoolClass.school_id == school_id, SchoolClass.year == newest.scalar_subquery())
        .order_by(SchoolClass.grade, SchoolClass.letter)
    ).all()
    enrolled = session.execute(
        select(Enrolment.class_id, Person)
        .join(Person, Person.id == Enrolment.person_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(SchoolClass.school_id == school_id, Enrolment.until.is_(None))
    ).all()
    lists: dict[int, list[Person]] = {}
    for class_id, person in enrolled:
        lists.setdefault(class_id, []).append(person)
    return [(one, lists.get(one.id, [])) for one in classes]


def _guardians(session: Session, school_id: int) -> dict[int, set[int]]:
    """Child's row id → row ids of its confirmed guardians, for the school's pupils."""
    links = session.execute(
        select(Guardian.child_id, Guardian.guardian_id)
        .join(Enrolment, Enrolment.person_id == Guardian.child_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            SchoolClass.school_id == school_id,
            Enrolment.until.is_(None),
            Guardian.confirmed_at.is_not(None),
        )
    ).all()
    found: dict[int, set[int]] = {}
    for child, guardian in links:
        found.setdefault(child, set()).add(guardian)
    return found
