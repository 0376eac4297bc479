"""The figures by which the health page judges the database need no look at all that was done."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from core.clock import utc_now
from jobs.signals import signals
from search.feed import CONSUMER
from tests.explained import explained


def test_what_ended_in_a_day_is_counted_by_when_it_ended(engine: Engine, session: Session) -> None:
    with explained(engine) as plans:
        signals(session, CONSUMER, utc_now)
    found = [one for one in plans if one.startswith(("SCAN", "SEARCH"))]
    ended = [one for one in found if " job " in one]
    assert len(ended) == 2
    assert all("ix_job_ended (state=? AND finished_at>?)" in one for one in ended), found
    scanned = [one for one in found if one.startswith("SCAN") and "CONSTANT ROW" not in one]
    assert [one.split()[1] for one in scanned] in ([], ["lease"]), found
