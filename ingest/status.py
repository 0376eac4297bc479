"""How far an item has come: the outcome and its steps, for pages, the API and reports."""

from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.items import newest
from catalog.models import Item, Version
from core.clock import Clock
from ingest.estimate import estimates
from ingest.queued import PROCESS
from jobs.models import Job, JobStep
from jobs.places import place_in_queue

KIND = PROCESS
"""The job that makes a version viewable and searchable."""

OUTCOMES = {"waiting": "accepted", "running": "accepted", "done": "ready", "failed": "failed"}


@dataclass(frozen=True)
class Status:
    """Where an item's newest version stands. ``place`` counts from 1, None once work began.

    ``seconds_left`` as ``ingest.estimate`` says, None where it cannot be said or was not asked.
    """

    outcome: str
    published: bool
    usable: bool
    steps: tuple[JobStep, ...]
    place: int | None
    reason: str
    seconds_left: int | None = None

    def as_json(self, *, remarks: bool) -> dict[str, Any]:
        """The shape of ``GET /items/{id}/status``.

        ``remarks``: with what the steps say of the file, which is the staff's to read.
        """
        steps = [
            {"name": step.name, "state": step.state, "percent": step.percent}
            | ({"reason": step.reason} if remarks and step.reason else {})
            for step in self.steps
        ]
        shape: dict[str, Any] = {
            "outcome": self.outcome,
            "published": self.published,
            "steps": steps,
        }
        if self.reason:
            shape["reason"] = self.reason
        if self.place is not None:
            shape["queue_place"] = self.place
        if self.seconds_left is not None:
            shape["seconds_left"] = self.seconds_left
        return shape


def newest_job(session: Session, item: Item, version: Version | None = None) -> Job | None:
    """The latest processing job of the item's newest version, or of ``version``."""
    return session.scalar(
        select(Job)
        .where(Job.kind == KIND, Job.version_id == (version or newest(item)).id)
        .order_by(Job.id.desc())
        .limit(1)
        .options(selectinload(Job.steps))
    )


def status(
    session: Session, item: Item, version: Version | None = None, clock: Clock | None = None
) -> Status:
    """The status of the item's newest version, or of ``version``; two or three queries.

    With ``clock`` also how long the rest takes, for at most five queries more.
    """
    version = version or newest(item)
    job = newest_job(session, item, version)
    left = estimates(session, [job], clock) if clock is not None and job is not None else {}
    return Status(
        outcome=OUTCOMES[job.state] if job is not None else "ready",
        published=item.published_version_id is not None and item.withdrawn_at is None,
        usable=version.processed_at is not None,
        steps=tuple(job.steps) if job is not None else (),
        place=place_in_queue(session, job) if job is not None else None,
        reason=(job.error_text or "") if job is not None else "",
        seconds_left=ceil(left[job.id]) if job is not None and job.id in left else None,
    )
