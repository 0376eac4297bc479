"""Asking for a material that no search has found, and taking the request back."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.places import in_schools_held
from accounts.viewer import Viewer
from catalog.items import get_lesson
from catalog.kinds import KINDS
from core.clock import Clock
from core.database import add_or_find
from core.plain_text import plain
from language.words import as_words
from search.errors import (
    AlreadyAnswered,
    NothingAsked,
    RequestNotFound,
    StillOpen,
    TooManyRequests,
)
from search.models import MaterialRequest

MOST_TEXT, MOST_NOTE = 200, 500
"""Signs that are kept, as the columns are wide."""

MOST_OPEN = 50
"""Open requests of one person."""

ANSWERERS = frozenset({"methodologist"})
"""Who answers (``requests.answer`` of accounts/permissions.py)."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for: ``text`` as it was searched, a lesson's key, a kind, a word beside."""

    text: str
    lesson: str = ""
    kind: str = ""
    note: str = ""


def ask(session: Session, viewer: Viewer, wanted: Wanted, *, clock: Clock) -> MaterialRequest:
    """Ask for a material; what this person has asked for in the same words is said anew.

    The note that was written first stays where none is written now.

    Raises NotAllowed, NothingAsked, LessonNotFound, TooManyRequests. An unknown kind is none.
    """
    require(viewer, "requests.ask")
    text = " ".join(plain(wanted.text).split())[:MOST_TEXT]
    said = as_words(text)
    if not said or viewer.person_id is None:
        raise NothingAsked
    found = _open(session, viewer.person_id, said)
    if found is None:
        if _count(session, viewer.person_id) >= MOST_OPEN:
            raise TooManyRequests(MOST_OPEN)
        found = _new(session, viewer, text, said, clock)
    found.lesson_id = _lesson_id(session, wanted.lesson)
    found.kind = wanted.kind if wanted.kind in KINDS else None
    found.note = plain(wanted.note).strip()[:MOST_NOTE] or found.note
    session.flush()
    return found


def take_back(session: Session, viewer: Viewer, request_id: str) -> None:
    """The person who asks needs it no more, or has read the answer. Raises RequestNotFound."""
    asked = own(session, viewer, request_id)
    # By a statement: somebody may be answering it at the same moment.
    session.execute(delete(MaterialRequest).where(MaterialRequest.id == asked.id))
    session.expunge(asked)


def ask_again(session: Session, viewer: Viewer, request_id: str, *, clock: Clock) -> None:
    """The answer does not serve: the request is open again. Raises RequestNotFound, StillOpen."""
    asked = own(session, viewer, request_id)
    if asked.state == "open":
        raise StillOpen
    if _open(session, asked.person_id, asked.words) is not None:
        raise StillOpen
    asked.state, asked.item_id, asked.item_place = "open", None, ""
    asked.answered_by_id = asked.answered_at = asked.seen_at = None
    asked.open_since = clock()
    session.flush()


def own(session: Session, viewer: Viewer, request_id: str) -> MaterialRequest:
    """The viewer's own request by its public id. Raises RequestNotFound."""
    found = session.scalar(
        select(MaterialRequest).where(
            MaterialRequest.public_id == request_id, MaterialRequest.person_id == viewer.person_id
        )
    )
    if found is None:
        raise RequestNotFound
    return found


def told(session: Session, viewer: Viewer, request_id: str) -> MaterialRequest:
    """A request that this viewer may answer, open. Raises RequestNotFound, AlreadyAnswered."""
    found = session.scalar(
        select(MaterialRequest).where(
            MaterialRequest.public_id == request_id, told_to(viewer, ANSWERERS)
        )
    )
    if found is None:
        raise RequestNotFound
    require(viewer, "requests.answer", found)
    if found.state != "open":
        raise AlreadyAnswered
    return found


def told_to(viewer: Viewer, roles: frozenset[str]) -> ColumnElement[bool]:
    """The requests that reach this viewer in one of the roles, as a condition over the table."""
    return in_schools_held(viewer, roles, MaterialRequest.school_id)


def _new(session: Session, viewer: Viewer, text: str, said: str, clock: Clock) -> MaterialRequest:
    at = next(one for one in viewer.roles if one.role == "teacher")
    now = clock()
    made = MaterialRequest(
        school_id=at.school_id,
        person_id=viewer.person_id,
        role=at.role,
        text=text,
        words=said,
        note="",
        created_at=now,
        open_since=now,
    )
    # The button may have been pressed twice.
    return add_or_find(session, made, lambda: _open(session, made.person_id, said))


def _open(session: Session, person_id: int, said: str) -> MaterialRequest | None:
    return session.scalar(
        select(MaterialRequest).where(
            MaterialRequest.person_id == person_id,
            MaterialRequest.words == said,
            MaterialRequest.state == "open",
        )
    )


def _count(session: Session, person_id: int) -> int:
    rows = select(func.count()).where(
        MaterialRequest.person_id == person_id, MaterialRequest.state == "open"
    )
    return session.scalar(rows) or 0


def _lesson_id(session: Session, key: str) -> int | None:
    if not key:
        return None
    return get_lesson(session, plain(key)).id
