"""Whoever has opened or done something in the demo school has a sign-in, as a real pupil would.

A child under 14 was let in by a parent, so the parent has one too. The passwords are made and
thrown away: nobody signs in with them, the demo's own five people have theirs.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, union_all
from sqlalchemy.orm import Session

from accounts.age import needs_guardian, school_today
from accounts.create import account_of
from accounts.models import Enrolment, Guardian, Person, School, SchoolClass, User
from accounts.passwords import hash_password
from accounts.sessions import BROWSER, open_session
from accounts.sign_in_state import state_of
from accounts.suggest_login import suggest_logins
from core.clock import Clock
from diary.models import Done, Opened

DAYS = 30
"""How long a sign-in lasts in a browser."""


def let_in_who_was_here(session: Session, school: School, clock: Clock) -> int:
    """Give a sign-in to those who lack one; returns to how many. Flushes only.

    A second call changes nothing, and a home that was filled before gets what it lacks.
    """
    today = school_today(school.timezone, clock())
    people: dict[int, tuple[Person, SchoolClass | None, datetime]] = {}
    for pupil, school_class, seen in _pupils(session, school):
        people[pupil.id] = (pupil, school_class, seen)
        if needs_guardian(pupil, today):
            parent = _parent(session, pupil)
            if parent is not None:
                people.setdefault(parent.id, (parent, None, seen))
    lacking = {
        key: (account_of(session, person, clock), person, of, seen)
        for key, (person, of, seen) in people.items()
    }
    lacking = {key: found for key, found in lacking.items() if state_of(found[0]) == "none"}
    if not lacking:
        return 0
    logins = suggest_logins(session, {key: (one[1], one[2]) for key, one in lacking.items()})
    thrown_away = hash_password(secrets.token_urlsafe(32))
    for key, (user, _person, _class, seen) in lacking.items():
        user.login, user.password_hash = logins[key], thrown_away
        open_session(session, user, kind=BROWSER, device="", days=DAYS, now=seen)
    session.flush()
    return len(lacking)


def _pupils(session: Session, school: School) -> Sequence[tuple[Person, SchoolClass, datetime]]:
    """The pupils who have opened or done anything, with their class and when they last did."""
    here = union_all(
        select(Opened.person_id, Opened.last.label("at")), select(Done.person_id, Done.at)
    ).subquery()
    rows = session.execute(
        select(Person, SchoolClass, func.max(here.c.at))
        .join(here, here.c.person_id == Person.id)
        .join(Enrolment, (Enrolment.person_id == Person.id) & Enrolment.until.is_(None))
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(SchoolClass.school_id == school.id)
        .group_by(Person.id, SchoolClass.id)
        .order_by(Person.id)
    )
    return [(person, school_class, seen) for person, school_class, seen in rows]


def _parent(session: Session, pupil: Person) -> Person | None:
    """A confirmed parent: one who signs in already, or else the first on the list."""
    found = session.execute(
        select(Person, User)
        .join(Guardian, Guardian.guardian_id == Person.id)
        .outerjoin(User, User.person_id == Person.id)
        .where(Guardian.child_id == pupil.id, Guardian.confirmed_at.is_not(None))
        .order_by(Person.id)
    ).all()
    open_ones = [person for person, user in found if state_of(user) == "open"]
    return next(iter(open_ones or [person for person, _user in found]), None)
