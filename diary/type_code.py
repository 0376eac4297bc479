"""Six letters typed on the classroom's computer: what they open, and how guessing is slowed."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.guessing import begin_attempt, forgive, keys_of_board
from accounts.sessions import hash_token
from core.clock import Clock
from diary.board_code import hash_code, read_code
from diary.board_errors import WrongCode
from diary.board_screen import find_screen
from diary.models import Grant, GrantScreen


def type_code(
    session: Session, typed: str, *, secret: bytes, address: str, door: str | None, clock: Clock
) -> tuple[Grant, str]:
    """The live showing of this code, and the token of a new screen of it, 256 bits; commits.

    A code opens any number of screens while it lives. Raises WrongCode for whatever opens nothing,
    TooManyAttempts for a browser (``door``, see ``board_door``) or an address that has failed too
    often; ``guessing.keys_of_board`` tells how many codes somebody can try.
    """
    keys, now = keys_of_board(address, door), clock()
    attempt = begin_attempt(session, keys, now)
    code = read_code(typed)
    hashed = hash_code(secret, code or "")
    grant = session.scalar(select(Grant).where(Grant.token_hash == hashed))
    if code is None or grant is None:
        raise WrongCode
    token = secrets.token_urlsafe(32)
    session.add(
        GrantScreen(grant_id=grant.id, token_hash=hash_token(token), opened_at=now, seen_at=now)
    )
    session.flush()
    if find_screen(session, token, clock) is None:
        session.rollback()
        raise WrongCode
    forgive(session, keys, attempt)
    session.commit()
    return grant, token
