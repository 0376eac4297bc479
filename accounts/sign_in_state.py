"""Whether people can sign in: what class lists, invitations and the administrator's page ask."""

from collections.abc import Collection
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import User

State = Literal["none", "open", "closed", "closed_by_guardian"]
"""``none``: never had a way in; ``closed``: the school closed it."""

CHUNK = 500
"""SQLite takes a bounded number of parameters."""


def state_of(user: User | None) -> State:
    """The state of one account; no account is no way in."""
    if user is None:
        return "none"
    if user.disabled_at is not None:
        return "closed_by_guardian" if user.closed_by_guardian else "closed"
    by_password = user.login is not None and user.password_hash is not None
    return "open" if by_password or user.esia_hmac is not None else "none"


def sign_in_states(session: Session, person_ids: Collection[int]) -> dict[int, State]:
    """Person's row id → state, for each of ``person_ids``; a query for every 500 people."""
    ids = sorted(set(person_ids))
    found: dict[int, State] = dict.fromkeys(ids, "none")
    for start in range(0, len(ids), CHUNK):
        for user in session.scalars(
            select(User).where(User.person_id.in_(ids[start : start + CHUNK]))
        ):
            found[user.person_id] = state_of(user)
    return found
