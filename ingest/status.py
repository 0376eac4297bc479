"""How far an item has come: the outcome and its steps, for pages, the API and reports."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.items import newest
from catalog.models import Item, Version
from jobs.models import Job, JobStep
from jobs.queue import place_in_queue

KIND = "process"
"""The job that makes a version viewable and searchable."""

OUTCOMES = {"waiting": "accepted", "running": "accepted", "done": "ready", "failed": "failed"}


@dataclass(frozen=True)
class Status:
    """Where an item's newest version stands. ``place`` counts from 1, None once work began."""

    outcome: str
    published: bool
    usable: bool
    steps: tuple[JobStep, ...]
    place: int | None
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The shape of ``GET /items/{id}/status``."""
        steps = [
            {"name": step.name, "state": step.state, "percent": step.percent}
            | ({"reason": step.reason} if step.reason else {})
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


def status(session: Session, item: Item, version: Version | None = None) -> Status:
    """The status of the item's newest version, or of ``version``; two or three queries."""
    version = version or newest(item)
    job = newest_job(session, item, version)
    return Status(
        outcome=OUTCOMES[job.state] if job is not None else "ready",
        published=item.published_version_id is not None and item.withdrawn_at is None,
        usable=version.processed_at is not None,
        steps=tuple(job.steps) if job is not None else (),
        place=place_in_queue(session, job) if job is not None else None,
        reason=(job.error_text or "") if job is not None else "",
    )
