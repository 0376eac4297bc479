"""Finding an upload again: its sender's alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from ingest.models import Upload
from ingest.tus.aside import MOST_ASIDE
from ingest.tus.errors import UploadExpired, UploadNotFound

MOST_SHOWN = 12
"""Refused files at once; what is unfinished is shown whole (MOST_ASIDE bounds it)."""

MOST_MORE = 100
"""Refused files that one press on «Ещё» brings."""

SHOWN = timedelta(hours=24)
"""So long a refused file stands on the page; what was taken stands there as long."""


@dataclass(frozen=True)
class Standing:
    """Uploads that wait for their sender; ``more`` refused ones are older, after ``last``."""

    uploads: Sequence[Upload]
    more: int = 0
    last: str = ""


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


def standing(
    session: Session, viewer: Viewer, clock: Clock, *, refused: int = MOST_SHOWN
) -> Standing:
    """The viewer's uploads that wait for them; one query, the newest first in each part.

    All that are to be gone on with, then the newest ``refused`` of those that were refused within
    SHOWN and were not put away: however many these are, they push no unfinished one off.
    """
    goes_on = Upload.outcome.is_(None) & (Upload.expires_at > clock())
    which = refused_of(viewer, clock)
    newest = select(Upload.id).where(*which).order_by(*NEWEST).limit(refused)
    rows = session.execute(
        select(Upload, _number(which))
        .where(Upload.user_id == viewer.user_id, goes_on | Upload.id.in_(newest))
        .order_by(Upload.outcome.is_(None).desc(), *NEWEST)
        .limit(MOST_ASIDE + refused)
    ).all()
    return _stands([upload for upload, _all in rows], rows[0][1] if rows else 0)


def refused_before(session: Session, viewer: Viewer, clock: Clock, last: str) -> Standing:
    """The refused ones that are older than ``last`` (of ``Standing``), MOST_MORE of them.

    A word that says no such place is the newest.
    """
    which = [*refused_of(viewer, clock), *_older(last)]
    rows = session.execute(
        select(Upload, _number(which)).where(*which).order_by(*NEWEST).limit(MOST_MORE)
    ).all()
    return _stands([upload for upload, _all in rows], rows[0][1] if rows else 0)


def refused_of(viewer: Viewer, clock: Clock) -> list[ColumnElement[bool]]:
    """What is true of the refused uploads that stand on this person's page."""
    return [
        Upload.user_id == viewer.user_id,
        Upload.expires_at > clock(),
        Upload.outcome == "refused",
        Upload.finished_at > clock() - SHOWN,
    ]


NEWEST = (Upload.created_at.desc(), Upload.public_id.desc())


def _number(which: Sequence[ColumnElement[bool]]) -> ScalarSelect[int]:
    """How many uploads these conditions hold for, as a part of a query."""
    return select(func.count(Upload.id)).where(*which).correlate(None).scalar_subquery()


def _stands(uploads: Sequence[Upload], refused: int) -> Standing:
    shown = [one for one in uploads if one.outcome is not None]
    more = refused - len(shown)
    return Standing(uploads, more, _place(shown[-1]) if more and shown else "")


def _place(upload: Upload) -> str:
    """Where an upload stands, whether it is there still or not: its moment and its name."""
    since = upload.created_at - datetime(1970, 1, 1, tzinfo=UTC)
    return f"{since // timedelta(microseconds=1)}-{upload.public_id}"


def _older(place: str) -> list[ColumnElement[bool]]:
    moment, _dash, name = place.partition("-")
    try:
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=int(moment))
    except (ValueError, OverflowError):
        return []
    same = (Upload.created_at == at) & (Upload.public_id < name)
    return [(Upload.created_at < at) | same]
