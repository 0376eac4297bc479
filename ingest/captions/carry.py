"""Captions that pass to an item's next version: the same film, saved anew."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.captions import has_sent
from catalog.kinds import lasts
from catalog.models import Caption, Version

SAME_LENGTH = 1000
"""Milliseconds: what was encoded anew differs by some frames; more is another cut."""


def carry_captions(session: Session, version: Version) -> bool:
    """Give a version without captions those of the one before, if both are of one length; flushes.

    Returns whether there were any. At most three queries, none for what has no captions.
    """
    if not lasts(version.item.kind) or version.no == 1 or has_sent(session, version):
        return False
    before = session.scalar(
        select(Version).where(Version.item_id == version.item_id, Version.no == version.no - 1)
    )
    lengths = [one.original.duration_ms for one in (before, version) if one is not None]
    if before is None or None in lengths:
        return False
    old, new = (length or 0 for length in lengths)
    rows = session.scalars(select(Caption).where(Caption.version_id == before.id)).all()
    if not rows or abs(old - new) > SAME_LENGTH:
        return False
    _copy(session, rows, version)
    return True


def copy_captions(session: Session, old: Version, new: Version) -> None:
    """Give ``new``, which has the same original as ``old``, the same captions; flushes."""
    _copy(session, session.scalars(select(Caption).where(Caption.version_id == old.id)).all(), new)


def _copy(session: Session, rows: Sequence[Caption], version: Version) -> None:
    session.add_all(
        Caption(
            version_id=version.id,
            language=row.language,
            text=row.text,
            sha256=row.sha256,
            created_by_id=row.created_by_id,
            created_at=row.created_at,
        )
        for row in rows
    )
    session.flush()
