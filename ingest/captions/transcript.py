"""What is said in a film or a recording, as the fragments that a search finds by the second."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.models import Caption, Version
from ingest.captions.cues import Cue
from ingest.captions.language import read_first
from ingest.captions.names import words_of
from ingest.captions.order import best_of
from ingest.captions.read import WrongCaptions, read_captions
from ingest.captions.spoken import spoken
from ingest.learn import write_fragments
from media.models import Rendition
from media.renditions import made_of, storage_name
from media.storage import Storage

log = logging.getLogger(__name__)


def rewrite_transcript(session: Session, storage: Storage, version: Version) -> None:
    """Put the words of the version's best captions in the place of its fragments; flushes.

    Russian goes before other languages, and of one language what a person sent before what the
    file holds. Without captions there are no fragments.
    """
    write_fragments(session, version, spoken(_best(session, storage, version)))


def _best(session: Session, storage: Storage, version: Version) -> Sequence[Cue]:
    rows = session.execute(
        select(Caption.language, Caption.text).where(Caption.version_id == version.id)
    )
    sent = {row.language: row.text for row in rows}
    held = {row.name: row for row in made_of(session, version.original_sha)}
    own = best_of(held)
    spoken = {words[0] for name in own if (words := words_of(name)) is not None}
    for language in read_first([*sent, *spoken]):
        if language in sent:
            return read_captions(sent[language].encode())
        for name in own:
            if words_of(name) in ((language, False), (language, True)):
                cues = _held(storage, held[name])
                if cues:
                    return cues
    return ()


def _held(storage: Storage, row: Rendition) -> Sequence[Cue]:
    try:
        with storage.local(storage_name(row)) as path:
            return read_captions(path.read_bytes())
    except (FileNotFoundError, WrongCaptions):
        # It is made again one day; until then the next language speaks.
        log.warning("captions %s of %s cannot be read", row.name, row.original_sha)
        return ()
