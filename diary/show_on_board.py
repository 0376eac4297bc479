"""«На доску»: a code of six letters that opens one thing on the classroom's computer."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.audience import may_open
from catalog.errors import ItemNotFound
from catalog.models import Version
from core.clock import Clock
from core.ids import new_public_id
from diary.board_code import hash_code, make_code
from diary.board_errors import NothingToShow
from diary.board_things import Thing, shown, things
from diary.fragment import Part
from diary.models import Grant, Homework
from diary.opening import opens_by_homework

LASTS = timedelta(minutes=60)
"""A lesson and the break before it."""

MOST_LIVE = 5
"""Of one teacher at once; the oldest ends when one more begins."""

KEPT_AFTER_END = timedelta(days=7)


def show_version(
    session: Session,
    viewer: Viewer,
    version: Version,
    part: Part | None = None,
    *,
    secret: bytes,
    clock: Clock,
) -> Grant:
    """Begin to show this version, or a part of it, for an hour. Flushes only.

    ``part`` comes from ``read_part`` of this material; a region shows all of its picture.
    Raises NotAllowed, ItemNotFound for what the viewer may not open, NothingToShow.
    """
    require(viewer, "board.show")
    if not (may_open(session, viewer, version) or opens_by_homework(session, viewer, version)):
        raise ItemNotFound
    kept = part or Part()
    grant = Grant(version_id=version.id, from_ms=kept.from_ms, to_ms=kept.to_ms)
    grant.slides = str(kept.region_slide) if kept.region_slide else kept.slides_text
    return _begin(session, viewer, grant, secret, clock)


def show_homework(
    session: Session, viewer: Viewer, homework: Homework, *, secret: bytes, clock: Clock
) -> Grant:
    """Begin to show all that hangs on this homework, each at its part, for an hour. Flushes only.

    Raises NotAllowed for who may not change the homework, NothingToShow.
    """
    require(viewer, "board.show")
    require(viewer, "homework.edit", homework)
    return _begin(session, viewer, Grant(homework_id=homework.id), secret, clock)


def _begin(session: Session, viewer: Viewer, grant: Grant, secret: bytes, clock: Clock) -> Grant:
    if viewer.person_id is None:
        raise ValueError("a showing is begun by a person")
    now = clock()
    first = _first(session, things(session, grant))
    grant.by_id, grant.created_at, grant.until = viewer.person_id, now, now + LASTS
    grant.attachment_id = first.attachment.id if first.attachment is not None else None
    seen = shown(session, first)
    grant.at = seen.slides[0].n if seen.slides else 1
    _end_oldest(session, viewer.person_id, clock)
    _name(session, grant, secret, clock)
    session.add(grant)
    session.flush()
    return grant


def _first(session: Session, found: list[Thing]) -> Thing:
    """The first of them that has something to show."""
    for one in found:
        if shown(session, one).view != "waiting":
            return one
    raise NothingToShow


def _end_oldest(session: Session, person_id: int, clock: Clock) -> None:
    now = clock()
    session.execute(
        delete(Grant).where(Grant.by_id == person_id, Grant.until < now - KEPT_AFTER_END)
    )
    live = session.scalars(
        select(Grant)
        .where(Grant.by_id == person_id, Grant.revoked_at.is_(None), Grant.until > now)
        .order_by(Grant.created_at.desc(), Grant.id.desc())
    ).all()
    for oldest in live[MOST_LIVE - 1 :]:
        oldest.revoked_at = now


def _name(session: Session, grant: Grant, secret: bytes, clock: Clock) -> None:
    """A public id whose code no live showing has; one that is over gives its code free."""
    while True:
        public_id = new_public_id()
        hashed = hash_code(secret, make_code(secret, public_id))
        taken = session.scalar(select(Grant).where(Grant.token_hash == hashed))
        if taken is not None and is_live(taken, clock):
            continue
        if taken is not None:
            session.delete(taken)
            session.flush()
        grant.public_id, grant.token_hash = public_id, hashed
        return


def is_live(grant: Grant, clock: Clock) -> bool:
    """Whether the showing goes on: not ended, and its hour not over."""
    return grant.revoked_at is None and grant.until > clock()
