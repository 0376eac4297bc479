"""Telling those outside that an item has changed, within the same transaction."""

from sqlalchemy.orm import Session

from catalog.models import Item, ItemEvent, Version
from core.clock import Clock
from jobs import outbox

CONSUMERS = ("search", "meaning")
"""Who reads the catalogue's outbox."""

NOT_PUBLISHED = "not_published"
"""The event of an item that was to be published on its way in and could not be; ``why`` says it."""


def changed(session: Session, item: Item, clock: Clock) -> None:
    """Put the item into every consumer's outbox."""
    session.flush()
    tell(session, item.id, clock)


def tell(session: Session, item_id: int, clock: Clock) -> None:
    """The same for an item that is known by its row id; one statement."""
    outbox.note(session, CONSUMERS, item_id, clock)


def record(
    session: Session,
    item: Item,
    what: str,
    *,
    who_id: int | None,
    clock: Clock,
    version: Version | None = None,
    why: str = "",
) -> None:
    """Write a line of the item's history, and tell the consumers."""
    session.flush()
    session.add(
        ItemEvent(
            item_id=item.id,
            version_id=version.id if version is not None else None,
            who_id=who_id,
            what=what,
            why=why,
            at=clock(),
        )
    )
    changed(session, item, clock)
