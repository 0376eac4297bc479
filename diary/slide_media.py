"""The films and sounds that stand on a slide of a deck, for the board and its remote."""

import json
import logging
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.made import Slide
from catalog.models import Version
from media.models import Rendition
from media.renditions import storage_name
from media.storage import Storage

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SlideMedium:
    """A film or a sound (``kind`` is ``video`` or ``audio``) and the file that plays.

    ``box`` is where it stands, shares of the slide: left, top, width, height.
    """

    kind: str
    name: str
    box: tuple[float, ...]


def slide_media(
    session: Session, storage: Storage, version: Version, slide: Slide | None
) -> tuple[SlideMedium, ...]:
    """What plays on this slide, in its order; one query where anything does, else none.

    What is lost at the moment is not told: it is made again.
    """
    if slide is None or slide.media is None:
        return ()
    return _listed(session, storage, version, [slide.media.name])


def stands_on(
    session: Session, storage: Storage, version: Version, name: str, slides: tuple[int, ...]
) -> bool:
    """Whether the film or sound of this name stands on one of the slides too; one query.

    One that stands on several is one file, named by the first of them.
    """
    lists = [f"slide-{n:04}-media.json" for n in slides]
    return any(one.name == name for one in _listed(session, storage, version, lists))


def _listed(
    session: Session, storage: Storage, version: Version, names: list[str]
) -> tuple[SlideMedium, ...]:
    rows = session.scalars(
        select(Rendition)
        .where(Rendition.original_sha == version.original_sha, Rendition.name.in_(names))
        .order_by(Rendition.name)
    )
    found: list[SlideMedium] = []
    for row in rows:
        try:
            with storage.local(storage_name(row)) as path:
                told = json.loads(path.read_text("utf-8"))["media"]
        except FileNotFoundError:
            log.warning("%s of %s is lost", row.name, row.original_sha)
            continue
        found += [SlideMedium(one["kind"], one["name"], tuple(one["box"])) for one in told]
    return tuple(found)
