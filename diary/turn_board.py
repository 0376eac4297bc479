"""The remote of a showing: which slide, which material, the screen put out, the film run."""

from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from core.clock import Clock
from diary.board_errors import ShowingOver
from diary.board_things import current, shown, things
from diary.errors import AttachmentNotFound
from diary.models import Grant
from diary.show_on_board import is_live


@dataclass(frozen=True)
class Turn:
    """What the remote asks for; nothing of it is asked when all is None.

    ``to`` is a slide's number, from 1, or a direction; ``attachment`` a public id.
    """

    to: int | Literal["next", "previous"] | None = None
    attachment: str | None = None
    dark: bool | None = None
    playing: bool | None = None


def turn_board(session: Session, grant: Grant, turn: Turn, *, clock: Clock) -> None:
    """Do what the remote asks for, within the showing's part; at most four queries. Flushes.

    A number outside the part goes to the nearest slide of it, a direction beyond its ends stays.
    Raises ShowingOver, AttachmentNotFound.
    """
    if not is_live(grant, clock):
        raise ShowingOver
    found = things(session, grant)
    if turn.attachment is not None:
        _change(session, grant, turn.attachment)
    thing = current(grant, found)
    if thing is not None and (turn.to is not None or turn.attachment is not None):
        seen = shown(session, thing)
        here = seen.slide(grant.at)
        before, after = seen.beside(here.n if here else 1)
        if turn.attachment is not None and turn.to is None:
            goal = seen.slides[0] if seen.slides else None
        elif turn.to == "next":
            goal = after or here
        elif turn.to == "previous":
            goal = before or here
        else:
            goal = seen.slide(int(turn.to or 1))
        at = goal.n if goal is not None else 1
        if at != grant.at:
            grant.at, grant.playing = at, False
    if turn.dark is not None:
        grant.dark = turn.dark
    if turn.playing is not None:
        grant.playing = turn.playing
    grant.turned += 1
    session.flush()


def _change(session: Session, grant: Grant, public_id: str) -> None:
    named = next(
        (one for one in things(session, grant) if public_id and one.key == public_id), None
    )
    if named is None or named.attachment is None:
        raise AttachmentNotFound
    grant.attachment_id = named.attachment.id
    grant.playing = False
