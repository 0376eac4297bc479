"""What is written without waiting for the disk, and that nothing else is."""

import threading

from sqlalchemy import Engine, event, select, text
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.clock import utc_now
from core.database import SessionFactory, unsynced, writing
from jobs import queue
from jobs.models import Job

NORMAL, FULL = 1, 2


def synchronous(session: Session) -> int:
    """SQLite's own word for how it commits, https://sqlite.org/pragma.html#pragma_synchronous."""
    return session.execute(text("PRAGMA synchronous")).scalar_one()


def test_only_the_transaction_that_asks_for_it_is_not_synced(sessions: SessionFactory) -> None:
    with sessions() as session:
        unsynced(session)
        assert synchronous(session) == NORMAL
        queue.enqueue(session, "work", clock=utc_now)
        session.commit()
        assert synchronous(session) == FULL
    with sessions() as session:
        unsynced(session)
        session.rollback()
        assert synchronous(session) == FULL
        assert session.scalars(select(Job.kind)).all() == ["work"]


def test_what_has_begun_to_write_is_synced_as_ever(sessions: SessionFactory) -> None:
    with sessions() as session:
        queue.enqueue(session, "work", clock=utc_now)
        session.flush()
        unsynced(session)
        assert synchronous(session) == FULL
        session.commit()


def test_a_claim_is_not_synced_and_its_heartbeat_is(
    sessions: SessionFactory, engine: Engine
) -> None:
    with sessions() as session:
        queue.enqueue(session, "work", clock=utc_now)
        session.commit()
    commits: list[int] = []
    event.listen(
        engine,
        "commit",
        lambda line: commits.append(line.exec_driver_sql("PRAGMA synchronous").scalar_one()),
    )
    with sessions() as session:
        held = queue.claim(session, "first", ["work"], utc_now)
        assert held is not None
        queue.prolong(session, held, utc_now)
        queue.finish(session, held, utc_now)
        session.commit()
    assert commits == [NORMAL, FULL, FULL]


def test_threads_that_write_take_turns(sessions: SessionFactory) -> None:
    inside, most = 0, 0
    start = threading.Barrier(4)

    def work() -> None:
        nonlocal inside, most
        start.wait(10)
        for _ in range(25):
            with writing(sessions) as session:
                inside += 1
                most = max(most, inside)
                queue.enqueue(session, "work", clock=utc_now)
                session.commit()
                inside -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1
    with sessions() as session:
        assert len(session.scalars(select(Job.id)).all()) == 100
