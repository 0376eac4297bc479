"""How the work that waits stands, in figures: for those who watch over the machine."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from core.clock import Clock
from jobs.models import Job, Outbox
from jobs.worker import workers_told

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Signals:
    """``lag`` changes wait for the consumer, the oldest since ``oldest``; the rest is of jobs.

    ``done`` and ``failed`` in these 24 hours; ``worker``: one has said lately that it lives.
    """

    lag: int
    oldest: datetime | None
    worker: bool
    done: int
    failed: int


def signals(session: Session, consumer: str, clock: Clock) -> Signals:
    """The figures now, with the outbox of one ``consumer``; one query."""
    now = clock()
    outbox = Outbox.consumer == consumer

    def ended(state: str) -> ScalarSelect[int]:
        return (
            select(func.count(Job.id))
            .where(Job.state == state, Job.finished_at > now - DAY)
            .scalar_subquery()
        )

    row = session.execute(
        select(
            select(func.count(Outbox.id)).where(outbox).scalar_subquery(),
            select(func.min(Outbox.at)).where(outbox).scalar_subquery(),
            workers_told(now),
            ended("done"),
            ended("failed"),
        )
    ).one()
    lag, oldest, workers, done, failed = row
    return Signals(lag, oldest, workers > 0, done, failed)
