"""Synthetic items into the catalogue, thousands at a time, each batch in one transaction."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, literal, select, update
from sqlalchemy.orm import Session

from catalog.change import CONSUMERS
from catalog.grid import Edition
from catalog.grid import Lesson as GridLesson
from catalog.models import Fragment, Item, ItemEvent, Placement, Version
from core.clock import Clock
from core.database import Base, SessionFactory
from jobs.models import Outbox
from media.models import Original as StoredOriginal
from seed_content.synthetic.compose import SAID, Made, Original, begin, compose_many, public_id
from seed_content.synthetic.words import Lesson, words_of

AHEAD = 4
"""Batches composed before they can be written: what the memory holds at once."""

BATCH = 5000
"""Items a transaction: the server's own writers wait for no more than its part of a second."""


def write_synthetic(
    sessions: SessionFactory,
    count: int,
    seed: int,
    clock: Clock,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Bring the synthetic items of this seed up to ``count``; returns how many were written.

    Those that stand already are left alone, so a run that was cut short is taken up by the next.
    ``progress(done, count)`` is called after each batch. Raises ``LookupError`` where the home has
    no lessons or no published item whose files could serve.
    """
    with sessions() as session:
        lessons, originals = _lessons(session), _originals(session)
    if not lessons or not originals:
        raise LookupError("no lessons or no originals")
    written = 0
    with ProcessPoolExecutor(
        max_workers=max(1, (os.cpu_count() or 2) - 1),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=begin,
        initargs=(seed, lessons, originals),
    ) as pool:
        ahead: deque[tuple[int, Future[list[Made]]]] = deque()
        for start in range(0, count, BATCH):
            numbers = range(start, min(start + BATCH, count))
            with sessions() as session:
                missing = _missing(session, seed, numbers)
            ahead.append((numbers.stop, pool.submit(compose_many, missing)))
            if len(ahead) > AHEAD:
                written += _write_next(sessions, ahead, count, clock, progress)
        while ahead:
            written += _write_next(sessions, ahead, count, clock, progress)
    return written


def _write_next(
    sessions: SessionFactory,
    ahead: "deque[tuple[int, Future[list[Made]]]]",
    count: int,
    clock: Clock,
    progress: Callable[[int, int], None] | None,
) -> int:
    """Write the batch that was composed first; returns how many items it held."""
    stop, future = ahead.popleft()
    made = future.result()
    if made:
        with sessions() as session:
            _write(session, made, clock)
            session.commit()
    if progress:
        progress(stop, count)
    return len(made)


def _missing(session: Session, seed: int, numbers: range) -> list[int]:
    ids = {public_id(seed, number): number for number in numbers}
    standing = set(session.scalars(select(Item.public_id).where(Item.public_id.in_(ids))))
    return [number for name, number in ids.items() if name not in standing]


def _write(session: Session, made: Sequence[Made], clock: Clock) -> None:
    """Plain rows by the tables themselves: the mapper's bookkeeping would take half the time."""
    now = clock()
    item_ids = _written(
        session,
        Item,
        [
            {
                "public_id": one.public_id,
                "kind": one.original.kind,
                "shelf": "federal",
                "created_at": now,
            }
            for one in made
        ],
    )
    version_ids = _written(
        session,
        Version,
        [
            {
                "public_id": one.public_id,
                "item_id": item_id,
                "no": 1,
                "original_sha": one.original.sha256,
                "file_name": one.original.file_name,
                "title": one.title,
                "description": SAID,
                "author": one.author,
                "licence": one.licence,
                "keywords": one.keywords,
                "status": "published",
                "created_at": now,
                "processed_at": now,
            }
            for one, item_id in zip(made, item_ids, strict=True)
        ],
    )
    placed = list(zip(made, item_ids, version_ids, strict=True))
    session.execute(
        insert(_table(Placement)),
        [
            {"item_id": item_id, "lesson_id": one.lesson.row_id, "created_at": now}
            for one, item_id, _ in placed
        ],
    )
    _plainly(
        session,
        _table(Fragment),
        [
            {
                "version_id": version_id,
                "unit": passage.unit,
                "at": passage.at,
                "until": passage.until,
                "heading": passage.heading,
                "text": passage.text,
                "notes": "",
                "hidden": False,
                "content_sha": "",
            }
            for one, _, version_id in placed
            for passage in one.passages
        ],
    )
    _tell(session, min(version_ids), max(version_ids), now)


def _tell(session: Session, first: int, last: int, now: datetime) -> None:
    """Publish the new versions, write it into the history and the outboxes: one statement each."""
    items, versions = _table(Item), _table(Version)
    events, outbox = _table(ItemEvent), _table(Outbox)
    new = versions.c.id.between(first, last) & (versions.c.description == SAID)
    of_item = select(versions.c.id).where(new, versions.c.item_id == items.c.id)
    session.execute(
        update(items)
        .where(items.c.id.in_(select(versions.c.item_id).where(new)))
        .values(published_version_id=of_item.scalar_subquery())
    )
    at = literal(now, events.c.at.type)
    session.execute(
        insert(events).from_select(
            ["item_id", "version_id", "what", "why", "at"],
            select(versions.c.item_id, versions.c.id, literal("published"), literal(""), at).where(
                new
            ),
        )
    )
    for consumer in CONSUMERS:
        session.execute(
            insert(outbox).from_select(
                ["consumer", "item_id", "at"],
                select(literal(consumer), versions.c.item_id, at).where(new),
            )
        )


def _written(session: Session, model: type[Base], rows: list[dict[str, Any]]) -> Sequence[int]:
    """Insert ``rows`` and return their ids in the same order.

    Asked for by public id afterwards: SQLite returns ids in order only one row at a time.
    """
    table = _table(model)
    session.execute(insert(table), rows)
    names = [row["public_id"] for row in rows]
    found = session.execute(
        select(table.c.public_id, table.c.id).where(table.c.public_id.in_(names))
    )
    ids: dict[str, int] = {row.public_id: row.id for row in found}
    return [ids[name] for name in names]


def _plainly(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows of plain numbers and texts as the driver takes them: half of all rows are these.

    ``rows`` name every column that has no default in the database itself.
    """
    statement = insert(table).compile(dialect=session.get_bind().dialect, column_keys=list(rows[0]))
    names = statement.positiontup
    parameters: Any = [tuple(row[name] for name in names) for row in rows] if names else rows
    session.connection().exec_driver_sql(statement.string, parameters)


def _table(model: type[Base]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def _lessons(session: Session) -> list[Lesson]:
    """The active edition's lessons in the order of their keys."""
    rows = session.execute(
        select(
            GridLesson.id,
            GridLesson.subject_code,
            GridLesson.grade,
            GridLesson.title,
            GridLesson.section,
            GridLesson.topic,
        )
        .join(Edition, Edition.code == GridLesson.edition_code)
        .where(Edition.active, GridLesson.retired_at.is_(None))
        .order_by(GridLesson.key)
    )
    return [
        Lesson(
            row.id,
            row.subject_code,
            row.grade,
            row.title,
            words_of(f"{row.title} {row.section or ''} {row.topic or ''}"),
        )
        for row in rows
    ]


def _originals(session: Session) -> list[Original]:
    """The originals of the installation's own published items, in the order of their names."""
    rows = session.execute(
        select(StoredOriginal, Version.file_name)
        .join(Version, Version.original_sha == StoredOriginal.sha256)
        .join(Item, Item.published_version_id == Version.id)
        .where(Item.owner_id.is_(None), Version.description != SAID)
        .order_by(Version.file_name)
    )
    return [
        Original(
            original.sha256, original.kind, name, original.pages or 0, original.duration_ms or 0
        )
        for original, name in rows
    ]
