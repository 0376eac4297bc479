"""Writing a checked plan down: what is there already is compared, not written again."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.load.belong import write_enrolments, write_guardians, write_teaching
from accounts.load.plan import Plan, SchoolPlan
from accounts.load.report import Absent, LoadReport, Problem
from accounts.models import (
    ROLE_TITLES,
    Person,
    Role,
    School,
    SchoolClass,
    Territory,
    User,
)
from core.clock import Clock


def write_plan(
    session: Session, plan: Plan, report: LoadReport, clock: Clock
) -> tuple[dict[str, Person], dict[str, SchoolClass]]:
    """Bring the database to what ``plan`` says and count it in ``report``. Flushes only.

    Returns the people by the file's id and the classes by their key.
    """
    now = clock()
    school = _school(session, plan.school, report)
    people = _people(session, school, plan, report)
    _roles(session, school, people, plan, report, now)
    classes = _classes(session, school, people, plan, report)
    today = now.astimezone(ZoneInfo(school.timezone)).date()
    write_enrolments(session, plan, people, classes, today, report)
    write_guardians(session, plan, people, now, report)
    write_teaching(session, plan, people, classes, school, report)
    session.flush()
    return people, classes


def update(row: Any, values: dict[str, Any]) -> bool:
    """Set those attributes that differ; returns whether any did."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _school(session: Session, plan: SchoolPlan, report: LoadReport) -> School:
    school = session.scalar(select(School).where(School.public_id == plan.public_id))
    values = {
        "timezone": plan.timezone,
        "name": plan.name,
        "short_name": plan.short_name,
        "town": plan.town,
    }
    if school is None:
        school = School(
            public_id=plan.public_id, territory=_territory(session, plan.territory), **values
        )
        session.add(school)
        report.count("school", "added")
    else:
        if school.territory.name != plan.territory:
            values["territory"] = _territory(session, plan.territory)  # type: ignore[assignment]
        report.count("school", "changed" if update(school, values) else "unchanged")
    session.flush()
    return school


def _territory(session: Session, name: str) -> Territory:
    """The territory of this name, the lowest one first; a new one is a municipality."""
    found = session.scalars(select(Territory).where(Territory.name == name)).all()
    order = {"municipality": 0, "region": 1, "country": 2}
    if found:
        return min(found, key=lambda one: (order[one.kind], one.id))
    territory = Territory(kind="municipality", name=name)
    session.add(territory)
    return territory


def _people(session: Session, school: School, plan: Plan, report: LoadReport) -> dict[str, Person]:
    rows = session.scalars(
        select(Person).where(Person.school_id == school.id, Person.source_id.is_not(None))
    )
    known = {str(row.source_id): row for row in rows}
    found: dict[str, Person] = {}
    for source, said in plan.people.items():
        values = {
            "last_name": said.last_name,
            "first_name": said.first_name,
            "patronymic": said.patronymic,
            "gender": said.gender,
            "birth_date": said.birth_date,
            "email": said.email,
        }
        person = known.get(source)
        if person is None:
            person = Person(school_id=school.id, source_id=source, **values)
            session.add(person)
            report.count("people", "added")
        else:
            report.count("people", "changed" if update(person, values) else "unchanged")
        found[source] = person
    report.absent += [
        Absent(source, person.full_name)
        for source, person in sorted(known.items())
        if source not in found
    ]
    session.flush()
    return found


def _roles(
    session: Session,
    school: School,
    people: dict[str, Person],
    plan: Plan,
    report: LoadReport,
    now: datetime,
) -> None:
    """Each person's account carries the roles; without a login it lets nobody in."""
    users = {
        user.person_id: user
        for user in session.scalars(select(User).join(Person).where(Person.school_id == school.id))
    }
    held: dict[int, set[str]] = {}
    for role in session.scalars(select(Role).where(Role.school_id == school.id)):
        held.setdefault(role.user_id, set()).add(role.role)
    for source, person in people.items():
        user = users.get(person.id)
        if user is None:
            user = User(person_id=person.id, created_at=now)
            session.add(user)
            session.flush()
        has, said = held.get(user.id, set()), plan.people[source].roles
        for name in sorted(said):
            if name not in has:
                session.add(Role(user_id=user.id, role=name, school_id=school.id))
            report.count("roles", "unchanged" if name in has else "added")
        for name in sorted(has - said):
            report.warnings.append(
                Problem(
                    person.full_name,
                    f"роль «{ROLE_TITLES[name]}» осталась, хотя в файле её нет",
                )
            )


def _classes(
    session: Session,
    school: School,
    people: dict[str, Person],
    plan: Plan,
    report: LoadReport,
) -> dict[str, SchoolClass]:
    known = {
        (row.grade, row.letter): row
        for row in session.scalars(
            select(SchoolClass).where(
                SchoolClass.school_id == school.id, SchoolClass.year == plan.school.year
            )
        )
    }
    found: dict[str, SchoolClass] = {}
    for key, said in plan.classes.items():
        values = {
            "size": said.size,
            "head_teacher_id": people[said.head_teacher].id if said.head_teacher else None,
        }
        row = known.get((said.grade, said.letter))
        if row is None:
            row = SchoolClass(
                school_id=school.id,
                year=plan.school.year,
                grade=said.grade,
                letter=said.letter,
                **values,
            )
            session.add(row)
            report.count("classes", "added")
        else:
            report.count("classes", "changed" if update(row, values) else "unchanged")
        found[key] = row
    session.flush()
    return found
