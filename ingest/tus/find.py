"""Finding an upload again: its sender's alone."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from ingest.models import Upload
from ingest.tus.create import MOST_UNFINISHED
from ingest.tus.errors import UploadExpired, UploadNotFound

MOST_SHOWN = 12
"""Refused files at once; what is unfinished is shown whole (create.MOST_UNFINISHED bounds it)."""

SHOWN = timedelta(hours=24)
"""So long a refused file stands on the page; what was taken stands there as long."""


def find_upload(session: Session, viewer: Viewer, public_id: str, clock: Clock) -> Upload:
    """The viewer's upload. Raises UploadNotFound (of others' too) and UploadExpired."""
    upload = session.scalar(
        select(Upload).where(Upload.public_id == public_id, Upload.user_id == viewer.user_id)
    )
    if upload is None:
        raise UploadNotFound
    if upload.expires_at <= clock():
        raise UploadExpired
    return upload


def standing(session: Session, viewer: Viewer, clock: Clock) -> list[Upload]:
    """The viewer's uploads that wait for them; one query, the newest first in each part.

    All that are to be gone on with, then the newest of those that were refused within SHOWN and
    were not put away: however many these are, they push no unfinished one off.
    """
    goes_on = Upload.outcome.is_(None)
    refused = (Upload.outcome == "refused") & (Upload.finished_at > clock() - SHOWN)
    waiting = session.scalars(
        select(Upload)
        .where(Upload.user_id == viewer.user_id, Upload.expires_at > clock(), goes_on | refused)
        .order_by(goes_on.desc(), Upload.created_at.desc(), Upload.id.desc())
        .limit(MOST_UNFINISHED + 1 + MOST_SHOWN)
    ).all()
    unfinished = [one for one in waiting if one.outcome is None]
    return list(waiting[: len(unfinished) + MOST_SHOWN])
