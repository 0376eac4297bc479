"""Re-makings that went well are forgotten after a month, all else that was done stays."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import app.tables  # noqa: F401  relationships between rooms resolve
from app.work import DAILY
from ingest import forget_remade as room
from ingest.queued import PROCESS, REMAKE
from jobs.models import Job, JobStep

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def clock() -> datetime:
    return NOW


def ended(session: Session, kind: str, days: int, *, state: str = "done", remark: str = "") -> int:
    at = NOW - timedelta(days=days)
    job = Job(kind=kind, state=state, run_after=at, created_at=at, finished_at=at, error_text="нет")
    job.steps.append(
        JobStep(name="web", title="копия", position=0, state="done", reason=remark, finished=at)
    )
    session.add(job)
    session.commit()
    return job.id


def test_only_old_jobs_that_made_again_and_left_nothing_to_say_are_forgotten(
    session: Session,
) -> None:
    stay = [
        ended(session, PROCESS, 400),
        ended(session, REMAKE, 400, state="failed"),
        ended(session, REMAKE, 400, remark="Звука нет."),
        ended(session, REMAKE, 29),
    ]
    for _ in range(5):
        ended(session, REMAKE, 31)

    assert DAILY["remade"] is room.forget_remade
    assert room.forget_remade(session, clock) == 5
    assert list(session.scalars(select(Job.id).order_by(Job.id))) == stay
    assert session.scalar(select(func.count(JobStep.id))) == len(stay)
