"""Shelves: where a published item stands, and who may put it there."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import School, Territory
from accounts.viewer import Viewer
from catalog.errors import BadShelf
from catalog.models import Item


@dataclass(frozen=True)
class Shelf:
    """A shelf; the ids are row ids and stand with ``school`` and ``region`` only."""

    name: str
    school_id: int | None = None
    territory_id: int | None = None

    def receive(self, item: Item) -> None:
        """Put the item on this shelf."""
        item.shelf = self.name
        item.school_id = self.school_id
        item.territory_id = self.territory_id


FEDERAL = Shelf("federal")


def parse_shelf(session: Session, text: str) -> Shelf:
    """``federal``, ``school:ID`` or ``region:ID`` with public ids. Raises BadShelf."""
    name, _, public_id = text.strip().partition(":")
    if name == "federal" and not public_id:
        return FEDERAL
    if name == "school":
        school_id = session.scalar(select(School.id).where(School.public_id == public_id))
        if school_id is not None:
            return Shelf("school", school_id=school_id)
        raise BadShelf(f"Нет школы «{public_id}».")
    if name == "region":
        territory_id = session.scalar(select(Territory.id).where(Territory.public_id == public_id))
        if territory_id is not None:
            return Shelf("region", territory_id=territory_id)
        raise BadShelf(f"Нет территории «{public_id}».")
    raise BadShelf(f"Полка «{text}» не бывает. Есть federal, school:ID и region:ID.")


def own_shelf(viewer: Viewer, item: Item) -> Shelf:
    """The shelf that this viewer publishes to: their school's, territory's, or the federal."""
    if viewer.operator:
        return FEDERAL
    if item.home_school_id is not None and viewer.has_role("methodologist", item.home_school_id):
        return Shelf("school", school_id=item.home_school_id)
    for at in viewer.roles:
        if at.role == "methodologist" and at.territory_id is not None:
            return Shelf("region", territory_id=at.territory_id)
    raise BadShelf("Публиковать может методист школы или территории.")


def check_shelf(viewer: Viewer, item: Item, shelf: Shelf) -> None:
    """Raises BadShelf when this viewer may not publish to this shelf."""
    if not viewer.operator and shelf != own_shelf(viewer, item):
        raise BadShelf("На эту полку публикует другой методист.")
