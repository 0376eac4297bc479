"""The whole file has come: it goes the way of every file, and the upload says how that ended."""

import logging
import os
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from core.errors import PartaError
from ingest.arrive import Arrived
from ingest.entering import Means
from ingest.intake import take
from ingest.models import Upload
from ingest.taken import Taken
from ingest.tus.create import details_of
from ingest.tus.errors import TakenBefore
from ingest.tus.part import Part
from media.scratch import ARRIVING
from media.storage import sha256_of

log = logging.getLogger(__name__)

NOT_UNDERSTOOD = (
    "Этот файл не получилось принять: на нём ошибается наш сервер. "
    "Сохраните его заново или в другом формате и загрузите ещё раз."
)


def finish(
    session: Session, means: Means, viewer: Viewer, upload: Upload, part: Part, temporary: Path
) -> None:
    """Take the file in unless that was done already; commits. The part file must be locked.

    Item, job and the upload's end are one transaction: a repeated last piece meets what the
    first has made. Raises the PartaError that says why the file is not taken, each time, also
    for a mistake of ours, which the next try would meet again; where it is the server that lacks
    something (500 and above, the disk, the database), the upload stays and may be finished later.
    """
    session.refresh(upload)
    if upload.outcome == "refused":
        raise TakenBefore(upload.reason)
    if upload.outcome is not None:
        return

    def end(taken: Taken) -> None:
        _end(upload, taken.outcome, means.clock)
        upload.item_id = taken.item.id
        upload.reason, upload.warnings = taken.reason, taken.warnings

    # A second name is given away: the part keeps its bytes until the transaction stands, so
    # that a kill between the two loses nothing.
    temporary.mkdir(parents=True, exist_ok=True)
    second = temporary / f"{ARRIVING}{upload.public_id}"
    second.unlink(missing_ok=True)
    os.link(part.path, second)
    try:
        arrived = Arrived(second, sha256_of(part.path), upload.length)
        take(session, means, viewer, arrived, upload.file_name, details_of(upload.words), then=end)
    except PartaError as error:
        session.rollback()
        if error.status < 500:
            _refuse(session, upload, error.message, part, means.clock)
        raise
    except (OSError, MemoryError, SQLAlchemyError):
        raise  # the machine or the database: the upload stays
    except Exception as error:
        # A mistake of ours, and the next try would meet it again.
        log.exception("upload %s cannot be taken in", upload.public_id)
        session.rollback()
        _refuse(session, upload, NOT_UNDERSTOOD, part, means.clock)
        raise TakenBefore(NOT_UNDERSTOOD) from error
    finally:
        second.unlink(missing_ok=True)
    part.path.unlink(missing_ok=True)


def _refuse(session: Session, upload: Upload, reason: str, part: Part, clock: Clock) -> None:
    _end(upload, "refused", clock)
    upload.reason = reason
    session.commit()
    part.path.unlink(missing_ok=True)


def _end(upload: Upload, outcome: str, clock: Clock) -> None:
    upload.outcome, upload.finished_at = outcome, clock()
