"""The figures by which the health page judges the database need no look at all that was done."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.clock import utc_now
from jobs.signals import signals
from search.feed import CONSUMER


def ways(engine: Engine, session: Session) -> list[str]:
    """By which indexes the figures are found."""
    plans: list[str] = []

    def explain(connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        cursor = connection.connection.cursor()
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given)
        plans.extend(str(one[3]) for one in cursor.fetchall())

    event.listen(engine, "before_cursor_execute", explain)
    signals(session, CONSUMER, utc_now)
    event.remove(engine, "before_cursor_execute", explain)
    return [one for one in plans if one.startswith(("SCAN", "SEARCH"))]


def test_what_ended_in_a_day_is_counted_by_when_it_ended(engine: Engine, session: Session) -> None:
    found = ways(engine, session)
    ended = [one for one in found if " job " in one]
    assert len(ended) == 2
    assert all("ix_job_ended (state=? AND finished_at>?)" in one for one in ended), found
    scanned = [one for one in found if one.startswith("SCAN") and "CONSTANT ROW" not in one]
    assert [one.split()[1] for one in scanned] in ([], ["lease"]), found
