"""One material as its page shows it: the version, what was made of it, its words, its story."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.models import Person
from accounts.viewer import Viewer
from catalog.audience import is_author, reviews, sees_hidden
from catalog.cards import LessonLine, lesson_lines
from catalog.grid import Subject
from catalog.kept_back import NOTHING, KeptBack
from catalog.made import Picture, Slide, made
from catalog.models import Item, ItemEvent, Version
from catalog.opening import Opens, by_shelf_alone, chosen_version, find_item
from media.delivery import ORIGINAL


@dataclass(frozen=True)
class Event:
    """A line of the item's history."""

    what: str
    why: str
    who: str
    at: datetime
    version_no: int | None


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


def _subject_title(session: Session, item: Item) -> str:
    if item.subject_code is None:
        return ""
    subject = session.get(Subject, item.subject_code)
    return subject.title if subject is not None else ""


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
