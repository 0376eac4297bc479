"""How many codes of the board somebody can try, and that nobody else waits for it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.guessing import (
    FREE_BY_ADDRESS,
    FREE_BY_LOGIN,
    FREE_BY_NETWORK,
    Keys,
    TooManyAttempts,
    begin_attempt,
    keys_of,
    keys_of_board,
    keys_of_code,
)
from accounts.models import SignInAttempt

HERE = "192.0.2.7"


def waits(session: Session, keys: Keys, clock: Any) -> float:
    """Seconds to wait before a code is looked at; it was looked at, and was wrong, at 0."""
    try:
        begin_attempt(session, keys, clock())
    except TooManyAttempts as error:
        return error.wait.total_seconds()
    return 0.0


def tries(session: Session, clock: Any, lasts: timedelta, asking: Any) -> int:
    """How many wrong codes are looked at for whoever asks again as soon as they are let."""
    until, looked_at = clock() + lasts, 0
    while clock() < until:
        wait = waits(session, asking(looked_at), clock)
        if wait:
            clock.forward(seconds=wait)
        else:
            looked_at += 1
    return looked_at


def test_an_address_that_forgets_its_browser_tries_at_most_184_codes_an_hour(
    session: Session, clock: Any
) -> None:
    got = tries(session, clock, timedelta(hours=1), lambda n: keys_of_board(HERE, f"door{n}"))
    assert 4 * FREE_BY_ADDRESS <= got <= 184


def test_an_address_waits_as_at_sign_in(session: Session, clock: Any) -> None:
    for number in range(FREE_BY_ADDRESS):
        assert waits(session, keys_of_board(HERE, f"door{number}"), clock) == 0
    told = []
    for number in range(6):
        told.append(waits(session, keys_of_board(HERE, f"next{number}"), clock))
        clock.forward(seconds=told[-1])
        assert waits(session, keys_of_board(HERE, f"next{number}"), clock) == 0
    assert told == [15, 30, 60, 120, 240, 300]


def test_a_browser_waits_a_minute_after_five_and_then_longer(session: Session, clock: Any) -> None:
    keys = keys_of_board(HERE, "door")
    for _ in range(FREE_BY_LOGIN):
        assert waits(session, keys, clock) == 0
    told = []
    for _ in range(4):
        told.append(waits(session, keys, clock))
        clock.forward(seconds=told[-1])
        assert waits(session, keys, clock) == 0
    assert told == [60, 120, 240, 300]


def test_three_browsers_that_type_nonsense_for_an_hour_keep_nobody_waiting(
    session: Session, clock: Any
) -> None:
    lesson, ends = keys_of_board(HERE, "lesson"), clock() + timedelta(hours=1)
    while clock() < ends:
        told = [waits(session, keys_of_board(HERE, f"nonsense{n}"), clock) for n in range(3)]
        rows = session.scalar(select(func.count()).where(SignInAttempt.key == lesson.address))
        assert rows is not None
        assert rows < FREE_BY_ADDRESS
        clock.forward(seconds=min(told))
    assert waits(session, lesson, clock) == 0


def test_sixty_networks_of_one_customer_are_slowed_together(session: Session, clock: Any) -> None:
    for n in range(FREE_BY_NETWORK):
        keys = keys_of_board(f"2001:db8:7:{n % 60:x}::{n:x}", f"door{n}")
        assert waits(session, keys, clock) == 0
    assert waits(session, keys_of_board("2001:db8:7:ffff::1", "new"), clock) == 15
    assert waits(session, keys_of_board("2001:db8:8::1", "new"), clock) == 0
    assert waits(session, keys_of_board(HERE, "new"), clock) == 0


@pytest.mark.parametrize("address", [HERE, "2001:db8:7::1"])
def test_wrong_codes_of_the_board_slow_neither_sign_in_nor_one_time_codes(
    session: Session, clock: Any, address: str
) -> None:
    for number in range(FREE_BY_ADDRESS):
        waits(session, keys_of_board(address, f"door{number}"), clock)
    assert waits(session, keys_of_board(address, "another"), clock) > 0
    assert waits(session, keys_of("vera", address), clock) == 0
    assert waits(session, keys_of_code(address), clock) == 0
    assert keys_of("vera", address).network is None
    assert keys_of_code(address).network is None
