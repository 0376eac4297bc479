"""A guardian's children and how each of them signs in."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.age import comes_of_age, needs_guardian, school_today, years_old
from accounts.class_list import by_alphabet
from accounts.models import Enrolment, Guardian, LoginSession, Person, School, SchoolClass, User
from accounts.sign_in_state import State, state_of
from accounts.suggest_login import suggest_logins
from core.clock import Clock


@dataclass(frozen=True)
class Child:
    """One child. ``alone``: it keeps its sign-in itself; ``until``: the day when it will.

    ``login`` is the present one or else one that is free; ``seen`` when the child was here last.
    """

    person: Person
    class_name: str
    age: int | None
    alone: bool
    until: date | None
    state: State
    login: str
    seen: datetime | None


@dataclass(frozen=True)
class Kin:
    """A child as the tables know it: where it learns now and how it signs in, if at all."""

    person: Person
    school: School | None
    school_class: SchoolClass | None
    user: User | None


def family_of(session: Session, guardian_id: int | None) -> list[Kin]:
    """The confirmed children of the person with row id ``guardian_id``, by name; one query."""
    rows = session.execute(
        select(Person, School, SchoolClass, User)
        .join(Guardian, Guardian.child_id == Person.id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Enrolment, (Enrolment.person_id == Person.id) & Enrolment.until.is_(None))
        .outerjoin(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .outerjoin(User, User.person_id == Person.id)
        .where(Guardian.guardian_id == guardian_id, Guardian.confirmed_at.is_not(None))
    ).all()
    family = {
        person.id: Kin(person, school, school_class, user)
        for person, school, school_class, user in rows
    }
    return sorted(family.values(), key=lambda kin: by_alphabet(kin.person))


def children_of(session: Session, guardian_id: int | None, clock: Clock) -> list[Child]:
    """The confirmed children of the person with row id ``guardian_id``; four queries."""
    now = clock()
    family = {
        kin.person.id: (kin.person, kin.school, kin.school_class, kin.user)
        for kin in family_of(session, guardian_id)
    }
    users = {key: user for key, (*_others, user) in family.items() if user is not None}
    seen: dict[int, datetime] = {
        row.user_id: row.seen
        for row in session.execute(
            select(LoginSession.user_id, func.max(LoginSession.seen_at).label("seen"))
            .where(LoginSession.user_id.in_([user.id for user in users.values()]))
            .group_by(LoginSession.user_id)
        )
    }
    logins = {key: user.login for key, user in users.items() if user.login is not None}
    logins |= suggest_logins(
        session,
        {key: (row[0], row[2]) for key, row in family.items() if key not in logins},
    )
    found = []
    for person, school, school_class, user in family.values():
        today = school_today(school.timezone if school is not None else "UTC", now)
        born = person.birth_date
        young = needs_guardian(person, today)
        found.append(
            Child(
                person=person,
                class_name=school_class.name if school_class is not None else "",
                age=years_old(born, today) if born is not None else None,
                alone=not young,
                until=comes_of_age(born) if young and born is not None else None,
                state=state_of(user),
                login=logins[person.id],
                seen=seen.get(user.id) if user is not None else None,
            )
        )
    return sorted(found, key=lambda child: by_alphabet(child.person))
