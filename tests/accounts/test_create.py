"""Accounts are made for people of the file, for new people and for the demo."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.age import needs_guardian, years_old
from accounts.create import LoginTaken, account_of, create_user, give_role
from accounts.demo import demo_users
from accounts.load import load_people, read_school_file
from accounts.login_name import BadLogin
from accounts.models import Enrolment, Guardian, Person, Role, SchoolClass, Teaching, User
from accounts.passwords import WeakPassword, verify_password
from accounts.sign_in import sign_in
from accounts.viewer import viewer_of
from core.errors import Conflict, Invalid, NotFound

ROOT = Path(__file__).resolve().parents[2]


def roles(session: Session, user: User) -> list[tuple[str, bool]]:
    found = session.scalars(select(Role).where(Role.user_id == user.id).order_by(Role.role))
    return [(role.role, role.school_id is not None) for role in found]


def test_a_person_of_the_file_gets_a_login_and_keeps_the_roles(
    session: Session, school_file: dict[str, Any], load: Any, clock: Any
) -> None:
    load(school_file)
    user, password = create_user(
        session, "Vera", "methodologist", person_public_id="T1", clock=clock
    )
    assert user.login == "vera"
    assert user.person.last_name == "Числова"
    assert roles(session, user) == [("methodologist", True), ("teacher", True)]
    opened, _ = sign_in(session, "vera", password, address="", device="", clock=clock)
    assert opened.user_id == user.id


def test_a_new_person_is_made_where_none_is_named(
    session: Session, school_file: dict[str, Any], load: Any, clock: Any
) -> None:
    load(school_file)
    named, _ = create_user(
        session,
        "ivan",
        "teacher",
        school_public_id="rowan",
        names=("Новиков", "Иван", ""),
        clock=clock,
    )
    nameless, _ = create_user(session, "boss", "administrator", clock=clock)
    assert named.person.full_name == "Новиков Иван"
    assert nameless.person.full_name == "Администратор"
    assert load(school_file).changes == 0


def test_a_territorys_methodologist_governs_the_schools_below(
    session: Session, school_file: dict[str, Any], load: Any, clock: Any
) -> None:
    load(school_file)
    user, _ = create_user(
        session, "raion", "methodologist", territory="Рябиновый район", clock=clock
    )
    assert roles(session, user) == [("methodologist", False)]
    assert len(viewer_of(session, user).governed_ids) == 1
    with pytest.raises(Invalid):
        create_user(session, "other", "teacher", territory="Рябиновый район", clock=clock)
    with pytest.raises(NotFound):
        create_user(session, "other", "methodologist", territory="Марс", clock=clock)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"login": "Вера"}, BadLogin),
        ({"login": "a"}, BadLogin),
        ({"login": "vera chislova"}, BadLogin),
        ({"login": "v" * 65}, BadLogin),
        ({"login": "taken"}, LoginTaken),
        ({"login": " TAKEN "}, LoginTaken),
        ({"role": "king"}, Invalid),
        ({"password": "1234"}, WeakPassword),
        ({"school_public_id": "birch"}, NotFound),
        ({"person_public_id": "T9"}, NotFound),
        ({"person_public_id": "T2"}, Conflict),
        ({"school_public_id": "rowan", "territory": "Рябиновый район"}, Invalid),
    ],
)
def test_a_wrong_account_is_refused_and_leaves_nothing_behind(
    session: Session,
    school_file: dict[str, Any],
    load: Any,
    clock: Any,
    change: dict[str, Any],
    error: type[Exception],
) -> None:
    load(school_file)
    create_user(session, "taken", "teacher", person_public_id="T2", clock=clock)
    people = session.scalar(select(func.count()).select_from(Person))
    asked = {"login": "vera", "role": "teacher", **change}
    with pytest.raises(error):
        create_user(session, asked.pop("login"), asked.pop("role"), clock=clock, **asked)
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Person)) == people
    assert session.scalars(select(User.login).where(User.login.is_not(None))).all() == ["taken"]


def test_the_school_must_be_named_when_there_are_none_or_several(
    session: Session, school_file: dict[str, Any], load: Any, clock: Any
) -> None:
    with pytest.raises(NotFound, match="parta people load"):
        create_user(session, "boss", "administrator", clock=clock)
    load(school_file)
    school_file["school"]["id"] = "birch"
    load(school_file)
    with pytest.raises(Invalid, match="rowan, birch"):
        create_user(session, "boss", "administrator", clock=clock)
    user, _ = create_user(session, "boss", "administrator", school_public_id="birch", clock=clock)
    rowan_teacher = session.scalars(select(Person).where(Person.source_id == "T1")).first()
    assert rowan_teacher is not None
    with pytest.raises(Invalid, match="из другой школы"):
        create_user(
            session,
            "vera",
            "teacher",
            school_public_id="birch",
            person_public_id=rowan_teacher.public_id,
            clock=clock,
        )
    assert user.person.school_id != rowan_teacher.school_id


def test_a_role_is_given_once(
    session: Session, school_file: dict[str, Any], load: Any, clock: Any
) -> None:
    load(school_file)
    person = session.scalars(select(Person).where(Person.source_id == "T1")).one()
    user = account_of(session, person, clock)
    school = user.roles[0].school
    assert school is not None
    assert give_role(session, user, "methodologist", school)
    assert not give_role(session, user, "methodologist", school)
    assert give_role(session, user, "methodologist", school.territory)
    assert not give_role(session, user, "methodologist", school.territory)


@pytest.fixture
def demo_school(session: Session, clock: Any) -> None:
    data = read_school_file(ROOT / "seed_content/school/demo_school.json")
    codes = {row["subject"] for row in data["timetable"]}
    assert load_people(session, data, clock=clock, known_subjects=codes).ok


def test_the_demo_has_one_sign_in_a_role(session: Session, demo_school: None, clock: Any) -> None:
    made = demo_users(session, "дубовая роща", clock)
    assert [(one.login, one.role) for one in made] == [
        ("teacher", "teacher"),
        ("pupil", "pupil"),
        ("guardian", "guardian"),
        ("methodologist", "methodologist"),
        ("admin", "administrator"),
    ]
    people = {}
    for one in made:
        opened, _ = sign_in(session, one.login, "дубовая роща", address="", device="", clock=clock)
        assert viewer_of(session, opened.user).role_names == {one.role}
        people[one.login] = opened.user.person
    class_5a = session.scalars(
        select(SchoolClass).where(SchoolClass.grade == 5, SchoolClass.letter == "А")
    ).one()
    teaching = select(Teaching.person_id).where(
        Teaching.class_id == class_5a.id, Teaching.subject_code == "math"
    )
    assert session.scalars(teaching).all() == [people["teacher"].id]
    enrolment = session.scalars(
        select(Enrolment).where(Enrolment.person_id == people["pupil"].id)
    ).one()
    assert enrolment.class_id == class_5a.id
    assert needs_guardian(people["pupil"], clock().date())
    assert session.get(Guardian, (people["guardian"].id, people["pupil"].id)) is not None
    assert people["methodologist"].last_name == "Методистова"
    assert people["admin"].last_name == "Правилова"


def test_the_demos_sign_ins_are_made_once_and_take_a_new_password(
    session: Session, demo_school: None, clock: Any
) -> None:
    first = demo_users(session, "дубовая роща", clock)
    hashes = session.scalars(select(User.password_hash).order_by(User.id)).all()
    assert demo_users(session, "дубовая роща", clock) == first
    assert session.scalars(select(User.password_hash).order_by(User.id)).all() == hashes
    demo_users(session, "сосновый бор", clock)
    teacher = session.scalars(select(User).where(User.login == "teacher")).one()
    assert verify_password(teacher.password_hash, "сосновый бор")
    assert not verify_password(teacher.password_hash, "дубовая роща")


def test_without_the_demo_school_there_are_no_demo_sign_ins(session: Session, clock: Any) -> None:
    with pytest.raises(NotFound):
        demo_users(session, "дубовая роща", clock)


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(2012, 11, 28), date(2026, 11, 27), 13),
        (date(2012, 11, 28), date(2026, 11, 28), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_a_child_needs_a_guardian_until_the_fourteenth_birthday(
    born: date, today: date, years: int
) -> None:
    assert years_old(born, today) == years
    child = Person(last_name="Птицын", first_name="Егор", birth_date=born)
    assert needs_guardian(child, today) == (years < 14)
    assert not needs_guardian(Person(last_name="Числова", first_name="Вера"), today)
