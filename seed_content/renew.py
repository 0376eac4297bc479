"""Sources that have changed since the home was filled: a new version, not a second item."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.items import get_item
from catalog.models import Item, Placement, Version
from ingest.arrive import arriving
from ingest.entering import Means
from ingest.publishing import PublishWish
from ingest.renewal import take_version
from media.storage import sha256_of
from seed_content.build import BuiltItem

LIMIT_MB = 100
"""Far above any demo material."""


def renew(session: Session, means: Means, built: BuiltItem) -> bool:
    """Give the standing demo item whose file has changed its next version; whether it did."""
    operator = Viewer.the_operator()
    standing = _standing(session, built)
    if standing is None or means.tools.tmp is None:
        return False
    with (
        built.path.open("rb") as stream,
        arriving(stream, means.tools.tmp, LIMIT_MB) as arrived,
    ):
        take_version(
            session,
            means,
            operator,
            get_item(session, standing),
            arrived,
            built.path.name,
            wish=PublishWish(operator),
        )
    return True


def stands(session: Session, built: BuiltItem) -> bool:
    """Whether a demo item of this file's name and lesson is in the catalogue."""
    return session.scalar(_of_this_file(built).limit(1)) is not None


def _of_this_file(built: BuiltItem) -> "Select[str, str]":
    """Public id and original of each version of the demo item that this file belongs to."""
    return (
        select(Item.public_id, Version.original_sha)
        .join(Version, Version.item_id == Item.id)
        .where(
            Item.owner_id.is_(None),
            Item.kind == built.kind,
            Item.withdrawn_at.is_(None),
            Item.id.in_(
                select(Placement.item_id).where(Placement.lesson.has(key=built.lessons[0]))
            ),
            Item.versions.any(Version.file_name == built.path.name),
        )
    )


def _standing(session: Session, built: BuiltItem) -> str | None:
    """The demo item of this file, if none of its versions has the file's bytes."""
    versions = session.execute(_of_this_file(built)).all()
    if not versions or sha256_of(built.path) in {row.original_sha for row in versions}:
        return None
    standing: str = versions[0].public_id
    return standing
