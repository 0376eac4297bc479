"""Sources that have changed since the home was filled: a new version, not a second item."""

from collections.abc import Sequence

from sqlalchemy import select
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


def renew(session: Session, means: Means, items: Sequence[BuiltItem]) -> int:
    """Give each standing demo item whose file has changed its next version; returns how many."""
    operator = Viewer.the_operator()
    renewed = 0
    for built in items:
        standing = _standing(session, built)
        if standing is None or means.tools.tmp is None:
            continue
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
        renewed += 1
    return renewed


def _standing(session: Session, built: BuiltItem) -> str | None:
    """The demo item of this file, if none of its versions has the file's bytes."""
    versions = session.execute(
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
    ).all()
    if not versions or sha256_of(built.path) in {row.original_sha for row in versions}:
        return None
    standing: str = versions[0].public_id
    return standing
