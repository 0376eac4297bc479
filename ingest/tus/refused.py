"""Files that were not taken stand on the upload page until their sender puts them away."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from core.clock import Clock
from ingest.details import clean_name
from ingest.models import Upload
from ingest.tus.aside import MOST_ASIDE
from ingest.tus.create import words_of
from ingest.tus.find import refused_of

NOTHING_SAID: Mapping[str, str] = MappingProxyType({})

MOST_NOTED = 3 * MOST_ASIDE
"""Of one person in a day, three whole forms; whoever is refused more has a program that does not
read the answers."""


def note_refused(
    session: Session,
    viewer: Viewer,
    file_name: str,
    length: int,
    reason: str,
    *,
    words: Mapping[str, str] = NOTHING_SAID,
    days: int,
    clock: Clock,
) -> Upload | None:
    """Keep that a file of ``length`` bytes was refused before it became an upload; commits.

    ``words`` were said of it and go for the file that is sent in its place. No bytes are kept.
    What was refused for the same reason before stands once. Nothing that stands makes room for it:
    None where MOST_NOTED stand, as where there is no account whose page could show it.
    """
    if viewer.user_id is None:
        return None
    name, now = clean_name(file_name), clock()
    mine = (Upload.user_id == viewer.user_id, Upload.outcome == "refused")
    same = (Upload.file_name == name, Upload.length == max(1, length), Upload.reason == reason)
    session.execute(delete(Upload).where(*mine, *same))
    if (session.scalar(select(func.count()).where(*refused_of(viewer, clock))) or 0) >= MOST_NOTED:
        session.rollback()
        return None
    upload = Upload(
        user_id=viewer.user_id,
        file_name=name,
        words=words_of(words),
        # A row is of a file with bytes; of one without any the page shows no size.
        length=max(1, length),
        received=max(1, length),
        created_at=now,
        expires_at=now + timedelta(days=days),
        outcome="refused",
        reason=reason,
        finished_at=now,
    )
    session.add(upload)
    session.commit()
    return upload
