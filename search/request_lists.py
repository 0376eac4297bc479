"""Requests for materials as they are read: one's own, those to be answered, counts by lesson."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from accounts.models import School
from accounts.viewer import Viewer
from catalog.audience import visible
from catalog.grid import Lesson
from catalog.models import Item, Version
from core.clock import Clock, written
from search.models import MaterialRequest
from search.requests import ANSWERERS, told_to
from search.unfound import HEARERS

MOST_OWN = 200
MOST_READ = 2000
"""Open requests that one list is made of, the oldest first: they wait longest."""


@dataclass(frozen=True)
class RequestLesson:
    """The lesson of a request."""

    key: str
    subject: str
    grade: int
    lesson_no: int
    title: str


@dataclass(frozen=True)
class OwnRequest:
    """A request as its author sees it; ``item_id`` is public. ``fresh``: the answer is unread.

    ``item_place``: where to open the material, «slide=4», empty for its beginning.
    """

    request_id: str
    text: str
    kind: str | None
    note: str
    state: str
    created_at: datetime
    answered_at: datetime | None
    lesson: RequestLesson | None
    item_id: str | None
    item_place: str
    item_title: str
    reply: str
    fresh: bool

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "request_id": self.request_id,
            "text": self.text,
            "lesson_key": self.lesson.key if self.lesson else None,
            "kind": self.kind,
            "note": self.note,
            "state": self.state,
            "created_at": written(self.created_at),
            "answered_at": written(self.answered_at) if self.answered_at else None,
            "item_id": self.item_id,
            "item_place": self.item_place,
            "reply": self.reply,
        }


@dataclass(frozen=True)
class WantedMaterial:
    """Requests in the same words for the same lesson: ``times`` people wait for one material.

    ``request_id`` is the oldest's. ``schools`` are short names; ``kinds`` those that are named;
    ``notes`` what was written beside.
    """

    request_id: str
    text: str
    lesson: RequestLesson | None
    times: int
    schools: tuple[str, ...]
    kinds: tuple[str, ...]
    notes: tuple[str, ...]
    since: datetime

    def as_json(self) -> dict[str, Any]:
        """The shape that the API promises."""
        return {
            "request_id": self.request_id,
            "text": self.text,
            "lesson_key": self.lesson.key if self.lesson else None,
            "times": self.times,
            "schools": list(self.schools),
            "kinds": list(self.kinds),
            "notes": list(self.notes),
            "since": written(self.since),
        }


def own_requests(session: Session, viewer: Viewer) -> list[OwnRequest]:
    """The viewer's own, the unread answers first, then the newest; one query."""
    rows = session.execute(
        _with_lesson(MaterialRequest, Item.public_id, Version.title)
        .outerjoin(Item, Item.id == MaterialRequest.item_id)
        .outerjoin(Version, (Version.id == Item.published_version_id) & visible(viewer))
        .where(MaterialRequest.person_id == viewer.person_id)
        .order_by(MaterialRequest.id.desc())
        .limit(MOST_OWN)
    ).all()
    found = [
        OwnRequest(
            request_id=asked.public_id,
            text=asked.text,
            kind=asked.kind,
            note=asked.note,
            state=asked.state,
            created_at=asked.created_at,
            answered_at=asked.answered_at,
            lesson=_lesson(lesson),
            # What has been withdrawn since, or taken from their shelf, opens no more.
            item_id=item_id if title else None,
            item_place=asked.item_place,
            item_title=title or "",
            reply=asked.reply,
            fresh=asked.state != "open" and asked.seen_at is None,
        )
        for asked, item_id, title, *lesson in rows
    ]
    return sorted(found, key=lambda one: not one.fresh)


def read_answers(session: Session, viewer: Viewer, *, clock: Clock) -> None:
    """The viewer has seen the answers to their requests."""
    session.execute(
        update(MaterialRequest).where(_fresh(viewer)).values(seen_at=clock()),
        execution_options={"synchronize_session": False},
    )


def unread_answers(session: Session, viewer: Viewer) -> list[str]:
    """What was asked for in the requests whose answer is not read yet; one query."""
    rows = select(MaterialRequest.text).where(_fresh(viewer)).order_by(MaterialRequest.id)
    return list(session.scalars(rows))


def wanted_materials(session: Session, viewer: Viewer) -> list[WantedMaterial]:
    """What is asked of this viewer: what most wait for first, then what waits longest.

    One query.
    """
    rows = session.execute(
        _with_lesson(MaterialRequest, School.short_name)
        .outerjoin(School, School.id == MaterialRequest.school_id)
        .where(MaterialRequest.state == "open", told_to(viewer, ANSWERERS))
        .order_by(MaterialRequest.open_since, MaterialRequest.id)
        .limit(MOST_READ)
    ).all()
    groups: dict[tuple[str, int | None], list[Any]] = {}
    for row in rows:
        groups.setdefault((row[0].words, row[0].lesson_id), []).append(row)
    found = [_wanted(members) for members in groups.values()]
    return sorted(found, key=lambda one: -one.times)


def wanted_count(session: Session, viewer: Viewer) -> int:
    """How many open requests wait for this viewer's answer; one query."""
    return session.scalar(wanted_query(viewer)) or 0


def wanted_query(viewer: Viewer) -> Select[int]:
    """The same as a query, for whoever asks for several counts at once."""
    return (
        select(func.count())
        .select_from(MaterialRequest)
        .where(MaterialRequest.state == "open", told_to(viewer, ANSWERERS))
    )


def requests_by_lesson(
    session: Session, viewer: Viewer, lesson_ids: Collection[int]
) -> dict[int, int]:
    """Lesson row id → open requests for a material there; one query, none when empty."""
    if not lesson_ids:
        return {}
    rows = session.execute(
        select(MaterialRequest.lesson_id, func.count())
        .where(
            MaterialRequest.state == "open",
            MaterialRequest.lesson_id.in_(lesson_ids),
            told_to(viewer, HEARERS),
        )
        .group_by(MaterialRequest.lesson_id)
    )
    return {lesson_id: times for lesson_id, times in rows if lesson_id is not None}


def lesson_of(session: Session, asked: MaterialRequest) -> RequestLesson | None:
    """The lesson of one request; one query, none when it has none."""
    if asked.lesson_id is None:
        return None
    row = session.execute(select(*_LESSON).where(Lesson.id == asked.lesson_id)).one()
    return _lesson(list(row))


_LESSON = (Lesson.key, Lesson.subject_code, Lesson.grade, Lesson.lesson_no, Lesson.title)


def _with_lesson(*columns: Any) -> Select[Any]:
    return (
        select(*columns, *_LESSON)
        .select_from(MaterialRequest)
        .outerjoin(Lesson, Lesson.id == MaterialRequest.lesson_id)
    )


def _lesson(values: Sequence[Any]) -> RequestLesson | None:
    return RequestLesson(*values) if values and values[0] is not None else None


def _fresh(viewer: Viewer) -> Any:
    return (
        (MaterialRequest.person_id == viewer.person_id)
        & (MaterialRequest.state != "open")
        & MaterialRequest.seen_at.is_(None)
    )


def _wanted(rows: list[Any]) -> WantedMaterial:
    first, _school, *lesson = rows[0]
    return WantedMaterial(
        request_id=first.public_id,
        text=first.text,
        lesson=_lesson(lesson),
        times=len(rows),
        schools=tuple(dict.fromkeys(row[1] for row in rows if row[1])),
        kinds=tuple(dict.fromkeys(row[0].kind for row in rows if row[0].kind)),
        notes=tuple(dict.fromkeys(row[0].note for row in rows if row[0].note)),
        since=first.open_since,
    )
