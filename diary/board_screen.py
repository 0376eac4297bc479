"""The screens of a showing: browsers that have typed its code, known by their cookie's token."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload

from accounts.models import User
from accounts.sessions import hash_token
from accounts.viewer import Viewer
from core.clock import Clock
from diary.board_errors import ShowingNotFound
from diary.models import Grant, GrantScreen, Homework

SEEN_EVERY = timedelta(seconds=15)
"""A screen that asks each second writes to the database at most this often."""

GONE_AFTER = timedelta(seconds=50)
"""A screen that has not asked for so long is no longer counted."""


def find_screen(session: Session, token: str, clock: Clock) -> tuple[Grant, GrantScreen] | None:
    """The live showing that this cookie's token belongs to, and the screen; one query.

    None when there is none, it was ended, its hour is over, or its teacher's account was closed.
    """
    if not token:
        return None
    closed = exists().where(User.person_id == Grant.by_id, User.disabled_at.is_not(None))
    found = session.execute(
        select(Grant, GrantScreen)
        .join(GrantScreen, GrantScreen.grant_id == Grant.id)
        .where(
            GrantScreen.token_hash == hash_token(token),
            Grant.revoked_at.is_(None),
            Grant.until > clock(),
            ~closed,
        )
    ).first()
    return (found[0], found[1]) if found is not None else None


def note_seen(session: Session, screen: GrantScreen, clock: Clock) -> None:
    """The screen has just asked; written, and committed, where it was not seen for a while."""
    if clock() - screen.seen_at >= SEEN_EVERY:
        screen.seen_at = clock()
        session.commit()


def leave_screen(session: Session, token: str) -> None:
    """The browser with this token shows no longer; others go on. Flushes only."""
    row = session.scalar(select(GrantScreen).where(GrantScreen.token_hash == hash_token(token)))
    if row is not None:
        session.delete(row)
        session.flush()


def screens(session: Session, grant: Grant, now: datetime) -> int:
    """How many screens show it at this moment."""
    return session.scalars(
        select(func.count())
        .select_from(GrantScreen)
        .where(GrantScreen.grant_id == grant.id, GrantScreen.seen_at > now - GONE_AFTER)
    ).one()


def find_showing(session: Session, viewer: Viewer, public_id: str) -> Grant:
    """The viewer's own showing, also one that is over. Raises ShowingNotFound."""
    found = session.scalar(
        select(Grant)
        .where(Grant.public_id == public_id, Grant.by_id == viewer.person_id)
        .options(joinedload(Grant.homework).joinedload(Homework.occurrence))
    )
    if found is None:
        raise ShowingNotFound
    return found
