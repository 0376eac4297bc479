"""A class with every kind of family, for the tests of codes, lists and children's sign-in."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.models import Guardian, Person, SchoolClass, User
from accounts.viewer import Viewer, viewer_of

MORE_PUPILS = (
    ("P3", "Рыбин", "Тимур", "2015-02-03"),
    ("P4", "Ёлкина", "Зоя", "2011-06-01"),
    ("P5", "Яхонтов", "Глеб", "2012-11-29"),
)
MORE_PARENTS = (
    ("R1", "P3", "Рыбина Инна Юрьевна"),
    ("R2", "P4", "Ёлкин Пётр Львович"),
    ("R3", "P5", "Яхонтова Анна Глебовна"),
    ("R4", "P2", "Рыбин Юрий Ильич"),
)
UNCONFIRMED = "R4"


def with_families(data: dict[str, Any]) -> dict[str, Any]:
    """The school's file with more people in 5А.

    Майя and Тимур Рыбины (11 years) are R1's children, and R4 says to be Майя's father; Зоя
    Ёлкина is 15 and R2's; Глеб Яхонтов is R3's and turns 14 on the day after the tests' clock;
    Егор Птицын (11) has nobody.
    """
    for own_id, last, first, born in MORE_PUPILS:
        data["pupils"].append(
            {
                "id": own_id,
                "class_id": "5А",
                "last_name": last,
                "first_name": first,
                "birth_date": born,
            }
        )
    data["parents"] += [
        {"id": own_id, "child": child, "relation": "мать", "name": name}
        for own_id, child, name in MORE_PARENTS
    ]
    return data


def unconfirm(session: Session, source_id: str = UNCONFIRMED) -> None:
    """The school takes its word back that this person answers for a child."""
    who = select(Person.id).where(Person.source_id == source_id).scalar_subquery()
    session.execute(update(Guardian).where(Guardian.guardian_id == who).values(confirmed_at=None))
    session.commit()


def person(session: Session, source_id: str) -> Person:
    """Somebody of the file."""
    return session.scalars(select(Person).where(Person.source_id == source_id)).one()


def user_of(session: Session, source_id: str) -> User:
    """Their account."""
    return session.scalars(select(User).join(Person).where(Person.source_id == source_id)).one()


def viewer(session: Session, source_id: str) -> Viewer:
    """Them, looking."""
    return viewer_of(session, user_of(session, source_id))


def class_5a(session: Session) -> SchoolClass:
    """5А."""
    return session.scalars(select(SchoolClass).where(SchoolClass.grade == 5)).one()
