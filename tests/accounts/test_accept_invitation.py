"""Using a one-time code: once, in time, by its person, and not by guessing."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.accept_invitation import (
    CodeEnded,
    TooYoung,
    UnknownCode,
    accept_invitation,
    look_at_code,
)
from accounts.create import LoginTaken, create_user
from accounts.guessing import FREE_BY_ADDRESS, TooManyAttempts
from accounts.invite import invite_class, invite_staff
from accounts.invite_code import make_code
from accounts.login_name import BadLogin
from accounts.models import Invitation, LoginSession, Role, School, SignInAttempt
from accounts.passwords import WeakPassword
from accounts.sign_in import sign_in
from core.database import SessionFactory
from tests.accounts.families import class_5a, person, unconfirm, user_of

PASSWORD = "кленовый сироп"
HERE = "192.0.2.7"


@pytest.fixture
def codes(families: Session, clock: Any) -> dict[str, str]:
    """Full name → code, of 5А and of the staff."""
    sheet = invite_class(families, class_5a(families), by=None, clock=clock)
    staff = invite_staff(families, families.scalars(select(School)).one(), by=None, clock=clock)
    families.commit()
    return {slip.name: slip.code for slip in sheet.slips + staff.slips}


def accept(session: Session, clock: Any, code: str, login: str, password: str = PASSWORD) -> Any:
    return accept_invitation(
        session, code, login, password, address=HERE, device="Firefox", clock=clock, days=30
    )


def look(session: Session, clock: Any, code: str, address: str = HERE) -> Any:
    return look_at_code(session, code, address=address, clock=clock)


def test_a_code_tells_a_first_name_and_an_initial_and_proposes_a_login(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    pupil = look(families, clock, codes["Ёлкина Зоя"])
    assert (pupil.name, pupil.role, pupil.login) == ("Зоя Ё.", "pupil", "zoya.e5a")
    parent = look(families, clock, codes["Рыбина Инна Юрьевна"].lower())
    assert (parent.name, parent.role, parent.login) == ("Инна Р.", "guardian", "i.rybina")
    assert look(families, clock, codes["Ёлкина Зоя"]).name == "Зоя Ё."  # looking uses nothing up


def test_a_proposed_login_is_free(families: Session, clock: Any, codes: dict[str, str]) -> None:
    create_user(families, "zoya.e5a", "teacher", person_public_id="T1", clock=clock)
    create_user(families, "i.rybina", "teacher", person_public_id="T2", clock=clock)
    assert look(families, clock, codes["Ёлкина Зоя"]).login == "zoya.e5a2"
    assert look(families, clock, codes["Рыбина Инна Юрьевна"]).login == "i.rybina2"


def test_the_person_signs_in_and_the_code_is_used_up(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    code = codes["Рыбина Инна Юрьевна"]
    opened, token = accept(families, clock, code, "Inna")
    assert opened.user_id == user_of(families, "R1").id
    assert len(token) == 43
    sign_in(families, "inna", PASSWORD, address=HERE, device="", clock=clock)
    with pytest.raises(CodeEnded, match="уже создан"):
        look(families, clock, code)
    with pytest.raises(CodeEnded):
        accept(families, clock, code, "other")
    assert user_of(families, "R1").login == "inna"


@pytest.mark.parametrize(
    ("login", "password", "error"),
    [("и", PASSWORD, BadLogin), ("inna", "short", WeakPassword), ("vera", PASSWORD, LoginTaken)],
)
def test_a_bad_choice_leaves_the_code_good(
    families: Session,
    clock: Any,
    codes: dict[str, str],
    login: str,
    password: str,
    error: type[Exception],
) -> None:
    create_user(families, "vera", "teacher", person_public_id="T1", clock=clock)
    code = codes["Рыбина Инна Юрьевна"]
    with pytest.raises(error):
        accept(families, clock, code, login, password)
    assert user_of(families, "R1").login is None
    accept(families, clock, code, "inna")


def test_codes_end_by_time_by_another_sheet_and_by_a_sign_in_got_otherwise(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    create_user(families, "petr", "guardian", person_public_id="R2", clock=clock)
    with pytest.raises(CodeEnded, match="уже есть вход"):
        look(families, clock, codes["Ёлкин Пётр Львович"])
    user_of(families, "R2").disabled_at = clock()
    with pytest.raises(CodeEnded, match="закрыт"):
        look(families, clock, codes["Ёлкин Пётр Львович"])
    invite_class(families, class_5a(families), by=None, clock=clock)
    families.commit()
    with pytest.raises(CodeEnded, match="заменён"):
        look(families, clock, codes["Рыбина Инна Юрьевна"])
    clock.forward(days=30)
    with pytest.raises(CodeEnded, match="Срок"):
        look(families, clock, codes["Числова Вера Львовна"])


def test_who_is_no_longer_what_the_code_says_cannot_use_it(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    unconfirm(families, "R1")
    with pytest.raises(CodeEnded, match="больше не действует"):
        accept(families, clock, codes["Рыбина Инна Юрьевна"], "inna")
    roles = families.scalars(select(Role).where(Role.user_id == user_of(families, "T1").id))
    for role in roles:
        families.delete(role)
    families.commit()
    with pytest.raises(CodeEnded, match="больше не действует"):
        accept(families, clock, codes["Числова Вера Львовна"], "vera")


def test_a_pupil_under_14_cannot_use_a_code(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    zoya = person(families, "P4")
    zoya.birth_date = person(families, "P2").birth_date  # the school has mended its file
    families.commit()
    with pytest.raises(TooYoung, match="родитель"):
        accept(families, clock, codes["Ёлкина Зоя"], "zoya")
    assert user_of(families, "P4").login is None


def test_ones_other_codes_are_void_afterwards(families: Session, clock: Any) -> None:
    parent = person(families, "R1")
    school = families.scalars(select(School)).one()
    families.add(Role(user_id=user_of(families, "R1").id, role="teacher", school_id=school.id))
    families.commit()
    sheet = invite_class(families, class_5a(families), by=None, clock=clock)
    staff = invite_staff(families, school, by=None, clock=clock)
    families.commit()
    found = {slip.name: slip.code for slip in sheet.slips}
    accept(families, clock, found[parent.full_name], "inna")
    other = next(slip.code for slip in staff.slips if slip.name == parent.full_name)
    with pytest.raises(CodeEnded):
        accept(families, clock, other, "inna2")
    live = select(func.count()).where(
        Invitation.person_id == parent.id,
        Invitation.used_at.is_(None),
        Invitation.revoked_at.is_(None),
    )
    assert families.scalar(live) == 0


def test_guessing_slows_down_by_address_and_a_right_code_does_not_count(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    right = codes["Рыбина Инна Юрьевна"]
    for _ in range(3):
        look(families, clock, right)
    assert families.scalar(select(func.count()).select_from(SignInAttempt)) == 0
    for _ in range(FREE_BY_ADDRESS):
        with pytest.raises(UnknownCode):
            look(families, clock, make_code())
    with pytest.raises(TooManyAttempts):
        look(families, clock, right)
    assert look(families, clock, right, address="198.51.100.1").name == "Инна Р."
    with pytest.raises(TooManyAttempts):  # at the door too: the address is one
        sign_in(families, "nobody", PASSWORD, address=HERE, device="", clock=clock)
    clock.forward(minutes=16)
    assert look(families, clock, right).name == "Инна Р."


def test_visitors_of_unknown_address_are_slowed_together(
    families: Session, clock: Any, codes: dict[str, str]
) -> None:
    for _ in range(FREE_BY_ADDRESS):
        with pytest.raises(UnknownCode):
            look(families, clock, make_code(), address="")
    with pytest.raises(TooManyAttempts):
        look(families, clock, make_code(), address="")


def test_a_code_typed_in_two_places_at_once_makes_one_sign_in(
    families: Session, sessions: SessionFactory, clock: Any, codes: dict[str, str]
) -> None:
    families.commit()

    def run(login: str) -> str:
        with sessions() as session:
            try:
                accept(session, clock, codes["Рыбина Инна Юрьевна"], login)
            except CodeEnded:
                return ""
            return login

    with ThreadPoolExecutor(4) as pool:
        won = [login for login in pool.map(run, ("inna1", "inna2", "inna3", "inna4")) if login]
    families.expire_all()
    assert won == [user_of(families, "R1").login]
    assert families.scalar(select(func.count()).select_from(LoginSession)) == 1
