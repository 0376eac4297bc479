"""Synthetic items into the catalogue, thousands at a time, each batch in one transaction."""

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime

from sqlalchemy import insert, literal, select, update
from sqlalchemy.orm import Session

from catalog.change import CONSUMERS
from catalog.grid import Edition
from catalog.grid import Lesson as GridLesson
from catalog.models import Fragment, Item, ItemEvent, Placement, Version
from core.clock import Clock
from core.database import SessionFactory
from jobs.models import Outbox
from media.models import Original as StoredOriginal
from seed_content.synthetic.compose import SAID, Made, Original, begin, compose_many, public_id
from seed_content.synthetic.rows import ids_after, insert_rows, last_id, table_of
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
        new = False  # batches are written in their order: behind one that is new all are
        for start in range(0, count, BATCH):
            numbers: Sequence[int] = range(start, min(start + BATCH, count))
            stop = numbers[-1] + 1
            if not new:
                with sessions() as session:
                    missing = _missing(session, seed, numbers)
                new = len(missing) == len(numbers)
                numbers = missing
            ahead.append((stop, pool.submit(compose_many, numbers)))
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


def _missing(session: Session, seed: int, numbers: Sequence[int]) -> list[int]:
    ids = {public_id(seed, number): number for number in numbers}
    standing = set(session.scalars(select(Item.public_id).where(Item.public_id.in_(ids))))
    return [number for name, number in ids.items() if name not in standing]


def _write(session: Session, made: Sequence[Made], clock: Clock) -> None:
    now = clock()
    item_ids = _items(session, made, now)
    version_ids = _versions(session, made, item_ids, now)
    placed = ((item_id, one.lesson_id) for one, item_id in zip(made, item_ids, strict=True))
    insert_rows(session, table_of(Placement), ("item_id", "lesson_id"), placed, {"created_at": now})
    passages = (
        (version_id, *passage)
        for one, version_id in zip(made, version_ids, strict=True)
        for passage in one.passages
    )
    names = ("version_id", "unit", "at", "until", "heading", "text")
    insert_rows(session, table_of(Fragment), names, passages, {})
    _tell(session, min(version_ids), max(version_ids), now)


def _items(session: Session, made: Sequence[Made], now: datetime) -> list[int]:
    table = table_of(Item)
    before = last_id(session, table)
    rows = ((one.public_id, one.original.kind) for one in made)
    same = {"shelf": "federal", "created_at": now}
    insert_rows(session, table, ("public_id", "kind"), rows, same)
    return ids_after(session, table, before, [one.public_id for one in made])


def _versions(
    session: Session, made: Sequence[Made], item_ids: Sequence[int], now: datetime
) -> list[int]:
    table = table_of(Version)
    before = last_id(session, table)
    names = (
        "public_id",
        "item_id",
        "original_sha",
        "file_name",
        "title",
        "author",
        "licence",
        "keywords",
    )
    rows = (
        (
            one.public_id,
            item_id,
            one.original.sha256,
            one.original.file_name,
            one.title,
            one.author,
            one.licence,
            one.keywords,
        )
        for one, item_id in zip(made, item_ids, strict=True)
    )
    same = {
        "no": 1,
        "description": SAID,
        "status": "published",
        "created_at": now,
        "processed_at": now,
    }
    insert_rows(session, table, names, rows, same)
    return ids_after(session, table, before, [one.public_id for one in made])


def _tell(session: Session, first: int, last: int, now: datetime) -> None:
    """Publish the new versions, write it into the history and the outboxes: one statement each."""
    items, versions = table_of(Item), table_of(Version)
    events, outbox = table_of(ItemEvent), table_of(Outbox)
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
