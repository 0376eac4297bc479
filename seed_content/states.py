"""A teacher's own demo materials on their way: a draft, sent in, given back, withdrawn."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.ask_changes import ask_changes
from catalog.items import newest
from catalog.models import Item, Version
from catalog.publish import publish
from catalog.submit import submit
from catalog.withdraw import withdraw
from core.clock import Clock
from seed_content.build import BuiltItem


def bring_to_state(
    session: Session, built: BuiltItem, author: Viewer, reviewer: Viewer, clock: Clock
) -> bool:
    """Bring the author's item of this file to the state that its source names; commits.

    Only a processed draft is touched, so what somebody has done with it since stays; returns
    whether anything was done. Raises what the catalogue's verbs raise.
    """
    item = session.scalar(
        select(Item)
        .join(Version, Version.item_id == Item.id)
        .where(Item.owner_id == author.person_id, Version.file_name == built.path.name)
        .order_by(Item.id)
        .limit(1)
    )
    if item is None or built.state == "draft" or item.withdrawn_at is not None:
        return False
    version = newest(item)
    if version.status != "draft" or version.processed_at is None:
        return False
    submit(session, author, item, clock=clock)
    _AFTER_SUBMITTING[built.state](session, item, reviewer, built.why, clock)
    session.commit()
    return True


_After = Callable[[Session, Item, Viewer, str, Clock], object]


def _wait(session: Session, item: Item, reviewer: Viewer, why: str, clock: Clock) -> None:
    """Nothing more: it waits for the methodologist."""


def _give_back(session: Session, item: Item, reviewer: Viewer, why: str, clock: Clock) -> None:
    ask_changes(session, reviewer, item, why, clock=clock)


def _withdraw(session: Session, item: Item, reviewer: Viewer, why: str, clock: Clock) -> None:
    publish(session, reviewer, item, clock=clock)
    withdraw(session, reviewer, item, why, clock=clock)


_AFTER_SUBMITTING: dict[str, _After] = {
    "submitted": _wait,
    "changes_asked": _give_back,
    "withdrawn": _withdraw,
}
