"""Which version of a material a teacher may hang on homework."""

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import answers_for, may_open, reaches, reviews
from catalog.errors import ItemNotFound
from catalog.models import Item, Version
from catalog.opening import find_item


def attachable(
    session: Session, viewer: Viewer, item_id: str, version_no: int | None = None
) -> Version:
    """The version to hang on homework of the item with this public id; about four queries.

    The published one; of an own material, or one that the viewer reviews, the newest that they
    may open; with ``version_no`` that one. Not of a withdrawn material.
    Raises ItemNotFound for whatever the viewer may not open.
    """
    item = find_item(session, viewer, item_id)
    if item.withdrawn_at is not None:
        raise ItemNotFound
    if version_no is not None:
        wanted = [one for one in item.versions if one.no == version_no]
        if wanted and may_open(session, viewer, wanted[0]):
            return wanted[0]
        raise ItemNotFound
    found = newest_attachable(session, viewer, item)
    if found is None:
        raise ItemNotFound
    return found


def newest_attachable(session: Session, viewer: Viewer, item: Item) -> Version | None:
    """As ``attachable``, of an item at hand; None where there is none."""
    if item.withdrawn_at is not None:
        return None
    published = [one for one in item.versions if one.id == item.published_version_id]
    if published and (reaches(viewer, item) or reviews(session, viewer, item)):
        return published[0]
    if not answers_for(session, viewer, item):
        return None
    return next((one for one in reversed(item.versions) if may_open(session, viewer, one)), None)
