"""A child's sign-in in the parent's hands until the 14th birthday, and nobody else's."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from accounts.accept_invitation import TooYoung
from accounts.age import comes_of_age
from accounts.change_password import WrongPassword, change_password
from accounts.child_login import (
    ManagesAlone,
    close_child_login,
    create_child_login,
    get_child,
    new_child_password,
)
from accounts.children import Child, children_of
from accounts.create import LoginTaken, create_user
from accounts.guessing import FREE_BY_LOGIN, TooManyAttempts
from accounts.passwords import WeakPassword
from accounts.sessions import find_session
from accounts.sign_in import AccountClosed, ClosedByGuardian, WrongLogin, sign_in
from core.errors import Conflict, Forbidden, NotFound
from tests.accounts.families import person, user_of, viewer

PASSWORD = "липовый цвет"


def enter(session: Session, clock: Any, login: str, password: str) -> str:
    return sign_in(session, login, password, address="192.0.2.1", device="", clock=clock)[1]


def of(session: Session, clock: Any, parent: str) -> dict[str, Child]:
    found = children_of(session, person(session, parent).id, clock)
    return {child.person.first_name: child for child in found}


def test_a_parent_makes_the_sign_in_and_the_child_enters(families: Session, clock: Any) -> None:
    maya = get_child(families, viewer(families, "R1"), person(families, "P2").public_id)
    assert of(families, clock, "R1")["Майя"].login == "mayya.r5a"
    user, password = create_child_login(families, maya, "mayya.r5a", clock)
    token = enter(families, clock, "mayya.r5a", password)
    child = of(families, clock, "R1")["Майя"]
    assert (child.state, child.login, child.alone) == ("open", "mayya.r5a", False)
    assert child.seen == clock()
    assert (child.age, child.until) == (11, date(2029, 2, 3))
    assert {role.role for role in user.roles} == {"pupil"}
    assert find_session(families, token, clock) is not None
    with pytest.raises(Conflict, match="уже создан"):
        create_child_login(families, maya, "other", clock)


def test_a_new_password_ends_the_old_one_and_every_session(families: Session, clock: Any) -> None:
    maya = person(families, "P2")
    _user, old = create_child_login(families, maya, "maya", clock)
    token = enter(families, clock, "maya", old)
    _user, new = new_child_password(families, maya, clock)
    assert find_session(families, token, clock) is None
    with pytest.raises(WrongLogin):
        enter(families, clock, "maya", old)
    enter(families, clock, "maya", new)


def test_a_closed_sign_in_lets_nobody_in_until_it_is_opened_again(
    families: Session, clock: Any
) -> None:
    maya = person(families, "P2")
    _user, old = create_child_login(families, maya, "maya", clock)
    token = enter(families, clock, "maya", old)
    close_child_login(families, maya, clock)
    assert find_session(families, token, clock) is None
    with pytest.raises(AccountClosed):
        enter(families, clock, "maya", old)
    with pytest.raises(Conflict):
        new_child_password(families, maya, clock)
    child = of(families, clock, "R1")["Майя"]
    assert (child.state, child.login) == ("closed_by_guardian", "maya")
    _user, new = create_child_login(families, maya, "maya", clock)
    assert find_session(families, token, clock) is None
    enter(families, clock, "maya", new)


def test_what_the_school_has_closed_a_parent_does_not_open(families: Session, clock: Any) -> None:
    maya = person(families, "P2")
    create_child_login(families, maya, "maya", clock)
    user_of(families, "P2").disabled_at = clock()
    families.commit()
    with pytest.raises(Forbidden, match="школа"):
        create_child_login(families, maya, "maya", clock)
    assert user_of(families, "P2").disabled_at is not None


def test_a_login_of_somebody_elses_is_not_taken(families: Session, clock: Any) -> None:
    create_user(families, "vera", "teacher", person_public_id="T1", clock=clock)
    with pytest.raises(LoginTaken):
        create_child_login(families, person(families, "P2"), "Vera", clock)
    assert user_of(families, "P2").login is None


@pytest.mark.parametrize(
    ("who", "child"), [("R1", "P4"), ("R2", "P2"), ("R4", "P2"), ("T1", "P2"), ("P2", "P2")]
)
def test_nobody_but_a_confirmed_parent_reaches_a_child(
    families: Session, clock: Any, who: str, child: str
) -> None:
    with pytest.raises(NotFound):
        get_child(families, viewer(families, who), person(families, child).public_id)


def test_a_parent_sees_only_confirmed_children(families: Session, clock: Any) -> None:
    assert list(of(families, clock, "R1")) == ["Тимур", "Майя"]
    assert of(families, clock, "R4") == {}


def test_at_14_the_child_takes_over(families: Session, clock: Any) -> None:
    gleb = person(families, "P5")
    _user, password = create_child_login(families, gleb, "gleb", clock)
    user = user_of(families, "P5")
    with pytest.raises(TooYoung):
        change_password(families, user, password, PASSWORD, address="", keep=None, clock=clock)
    clock.forward(hours=10)  # midnight in Yekaterinburg, still the 28th in Greenwich
    assert of(families, clock, "R3")["Глеб"].alone
    for verb in (new_child_password, close_child_login):
        with pytest.raises(ManagesAlone):
            verb(families, gleb, clock)
    with pytest.raises(ManagesAlone):
        create_child_login(families, gleb, "gleb2", clock)
    change_password(families, user, password, PASSWORD, address="", keep=None, clock=clock)
    enter(families, clock, "gleb", PASSWORD)


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(2012, 2, 29), date(2026, 3, 1)),
        (date(2012, 11, 29), date(2026, 11, 29)),
        (date(2014, 2, 28), date(2028, 2, 28)),
    ],
)
def test_the_day_of_the_14th_birthday(born: date, day: date) -> None:
    assert comes_of_age(born) == day


def test_an_own_new_password_ends_the_other_sessions(families: Session, clock: Any) -> None:
    user, old = create_user(families, "vera", "teacher", person_public_id="T1", clock=clock)
    here = sign_in(families, "vera", old, address="", device="", clock=clock)
    there = enter(families, clock, "vera", old)
    change_password(families, user, old, PASSWORD, address="", keep=here[0].id, clock=clock)
    assert find_session(families, here[1], clock) is not None
    assert find_session(families, there, clock) is None
    enter(families, clock, "vera", PASSWORD)


def test_the_present_password_is_asked_for_and_not_to_be_guessed(
    families: Session, clock: Any
) -> None:
    user, old = create_user(families, "vera", "teacher", person_public_id="T1", clock=clock)
    with pytest.raises(WeakPassword):
        change_password(families, user, old, "short", address="", keep=None, clock=clock)
    for _ in range(FREE_BY_LOGIN):
        with pytest.raises(WrongPassword):
            change_password(families, user, "wrong", PASSWORD, address="", keep=None, clock=clock)
    with pytest.raises(TooManyAttempts):
        change_password(families, user, old, PASSWORD, address="", keep=None, clock=clock)
    clock.forward(minutes=16)
    enter(families, clock, "vera", old)


def test_a_child_whose_parent_closed_the_way_in_is_sent_to_who_opens_it(
    families: Session, clock: Any
) -> None:
    maya = person(families, "P2")
    _user, secret = create_child_login(families, maya, "maya", clock)
    close_child_login(families, maya, clock)

    def told() -> str:
        with pytest.raises(ClosedByGuardian) as caught:
            enter(families, clock, "maya", secret)
        assert (caught.value.code, caught.value.status) == ("account_closed", 403)
        return caught.value.message

    assert told().endswith("Попроси его открыть вход снова на странице «Вход детей».")
    maya.birth_date = date(2010, 1, 1)
    families.commit()
    assert told().endswith("С 14 лет его открывает школа: попроси у неё код.")
