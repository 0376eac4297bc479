"""«Разобрать»: what came in bulk without a lesson waits for a person, not for a guess."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import files, operators_for
from catalog.cards import Card, cards
from catalog.errors import NotYours
from catalog.models import Item, Placement, Version
from catalog.queues import judged_by, to_review
from core.clock import Clock
from ingest.folder_names import shown_folders
from ingest.models import Unsorted
from ingest.taken import Taken

PER_PAGE = 24


@dataclass(frozen=True)
class ToSort:
    """One material that waits, with the names of the folders in which its file lay."""

    card: Card
    folder: str


@dataclass(frozen=True)
class SortingPage:
    """One page of the queue; ``total`` counts all pages."""

    rows: tuple[ToSort, ...]
    total: int
    page: int
    per_page: int = PER_PAGE


def note_unsorted(session: Session, taken: Taken, folders: Sequence[str], clock: Clock) -> None:
    """Put a new item without a lesson into the queue, in the caller's transaction."""
    if taken.fresh and not taken.item.placements:
        session.flush()
        session.add(
            Unsorted(item_id=taken.item.id, folder=shown_folders(folders), loaded_at=clock())
        )


def leave_unfiled(session: Session, viewer: Viewer, item: Item, *, clock: Clock) -> bool:
    """The item belongs to no lesson: it leaves the queue; False when it was not in it. Flushes.

    Raises NotYours for whoever is neither author nor reviewer.
    """
    if not files(session, viewer, item):
        raise NotYours("Менять этот материал могут только его автор и методист.")
    row = session.get(Unsorted, item.id)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def waiting_count(session: Session, viewer: Viewer) -> int:
    """How many materials wait for this viewer to be filed; one query."""
    return session.scalar(waiting_query(viewer)) or 0


def waiting_query(viewer: Viewer) -> Select[int]:
    """The same as a query, for whoever asks for several counts at once."""
    query = select(func.count()).select_from(Unsorted).join(Item, Item.id == Unsorted.item_id)
    return query.where(_waits_for(viewer))


def sorting_page(session: Session, viewer: Viewer, page: int = 1) -> SortingPage:
    """What this viewer loaded or judges and no lesson holds, folder by folder; five queries."""
    total = waiting_count(session, viewer)
    page = max(1, min(page, -(-total // PER_PAGE)))
    found = session.execute(
        select(Unsorted.item_id, Unsorted.folder)
        .join(Item, Item.id == Unsorted.item_id)
        .where(_waits_for(viewer))
        .order_by(Unsorted.folder, Unsorted.item_id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    folders = {row.item_id: row.folder for row in found}
    shown = cards(session, list(folders), newest=True)
    return SortingPage(tuple(ToSort(card, folders[card.row_id]) for card in shown), total, page)


def _waits_for(viewer: Viewer) -> ColumnElement[bool]:
    """Own ones, those of others that were submitted, and those that the operator loaded.

    A draft is its author's alone; what came by the command line without a name has no author.
    What waits for the viewer's verdict stands in their review, which leads to its lesson.
    """
    own: ColumnElement[bool] = (
        Item.owner_id == viewer.person_id if viewer.person_id is not None else false()
    )
    submitted = (
        select(Version.id).where(Version.item_id == Item.id, Version.status != "draft").exists()
    )
    filed = select(Placement.id).where(Placement.item_id == Item.id).exists()
    waits = or_(own, judged_by(viewer) & submitted, operators_for(viewer))
    return waits & ~filed & ~to_review(viewer) & Item.withdrawn_at.is_(None)
