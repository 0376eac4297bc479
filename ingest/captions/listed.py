"""The captions that a version has, sent and its own, as its page and the API list them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalog.captions import sent_names
from catalog.models import Version
from ingest.captions.language import read_first
from ingest.captions.names import caption_language
from media.renditions import made_of


@dataclass(frozen=True)
class Listed:
    """Captions in one language; ``name`` is the last part of their address.

    ``sent``: a person sent them, so they can be removed; else the file holds them.
    """

    language: str
    name: str
    sent: bool


def listed(session: Session, version: Version) -> list[Listed]:
    """The captions that are shown, one a language, Russian first; two queries."""
    sent = sent_names(session, version)
    held = {
        language: row.name
        for row in made_of(session, version.original_sha)
        if (language := caption_language(row.name)) is not None
    }
    return [
        Listed(code, sent.get(code) or held[code], code in sent)
        for code in read_first([*sent, *held])
    ]
