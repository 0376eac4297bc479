"""What nobody went on with is put away; what came whole and was not taken in is taken in."""

import logging
import time
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
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
    """Finish whole uploads, put away expired ones and files without a row; how many it touched.

    Each stands for itself: what goes wrong with one is written to the log, and the others are seen
    to. The whole ones come first: what is taken in is not to be put away as forgotten.
    """
    whole = _whole(session)
    touched = sum(_finish(session, means, number, folder, temporary) for number in whole)
    expired = select(Upload.id, Upload.outcome).where(Upload.expires_at <= clock())
    for number, outcome in session.execute(expired).all():
        if number in whole and outcome is not None:
            continue  # ended just now: the sender is yet to read how
        touched += _terminate(session, number, folder)
    return touched + _files_without_row(session, folder)


def finish_whole(session: Session, means: Means, folder: Path, temporary: Path) -> bool:
    """Take in what has come whole and waits, the oldest first; whether that went well for all."""
    well = True
    for number in _whole(session):
        well = _finish(session, means, number, folder, temporary) and well
    return well


def _whole(session: Session) -> Sequence[int]:
    whole = (Upload.outcome.is_(None), Upload.received == Upload.length)
    return session.scalars(select(Upload.id).where(*whole).order_by(Upload.id)).all()


def _finish(session: Session, means: Means, number: int, folder: Path, temporary: Path) -> bool:
    try:
        upload = session.get_one(Upload, number)
        viewer = viewer_of(session, session.get_one(User, upload.user_id))
        with locked(part_path(folder, upload.public_id)) as part:
            finish(session, means, viewer, upload, part, temporary)
    except PartaError as error:
        log.info("an upload that came whole was not taken in: %s", error.code)
        session.rollback()
        # A refusal is an end too, and its sender reads why.
        return session.scalar(select(Upload.outcome).where(Upload.id == number)) is not None
    except Exception:
        log.exception("upload %s came whole and stumbles", number)
    else:
        return True
    session.rollback()
    return False


def _terminate(session: Session, number: int, folder: Path) -> bool:
    try:
        terminate(session, session.get_one(Upload, number), folder)
    except (UploadBusy, NoResultFound):
        pass
    except Exception:
        log.exception("upload %s cannot be put away", number)
    else:
        return True
    session.rollback()
    return False


def _files_without_row(session: Session, folder: Path) -> int:
    removed = 0
    known = set(session.scalars(select(Upload.public_id)))
    for path in folder.glob("*.part") if folder.is_dir() else ():
        if path.stem in known or time.time() - path.stat().st_mtime < WITHOUT_ROW_SECONDS:
            continue
        path.unlink(missing_ok=True)
        removed += 1
    return removed
