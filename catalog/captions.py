"""Captions that a person sent: their names among a version's files, and their words.

The name holds a part of the words' hash, so that what stands at an address never changes.
"""

import re

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from catalog.models import Caption, Version
from media.written import Written

MIME = "text/vtt"

HASH_LETTERS = 12

_NAME = re.compile(rf"captions-([a-z]{{2,3}})-([0-9a-f]{{{HASH_LETTERS}}})\.vtt")


def sent_name(language: str, sha256: str) -> str:
    """The name of sent captions in their address: ``captions-ru-0123456789ab.vtt``."""
    return f"captions-{language}-{sha256[:HASH_LETTERS]}.vtt"


def sent_names(session: Session, version: Version) -> dict[str, str]:
    """Language → name of the captions that were sent for a version; one query."""
    rows = session.execute(
        select(Caption.language, Caption.sha256).where(Caption.version_id == version.id)
    )
    return {language: sent_name(language, sha256) for language, sha256 in rows}


def has_sent(session: Session, version: Version) -> bool:
    """Whether any captions were sent for a version; one query."""
    return bool(session.scalar(select(exists().where(Caption.version_id == version.id))))


def written_file(session: Session, version_id: str, name: str) -> Written | None:
    """The captions of this name of the version with this public id; a query where it is theirs."""
    named = _NAME.fullmatch(name)
    if named is None:
        return None
    found = session.execute(
        select(Caption.text, Caption.sha256)
        .join(Version, Version.id == Caption.version_id)
        .where(Version.public_id == version_id, Caption.language == named[1])
    ).first()
    if found is None or not found.sha256.startswith(named[2]):
        return None
    return Written(found.text.encode(), MIME, found.sha256)
