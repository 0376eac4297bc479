"""A session lasts until its time is over, its owner ends it or the account is closed."""

from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from accounts.create import create_user
from accounts.models import LoginSession, User
from accounts.sessions import (
    find_session,
    hash_token,
    open_session,
    revoke,
    revoke_all,
)
from accounts.tokens import create_token
from core.database import SessionFactory
from core.errors import Conflict, NotFound


@pytest.fixture
def user(session: Session, school_file: dict[str, Any], load: Any, clock: Any) -> User:
    load(school_file)
    return create_user(session, "vera", "teacher", person_public_id="T1", clock=clock)[0]


def opened(session: Session, user: User, clock: Any, days: int = 30) -> tuple[LoginSession, str]:
    found = open_session(
        session, user, kind="browser", device="Firefox\n" * 90, days=days, now=clock()
    )
    session.commit()
    return found


def test_a_token_brings_back_its_user_until_its_last_day(
    session: Session, user: User, clock: Any
) -> None:
    row, token = opened(session, user, clock)
    assert find_session(session, token, clock) is row
    assert row.user is user
    clock.forward(days=30, seconds=-1)
    assert find_session(session, token, clock) is row
    clock.forward(seconds=1)
    assert find_session(session, token, clock) is None


@pytest.mark.parametrize("token", ["", "нет такого", "\ud800", "x" * 10_000])
def test_a_wrong_token_brings_nobody(session: Session, user: User, clock: Any, token: str) -> None:
    opened(session, user, clock)
    assert find_session(session, token, clock) is None


def test_the_hash_in_the_table_is_no_token(session: Session, user: User, clock: Any) -> None:
    _, token = opened(session, user, clock)
    assert find_session(session, hash_token(token), clock) is None


def test_a_session_is_ended_by_its_token_or_its_row_once(
    session: Session, user: User, clock: Any
) -> None:
    row, token = opened(session, user, clock)
    other, other_token = opened(session, user, clock)
    assert revoke(session, token, clock)
    assert not revoke(session, row.id, clock)
    assert find_session(session, token, clock) is None
    assert find_session(session, other_token, clock) is other
    assert revoke(session, other.id, clock)
    assert find_session(session, other_token, clock) is None


def test_all_sessions_but_this_one_are_ended(session: Session, user: User, clock: Any) -> None:
    kept, token = opened(session, user, clock)
    for _ in range(3):
        opened(session, user, clock)
    assert revoke_all(session, user, clock, but=kept.id) == 3
    assert find_session(session, token, clock) is kept
    assert revoke_all(session, user, clock) == 1
    assert find_session(session, token, clock) is None


def test_a_closed_account_ends_every_session(session: Session, user: User, clock: Any) -> None:
    _, token = opened(session, user, clock)
    user.disabled_at = clock()
    session.commit()
    assert find_session(session, token, clock) is None


def test_a_visit_is_noted_once_in_five_minutes(
    session: Session, sessions: SessionFactory, user: User, clock: Any
) -> None:
    row, token = opened(session, user, clock)
    begin = clock()
    clock.forward(minutes=4)
    find_session(session, token, clock)
    assert row.seen_at == begin
    clock.forward(minutes=1)
    find_session(session, token, clock)
    with sessions() as other:
        seen = other.scalars(select(LoginSession.seen_at)).one()
    assert seen == clock()


def test_coming_back_costs_one_query(
    session: Session, sessions: SessionFactory, user: User, clock: Any, engine: Any
) -> None:
    _, token = opened(session, user, clock)
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    with sessions() as other:
        found = find_session(other, token, clock)
        assert found is not None
        assert found.user.person.last_name == "Числова"
    assert len(asked) == 1


def test_sessions_long_over_are_swept_away_at_the_next_sign_in(
    session: Session, user: User, clock: Any
) -> None:
    opened(session, user, clock, days=1)
    clock.forward(days=32)
    opened(session, user, clock)
    assert session.scalar(select(func.count()).select_from(LoginSession)) == 1


def test_the_device_is_kept_short(session: Session, user: User, clock: Any) -> None:
    row, _ = opened(session, user, clock)
    assert row.device.startswith("Firefox Firefox")
    assert len(row.device) == 200


def test_a_programs_token_is_of_its_own_kind(session: Session, user: User, clock: Any) -> None:
    row, token = create_token(session, "Vera", clock=clock, days=7)
    assert (row.kind, (row.expires_at - clock()).days) == ("api", 7)
    assert find_session(session, token, clock, kind="api") is row
    assert find_session(session, token, clock, kind="browser") is None


def test_a_token_is_made_only_for_whoever_may_sign_in(
    session: Session, user: User, clock: Any
) -> None:
    with pytest.raises(NotFound):
        create_token(session, "nobody", clock=clock)
    user.disabled_at = clock()
    session.commit()
    with pytest.raises(Conflict):
        create_token(session, "vera", clock=clock)
