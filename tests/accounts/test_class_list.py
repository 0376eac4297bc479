"""Class lists and the state of a school's people."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.class_list import class_list, classes_of, get_class
from accounts.create import create_user
from accounts.invite import invite_class
from accounts.models import School, SchoolClass
from accounts.people_state import people_state
from accounts.viewer import viewer_of
from core.errors import NotFound
from tests.accounts.families import class_5a, viewer


def names(session: Session, looking: Any) -> list[str]:
    return [line.school_class.name for line in classes_of(session, looking)]


def test_pupils_stand_by_the_alphabet_with_those_who_answer_for_them(
    families: Session, clock: Any
) -> None:
    create_user(families, "inna", "guardian", person_public_id="R1", clock=clock)
    lines = class_list(families, class_5a(families))
    assert [line.person.last_name for line in lines] == [
        "Ёлкина",
        "Птицын",
        "Рыбин",
        "Рыбина",
        "Яхонтов",
    ]
    maya = lines[3]
    assert [
        (one.person.full_name, one.relation, one.confirmed, one.state) for one in maya.guardians
    ] == [
        ("Рыбин Юрий Ильич", "мать", False, "none"),
        ("Рыбина Инна Юрьевна", "мать", True, "open"),
    ]
    assert lines[1].guardians == []


def test_a_pupil_who_has_left_is_not_on_the_list(
    families: Session, clock: Any, load: Any, school_file: dict[str, Any]
) -> None:
    clock.forward(days=5)
    school_file["pupils"][0]["class_id"] = "6Б"
    assert load(school_file).ok
    assert "Птицын" not in [
        line.person.last_name for line in class_list(families, class_5a(families))
    ]


def test_each_sees_the_classes_that_are_theirs(
    families: Session, clock: Any, load: Any, school_file: dict[str, Any]
) -> None:
    school_file["school"] |= {"id": "maple", "territory": "Кленовый район"}
    assert load(school_file).ok
    rowan = families.scalars(select(School).where(School.public_id == "rowan")).one()
    at_rowan = {"school_public_id": "rowan", "clock": clock}
    admin, _ = create_user(families, "admin", "administrator", **at_rowan)
    methodologist, _ = create_user(families, "method", "methodologist", **at_rowan)
    district, _ = create_user(
        families, "district", "methodologist", territory="Рябиновый район", clock=clock
    )
    newcomer, _ = create_user(families, "new", "teacher", **at_rowan)
    teacher, _ = create_user(families, "oleg", "teacher", person_public_id="T2", **at_rowan)
    for user in (admin, methodologist, district):
        assert names(families, viewer_of(families, user)) == ["5А", "6Б"]
        for line in classes_of(families, viewer_of(families, user)):
            assert line.school_class.school_id == rowan.id
    assert names(families, viewer_of(families, teacher)) == ["5А", "6Б"]  # he heads 6Б
    assert names(families, viewer_of(families, newcomer)) == []
    foreign = class_of(families, "maple")
    for user in (admin, methodologist, district, teacher):
        with pytest.raises(NotFound):
            get_class(families, viewer_of(families, user), foreign)
    own = class_of(families, "rowan")
    assert get_class(families, viewer_of(families, district), own).school_id == rowan.id
    with pytest.raises(NotFound):
        get_class(families, viewer_of(families, newcomer), own)


def class_of(session: Session, school: str) -> str:
    """The address of 5А of this school."""
    return session.scalars(
        select(SchoolClass.public_id)
        .join(SchoolClass.school)
        .where(School.public_id == school, SchoolClass.grade == 5)
    ).one()


def test_pupils_and_parents_have_no_classes(families: Session) -> None:
    for who in ("P2", "R1"):
        looking = viewer(families, who)
        assert names(families, looking) == []
        with pytest.raises(NotFound):
            get_class(families, looking, class_5a(families).public_id)


def test_an_administrator_learns_who_cannot_sign_in_yet(families: Session, clock: Any) -> None:
    school = families.scalars(select(School)).one()
    create_user(families, "inna", "guardian", person_public_id="R1", clock=clock)
    create_user(families, "vera", "teacher", person_public_id="T1", clock=clock)
    create_user(families, "yuri", "guardian", person_public_id="R4", clock=clock)  # unconfirmed
    invite_class(families, class_5a(families), by=None, clock=clock)
    families.commit()
    state = people_state(families, school.id, clock)
    assert (state.pupils, state.guardians, state.staff) == (5, 3, 4)
    assert [one.full_name for one in state.staff_without] == [
        "Буквин Олег",
        "Главная Анна Петровна",
        "Методова Ольга Ильинична",
    ]
    five, six = state.classes
    assert (five.name, five.pupils, five.without_guardian, five.without_own) == ("5А", 5, 3, 1)
    assert (six.name, six.pupils) == ("6Б", 0)
    assert (state.waiting, state.running_out) == (3, 0)
    clock.forward(days=24)
    later = people_state(families, school.id, clock)
    assert (later.waiting, later.running_out) == (3, 3)
    assert later.classes[0].without_own == 2  # Глеб is 14 by now
    clock.forward(days=7)
    assert people_state(families, school.id, clock).waiting == 0
    with pytest.raises(LookupError):
        people_state(families, 999, clock)
