"""Sessions: opened by a sign-in, kept by a token's hash, ended by time or by hand."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, joinedload

from accounts.models import LoginSession, User
from core.clock import Clock

BROWSER = "browser"
API = "api"

SEEN_EVERY = timedelta(minutes=5)
"""A page view writes to the database at most this often."""

KEPT_AFTER_END = timedelta(days=30)
"""Ended sessions stay for this long, so that a person sees where they signed in."""


def open_session(
    session: Session, user: User, *, kind: str, device: str, days: int, now: datetime
) -> tuple[LoginSession, str]:
    """A new session of ``kind`` (browser or api) and its token, 256 bits; flushes only.

    The token is told once: the table keeps its SHA-256.
    """
    session.execute(
        delete(LoginSession).where(
            LoginSession.user_id == user.id, LoginSession.expires_at < now - KEPT_AFTER_END
        )
    )
    token = secrets.token_urlsafe(32)
    opened = LoginSession(
        token_hash=hash_token(token),
        user_id=user.id,
        kind=kind,
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(days=days),
        device=" ".join(device.split())[:200],
    )
    session.add(opened)
    session.flush()
    return opened, token


def hash_token(token: str) -> str:
    """What the table keeps of a token: SHA-256, hex. A random token needs no salt."""
    return sha256(token.encode(errors="replace")).hexdigest()


def find_session(
    session: Session, token: str, clock: Clock, *, kind: str | None = None
) -> LoginSession | None:
    """The live session of this token, with its user and person, in one query.

    None when there is none, it has expired or was revoked, the user is disabled, or it is
    not of ``kind``. Notes that it was seen, at most once in five minutes, in a transaction
    of its own: commits.
    """
    now = clock()
    found = session.scalar(
        select(LoginSession)
        .where(LoginSession.token_hash == hash_token(token))
        .options(joinedload(LoginSession.user).joinedload(User.person))
    )
    if found is None or found.revoked_at is not None or found.expires_at <= now:
        return None
    if found.user.disabled_at is not None or kind not in (None, found.kind):
        return None
    if now - found.seen_at >= SEEN_EVERY:
        found.seen_at = now
        session.commit()
    return found


def revoke(session: Session, which: str | int, clock: Clock) -> bool:
    """End the session of this token (str) or row id (int); returns whether it was live. Commits."""
    condition = (
        LoginSession.id == which
        if isinstance(which, int)
        else LoginSession.token_hash == hash_token(which)
    )
    ended = session.execute(
        update(LoginSession)
        .where(condition, LoginSession.revoked_at.is_(None))
        .values(revoked_at=clock())
        .returning(LoginSession.id)
    ).all()
    session.commit()
    return bool(ended)


def revoke_all(session: Session, user: User, clock: Clock, *, but: int | None = None) -> int:
    """End every session of a user, save the one with row id ``but``; returns how many. Commits."""
    ended = session.execute(
        update(LoginSession)
        .where(
            LoginSession.user_id == user.id,
            LoginSession.revoked_at.is_(None),
            LoginSession.id != (but if but is not None else -1),
        )
        .values(revoked_at=clock())
        .returning(LoginSession.id)
    ).all()
    session.commit()
    return len(ended)
