"""The demo school's sign-ins: one a role, all with the password that the demo prints."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.age import needs_guardian
from accounts.create import LoginTaken, account_of
from accounts.models import (
    Enrolment,
    Guardian,
    Person,
    Role,
    School,
    SchoolClass,
    Teaching,
    User,
)
from accounts.passwords import hash_password, verify_password
from accounts.places import find_school
from core.clock import Clock
from core.errors import NotFound

DEMO_SCHOOL = "demo"
DEMO_CLASS = (5, "А")
DEMO_SUBJECT = "math"
DEMO_ROLES = {
    "teacher": "teacher",
    "pupil": "pupil",
    "guardian": "guardian",
    "methodologist": "methodologist",
    "admin": "administrator",
}
"""Login → role, in the order of the buttons."""


@dataclass(frozen=True)
class DemoUser:
    """One sign-in of the demo."""

    login: str
    role: str
    name: str


def demo_users(
    session: Session, password: str, clock: Clock, school_public_id: str = DEMO_SCHOOL
) -> list[DemoUser]:
    """Give the five demo people their logins and ``password``; a second call changes nothing.

    The teacher of mathematics of 5А, its first pupil on the list who is under 14 and has
    a confirmed parent, that parent, the school's methodologist and its administrator.
    Commits. Raises NotFound when the demo school is not loaded or lacks one of them.
    """
    school = find_school(session, school_public_id)
    child, parent = _family(session, school, clock)
    people = {
        "teacher": _mathematician(session, school),
        "pupil": child,
        "guardian": parent,
        "methodologist": _holder(session, school, "methodologist"),
        "admin": _holder(session, school, "administrator"),
    }
    for login, person in people.items():
        _let_in(session, person, login, password, clock)
    session.commit()
    return [
        DemoUser(login, DEMO_ROLES[login], person.full_name) for login, person in people.items()
    ]


def _let_in(session: Session, person: Person, login: str, password: str, clock: Clock) -> None:
    holder = session.scalar(select(User).where(User.login == login))
    if holder is not None and holder.person_id != person.id:
        raise LoginTaken(f"Логин «{login}» занят, демонстрационный вход не создать.")
    user = account_of(session, person, clock)
    user.login = login
    if not verify_password(user.password_hash, password):
        user.password_hash = hash_password(password)


def _mathematician(session: Session, school: School) -> Person:
    grade, letter = DEMO_CLASS
    return _one(
        session.scalar(
            select(Person)
            .join(Teaching, Teaching.person_id == Person.id)
            .join(SchoolClass, SchoolClass.id == Teaching.class_id)
            .where(
                SchoolClass.school_id == school.id,
                SchoolClass.grade == grade,
                SchoolClass.letter == letter,
                Teaching.subject_code == DEMO_SUBJECT,
            )
            .order_by(SchoolClass.year.desc(), Person.source_id)
            .limit(1)
        ),
        "учителя математики 5А",
    )


def _family(session: Session, school: School, clock: Clock) -> tuple[Person, Person]:
    grade, letter = DEMO_CLASS
    today = clock().astimezone(ZoneInfo(school.timezone)).date()
    guardian = select(Guardian.guardian_id).where(
        Guardian.child_id == Person.id, Guardian.confirmed_at.is_not(None)
    )
    children = session.scalars(
        select(Person)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            SchoolClass.school_id == school.id,
            SchoolClass.grade == grade,
            SchoolClass.letter == letter,
            Enrolment.until.is_(None),
            guardian.exists(),
        )
        .order_by(SchoolClass.year.desc(), Person.source_id)
    )
    child = _one(
        next((child for child in children if needs_guardian(child, today)), None),
        "ученика 5А до 14 лет с родителем",
    )
    parent = session.scalar(
        select(Person)
        .join(Guardian, Guardian.guardian_id == Person.id)
        .where(Guardian.child_id == child.id, Guardian.confirmed_at.is_not(None))
        .order_by(Person.source_id)
        .limit(1)
    )
    return child, _one(parent, "родителя ученика 5А")


def _holder(session: Session, school: School, role: str) -> Person:
    return _one(
        session.scalar(
            select(Person)
            .join(User, User.person_id == Person.id)
            .join(Role, Role.user_id == User.id)
            .where(Role.school_id == school.id, Role.role == role)
            .order_by(Person.id)
            .limit(1)
        ),
        {"methodologist": "методиста", "administrator": "администратора"}[role],
    )


def _one(person: Person | None, who: str) -> Person:
    if person is None:
        raise NotFound(f"В демонстрационной школе нет {who}. Загрузите её файл заново.")
    return person
