"""Materials and lessons in the shapes that the HTTP calls answer with."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import sees_hidden
from catalog.cards import COVER, Card, LessonLine
from catalog.grid import Lesson
from catalog.item_page import ItemPage
from catalog.items import newest
from catalog.licences import allows_download
from catalog.models import Fragment, Item, Version
from media.delivery import ORIGINAL

MediaUrl = Callable[[str, str], str]
"""The address of a version's rendition (both by their outside names) for the one who asks."""


def item_answer(
    session: Session, viewer: Viewer, page: ItemPage, media_url: MediaUrl
) -> dict[str, Any]:
    """The answer of ``GET /items/{id}``; one query for the words."""
    item, version, original = page.item, page.version, page.version.original
    versions = page.versions if page.inside else (version,)
    allowed = page.inside or allows_download(version.licence)
    taken_away = allowed and not page.keeps_original
    filed = [line.subject_code for line in page.lessons] or [item.subject_code or ""]
    grades = {line.grade for line in page.lessons} or {item.grade or 0}
    return {
        "item_id": item.public_id,
        "version_id": version.public_id,
        "kind": item.kind,
        "format": original.format,
        "title": version.title,
        "description": version.description,
        "author": version.author,
        "source": version.source,
        "licence": version.licence,
        "language": version.language,
        "keywords": version.keywords,
        "subjects": [code for code in dict.fromkeys(filed) if code],
        "grades": sorted(grade for grade in grades if grade),
        "lessons": [lesson_line(line) for line in page.lessons],
        "status": page.status,
        "published": page.published,
        "shelf": item.shelf,
        "pages": page.pages,
        "seconds": seconds(original.duration_ms),
        "versions": [_version(one) for one in versions],
        "fragments": _fragments(session, version, hidden=sees_hidden(viewer)),
        "renditions": renditions_answer(page, media_url),
        "download": media_url(version.public_id, ORIGINAL) if taken_away else None,
    }


def renditions_answer(page: ItemPage, media_url: MediaUrl) -> list[dict[str, Any]]:
    """What can be looked at of the page's version, as far as its viewer sees it."""
    return [
        {
            "name": name,
            "url": media_url(page.version.public_id, name),
            "mime": page.mimes[name],
            "width": picture.width,
            "height": picture.height,
        }
        for name, picture in sorted(page.pictures.items())
    ]


def card_answer(card: Card, media_url: MediaUrl) -> dict[str, Any]:
    """A material as a list has it."""
    return {
        "item_id": card.item_id,
        "kind": card.kind,
        "title": card.title,
        "licence": card.licence,
        "author": card.author,
        "status": card.status,
        "pages": card.seen_pages,
        "seconds": seconds(card.duration_ms),
        "cover": media_url(card.version_id, COVER) if card.has_cover else None,
    }


def lesson_answer(lesson: Lesson) -> dict[str, Any]:
    """A lesson of the grid; its subject is read with it."""
    return {
        "key": lesson.key,
        "subject": lesson.subject_code,
        "subject_title": lesson.subject.title,
        "programme": lesson.programme,
        "grade": lesson.grade,
        "lesson_no": lesson.lesson_no,
        "week": lesson.week,
        "section": lesson.section,
        "topic": lesson.topic,
        "title": lesson.title,
        "hours": lesson.hours,
        "keywords": lesson.keywords,
    }


def lesson_line(line: LessonLine) -> dict[str, Any]:
    """A lesson in one line."""
    return {
        "key": line.key,
        "subject": line.subject_code,
        "subject_title": line.subject_title,
        "grade": line.grade,
        "lesson_no": line.lesson_no,
        "title": line.title,
    }


def changed_answer(item: Item) -> dict[str, Any]:
    """Where a material stands after a change of status."""
    version = newest(item)
    here = item.withdrawn_at is None
    return {
        "item_id": item.public_id,
        "version_id": version.public_id,
        "status": version.status if here else "withdrawn",
        "published": here and item.published_version_id is not None,
        "shelf": item.shelf,
    }


def seconds(duration_ms: int | None) -> float | None:
    """Playing time in seconds."""
    return duration_ms / 1000 if duration_ms is not None else None


def _version(version: Version) -> dict[str, Any]:
    return {
        "version_id": version.public_id,
        "no": version.no,
        "status": version.status,
        "processed": version.processed_at is not None,
        "created_at": _instant(version.created_at),
    }


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fragments(session: Session, version: Version, *, hidden: bool) -> list[dict[str, Any]]:
    rows = session.scalars(
        select(Fragment).where(Fragment.version_id == version.id).order_by(Fragment.at)
    )
    return [
        {
            "type": "second" if row.unit == "ms" else row.unit,
            "at": row.at // 1000 if row.unit == "ms" else row.at,
            "heading": row.heading,
            "text": row.text,
            "notes": row.notes if hidden else "",
            "hidden": row.hidden,
        }
        for row in rows
        if hidden or not row.hidden
    ]
