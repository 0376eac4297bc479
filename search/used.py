"""What is used: how much, and the order of the most used."""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from time import monotonic
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, func, select
from sqlalchemy import Engine as Database
from sqlalchemy.orm import Session

from catalog.models import Item, ItemUsage

ATTACHED = 10
"""Openings that one attaching counts as: a teacher chose it for a whole class."""

MOST_USED = 20_000
"""Items that the order of the most used knows; those used less stand behind, newest first.

Twice as many as a list can be turned through (``asked.DEEPEST``), so without filters the order is
exact; with them it is for all whose items are among these. 20,000 ids are 0.2 MB and some 2 ms a
query, whatever the size of the library.
"""

FRESH_SECONDS = 30.0
"""For how long an order stands: turning pages in the meantime moves nothing."""

KEPT = 32
"""Orders kept a database, one for each choice of subjects."""


@dataclass(frozen=True)
class _Order:
    read: float
    ids: tuple[int, ...]


_orders: WeakKeyDictionary[Database, dict[frozenset[str], _Order]] = WeakKeyDictionary()
_lock = threading.Lock()


def uses(subjects: Collection[str] = ()) -> ColumnElement[int]:
    """SQL for how much an ``Item`` is used in lessons of these subjects, or of all."""
    query = select(func.coalesce(_used(), 0)).where(ItemUsage.item_id == Item.id, *_of(subjects))
    return query.correlate(Item).scalar_subquery()


def most_used(session: Session, subjects: frozenset[str] = frozenset()) -> tuple[int, ...]:
    """Row ids of the items most used in lessons of these subjects, or of all, the most used first.

    At most ``MOST_USED``; among equals the newest first. One query each ``FRESH_SECONDS``.
    """
    database = session.get_bind().engine
    with _lock:
        kept = _orders.setdefault(database, {})
        known = kept.get(subjects)
    if known is not None and monotonic() - known.read < FRESH_SECONDS:
        return known.ids
    ids = session.scalars(
        select(ItemUsage.item_id)
        .where(*_of(subjects))
        .group_by(ItemUsage.item_id)
        .having(_used() > 0)
        .order_by(_used().desc(), ItemUsage.item_id.desc())
        .limit(MOST_USED)
    )
    order = _Order(monotonic(), tuple(ids))
    with _lock:
        if len(kept) >= KEPT:
            kept.clear()
        kept[subjects] = order
    return order.ids


def _used() -> ColumnElement[int]:
    return func.sum(ItemUsage.opens + ATTACHED * ItemUsage.attaches)


def _of(subjects: Collection[str]) -> list[ColumnElement[bool]]:
    return [ItemUsage.subject_code.in_(subjects)] if subjects else []
