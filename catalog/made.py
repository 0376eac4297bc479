"""What was made of a version: its pictures, films and slides, as those see them who look."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog import captions
from catalog.kept_back import NOTHING, UNITS, KeptBack, gathered
from catalog.kinds import lasts
from catalog.models import Fragment, Item, Version
from catalog.turned_words import told_by_pages
from media.models import Rendition

LARGE, SMALL = (1920, 960), (480, 320, 960)
"""The longest sides, pixels, of a slide's or page's pictures for the stage and for the strip, the
best first."""


@dataclass(frozen=True)
class Picture:
    """A rendition that is a picture or a film: its name, size in pixels, and bytes where known."""

    name: str
    width: int | None
    height: int | None
    bytes: int = 0


@dataclass(frozen=True)
class Slide:
    """A slide or a page in the viewer; ``large`` and ``small`` are there once they are made.

    ``middle`` is the large one at half its size, for phones. ``layer`` and ``media`` say that what
    lies over the picture is made too: words to select and links to press; ``films`` (and sounds).
    """

    n: int
    heading: str
    hidden: bool
    large: Picture | None
    small: Picture | None
    middle: Picture | None = None
    layer: Picture | None = None
    media: Picture | None = None
    films: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Made:
    """What was made of a version, as far as those see it who look: see ``ItemPage``."""

    slides: tuple[Slide, ...]
    pictures: dict[str, Picture]
    mimes: dict[str, str]
    kept: KeptBack


def made(session: Session, item: Item, version: Version, *, hidden: bool) -> Made:
    """What was made of a version; two queries, of a film or a sound also what was sent for it.

    ``hidden``: with what is kept from the class.
    """
    rows = session.execute(
        select(
            Rendition.name, Rendition.width, Rendition.height, Rendition.mime, Rendition.bytes
        ).where(Rendition.original_sha == version.original_sha)
    ).all()
    fragments = _fragments(session, item, version)
    kept = NOTHING if hidden else _kept(fragments, version)
    pictures = {
        name: Picture(name, width, height, weight)
        for name, width, height, _, weight in rows
        if not kept.keeps(name)
    }
    mimes = {name: mime for name, _, _, mime, _ in rows if name in pictures}
    if lasts(item.kind):
        for name in captions.sent_names(session, version).values():
            pictures[name], mimes[name] = Picture(name, None, None), captions.MIME
    return Made(
        slides=_slides(item, fragments, pictures, kept),
        pictures=pictures,
        mimes=mimes,
        kept=kept,
    )


def slide_words(session: Session, version: Version, kind: str, n: int) -> Fragment | None:
    """The words of slide (or page) ``n``, from 1; one query."""
    return session.scalars(
        select(Fragment).where(
            Fragment.version_id == version.id,
            Fragment.unit == UNITS.get(kind, "slide"),
            Fragment.at == n,
        )
    ).first()


Found = tuple[int, str, bool, bool]
"""Of a slide or page: its number, heading, whether it is hidden, whether it has notes."""


def _fragments(session: Session, item: Item, version: Version) -> list[Found]:
    unit = UNITS.get(item.kind)
    if unit is None:
        return []
    rows = session.execute(
        select(Fragment.at, Fragment.heading, Fragment.hidden, Fragment.notes != "")
        .where(Fragment.version_id == version.id, Fragment.unit == unit)
        .order_by(Fragment.at)
    )
    return [(at, heading, hidden, noted) for at, heading, hidden, noted in rows]


def _kept(fragments: list[Found], version: Version) -> KeptBack:
    marks = ((at, hidden, noted) for at, _, hidden, noted in fragments)
    return gathered(marks, version)


def _slides(
    item: Item, fragments: list[Found], pictures: dict[str, Picture], kept: KeptBack
) -> tuple[Slide, ...]:
    unit = UNITS.get(item.kind)
    if not told_by_pages(item.kind, len(fragments)):
        return ()  # its one page is the picture itself
    return tuple(
        Slide(
            n=at,
            heading=heading,
            hidden=hidden,
            large=_first(pictures, f"{unit}-{at:04}-", LARGE),
            small=_first(pictures, f"{unit}-{at:04}-", SMALL),
            middle=_middle(pictures, f"{unit}-{at:04}-"),
            layer=pictures.get(f"{unit}-{at:04}-layer.json"),
            media=pictures.get(f"{unit}-{at:04}-media.json"),
            films=_films(pictures, f"{unit}-{at:04}-media"),
        )
        for at, heading, hidden, _ in fragments
        if at not in kept.hidden
    )


def _films(pictures: dict[str, Picture], begins: str) -> tuple[Picture, ...]:
    if f"{begins}.json" not in pictures:
        return ()
    return tuple(pictures[name] for name in sorted(pictures) if name.startswith(f"{begins}-"))


def _middle(pictures: dict[str, Picture], begins: str) -> Picture | None:
    large = pictures.get(f"{begins}1920.webp")
    return pictures.get(f"{begins}960.webp") if large is not None and large.width else None


def _first(pictures: dict[str, Picture], begins: str, sides: tuple[int, ...]) -> Picture | None:
    names = (f"{begins}{side}.webp" for side in sides)
    return next((pictures[name] for name in names if name in pictures), None)
