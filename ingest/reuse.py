"""The same original sent by another: what was made of it once serves again."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalog.captions import has_sent
from catalog.models import Fragment, Version
from core.clock import Clock
from ingest.captions.transcript import rewrite_transcript
from ingest.queued import PROCESS
from jobs.models import Job
from media.renditions import Recipe, made_of
from media.storage import Storage


def reuse(
    session: Session, storage: Storage, version: Version, recipe: Recipe, clock: Clock
) -> bool:
    """Copy the fragments of a processed version of the same original; False if there is none.

    Captions that a person sent are that person's: words of theirs do not pass to another's item.
    """
    donor = session.scalar(
        select(Version)
        .join(Job, Job.version_id == Version.id)
        .where(
            Version.original_sha == version.original_sha,
            Version.id != version.id,
            Version.processed_at.is_not(None),
            Job.kind == PROCESS,
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
    if has_sent(session, donor) or has_sent(session, version):
        rewrite_transcript(session, storage, version)
    return True
