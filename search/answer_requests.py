"""Answering a request: by a material, by a word, or by itself once a lesson has got something."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from accounts.models import School
from accounts.places import territory_and_above
from accounts.viewer import Viewer
from catalog.audience import EVERYONE, item_audience
from catalog.models import Item, ItemEvent, Placement
from core.clock import Clock
from core.plain_text import plain
from search.errors import AlreadyAnswered, DoesNotReach, NoAnswer
from search.models import MaterialRequest
from search.requests import ANSWERERS, MOST_NOTE, told, told_to


@dataclass(frozen=True)
class _Answer:
    state: str
    item_id: int | None = None
    by_id: int | None = None
    reply: str = ""
    place: str = ""


def answer(
    session: Session,
    viewer: Viewer,
    request_id: str,
    item: Item,
    reply: str,
    *,
    place: str = "",
    clock: Clock,
) -> int:
    """Point to a material; whoever asks for the same in that lesson is answered too.

    ``place``: where to open it (``search.item_address``).
    How many requests that were. Raises RequestNotFound, NotAllowed, AlreadyAnswered, DoesNotReach.
    """
    asked = told(session, viewer, request_id)
    if not _reaches(session, item, asked.school_id):
        raise DoesNotReach
    alike = [
        one.id for one in _alike(session, viewer, asked) if _reaches(session, item, one.school_id)
    ]
    given = _Answer("answered", item.id, viewer.person_id, plain(reply), place)
    answered = _close(session, alike, given, clock)
    if not answered:  # somebody else was quicker
        raise AlreadyAnswered
    return answered


def decline(session: Session, viewer: Viewer, request_id: str, reply: str, *, clock: Clock) -> int:
    """Say why there will be no such material, to all who ask for the same.

    How many requests that were. Raises RequestNotFound, NotAllowed, AlreadyAnswered, NoAnswer.
    """
    asked = told(session, viewer, request_id)
    if not reply.strip():
        raise NoAnswer
    alike = [one.id for one in _alike(session, viewer, asked)]
    declined = _close(
        session, alike, _Answer("declined", None, viewer.person_id, plain(reply)), clock
    )
    if not declined:
        raise AlreadyAnswered
    return declined


def answer_by_items(session: Session, item_ids: Sequence[int], clock: Clock) -> int:
    """Answer the open requests of the lessons in which these items have come to stand.

    Only what was published, or filed there, since the request was made, and of its kind where it
    names one. How many were answered; one query where nothing is asked for.
    """
    rows = session.execute(
        select(MaterialRequest, Item)
        .join(Placement, Placement.lesson_id == MaterialRequest.lesson_id)
        .join(Item, Item.id == Placement.item_id)
        .where(
            MaterialRequest.state == "open",
            Item.id.in_(item_ids),
            Item.published_version_id.is_not(None),
            Item.withdrawn_at.is_(None),
            or_(MaterialRequest.kind.is_(None), MaterialRequest.kind == Item.kind),
            or_(Placement.created_at > MaterialRequest.open_since, _published_since()),
        )
        .order_by(MaterialRequest.id, Item.id)
    ).all()
    reaches = cache(lambda item, school_id: _reaches(session, item, school_id))
    answered = 0
    for asked, item in rows:
        if asked.state == "open" and reaches(item, asked.school_id):
            answered += _close(session, [asked.id], _Answer("answered", item.id), clock)
            session.expire(asked)
    return answered


def _published_since() -> ColumnElement[bool]:
    return (
        select(ItemEvent.id)
        .where(
            ItemEvent.item_id == Item.id,
            ItemEvent.what == "published",
            ItemEvent.at > MaterialRequest.open_since,
        )
        .exists()
    )


def _alike(session: Session, viewer: Viewer, asked: MaterialRequest) -> Sequence[MaterialRequest]:
    """The open requests in the same words for the same lesson that this viewer answers."""
    lesson = MaterialRequest.lesson_id
    return session.scalars(
        select(MaterialRequest).where(
            MaterialRequest.state == "open",
            MaterialRequest.words == asked.words,
            lesson.is_(None) if asked.lesson_id is None else lesson == asked.lesson_id,
            told_to(viewer, ANSWERERS),
        )
    ).all()


def _close(session: Session, ids: Sequence[int], given: _Answer, clock: Clock) -> int:
    """Answer those of the requests that are open still; how many that were.

    One statement: of two who answer at the same moment one answers nothing.
    """
    closed = session.execute(
        update(MaterialRequest)
        .where(MaterialRequest.id.in_(ids), MaterialRequest.state == "open")
        .values(
            state=given.state,
            item_id=given.item_id,
            item_place=given.place,
            answered_by_id=given.by_id,
            answered_at=clock(),
            reply=given.reply.strip()[:MOST_NOTE],
            seen_at=None,
        )
        .returning(MaterialRequest.id)
        .execution_options(synchronize_session=False)
    ).all()
    session.expire_all()
    return len(closed)


def _reaches(session: Session, item: Item, school_id: int | None) -> bool:
    """Whether the people of that school find the item on a shelf."""
    if item.published_version_id is None:
        return False
    school = session.get(School, school_id) if school_id is not None else None
    theirs = {EVERYONE}
    if school is not None:
        above = territory_and_above(school.territory)
        theirs |= {f"s:{school.id}", *(f"t:{territory}" for territory in above)}
    return bool(item_audience(item) & theirs)
