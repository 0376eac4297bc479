"""A material as a list shows it: what stands on its card, read in two queries for any number."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, func, literal, select
from sqlalchemy.orm import Session, aliased

from accounts.models import Person
from catalog.grid import Lesson, Subject
from catalog.models import Fragment, Item, Placement, Version
from catalog.processing import has_failed
from catalog.usage import hangs_on_homework
from media.models import Original, Rendition

COVER = "cover.webp"
"""The name of the cover among the renditions of every kind."""


@dataclass(frozen=True)
class LessonLine:
    """A lesson in one line."""

    key: str
    subject_code: str
    subject_title: str
    grade: int
    lesson_no: int
    title: str


@dataclass(frozen=True)
class Card:
    """What a list shows of an item. ``item_id`` and ``version_id`` are public ids.

    ``status`` is the shown version's, or ``withdrawn``; ``state`` says how its processing stands
    while it is no use yet: ``failed``, ``working``, or empty. ``sender`` is who sent it in.
    ``format`` is what the file's content says.
    ``given``: it hangs on homework, so those whom that is set to see it whatever its shelf.
    ``pages`` counts hidden slides too, ``seen_pages`` those that are shown to
    whom the list is for.
    """

    row_id: int
    item_id: str
    version_id: str
    kind: str
    format: str
    title: str
    licence: str
    author: str
    status: str
    owner_id: int | None
    pages: int | None
    seen_pages: int | None
    duration_ms: int | None
    has_cover: bool
    processed: bool
    state: str
    sender: str
    given: bool
    subject_code: str | None
    subject_title: str
    grade: int | None
    lessons: tuple[LessonLine, ...]


def cards(
    session: Session, item_ids: Sequence[int], *, newest: bool = False, hidden: bool = True
) -> list[Card]:
    """The cards of the items with these row ids, in this order; two queries.

    Each shows the published version, or else the newest one; with ``newest`` always the
    newest (for the author's own list and the review queue). Without ``hidden`` the list is for
    somebody who does not see hidden slides (``audience.sees_hidden``).
    """
    if not item_ids:
        return []
    rows = session.execute(_shown(newest, hidden).where(Item.id.in_(item_ids))).all()
    lessons = lesson_lines(session, item_ids)
    made = {row.row_id: _card(row, lessons.get(row.row_id, ())) for row in rows}
    return [made[item_id] for item_id in item_ids if item_id in made]


@cache
def _shown(newest: bool, hidden: bool) -> Select[*tuple[Any, ...]]:
    """A row an item: its shown version and what stands on its card beside it."""
    last = (
        select(func.max(Version.no))
        .where(Version.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
    )
    newest_one = aliased(Version)
    newest_id = (
        select(newest_one.id)
        .where(newest_one.item_id == Item.id, newest_one.no == last)
        .correlate(Item)
        .scalar_subquery()
    )
    concealed = select(func.count(Fragment.id)).where(
        Fragment.version_id == Version.id, Fragment.hidden
    )
    covered = (
        select(Rendition.id)
        .where(Rendition.original_sha == Original.sha256, Rendition.name == COVER)
        .exists()
    )
    return (
        select(
            Item.id.label("row_id"),
            Item.public_id.label("item_id"),
            Item.kind,
            Item.owner_id,
            Item.subject_code,
            Item.grade,
            Item.withdrawn_at,
            Version.public_id.label("version_id"),
            Version.title,
            Version.licence,
            Version.author,
            Version.status,
            Version.processed_at,
            Original.format,
            Original.pages,
            Original.duration_ms,
            Person,
            Subject.title.label("subject_title"),
            has_failed().label("failed"),
            covered.label("covered"),
            hangs_on_homework().label("given"),
            (literal(0) if hidden else concealed.correlate(Version).scalar_subquery()).label(
                "concealed"
            ),
        )
        .select_from(Item)
        .join(
            Version,
            Version.id
            == (newest_id if newest else func.coalesce(Item.published_version_id, newest_id)),
        )
        .join(Original, Original.sha256 == Version.original_sha)
        .outerjoin(Subject, Subject.code == Item.subject_code)
        .outerjoin(Person, Person.id == Item.owner_id)
    )


def lesson_lines(session: Session, item_ids: Sequence[int]) -> dict[int, tuple[LessonLine, ...]]:
    """The lessons that each of these items stands in, in the order of the grid; one query."""
    found: dict[int, list[LessonLine]] = {}
    rows = session.execute(
        select(
            Placement.item_id,
            Lesson.key,
            Lesson.subject_code,
            Subject.title,
            Lesson.grade,
            Lesson.lesson_no,
            Lesson.title,
        )
        .join(Lesson, Lesson.id == Placement.lesson_id)
        .join(Subject, Subject.code == Lesson.subject_code)
        .where(Placement.item_id.in_(item_ids))
        .order_by(Lesson.grade, Subject.position, Lesson.lesson_no, Lesson.id)
    )
    for item_id, key, code, subject, grade, lesson_no, title in rows:
        line = LessonLine(key, code, subject, grade, lesson_no, title)
        found.setdefault(item_id, []).append(line)
    return {item_id: tuple(lines) for item_id, lines in found.items()}


def line_of(lesson: Lesson, subject_title: str) -> LessonLine:
    """A lesson's row as a line."""
    return LessonLine(
        key=lesson.key,
        subject_code=lesson.subject_code,
        subject_title=subject_title,
        grade=lesson.grade,
        lesson_no=lesson.lesson_no,
        title=lesson.title,
    )


def _card(row: Row[Any], lessons: tuple[LessonLine, ...]) -> Card:
    sender: Person | None = row.Person
    ready = row.processed_at is not None
    return Card(
        row_id=row.row_id,
        item_id=row.item_id,
        version_id=row.version_id,
        kind=row.kind,
        format=row.format,
        title=row.title,
        licence=row.licence,
        author=row.author,
        status="withdrawn" if row.withdrawn_at is not None else row.status,
        owner_id=row.owner_id,
        pages=row.pages,
        seen_pages=row.pages - row.concealed if row.pages is not None else None,
        duration_ms=row.duration_ms,
        has_cover=row.covered,
        processed=ready,
        state="failed" if row.failed else "" if ready else "working",
        sender=sender.short_name if sender is not None else "",
        given=row.given,
        subject_code=row.subject_code,
        subject_title=row.subject_title or "",
        grade=row.grade,
        lessons=lessons,
    )
