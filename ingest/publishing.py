"""A wish to publish that came with a file: granted as soon as the version is usable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import User
from accounts.viewer import Viewer, viewer_of
from catalog.models import Item
from catalog.publish import check_publisher, publish
from catalog.shelves import parse_shelf
from core.clock import Clock
from core.errors import PartaError


@dataclass(frozen=True)
class PublishWish:
    """Who wants the item published, and on which shelf; None is that person's own shelf."""

    viewer: Viewer
    shelf: str | None = None

    def foreseen(self, item: Item) -> list[str]:
        """Why the item will not be published whatever its processing brings, if that is so."""
        try:
            check_publisher(self.viewer, item)
        except PartaError as error:
            return [error.message]
        return []

    def grant(self, session: Session, item: Item, clock: Clock) -> None:
        """Publish the newest version, or raise the PartaError that says why not."""
        shelf = parse_shelf(session, self.shelf) if self.shelf else None
        publish(session, self.viewer, item, shelf=shelf, clock=clock)


def wish_payload(wish: PublishWish | None) -> dict[str, Any]:
    """The wish as it waits in a job."""
    if wish is None:
        return {}
    return {"publish": {"user": wish.viewer.user_id, "shelf": wish.shelf}}


def wish_of(session: Session, payload: Mapping[str, Any]) -> PublishWish | None:
    """The wish that waits in a job; None when there is none or its user is gone."""
    waiting = payload.get("publish")
    if waiting is None:
        return None
    if waiting["user"] is None:
        return PublishWish(Viewer.the_operator(), waiting["shelf"])
    user = session.scalar(
        select(User).where(User.id == waiting["user"], User.disabled_at.is_(None))
    )
    return PublishWish(viewer_of(session, user), waiting["shelf"]) if user is not None else None
