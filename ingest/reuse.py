"""The same original sent by another: what was made of it once serves again."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.models import Fragment, Version
from core.clock import Clock
from ingest.status import KIND
from jobs.models import Job
from media.renditions import Recipe, made_of


def reuse(session: Session, version: Version, recipe: Recipe, clock: Clock) -> bool:
    """Copy the fragments of a processed version of the same original; False if there is none."""
    donor = session.scalar(
        select(Version)
        .join(Job, Job.version_id == Version.id)
        .where(
            Version.original_sha == version.original_sha,
            Version.id != version.id,
            Version.processed_at.is_not(None),
            Job.kind == KIND,
            Job.state == "done",
        )
        .options(selectinload(Version.fragments))
        .limit(1)
    )
    if donor is None or not made_of(session, version.original_sha, recipe):
        return False
    version.fragments = [
        Fragment(
            unit=one.unit,
            at=one.at,
            until=one.until,
            heading=one.heading,
            text=one.text,
            notes=one.notes,
            hidden=one.hidden,
            content_sha=one.content_sha,
        )
        for one in donor.fragments
    ]
    version.processed_at = clock()
    return True
