"""Changing what is said of an item: title, licence, keywords and the rest."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import is_author, reviews
from catalog.change import record
from catalog.errors import NotYours
from catalog.items import newest
from catalog.licences import parse_licence
from catalog.models import Item
from core.clock import Clock
from core.errors import Invalid
from core.plain_text import plain

LIMITS = {"title": 300, "description": 5000, "author": 300, "source": 500, "language": 35}
"""Most characters a field."""


def describe(
    session: Session,
    viewer: Viewer,
    item: Item,
    fields: Mapping[str, str],
    *,
    keywords: Sequence[str] | None = None,
    clock: Clock,
) -> None:
    """Set fields of the newest version: those of ``LIMITS``, ``licence`` and the keywords.

    Raises NotYours, and Invalid for an empty title.
    """
    version = newest(item)
    reviewer = reviews(session, viewer, item)
    if not (reviewer or is_author(viewer, item)):
        raise NotYours("Описание меняет автор материала или методист.")
    if version.status == "published" and not reviewer:
        raise NotYours("Описание опубликованного материала меняет методист.")
    if "title" in fields and not plain(fields["title"]).strip():
        raise Invalid("У материала должно быть название.")
    for name, limit in LIMITS.items():
        if name in fields:
            setattr(version, name, " ".join(plain(fields[name]).split())[:limit])
    licence = parse_licence(fields.get("licence"))
    if licence is not None:
        version.licence = licence.name
    if keywords is not None:
        version.keywords = split_keywords(";".join(keywords))
    record(session, item, "described", who_id=viewer.person_id, clock=clock, version=version)


def split_keywords(text: str) -> list[str]:
    """Keywords from a line with ``;`` between them; at most 50 of at most 100 characters."""
    words = (" ".join(plain(word).split())[:100] for word in text.split(";"))
    return list(dict.fromkeys(word for word in words if word))[:50]
