"""What was looked for and not found: where materials are wanted. Nobody's name stands in it."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from accounts.places import in_schools_held
from accounts.viewer import Viewer
from catalog.grid import Lesson
from search.grid_words import grid_words
from search.models import QueryLog
from search.of_nobody import may_be_told

HEARERS = frozenset({"methodologist", "administrator"})
"""The roles that hear what their places look for."""

ALONE = 2
"""Words that lead to no lesson are told only when they came so often: once, they may be anything,
a name typed into the wrong field too."""

READ_AT_MOST = 5000
"""Rows of the log that one answer is made of, the newest."""


@dataclass(frozen=True)
class Unfound:
    """A query that found nothing, how often it came, and the lesson that it is about, if any."""

    text: str
    times: int
    lesson_key: str | None
    lesson_title: str
    subject: str
    grade: int | None


def unfound_by_lesson(
    session: Session, viewer: Viewer, lesson_ids: Collection[int]
) -> dict[int, int]:
    """Lesson row id → searches that found nothing and were about it; one query, none when empty.

    Of the last 90 days, for that long the log is kept; of the viewer's own schools.
    """
    if not lesson_ids:
        return {}
    rows = session.execute(
        select(QueryLog.nearest_lesson_id, func.count())
        .where(
            QueryLog.nearest_lesson_id.in_(lesson_ids),
            QueryLog.found == 0,
            QueryLog.text != "",
            heard_by(viewer),
        )
        .group_by(QueryLog.nearest_lesson_id)
    )
    return {lesson_id: times for lesson_id, times in rows if lesson_id is not None}


def unfound_since(
    session: Session, viewer: Viewer, since: datetime, limit: int = 10
) -> list[Unfound]:
    """The queries since then that found nothing, the most frequent first; two queries at most.

    Letter case and spaces do not make another query. What may be a person's name or number is told
    only when it came again and again (``of_nobody``).
    """
    taught = grid_words(session).postings
    rows = session.execute(
        select(QueryLog.text, Lesson.key, Lesson.title, Lesson.subject_code, Lesson.grade)
        .outerjoin(Lesson, Lesson.id == QueryLog.nearest_lesson_id)
        .where(QueryLog.at >= since, QueryLog.found == 0, QueryLog.text != "", heard_by(viewer))
        .order_by(QueryLog.at.desc(), QueryLog.id.desc())
        .limit(READ_AT_MOST)
    ).all()
    times = Counter(_alike(row.text) for row in rows)
    newest = {_alike(row.text): row for row in reversed(rows)}
    told = [
        Unfound(row.text, times[words], row.key, row.title or "", row.subject_code or "", row.grade)
        for words, row in newest.items()
        if (row.key is not None or times[words] >= ALONE)
        and may_be_told(row.text, times[words], taught)
    ]
    return sorted(told, key=lambda one: (-one.times, one.text))[:limit]


def heard_by(viewer: Viewer) -> ColumnElement[bool]:
    """An SQL condition over ``QueryLog``: searches of the schools that this viewer answers for.

    The operator hears all.
    """
    return in_schools_held(viewer, HEARERS, QueryLog.school_id)


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())
