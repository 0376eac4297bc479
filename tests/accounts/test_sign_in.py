"""Signing in: right, wrong, too often, closed."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.create import create_user
from accounts.guessing import (
    FREE_BY_ADDRESS,
    FREE_BY_LOGIN,
    LONGEST_WAIT,
    TooManyAttempts,
    keys_of,
    wait_after,
)
from accounts.login_name import normal_login
from accounts.models import LoginSession, SignInAttempt, User
from accounts.sessions import hash_token
from accounts.sign_in import AccountClosed, WrongLogin, sign_in
from core.database import SessionFactory

PASSWORD = "дроби-и-проценты"


@pytest.fixture
def teacher(session: Session, school_file: dict[str, Any], load: Any, clock: Any) -> User:
    load(school_file)
    user, _ = create_user(
        session, "vera", "teacher", person_public_id="T1", password=PASSWORD, clock=clock
    )
    return user


def attempt(
    session: Session, clock: Any, login: str, password: str, address: str = "192.0.2.1"
) -> tuple[LoginSession, str]:
    return sign_in(session, login, password, address=address, device="Firefox", clock=clock)


def test_the_right_password_opens_a_session_of_which_only_the_hash_is_kept(
    session: Session, teacher: User, clock: Any
) -> None:
    opened, token = attempt(session, clock, " Vera ", PASSWORD)
    assert opened.user_id == teacher.id
    assert (opened.kind, opened.device) == ("browser", "Firefox")
    assert len(token) == 43  # 32 bytes in base64
    assert session.scalars(select(LoginSession.token_hash)).all() == [hash_token(token)]
    assert (opened.expires_at - clock()).days == 30


def test_unknown_login_wrong_password_and_no_password_look_alike(
    session: Session, teacher: User, clock: Any, load: Any
) -> None:
    told = set()
    for login, password in (("vera", "не тот"), ("nobody", PASSWORD), ("", ""), ("я" * 999, "x")):
        with pytest.raises(WrongLogin) as caught:
            attempt(session, clock, login, password)
        told.add((caught.value.message, caught.value.code, caught.value.status))
    assert len(told) == 1


@pytest.mark.parametrize("login", ["vera", "nobody"])
def test_a_password_is_verified_whether_or_not_there_is_such_a_login(
    session: Session, teacher: User, clock: Any, monkeypatch: pytest.MonkeyPatch, login: str
) -> None:
    costs: list[argon2.Parameters] = []
    real = argon2.PasswordHasher.verify

    def watched(self: argon2.PasswordHasher, kept: str | bytes, password: str | bytes) -> Any:
        costs.append(argon2.extract_parameters(kept if isinstance(kept, str) else kept.decode()))
        return real(self, kept, password)

    monkeypatch.setattr(argon2.PasswordHasher, "verify", watched)
    with pytest.raises(WrongLogin):
        attempt(session, clock, login, "не тот")
    assert [(one.memory_cost, one.time_cost) for one in costs] == [(19456, 2)]


def test_guessing_one_login_has_to_wait_longer_and_longer(
    session: Session, teacher: User, clock: Any
) -> None:
    for number in range(FREE_BY_LOGIN):
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот", f"192.0.2.{number}")
    waits = []
    for number in range(6):
        with pytest.raises(TooManyAttempts) as caught:
            attempt(session, clock, "vera", PASSWORD, f"192.0.2.{number}")
        waits.append(caught.value.wait.total_seconds())
        clock.forward(seconds=waits[-1])
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот", f"192.0.2.{number}")
    assert waits == [15, 30, 60, 120, 240, 300]


def test_the_message_says_how_long_to_wait(session: Session, teacher: User, clock: Any) -> None:
    for _ in range(FREE_BY_LOGIN):
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот")
    clock.forward(seconds=5)
    with pytest.raises(TooManyAttempts) as caught:
        attempt(session, clock, "vera", PASSWORD)
    assert caught.value.message == ("Слишком много неудачных попыток. Попробуйте через 10 с.")
    assert TooManyAttempts(LONGEST_WAIT).message.endswith("через 5 мин.")


def test_after_the_wait_the_right_password_opens_and_forgets_the_failures(
    session: Session, teacher: User, clock: Any
) -> None:
    for _ in range(FREE_BY_LOGIN):
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот")
    clock.forward(seconds=15)
    attempt(session, clock, "vera", PASSWORD)
    for _ in range(FREE_BY_LOGIN - 1):
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот")
    attempt(session, clock, "vera", PASSWORD)


def test_waiting_itself_is_not_counted_and_nobody_is_locked_out(
    session: Session, teacher: User, clock: Any
) -> None:
    for _ in range(FREE_BY_LOGIN):
        with pytest.raises(WrongLogin):
            attempt(session, clock, "vera", "не тот")
    for _ in range(50):
        with pytest.raises(TooManyAttempts):
            attempt(session, clock, "vera", "не тот")
    clock.forward(seconds=15)
    attempt(session, clock, "vera", PASSWORD)


def test_one_address_guessing_many_logins_has_to_wait_and_others_do_not(
    session: Session, teacher: User, clock: Any
) -> None:
    for number in range(FREE_BY_ADDRESS):
        with pytest.raises(WrongLogin):
            attempt(session, clock, f"pupil{number}", "не тот", "192.0.2.7")
    with pytest.raises(TooManyAttempts):
        attempt(session, clock, "vera", PASSWORD, "192.0.2.7")
    attempt(session, clock, "vera", PASSWORD, "192.0.2.8")


def test_a_class_that_signs_in_from_one_address_is_never_slowed_down(
    session: Session, teacher: User, clock: Any
) -> None:
    for _ in range(FREE_BY_ADDRESS + 5):
        attempt(session, clock, "vera", PASSWORD, "192.0.2.7")
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_failures_are_kept_a_quarter_of_an_hour(
    session: Session, teacher: User, clock: Any
) -> None:
    with pytest.raises(WrongLogin):
        attempt(session, clock, "nobody", "не тот")
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 2
    clock.forward(minutes=15)
    attempt(session, clock, "vera", PASSWORD)
    assert session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_guesses_that_come_at_the_same_time_do_not_slip_past_the_count(
    sessions: SessionFactory, teacher: User, clock: Any
) -> None:
    def guess(number: int) -> str:
        with sessions() as own:
            try:
                attempt(own, clock, "vera", f"не тот {number}", f"192.0.2.{number}")
            except WrongLogin:
                return "looked at"
            except TooManyAttempts:
                return "told to wait"
        return "opened"

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(16)))
    assert told.count("looked at") == FREE_BY_LOGIN
    assert told.count("told to wait") == 16 - FREE_BY_LOGIN


def test_a_closed_account_says_so_to_its_owner_only(
    session: Session, teacher: User, clock: Any
) -> None:
    teacher.disabled_at = clock()
    session.commit()
    with pytest.raises(AccountClosed):
        attempt(session, clock, "vera", PASSWORD)
    with pytest.raises(WrongLogin):
        attempt(session, clock, "vera", "не тот")


def test_a_hash_of_another_cost_is_replaced_at_the_next_sign_in(
    session: Session, teacher: User, clock: Any
) -> None:
    old = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    teacher.password_hash = old
    session.commit()
    attempt(session, clock, "vera", PASSWORD)
    assert teacher.password_hash not in (None, old)
    attempt(session, clock, "vera", PASSWORD)


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.1", "address:192.0.2.1"),
        ("::ffff:192.0.2.1", "address:192.0.2.1"),
        ("2001:db8:1:2:3::4", "address:2001:db8:1:2::/64"),
        ("", None),
        ("unix:", None),
    ],
)
def test_an_address_is_counted_by_what_one_person_holds(address: str, key: str | None) -> None:
    assert keys_of("vera", address).address == key


@given(st.text(), st.text())
def test_the_keys_of_whatever_is_sent_fit_into_their_column(login: str, address: str) -> None:
    keys = keys_of(normal_login(login), address)
    assert len(keys.login) <= 80
    assert keys.address is None or len(keys.address) <= 80


@given(st.integers(0, 10_000))
def test_waiting_grows_and_has_an_end(failures: int) -> None:
    wait = wait_after(failures, FREE_BY_LOGIN)
    assert wait <= wait_after(failures + 1, FREE_BY_LOGIN) <= LONGEST_WAIT
    assert bool(wait) == (failures >= FREE_BY_LOGIN)
