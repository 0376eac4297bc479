"""Bytes that are here already: which item stands for them in this person's eyes."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.viewer import Viewer
from catalog.audience import is_author, may_open
from catalog.items import get_item
from catalog.models import Item, Version


def standing_item(session: Session, viewer: Viewer, sha256: str) -> Item | None:
    """The item in which these bytes stand and that this viewer may open and know of.

    Somebody else's private item is none: the answer must not tell that it exists. An own item
    goes first, then a published one, then the oldest.
    """
    versions = session.scalars(
        select(Version)
        .where(Version.original_sha == sha256)
        .options(joinedload(Version.item))
        .order_by(Version.id)
    ).all()
    known = [
        version
        for version in versions
        if is_author(viewer, version.item)
        or (version.item.shelf != "private" and may_open(session, viewer, version))
    ]
    if not known:
        return None
    best = min(
        known,
        key=lambda version: (
            version.item.withdrawn_at is not None,
            not is_author(viewer, version.item),
            version.status != "published",
            version.id,
        ),
    )
    return get_item(session, best.item.public_id)
