"""Choosing a part of a material: its slides as small pictures, or the length of a film."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.made import SMALL
from catalog.models import Fragment, Item, Version
from catalog.playing import plain_of
from diary.attachable import attachable
from media.models import Rendition

UNITS = {"presentation": "slide", "image": "page"}


@dataclass(frozen=True)
class PickSlide:
    """A slide to choose; ``picture`` is its rendition's name, empty while there is none."""

    n: int
    heading: str
    hidden: bool
    picture: str


@dataclass(frozen=True)
class PickPage:
    """The version that would be attached, and what its part is chosen by.

    ``slides`` of a deck; ``film`` is the name of what plays of a film or a sound, empty until made.
    """

    version: Version
    slides: tuple[PickSlide, ...]
    film: str

    @property
    def item(self) -> Item:
        """The material."""
        return self.version.item

    @property
    def by_time(self) -> bool:
        """Whether a part is a stretch of time."""
        return self.item.kind in ("video", "audio")

    @property
    def pages(self) -> int:
        """How many slides there are to choose from, 0 while nobody knows."""
        return self.version.original.pages or 0

    @property
    def seconds(self) -> int:
        """The second in which a film or a sound ends begins, 0 while nobody knows."""
        return (self.version.original.duration_ms or 0) // 1000


def within(asked: int, most: int) -> int:
    """A slide or a second that an address names; 0 for one that is not there."""
    return asked if 0 < asked <= most else 0


def pick_page(
    session: Session, viewer: Viewer, item_id: str, version_no: int | None = None
) -> PickPage:
    """What a teacher chooses from; three queries. Raises ItemNotFound."""
    version = attachable(session, viewer, item_id, version_no)
    made = set(
        session.scalars(
            select(Rendition.name).where(Rendition.original_sha == version.original_sha)
        )
    )
    unit = UNITS.get(version.item.kind)
    slides: tuple[PickSlide, ...] = ()
    if unit is not None:
        rows = session.execute(
            select(Fragment.at, Fragment.heading, Fragment.hidden)
            .where(Fragment.version_id == version.id, Fragment.unit == unit)
            .order_by(Fragment.at)
        )
        slides = tuple(
            PickSlide(at, heading, hidden, _small(unit, at, made)) for at, heading, hidden in rows
        )
    return PickPage(version, slides, plain_of(made))


def _small(unit: str, n: int, made: set[str]) -> str:
    names = [f"{unit}-{n:04}-{side}.webp" for side in SMALL]
    return next((name for name in names if name in made), "")
