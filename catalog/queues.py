"""Two lists of work: a person's own materials, and what waits for a reviewer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from accounts.places import in_schools_held
from accounts.viewer import Viewer
from catalog.cards import Card, cards
from catalog.models import Item, ItemEvent, Version
from catalog.recall import WAITING

PER_PAGE = 24


@dataclass(frozen=True)
class Page:
    """One page of a list; ``total`` counts all pages."""

    cards: list[Card]
    total: int
    page: int
    per_page: int = PER_PAGE


@dataclass(frozen=True)
class Longest:
    """The head of the review queue; ``since`` by the item's row id, ``total`` of all."""

    cards: list[Card]
    since: dict[int, datetime]
    total: int


def mine(
    session: Session, viewer: Viewer, page: int = 1, only: Sequence[str] | None = None
) -> Page:
    """What this person sent in, the newest first, at its newest version; five queries.

    ``only`` of these public ids, where they are given.
    """
    owned: ColumnElement[bool] = (
        Item.owner_id.is_(None) if viewer.operator else Item.owner_id == viewer.person_id
    )
    if only is not None:
        owned &= Item.public_id.in_(only)
    return _page(session, owned, page, (Item.created_at.desc(), Item.id.desc()))


def waiting_for_review(session: Session, viewer: Viewer, page: int = 1) -> Page:
    """What was submitted where this viewer judges, who waits longest first; five queries.

    An item whose author has sent a newer file in since waits until that one is submitted.
    """
    return _page(session, to_review(viewer), page, (_submitted(), Item.id))


def waits_longest(session: Session, viewer: Viewer, limit: int) -> Longest:
    """The ``limit`` materials that wait longest where this viewer judges; four queries."""
    since = _submitted()
    rows = session.execute(
        select(Item.id, since, func.count().over())
        .where(to_review(viewer))
        .order_by(since, Item.id)
        .limit(limit)
    ).all()
    return Longest(
        cards=cards(session, [row[0] for row in rows], newest=True),
        since={row[0]: row[1] for row in rows},
        total=rows[0][2] if rows else 0,
    )


def to_review(viewer: Viewer) -> ColumnElement[bool]:
    """What waits for this viewer's verdict, as a condition over ``Item``."""
    later = aliased(Version)
    submitted = (
        select(Version.item_id)
        .where(
            Version.status.in_(WAITING),
            ~select(later.id)
            .where(later.item_id == Version.item_id, later.no > Version.no)
            .exists(),
        )
        .scalar_subquery()
    )
    return Item.id.in_(submitted) & Item.withdrawn_at.is_(None) & judged_by(viewer)


def _submitted() -> ScalarSelect[datetime]:
    """When the item was submitted last."""
    return (
        select(func.max(ItemEvent.at))
        .where(ItemEvent.item_id == Item.id, ItemEvent.what == "submitted")
        .correlate(Item)
        .scalar_subquery()
    )


def submitted_at(session: Session, item_ids: Sequence[int]) -> dict[int, datetime]:
    """Item row id → when it was submitted last; one query."""
    rows = session.execute(
        select(ItemEvent.item_id, func.max(ItemEvent.at))
        .where(ItemEvent.item_id.in_(item_ids), ItemEvent.what == "submitted")
        .group_by(ItemEvent.item_id)
    )
    return {row[0]: row[1] for row in rows}


def judged_by(viewer: Viewer) -> ColumnElement[bool]:
    """The items that this viewer judges, as a condition over ``Item``; never their own."""
    if viewer.operator:
        return Item.id.is_not(None)
    theirs = in_schools_held(viewer, {"methodologist"}, Item.home_school_id)
    return theirs & Item.owner_id.is_distinct_from(viewer.person_id)


def _page(
    session: Session,
    condition: ColumnElement[bool],
    page: int,
    order: Sequence[ColumnElement[Any] | InstrumentedAttribute[Any]],
) -> Page:
    total = session.scalar(select(func.count()).select_from(Item).where(condition)) or 0
    page = max(1, min(page, (total - 1) // PER_PAGE + 1 if total else 1))
    ids = session.scalars(
        select(Item.id)
        .where(condition)
        .order_by(*order)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return Page(cards(session, ids, newest=True), total, page)
