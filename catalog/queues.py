"""Two lists of work: a person's own materials, and what waits for a reviewer."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from accounts.models import School
from accounts.viewer import Viewer
from catalog.cards import Card, cards
from catalog.models import Item, Version

PER_PAGE = 24


@dataclass(frozen=True)
class Page:
    """One page of a list; ``total`` counts all pages."""

    cards: list[Card]
    total: int
    page: int
    per_page: int = PER_PAGE


def mine(session: Session, viewer: Viewer, page: int = 1) -> Page:
    """What this person sent in, the newest first, at its newest version; five queries."""
    owned: ColumnElement[bool] = (
        Item.owner_id.is_(None) if viewer.operator else Item.owner_id == viewer.person_id
    )
    return _page(session, owned, page)


def waiting_for_review(session: Session, viewer: Viewer, page: int = 1) -> Page:
    """What was submitted where this viewer judges, the oldest first; five queries."""
    submitted = (
        select(Version.item_id)
        .where(Version.status.in_(("submitted", "in_review")))
        .scalar_subquery()
    )
    condition = Item.id.in_(submitted) & Item.withdrawn_at.is_(None) & judged_by(viewer)
    return _page(session, condition, page, oldest_first=True)


def judged_by(viewer: Viewer) -> ColumnElement[bool]:
    """The items that this viewer judges, as a condition over ``Item``; never their own."""
    if viewer.operator:
        return Item.id.is_not(None)
    schools = {
        at.school_id
        for at in viewer.roles
        if at.role == "methodologist" and at.school_id is not None
    }
    governs = any(at.role == "methodologist" and at.territory_id for at in viewer.roles)
    below = select(School.id).where(School.territory_id.in_(viewer.governed_ids))
    return or_(
        Item.home_school_id.in_(schools) if schools else false(),
        Item.home_school_id.in_(below) if governs else false(),
    ) & (Item.owner_id.is_distinct_from(viewer.person_id))


def _page(
    session: Session, condition: ColumnElement[bool], page: int, *, oldest_first: bool = False
) -> Page:
    total = session.scalar(select(func.count()).select_from(Item).where(condition)) or 0
    page = max(1, min(page, (total - 1) // PER_PAGE + 1 if total else 1))
    order = (Item.created_at, Item.id) if oldest_first else (Item.created_at.desc(), Item.id.desc())
    ids = session.scalars(
        select(Item.id)
        .where(condition)
        .order_by(*order)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return Page(cards(session, ids, newest=True), total, page)
