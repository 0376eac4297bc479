"""One material as its page shows it: the version, what was made of it, its words, its story."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.models import Person
from accounts.viewer import Viewer
from catalog import captions
from catalog.audience import is_author, may_open, reviews, sees_hidden
from catalog.cards import LessonLine, lesson_lines
from catalog.errors import ItemNotFound, VersionNotFound
from catalog.grid import Subject
from catalog.kept_back import NOTHING, UNITS, KeptBack, gathered
from catalog.models import Fragment, Item, ItemEvent, Version
from catalog.turned_words import told_by_pages
from media.delivery import ORIGINAL
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
class Event:
    """A line of the item's history."""

    what: str
    why: str
    who: str
    at: datetime
    version_no: int | None


@dataclass(frozen=True)
class Made:
    """What was made of a version, as far as those see it who look: see ``ItemPage``."""

    slides: tuple[Slide, ...]
    pictures: dict[str, Picture]
    mimes: dict[str, str]
    kept: KeptBack


@dataclass(frozen=True)
class ItemPage:
    """All that an item's page shows, and what this viewer may do there.

    ``usual`` is the version that the page shows who asks for none.

    ``slides`` and ``pictures`` are those that this viewer sees, ``kept`` says what is kept back
    from them: hidden slides leave gaps in the numbers, which are the deck's own.
    """

    item: Item
    version: Version
    newest: Version
    versions: tuple[Version, ...]
    subject_title: str
    lessons: tuple[LessonLine, ...]
    slides: tuple[Slide, ...]
    pictures: dict[str, Picture]
    mimes: dict[str, str]
    events: tuple[Event, ...]
    mine: bool
    reviewer: bool
    kept: KeptBack = NOTHING
    usual: Version | None = None

    @property
    def instead(self) -> Version | None:
        """What the page shows who asks for no version, where the shown one is another."""
        other = self.usual is not None and self.usual.id != self.version.id
        return self.usual if other else None

    @property
    def published(self) -> bool:
        """Whether the version that is shown is the one that people find."""
        return self.version.id == self.item.published_version_id and not self.item.withdrawn_at

    @property
    def status(self) -> str:
        """The shown version's status, or ``withdrawn``."""
        return "withdrawn" if self.item.withdrawn_at is not None else self.version.status

    @property
    def keeps_original(self) -> bool:
        """Whether the file itself is kept from this viewer, for what it holds beside the slides."""
        return self.kept.keeps(ORIGINAL)

    @property
    def pages(self) -> int | None:
        """How many slides or pages this viewer may turn, the undrawn ones too; None if unread."""
        pages = self.version.original.pages
        if pages is None or self.kept.unread:
            return None
        return pages - len(self.kept.hidden)

    def nearest(self, n: int) -> Slide | None:
        """The slide with this number, or the one next to it that there is; None without slides."""
        return min(self.slides, key=lambda slide: (abs(slide.n - n), slide.n), default=None)

    def beside(self, n: int) -> tuple[int | None, int | None]:
        """The numbers of the slides before and after ``n``."""
        before = [slide.n for slide in self.slides if slide.n < n]
        after = [slide.n for slide in self.slides if slide.n > n]
        return (before[-1] if before else None), (after[0] if after else None)

    @property
    def inside(self) -> bool:
        """Whether the viewer is told the item's inside: versions, history, work under way."""
        return self.mine or self.reviewer


Opens = Callable[[Session, Viewer, Version], bool]
"""What opens a version to a viewer beside its shelf: the app knows, homework is a room above."""


def by_shelf_alone(session: Session, viewer: Viewer, version: Version) -> bool:
    """Nothing beside the shelf opens it."""
    return False


def find_item(
    session: Session, viewer: Viewer, public_id: str, also: Opens = by_shelf_alone
) -> Item:
    """The item with its versions, if this viewer may open any of them; else ItemNotFound.

    ``also`` says what else than the shelf opens a version.
    """
    item = (
        session.scalars(
            select(Item)
            .where(Item.public_id == public_id)
            .options(joinedload(Item.versions).joinedload(Version.original))
        )
        .unique()
        .first()
    )
    if item is None or not any(
        may_open(session, viewer, version) or also(session, viewer, version)
        for version in item.versions
    ):
        raise ItemNotFound
    return item


def item_page(
    session: Session,
    viewer: Viewer,
    public_id: str,
    version_no: int | None = None,
    also: Opens = by_shelf_alone,
) -> ItemPage:
    """The page of an item, at its published version or at ``version_no``; about seven queries.

    An author and a reviewer meet the newest version first while nothing is published.
    Raises ItemNotFound or VersionNotFound also for what this viewer may not open.
    """
    item = find_item(session, viewer, public_id, also)
    version = chosen_version(session, viewer, item, version_no, also)
    page = _version_page(session, viewer, item, version)
    if version_no is None:
        return replace(page, usual=version)
    return replace(page, usual=chosen_version(session, viewer, item, None, also))


def bare_page(session: Session, viewer: Viewer, version: Version) -> ItemPage:
    """A version as its viewer needs it, without where it is filed and what happened to it.

    For pages that have found in their own way that the viewer may open it; two queries, one more
    for a methodologist.
    """
    item = version.item
    seen = made(session, item, version, hidden=sees_hidden(viewer))
    return ItemPage(
        item=item,
        version=version,
        newest=version,
        versions=(version,),
        subject_title="",
        lessons=(),
        slides=seen.slides,
        pictures=seen.pictures,
        mimes=seen.mimes,
        events=(),
        mine=is_author(viewer, item),
        reviewer=reviews(session, viewer, item),
        kept=seen.kept,
    )


def _version_page(session: Session, viewer: Viewer, item: Item, version: Version) -> ItemPage:
    page = bare_page(session, viewer, version)
    return replace(
        page,
        newest=item.versions[-1],
        versions=tuple(item.versions),
        subject_title=_subject_title(session, item),
        lessons=lesson_lines(session, [item.id]).get(item.id, ()),
        events=_events(session, item) if page.inside else (),
    )


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
    if item.kind in captions.TIMED:
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


def chosen_version(
    session: Session,
    viewer: Viewer,
    item: Item,
    version_no: int | None = None,
    also: Opens = by_shelf_alone,
) -> Version:
    """The version that the page of an item that is open to this viewer shows them.

    The published one, or else the newest; or ``version_no``. Raises VersionNotFound.
    """

    def opens(version: Version) -> bool:
        return may_open(session, viewer, version) or also(session, viewer, version)

    if version_no is not None:
        asked = [version for version in item.versions if version.no == version_no]
        if not asked or not opens(asked[0]):
            raise VersionNotFound
        return asked[0]
    published = [one for one in item.versions if one.id == item.published_version_id]
    # Homework may have brought an older version alone.
    return next(version for version in (*published, *reversed(item.versions)) if opens(version))


def _subject_title(session: Session, item: Item) -> str:
    if item.subject_code is None:
        return ""
    subject = session.get(Subject, item.subject_code)
    return subject.title if subject is not None else ""


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


def _events(session: Session, item: Item) -> tuple[Event, ...]:
    rows = session.execute(
        select(ItemEvent, Person, Version.no)
        .outerjoin(Person, Person.id == ItemEvent.who_id)
        .outerjoin(Version, Version.id == ItemEvent.version_id)
        .where(ItemEvent.item_id == item.id)
        .order_by(ItemEvent.at.desc(), ItemEvent.id.desc())
        .limit(50)
    )
    return tuple(
        Event(
            event.what,
            event.why,
            (event.who_id is not None and person.short_name) or "",
            event.at,
            no,
        )
        for event, person, no in rows
    )
