"""The report of a bulk load: how each file stands now, line by line."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalog.items import get_item, shown
from catalog.models import Fragment, Item
from core.database import SessionFactory
from core.errors import PartaError
from ingest.bulk import Line, Load
from ingest.details import Details
from ingest.models import Unsorted
from ingest.publishing import PublishWish
from ingest.status import status


def as_json(load: Load, line: Line) -> dict[str, Any]:
    """The line as it is printed, with the item's figures as they stand now."""
    shape: dict[str, Any] = {"path": line.entry.shown}
    if line.entry.row is not None:
        shape["row"] = line.entry.row
    shape |= {
        "outcome": line.outcome,
        "published": False,
        "reason": line.reason,
        "warnings": line.warnings,
        "item_id": line.item_id,
        "kind": line.kind,
        "format": line.format,
        "pages": None,
        "seconds": None,
        "text_chars": 0,
        **_would_be_filed(load, line),
    }
    if line.item_id is not None:
        with load.sessions() as session:
            shape |= _figures(session, load, get_item(session, line.item_id), line)
    if line.chars is not None:
        shape |= {"format": line.format, "pages": None, "seconds": None, "text_chars": line.chars}
    return shape


def _would_be_filed(load: Load, line: Line) -> dict[str, Any]:
    """Where a file that is not in the catalogue yet would be filed."""
    said = load.details(line.entry) if line.outcome == "would_add" else Details()
    return {
        "subject": said.subject or None,
        "grade": int(said.grade) if said.grade else None,
        "lessons": list(said.lessons),
        "to_sort": line.outcome == "would_add" and not said.lessons and line.chars is None,
    }


def ended(sessions: SessionFactory, line: Line) -> bool:
    """Whether the entry's item has come to an end; then the line says how."""
    if line.settled or line.item_id is None:
        return True
    with sessions() as session:
        now = status(session, get_item(session, line.item_id))
    if now.outcome == "accepted":
        return False
    line.settled = True
    if line.outcome != "duplicate":
        line.outcome, line.reason = now.outcome, now.reason
    if line.chars is not None:
        return True  # the film's own line tells what its steps have to say
    line.warnings += [
        warning
        for step in now.steps
        if step.state == "done" and step.reason
        for warning in step.reason.split("\n")
    ]
    return True


def _figures(session: Session, load: Load, item: Item, line: Line) -> dict[str, Any]:
    version = shown(item)
    original = version.original
    length = func.length
    chars = session.scalar(
        select(
            func.sum(length(Fragment.heading) + length(Fragment.text) + length(Fragment.notes))
        ).where(Fragment.version_id == version.id)
    )
    published = item.published_version_id is not None and item.withdrawn_at is None
    ready = line.settled and line.outcome == "ready" and line.chars is None
    if load.wish is not None and not published and ready:
        line.warnings += _why_unpublished(session, load.wish, item, load)
    return {
        "published": published,
        "warnings": list(dict.fromkeys(line.warnings)),
        "kind": item.kind,
        "format": original.format,
        "pages": original.pages,
        "seconds": original.duration_ms / 1000 if original.duration_ms is not None else None,
        "text_chars": chars or 0,
        **_filed(session, item),
    }


def _filed(session: Session, item: Item) -> dict[str, Any]:
    lessons = [placement.lesson for placement in item.placements]
    first = lessons[0] if lessons else None
    return {
        "subject": first.subject_code if first else item.subject_code,
        "grade": first.grade if first else item.grade,
        "lessons": [lesson.key for lesson in lessons],
        "to_sort": first is None and session.get(Unsorted, item.id) is not None,
    }


def _why_unpublished(session: Session, wish: PublishWish, item: Item, load: Load) -> list[str]:
    try:
        wish.grant(session, item, load.means.clock)
    except PartaError as error:
        return [error.message]
    finally:
        session.rollback()
    return []
