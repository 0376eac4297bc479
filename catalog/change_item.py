"""One frame for every change of an item's status, whichever door it is asked through."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.models import Item
from catalog.opening import find_item
from core.clock import Clock
from core.errors import PartaError

Verb = Callable[..., object]
"""``verb(session, viewer, item, *said, clock=clock)``: submit, publish, withdraw, ask_changes."""


def change_item(
    session: Session,
    viewer: Viewer,
    item_id: str,
    permission: str,
    verb: Verb,
    *said: str,
    clock: Clock,
) -> Item:
    """Find the item, ask whether this viewer may, do it and commit; returns the item.

    ``said`` is what the verb asks beside the item, a reason for one. Raises ItemNotFound,
    NotAllowed and what the verb raises, then nothing was changed.
    """
    item = find_item(session, viewer, item_id)
    require(viewer, permission, item)
    try:
        verb(session, viewer, item, *said, clock=clock)
        session.commit()
    except PartaError:
        session.rollback()
        raise
    return item
