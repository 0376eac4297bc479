"""A screen tells that its film has ended, was stopped or started by hand: the remote says so."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from diary.models import Grant


def note_played(session: Session, grant: Grant, *, playing: bool, turned: int) -> bool:
    """Keep whether the film runs, for the remote alone: other screens are not turned by it.

    ``turned`` is the turn that the screen shows; where the remote has turned since, its word
    stands. Returns whether it was kept. One statement; flushes.
    """
    kept = session.execute(
        update(Grant)
        .where(Grant.id == grant.id, Grant.turned == turned)
        .values(playing=playing)
        .returning(Grant.id)
    ).first()
    return kept is not None
