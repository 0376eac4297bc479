"""A home whose items are made of the lesson grid, for benches that search in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.migrate import upgrade
from app.services import Services
from catalog.grid import Lesson
from catalog.load_grid import load_grid
from catalog.models import Fragment, Item, Placement, Version
from core.settings import Settings
from media.models import Original
from search.rebuild import ensure
from seed_content.source import CURRICULUM

KINDS = ("presentation", "image", "video")
UNITS = {"presentation": "slide", "image": "page", "video": "ms"}
AT_ONCE = 5000
NOW = datetime(2026, 9, 1, tzinfo=UTC)


@dataclass(frozen=True)
class GridItem:
    """An item of a lesson: what peers are given too."""

    id: int
    lesson: Lesson
    kind: str
    passages: tuple[tuple[str, str], ...]
    """Heading and text of each fragment."""


def opened(folder: Path) -> Services:
    """The services over a home in this folder, made where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    services = Services(Settings(home=folder))
    services.settings.temporary.mkdir(exist_ok=True)
    assert services.secret
    upgrade(services.database)
    return services


def filled(services: Services, each: int) -> list[GridItem]:
    """The grid and ``each`` items a lesson, 1 to 3, published for all and indexed.

    The kinds take turns along the lessons. What stands from an earlier call stays.
    """
    with services.sessions() as session:
        standing = session.scalar(select(Item.id).limit(1)) is not None
        if not standing:
            assert not load_grid(session, [CURRICULUM], clock=services.clock).problems
        items = made(session.scalars(select(Lesson).order_by(Lesson.id)).all(), each)
        if not standing:
            _write(session, items)
            session.commit()
        session.expunge_all()
    ensure(services.sessions, services.engine)
    return items


def made(lessons: Sequence[Lesson], each: int) -> list[GridItem]:
    """The items of these lessons, numbered from 1."""
    found: list[GridItem] = []
    for number, lesson in enumerate(lessons):
        for turn in range(each):
            words = "; ".join(lesson.keywords)
            passages = ((lesson.title, lesson.topic), (lesson.topic, words))
            kind = KINDS[(number + turn) % len(KINDS)]
            found.append(GridItem(len(found) + 1, lesson, kind, passages))
    return found


def _write(session: Session, items: Sequence[GridItem]) -> None:
    session.execute(
        insert(Original),
        [
            {
                "sha256": kind.rjust(64, "0"),
                "bytes": 1,
                "kind": kind,
                "format": "x",
                "stored_at": NOW,
            }
            for kind in KINDS
        ],
    )
    for start in range(0, len(items), AT_ONCE):
        some = items[start : start + AT_ONCE]
        session.execute(
            insert(Item),
            [
                {"id": one.id, "kind": one.kind, "shelf": "federal", "created_at": NOW}
                for one in some
            ],
        )
        session.execute(insert(Version), [_version(one) for one in some])
        session.execute(
            Item.__table__.update()
            .where(Item.__table__.c.id.between(some[0].id, some[-1].id))
            .values(published_version_id=Item.__table__.c.id)
        )
        session.execute(
            insert(Placement),
            [{"item_id": one.id, "lesson_id": one.lesson.id, "created_at": NOW} for one in some],
        )
        session.execute(insert(Fragment), [row for one in some for row in _fragments(one)])


def _version(one: GridItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "item_id": one.id,
        "no": 1,
        "original_sha": one.kind.rjust(64, "0"),
        "file_name": "x",
        "title": one.lesson.title,
        "licence": "CC0",
        "status": "published",
        "created_at": NOW,
        "processed_at": NOW,
    }


def _fragments(one: GridItem) -> list[dict[str, Any]]:
    unit = UNITS[one.kind]
    step = 1000 if unit == "ms" else 1
    return [
        {
            "version_id": one.id,
            "unit": unit,
            "at": at * step,
            "until": (at + 1) * step if unit == "ms" else None,
            "heading": heading,
            "text": text,
        }
        for at, (heading, text) in enumerate(one.passages, 1)
    ]
