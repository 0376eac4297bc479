"""Withdrawing: the item goes from every shelf and every list, its history stays."""

from sqlalchemy.orm import Session

import catalog.scope  # noqa: F401  says what items belong to
from accounts.allow import allowed
from accounts.viewer import Viewer
from catalog.change import record
from catalog.errors import NotYours, WrongStatus
from catalog.items import hold
from catalog.models import Item
from core.clock import Clock


def withdraw(session: Session, viewer: Viewer, item: Item, why: str, *, clock: Clock) -> None:
    """Take the item away for good; its author and its reviewers may.

    Raises NotYours, WrongStatus.
    """
    hold(session, item)
    if not allowed(viewer, "items.withdraw", item):
        raise NotYours("Снять материал может его автор или методист.")
    if item.withdrawn_at is not None:
        raise WrongStatus("Материал уже снят.")
    item.withdrawn_at = clock()
    item.withdrawn_why = why.strip()[:500]
    record(session, item, "withdrawn", who_id=viewer.person_id, clock=clock, why=item.withdrawn_why)


def withdrawn(item: Item) -> str:
    """A sentence for those who meet a withdrawn item, with the reason where one was given."""
    why = item.withdrawn_why.rstrip(" .")
    return f"Материал снят: {why}." if why else "Материал снят."
