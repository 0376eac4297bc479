"""What a showing may show: its version, or what hangs on its homework, and the part of each.

For those who look at a board: never a hidden slide, never the file itself.
"""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from catalog.kept_back import UNITS, kept_back
from catalog.kinds import SHOWN
from catalog.made import Made, Picture, Slide, made
from catalog.models import Item, Version
from catalog.playing import Playing
from catalog.viewing import MOVING, picture_of, playing, view_of
from diary.fragment import Part, parse_ranges
from diary.models import Attachment, Grant
from diary.slide_media import stands_on
from media.delivery import ORIGINAL
from media.storage import Storage

_OF_ONE = re.compile(r"(?:slide|page)-(\d+)-")
"""The beginning of a picture's name that shows one slide or page, from 1."""

_MEDIUM = re.compile(r"slide-\d+-media-\d+\.(?:mp4|m4a)$")
"""The name of a film or a sound that stands on a slide."""


@dataclass(frozen=True)
class Thing:
    """A version and its part; ``attachment`` where it hangs on homework."""

    version: Version
    part: Part
    attachment: Attachment | None = None

    @property
    def key(self) -> str:
        """The attachment's public id, empty for a version that is shown by itself."""
        return self.attachment.public_id if self.attachment is not None else ""


@dataclass(frozen=True)
class Shown:
    """A thing with what was made of it; ``slides`` are those of the part that a class may see."""

    thing: Thing
    made: Made
    slides: tuple[Slide, ...]

    @property
    def film(self) -> Playing | None:
        """What plays of it, a film or a sound."""
        return playing(self.made)

    @property
    def picture(self) -> Picture | None:
        """The rendition that shows it, where it is a picture."""
        return picture_of(self.made)

    @property
    def moving(self) -> Picture | None:
        """The film of its motion, where it is a large animation."""
        return self.made.pictures.get(MOVING)

    @property
    def view(self) -> str:
        """``slides``, ``film``, ``sound``, ``picture`` or ``waiting``."""
        if SHOWN[self.thing.version.item.kind].slides and not self.slides:
            return "waiting"
        return view_of(self.made) if self.slides or not self.made.slides else "waiting"

    def slide(self, n: int) -> Slide | None:
        """The slide with this number, or the nearest of the part."""
        return min(self.slides, key=lambda slide: (abs(slide.n - n), slide.n), default=None)

    def beside(self, n: int) -> tuple[Slide | None, Slide | None]:
        """The slides before and after ``n``."""
        before = [slide for slide in self.slides if slide.n < n]
        after = [slide for slide in self.slides if slide.n > n]
        return (before[-1] if before else None), (after[0] if after else None)


def things(session: Session, grant: Grant) -> list[Thing]:
    """What the showing consists of, in order, without what was withdrawn; one query."""
    if grant.version_id is not None:
        version = session.scalar(
            select(Version)
            .where(Version.id == grant.version_id, Version.item.has(Item.withdrawn_at.is_(None)))
            .options(joinedload(Version.item), joinedload(Version.original))
        )
        return [Thing(version, grant_part(grant))] if version is not None else []
    rows = session.scalars(
        select(Attachment)
        .join(Version, Version.id == Attachment.version_id)
        .join(Item, Item.id == Version.item_id)
        .where(Attachment.homework_id == grant.homework_id, Item.withdrawn_at.is_(None))
        .order_by(Attachment.position)
        .options(
            joinedload(Attachment.version).joinedload(Version.item),
            joinedload(Attachment.version).joinedload(Version.original),
        )
    )
    return [Thing(row.version, Part.of(row), row) for row in rows]


def current(grant: Grant, found: list[Thing]) -> Thing | None:
    """Which of its things the showing is at; the first where it is at none of them."""
    at = (one for one in found if one.attachment and one.attachment.id == grant.attachment_id)
    return next(at, found[0] if found else None)


def shown(session: Session, thing: Thing) -> Shown:
    """What a class sees of the thing; two queries."""
    seen = made(session, thing.version.item, thing.version, hidden=False)
    slides = tuple(one for one in seen.slides if _holds(thing.part, one.n))
    return Shown(thing, seen, slides)


def opens_on_board(
    session: Session, storage: Storage, grant: Grant, version: Version, name: str
) -> bool:
    """Whether a screen of this live showing may have the version's file ``name``.

    Of a deck what belongs to single slides, those of the part and not hidden; of a film all that
    was made of it, also beyond the part; the original never. At most two queries, three for a film
    on a slide outside the part: it may stand on one inside as well.
    """
    if name == ORIGINAL or version.item.withdrawn_at is not None:
        return False
    parts = [one.part for one in things(session, grant) if one.version.id == version.id]
    if not any(_file_of(part, version, name) for part in parts):
        inside = tuple(n for part in parts for n in _picked(part))
        if _MEDIUM.match(name) is None or not stands_on(session, storage, version, name, inside):
            return False
    return not kept_back(session, version).keeps(name)


def grant_part(grant: Grant) -> Part:
    """The part that a showing of one version is kept to."""
    slides = parse_ranges(grant.slides) if grant.slides else ()
    return Part(slides=slides, from_ms=grant.from_ms, to_ms=grant.to_ms)


def _holds(part: Part, n: int) -> bool:
    if part.region_slide is not None:
        return n == part.region_slide
    return not part.slides or n in part.slides


def _picked(part: Part) -> tuple[int, ...]:
    return (part.region_slide,) if part.region_slide is not None else part.slides


def _file_of(part: Part, version: Version, name: str) -> bool:
    kind = version.item.kind
    if kind not in UNITS:
        return True
    one = _OF_ONE.match(name)
    if one is not None:
        return _holds(part, int(one.group(1)))
    single = (version.original.pages or 1) == 1
    return kind == "image" and (single or (not part.slides and part.region_slide is None))
