"""What nobody went on with is put away; what came whole and was not taken in is taken in."""

import logging
import time
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import viewer_of
from core.clock import Clock
from core.errors import PartaError
from ingest.entering import Means
from ingest.models import Upload
from ingest.tus.errors import UploadBusy
from ingest.tus.finish import finish
from ingest.tus.part import locked, part_path
from ingest.tus.terminate import terminate

log = logging.getLogger(__name__)

WITHOUT_ROW_SECONDS = 24 * 3600
"""A part file gets its row at once; one that has none for so long was left by a killed server."""


def sweep_uploads(
    session: Session, means: Means, folder: Path, temporary: Path, clock: Clock
) -> int:
    """Put away expired uploads and files without a row, finish whole ones; how many it touched."""
    touched = 0
    for upload in session.scalars(select(Upload).where(Upload.expires_at <= clock())).all():
        try:
            terminate(session, upload, folder)
            touched += 1
        except UploadBusy:
            continue
    whole = select(Upload).where(Upload.outcome.is_(None), Upload.received == Upload.length)
    for upload in session.scalars(whole).all():
        touched += _finish(session, means, upload, folder, temporary)
    return touched + _files_without_row(session, folder)


def _finish(session: Session, means: Means, upload: Upload, folder: Path, temporary: Path) -> bool:
    viewer = viewer_of(session, session.get_one(User, upload.user_id))
    try:
        with locked(part_path(folder, upload.public_id)) as part:
            finish(session, means, viewer, upload, part, temporary)
    except PartaError as error:
        log.info("an upload that came whole was not taken in: %s", error.code)
        return False
    return True


def _files_without_row(session: Session, folder: Path) -> int:
    removed = 0
    known = set(session.scalars(select(Upload.public_id)))
    for path in folder.glob("*.part") if folder.is_dir() else ():
        if path.stem in known or time.time() - path.stat().st_mtime < WITHOUT_ROW_SECONDS:
            continue
        path.unlink(missing_ok=True)
        removed += 1
    return removed
