"""Finding an upload again: its sender's alone."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from ingest.models import Upload
from ingest.tus.errors import UploadExpired, UploadNotFound

MOST_SHOWN = 12


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


def unfinished(session: Session, viewer: Viewer, clock: Clock) -> list[Upload]:
    """The viewer's uploads that wait to be gone on with, the newest first; one query."""
    return list(
        session.scalars(
            select(Upload)
            .where(
                Upload.user_id == viewer.user_id,
                Upload.outcome.is_(None),
                Upload.expires_at > clock(),
            )
            .order_by(Upload.created_at.desc(), Upload.id.desc())
            .limit(MOST_SHOWN)
        )
    )
