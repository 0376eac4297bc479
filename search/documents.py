"""Reading items from the database as an engine takes them in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, aliased

from catalog.audience import item_audience
from catalog.grid import Lesson, Subject
from catalog.models import Fragment, Item, ItemEvent, Placement, Version
from core.database import SessionFactory
from media.models import Original
from search.lengths import length_of
from search.port import Document, FragmentText, LessonPlace

AT_ONCE = 200
"""Items read together; their texts, some 5 KB each, are in memory at once."""

PUBLISHED = "published"
"""An audience word of the index's own: the operator, who sees all that is published, has it."""


@dataclass
class _Places:
    lessons: list[LessonPlace] = field(default_factory=list)
    topics: dict[str, None] = field(default_factory=dict)
    keywords: dict[str, None] = field(default_factory=dict)
    subject_titles: dict[str, None] = field(default_factory=dict)


def read(session: Session, ids: Sequence[int]) -> tuple[list[Document], list[int]]:
    """The documents of these items as they stand now, and the ids that nobody may find.

    An item shows its published version, or else its newest processed one, to its author.
    """
    documents: list[Document] = []
    for start in range(0, len(ids), AT_ONCE):
        documents += _read(session, ids[start : start + AT_ONCE])
    stand = {document.id for document in documents}
    return documents, [one for one in ids if one not in stand]


def read_all(sessions: SessionFactory) -> Iterator[Document]:
    """The documents of all items, in the order of their ids."""
    last = 0
    while True:
        with sessions() as session:
            ids = session.scalars(
                select(Item.id).where(Item.id > last).order_by(Item.id).limit(AT_ONCE)
            ).all()
            if not ids:
                return
            yield from _read(session, ids)
            last = ids[-1]


@cache
def shown_version() -> ColumnElement[int | None]:
    """SQL for the id of the version that a search shows of an ``Item``; NULL when there is none."""
    one = aliased(Version)
    newest = (
        select(one.id)
        .where(one.item_id == Item.id, one.processed_at.is_not(None))
        .order_by(one.no.desc())
        .limit(1)
        .correlate(Item)
        .scalar_subquery()
    )
    return func.coalesce(Item.published_version_id, newest)


def _read(session: Session, ids: Sequence[int]) -> list[Document]:
    rows = session.execute(
        select(Item, Version, Original, Subject.title, Subject.position)
        .select_from(Item)
        .join(Version, Version.id == shown_version())
        .join(Original, Original.sha256 == Version.original_sha)
        .outerjoin(Subject, Subject.code == Item.subject_code)
        .where(Item.id.in_(ids), Item.withdrawn_at.is_(None))
        .execution_options(populate_existing=True)
    ).all()
    places = _places(session, ids)
    texts = _texts(session, [row.Version.id for row in rows])
    published = _published(session, ids)
    documents = []
    for item, version, original, title, position in rows:
        audience = item_audience(item)
        if item.published_version_id is not None:
            audience |= {PUBLISHED}
        if audience:
            place = places.get(item.id, _Places())
            filed = (title,) if title else ()
            documents.append(
                replace(
                    _document(item, version, place, audience, filed, position or 0, texts),
                    length=length_of(item.kind, original.pages, original.duration_ms),
                    since=_milliseconds(published.get(version.id) or version.processed_at),
                )
            )
    return documents


def _published(session: Session, ids: Sequence[int]) -> dict[int | None, datetime]:
    """When versions of these items were published, by their row ids; the last time counts."""
    # By the items' own index: asked for by ``what``, SQLite would look through all publications.
    at = func.max(case((ItemEvent.what == "published", ItemEvent.at)))
    rows = session.execute(
        select(ItemEvent.version_id, at.label("at"))
        .where(ItemEvent.item_id.in_(ids))
        .group_by(ItemEvent.version_id)
    )
    return {row.version_id: row.at for row in rows if row.at is not None}


def _milliseconds(at: datetime | None) -> int:
    return round(at.timestamp() * 1000) if at is not None else 0


def _document(
    item: Item,
    version: Version,
    place: _Places,
    audience: frozenset[str],
    filed: tuple[str, ...],
    position: int,
    texts: dict[int, list[FragmentText]],
) -> Document:
    subjects = frozenset(lesson.subject for lesson in place.lessons)
    grades = frozenset(lesson.grade for lesson in place.lessons)
    if not place.lessons:
        subjects = frozenset({item.subject_code} if item.subject_code else ())
        grades = frozenset({item.grade} if item.grade else ())
    return Document(
        id=item.id,
        kind=item.kind,
        title=version.title,
        audience=audience,
        licence=version.licence,
        topics=tuple(place.topics),
        keywords=tuple({**dict.fromkeys(version.keywords), **place.keywords}),
        description=version.description,
        author=version.author,
        subject_titles=tuple(place.subject_titles) or filed,
        subjects=subjects,
        grades=grades,
        lessons=tuple(place.lessons),
        position=position,
        fragments=tuple(texts.get(version.id, ())),
        language=version.language.partition("-")[0].strip().lower(),
        year=version.created_at.year,
    )


def _places(session: Session, ids: Sequence[int]) -> dict[int, _Places]:
    found: dict[int, _Places] = {}
    rows = session.execute(
        select(Placement.item_id, Lesson, Subject.title, Subject.position)
        .join(Lesson, Lesson.id == Placement.lesson_id)
        .join(Subject, Subject.code == Lesson.subject_code)
        .where(Placement.item_id.in_(ids))
        .order_by(Subject.position, Lesson.grade, Lesson.lesson_no, Lesson.id)
        .execution_options(populate_existing=True)
    )
    for item_id, lesson, title, position in rows:
        place = found.setdefault(item_id, _Places())
        place.lessons.append(
            LessonPlace(
                lesson.key,
                lesson.subject_code,
                lesson.grade,
                lesson.lesson_no,
                position,
                lesson.section,
            )
        )
        place.topics.update(dict.fromkeys((lesson.topic, lesson.title, lesson.section)))
        place.keywords.update(dict.fromkeys(lesson.keywords))
        place.subject_titles[title] = None
    return found


def _texts(session: Session, versions: Sequence[int]) -> dict[int, list[FragmentText]]:
    found: dict[int, list[FragmentText]] = {}
    rows = session.execute(
        select(
            Fragment.version_id, Fragment.heading, Fragment.text, Fragment.notes, Fragment.hidden
        )
        .where(Fragment.version_id.in_(versions))
        .order_by(Fragment.version_id, Fragment.at)
    )
    for version_id, heading, text, notes, hidden in rows:
        found.setdefault(version_id, []).append(FragmentText(heading, text, notes, hidden))
    return found
