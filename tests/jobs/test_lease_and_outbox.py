"""Named leases, and the outbox that loses nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.database import SessionFactory
from jobs import lease, outbox

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_lease_has_one_holder_until_it_runs_out_or_is_given_back(session: Session) -> None:
    def acquire(owner: str, second: float) -> bool:
        return lease.acquire(session, "feed", owner, 10, lambda: at(second))

    assert acquire("a", 0)
    assert not acquire("b", 9)
    assert acquire("a", 9)
    assert not acquire("b", 18)
    assert acquire("b", 20)
    assert not acquire("a", 20)
    lease.release(session, "feed", "a")
    assert not acquire("a", 21)
    lease.release(session, "feed", "b")
    assert acquire("a", 21)
    assert lease.acquire(session, "another", "b", 10, lambda: at(21))


def note(session: Session, *items: int, consumer: str = "search") -> None:
    for item in items:
        outbox.note(session, (consumer,), item, lambda: NOW)


def test_what_is_not_committed_was_never_noted(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, 1)
        session.rollback()
        assert outbox.waiting(session, "search") == 0


def test_a_batch_names_each_item_once_and_leaves_other_consumers_alone(
    sessions: SessionFactory,
) -> None:
    with sessions() as session:
        note(session, 3, 1, 3, 2, 1)
        note(session, 9, consumer="other")
        session.commit()
    seen: list[tuple[int, ...]] = []
    taken = outbox.drain_once(sessions, "search", lambda _session, items: seen.append(items))

    assert (taken, seen) == (5, [(3, 1, 2)])
    assert outbox.drain_once(sessions, "search", lambda _session, items: seen.append(items)) == 0
    with sessions() as session:
        assert outbox.waiting(session, "other") == 1


def test_rows_come_in_portions(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, *range(1, 6))
        session.commit()
    seen: list[int] = []
    sizes = [
        outbox.drain_once(sessions, "search", lambda _s, items: seen.extend(items), limit=2)
        for _ in range(4)
    ]
    assert (sizes, seen) == ([2, 2, 1, 0], [1, 2, 3, 4, 5])


def test_what_could_not_be_taken_in_comes_again(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, 7)
        session.commit()

    def stumble(_session: Session, _items: tuple[int, ...]) -> None:
        raise OSError("the index is away")

    with pytest.raises(OSError, match="away"):
        outbox.drain_once(sessions, "search", stumble)
    with sessions() as session:
        assert outbox.waiting(session, "search") == 1


def test_an_item_that_cannot_be_taken_in_keeps_no_other_waiting(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, 1, 2, 3, 2, 4)
        session.commit()
    seen: list[int] = []

    def stumble_at_three(_session: Session, items: tuple[int, ...]) -> None:
        if 3 in items:
            raise ValueError("this one is odd")
        seen.extend(items)

    drain = outbox.Drain(sessions, "search", stumble_at_three)
    assert drain.once() == 4
    assert seen == [1, 2, 4]
    with sessions() as session:
        assert outbox.read_batch(session, "search", None).items == (3,)
        note(session, 5)
        session.commit()
    assert drain.once() == 1  # and the odd one is left alone for a while
    assert seen == [1, 2, 4, 5]
    assert drain.once() == 0


def test_what_is_no_items_fault_is_raised(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, 1, 2)
        session.commit()
    tried: list[tuple[int, ...]] = []

    def away(_session: Session, items: tuple[int, ...]) -> None:
        tried.append(items)
        raise OSError("the disk is away")

    with pytest.raises(OSError, match="away"):
        outbox.Drain(sessions, "search", away, (OSError,)).once()
    assert tried == [(1, 2)]


def test_a_change_during_the_reading_is_not_lost(sessions: SessionFactory) -> None:
    with sessions() as session:
        note(session, 7)
        session.commit()

    def while_another_changes(_session: Session, _items: tuple[int, ...]) -> None:
        with sessions() as other:
            note(other, 7)
            other.commit()

    assert outbox.drain_once(sessions, "search", while_another_changes) == 1
    with sessions() as session:
        assert outbox.waiting(session, "search") == 1
