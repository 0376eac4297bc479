"""Who may open a file: the rooms' answers joined, for ``media``."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.web import viewer
from catalog import audience
from catalog.kept_back import kept_back
from catalog.licences import allows_download
from catalog.models import Version
from diary.opening import opens_by_homework
from media.views import Opened


def viewer_word() -> str | None:
    """Who is asking, as addresses of files know them; None for a visitor."""
    found = viewer()
    return str(found.person_id) if found is not None else None


def may_open(session: Session, version_id: str, name: str) -> Opened | None:
    """The version with this public id, if the one who asks may have its file ``name`` now.

    For those who do not see hidden slides one query more: the file may hold some.
    """
    asking = viewer()
    if asking is None:
        return None
    version = session.scalar(
        select(Version)
        .where(Version.public_id == version_id)
        .options(joinedload(Version.item), joinedload(Version.original))
    )
    if version is None:
        return None
    if not (
        audience.may_open(session, asking, version) or opens_by_homework(session, asking, version)
    ):
        return None
    if not audience.sees_hidden(asking) and kept_back(session, version).keeps(name):
        return None
    item = version.item
    inside = audience.is_author(asking, item) or audience.reviews(session, asking, item)
    taken_away = inside or allows_download(version.licence)
    return Opened(version.original_sha, version.file_name if taken_away else None)
