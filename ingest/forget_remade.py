"""Forgetting what made renditions again: nobody asks for it after some weeks."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.clock import Clock
from ingest.queued import REMAKE
from jobs.models import Job, JobStep

KEPT = timedelta(days=30)
"""So long a re-making that went well is remembered: how fast its steps are is told by the last of
them (``ingest.pace``), that it is not asked for again at once by the last hour."""

PORTION = 500
"""Jobs forgotten in one transaction, with their steps."""


def forget_remade(session: Session, clock: Clock) -> int:
    """Delete the jobs that made renditions again and ended well long ago; how many. Commits.

    A version's own processing stays: its steps are what the version's page tells, and its bytes in
    another item are taken from it. So does what left a remark, and what failed.
    """
    remark = select(JobStep.id).where(JobStep.job_id == Job.id, JobStep.reason != "").exists()
    old = select(Job.id).where(
        Job.kind == REMAKE, Job.state == "done", Job.finished_at < clock() - KEPT, ~remark
    )
    forgotten = 0
    while some := session.scalars(old.limit(PORTION)).all():
        session.execute(delete(Job).where(Job.id.in_(some)))
        session.commit()
        forgotten += len(some)
    return forgotten
