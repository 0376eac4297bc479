"""Which item, and which version of it, an address opens to a viewer."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.viewer import Viewer
from catalog.audience import may_open
from catalog.errors import ItemNotFound, VersionNotFound
from catalog.models import Item, Version

Opens = Callable[[Session, Viewer, Version], bool]
"""What opens a version to a viewer beside its shelf: the app knows, homework is a room above."""


def by_shelf_alone(session: Session, viewer: Viewer, version: Version) -> bool:
    """Nothing beside the shelf opens it."""
    return False


def find_item(
    session: Session, viewer: Viewer, public_id: str, also: Opens = by_shelf_alone
) -> Item:
    """The item with its versions, if this viewer may open any of them; else ItemNotFound.

    ``also`` says what else than the shelf opens a version.
    """
    item = (
        session.scalars(
            select(Item)
            .where(Item.public_id == public_id)
            .options(joinedload(Item.versions).joinedload(Version.original))
        )
        .unique()
        .first()
    )
    if item is None or not any(
        may_open(session, viewer, version) or also(session, viewer, version)
        for version in item.versions
    ):
        raise ItemNotFound
    return item


def chosen_version(
    session: Session,
    viewer: Viewer,
    item: Item,
    version_no: int | None = None,
    also: Opens = by_shelf_alone,
) -> Version:
    """The version that the page of an item that is open to this viewer shows them.

    The published one, or else the newest; or ``version_no``. Raises VersionNotFound.
    """

    def opens(version: Version) -> bool:
        return may_open(session, viewer, version) or also(session, viewer, version)

    if version_no is not None:
        asked = [version for version in item.versions if version.no == version_no]
        if not asked or not opens(asked[0]):
            raise VersionNotFound
        return asked[0]
    published = [one for one in item.versions if one.id == item.published_version_id]
    # Homework may have brought an older version alone.
    return next(version for version in (*published, *reversed(item.versions)) if opens(version))
