"""What of a person's own materials waits for that person: returned, failed, not filed yet."""

from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from accounts.viewer import Viewer
from catalog.models import Item, Placement, Version
from catalog.processing import has_failed


@dataclass(frozen=True)
class Waiting:
    """One material by its public id and title."""

    item_id: str
    title: str


REASONS = ("returned", "failed", "unfiled")


@dataclass(frozen=True)
class WaitsForAuthor:
    """``returned`` by a reviewer; ``failed`` to be processed; ``unfiled``: no subject or grade."""

    returned: tuple[Waiting, ...]
    failed: tuple[Waiting, ...]
    unfiled: tuple[Waiting, ...]


def waits_for_author(session: Session, viewer: Viewer) -> WaitsForAuthor:
    """The viewer's own materials that wait for a word or a hand of theirs; one query."""
    last = aliased(Version)
    newest = select(func.max(last.no)).where(last.item_id == Item.id).correlate(Item)
    placed = select(Placement.id).where(Placement.item_id == Item.id).exists()
    unfiled = (
        (Version.status == "draft")
        & ~placed
        & or_(Item.subject_code.is_(None), Item.grade.is_(None))
    )
    why = case(
        (Version.status == "changes_asked", "returned"),
        (has_failed(), "failed"),
        (unfiled, "unfiled"),
        else_="",
    )
    rows = session.execute(
        select(why, Item.public_id, Version.title)
        .join(Version, Version.item_id == Item.id)
        .where(
            Item.owner_id == viewer.person_id,
            Item.withdrawn_at.is_(None),
            Version.no == newest.scalar_subquery(),
            why != "",
        )
        .order_by(Item.created_at.desc(), Item.id.desc())
    ).all()

    def of(reason: str) -> tuple[Waiting, ...]:
        return tuple(Waiting(item_id, title) for word, item_id, title in rows if word == reason)

    return WaitsForAuthor(of("returned"), of("failed"), of("unfiled"))
