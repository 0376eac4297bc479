"""Publishing: the newest version becomes the one that readers see."""

from sqlalchemy.orm import Session

import catalog.scope  # noqa: F401  says what items belong to
from accounts.allow import allowed
from accounts.viewer import Viewer
from catalog.audience import is_author, sent_by_reviewer
from catalog.change import record
from catalog.errors import NotReady, NotYours, OwnItem, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, Version
from catalog.shelves import Shelf, check_shelf, own_shelf
from catalog.withdraw import withdrawn
from core.clock import Clock


def publish(
    session: Session, viewer: Viewer, item: Item, *, shelf: Shelf | None = None, clock: Clock
) -> Version:
    """Publish the item's newest version to ``shelf``, by default the publisher's own.

    A version that stood published becomes superseded. The operator may publish any draft;
    everybody else what its author has submitted, and the draft that a reviewer sent: its author
    has nothing to submit there.
    Raises NotYours, OwnItem, NotReady, WrongStatus, BadShelf.
    """
    hold(session, item)
    version = newest(item)
    check_publisher(viewer, item)
    if item.withdrawn_at is not None:
        raise WrongStatus(withdrawn(item))
    if version.status == "published":
        raise WrongStatus("Эта версия уже опубликована.")
    if is_with_author(version) and not viewer.operator:
        raise WrongStatus("Автор ещё не отправил материал на проверку.")
    if version.processed_at is None:
        raise NotReady
    target = shelf or own_shelf(viewer, item)
    check_shelf(viewer, item, target)
    if item.published is not None:
        item.published.status = "superseded"
    version.status = "published"
    item.published = version
    target.receive(item)
    record(session, item, "published", who_id=viewer.person_id, clock=clock, version=version)
    return version


def is_with_author(version: Version) -> bool:
    """Whether the next step is the author's: a draft of theirs, or what they were asked to mend."""
    if version.status == "draft":
        return not sent_by_reviewer(version)
    return version.status == "changes_asked"


def check_publisher(viewer: Viewer, item: Item) -> None:
    """Raises OwnItem or NotYours when this viewer may not publish this item."""
    if allowed(viewer, "items.publish", item):
        return
    if is_author(viewer, item):
        raise OwnItem
    raise NotYours("Публикует методист школы, в которой материал загружен.")
