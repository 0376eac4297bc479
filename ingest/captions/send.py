"""Captions that an author sends for a film or a recording: kept, replaced, removed."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.change import record
from catalog.kinds import lasts
from catalog.models import Caption, Version
from core.clock import Clock
from core.errors import Conflict, Invalid, NotFound
from ingest.captions.cues import write_vtt
from ingest.captions.language import UNKNOWN, code_of
from ingest.captions.read import read_captions
from ingest.captions.transcript import rewrite_transcript
from media.storage import Storage

MOST_LANGUAGES = 20
"""Captions of one version: they count in nobody's quota, each may have 2 MB."""


class TooManyLanguages(Conflict):
    """The version has captions in as many languages as it may."""

    code = "too_many_captions"

    def __init__(self) -> None:
        super().__init__(
            f"Субтитры уже есть на {MOST_LANGUAGES} языках, больше нельзя. "
            "Уберите ненужные и пришлите эти снова."
        )


class NoCaptionsHere(Conflict):
    """The item is of a kind that has nothing to say over time."""

    code = "no_captions_here"

    def __init__(self) -> None:
        super().__init__("Субтитры бывают только у фильмов и звука.")


class NoSuchCaptions(NotFound):
    """Nobody sent captions in this language."""

    code = "no_such_captions"

    def __init__(self) -> None:
        super().__init__("Присланных субтитров на этом языке нет.")


def send_captions(
    session: Session,
    storage: Storage,
    viewer: Viewer,
    version: Version,
    language: str,
    content: bytes,
    *,
    clock: Clock,
) -> Caption:
    """Keep captions for a version in the place of those in the same language; flushes.

    ``language`` is a code as «ru» or «rus», ``content`` an SRT or VTT file. What is said is
    searched anew. Raises NoCaptionsHere, Invalid, TooManyLanguages, and WrongCaptions with the
    line.
    """
    if not lasts(version.item.kind):
        raise NoCaptionsHere
    code = code_of(language)
    if code == UNKNOWN:
        raise Invalid("Язык субтитров пишут двумя буквами: ru, en, tt.")
    text = write_vtt(read_captions(content, version.original.duration_ms))
    row = _sent(session, version, code)
    if row is None:
        _room_for_one(session, version)
        row = Caption(version_id=version.id, language=code)
        session.add(row)
    row.text, row.sha256 = text, sha256(text.encode()).hexdigest()
    row.created_by_id, row.created_at = viewer.person_id, clock()
    _told(session, storage, viewer, version, clock)
    return row


def remove_captions(
    session: Session,
    storage: Storage,
    viewer: Viewer,
    version: Version,
    language: str,
    *,
    clock: Clock,
) -> None:
    """Remove sent captions; what the file itself holds stays and speaks again. Flushes.

    Raises NoSuchCaptions.
    """
    # As it is written: a language that is not known may have been taken once.
    row = _sent(session, version, code_of(language)) or _sent(session, version, language)
    if row is None:
        raise NoSuchCaptions
    session.delete(row)
    _told(session, storage, viewer, version, clock)


def _sent(session: Session, version: Version, code: str) -> Caption | None:
    return session.scalar(
        select(Caption).where(Caption.version_id == version.id, Caption.language == code)
    )


def _room_for_one(session: Session, version: Version) -> None:
    stand = select(func.count()).where(Caption.version_id == version.id)
    if (session.scalar(stand) or 0) >= MOST_LANGUAGES:
        raise TooManyLanguages


def _told(
    session: Session,
    storage: Storage,
    viewer: Viewer,
    version: Version,
    clock: Clock,
) -> None:
    session.flush()
    rewrite_transcript(session, storage, version)
    record(
        session,
        version.item,
        "captions",
        who_id=viewer.person_id,
        clock=clock,
        version=version,
    )
