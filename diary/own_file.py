"""«Загрузить свой файл»: taken in like any other, private, and hung on homework at once."""

from sqlalchemy.orm import Session

from accounts.allow import require
from accounts.viewer import Viewer
from catalog.audience import is_author, may_open
from catalog.errors import ItemNotFound
from catalog.models import Item, Version
from catalog.place import place
from core.errors import Conflict
from core.settings import Settings
from diary.attach import attach
from diary.attachable import newest_attachable
from diary.draft import draft_of
from diary.models import Attachment, Homework, Occurrence
from ingest.arrive import Arrived
from ingest.details import Details
from ingest.entering import Means
from ingest.intake import take
from ingest.taken import Taken


class WithdrawnFile(Conflict):
    """The file stands in a material that was taken away."""

    code = "withdrawn_file"


def attach_file(
    session: Session,
    means: Means,
    viewer: Viewer,
    occurrence: Occurrence,
    homework: Homework | None,
    arrived: Arrived,
    file_name: str,
    *,
    settings: Settings | None = None,
) -> tuple[Taken, Attachment]:
    """Take the file in and hang it on ``homework``, else on the viewer's draft; commits once.

    The attachment stands as soon as the bytes do: both are one transaction. A new item is filed
    under the lesson's topic and stays its sender's alone until it is submitted. Bytes of an item
    that the viewer may open are hung from there. Raises Refused for what is not taken, NotAllowed,
    TooManyAttachments, WithdrawnFile, and NoRoomLeft where ``settings`` say how much room there
    is; then nothing was kept.
    """
    require(viewer, "occurrences.teach", occurrence)
    hung: list[Attachment] = []

    def hang(taken: Taken) -> None:
        goal = homework or draft_of(session, viewer, occurrence, clock=means.clock)
        if taken.outcome == "accepted" and is_author(viewer, taken.item):
            _file_under(session, viewer, taken.item, occurrence, means)
        if taken.item.withdrawn_at is not None:
            raise WithdrawnFile(taken.reason)
        version = _with_these_bytes(session, viewer, taken.item, arrived.sha256)
        hung.append(attach(session, viewer, goal, version, clock=means.clock))

    details = Details(
        subject=occurrence.subject_code, grade=str(occurrence.school_class.grade), lessons=()
    )
    taken = take(session, means, viewer, arrived, file_name, details, then=hang, settings=settings)
    return taken, hung[0]


def _file_under(
    session: Session, viewer: Viewer, item: Item, occurrence: Occurrence, means: Means
) -> None:
    """A new item's place is the lesson it was sent in for."""
    if occurrence.lesson is not None and not item.placements:
        place(session, item, occurrence.lesson, by_id=viewer.person_id, clock=means.clock)


def _with_these_bytes(session: Session, viewer: Viewer, item: Item, sha256: str) -> Version:
    """The version that this file is, as far as the viewer may open it; else what they may attach.

    Raises ItemNotFound for what is not theirs to attach.
    """
    same = [one for one in item.versions if one.original_sha == sha256]
    usual = newest_attachable(session, viewer, item)
    if usual in same:
        return usual
    found = next((one for one in reversed(same) if may_open(session, viewer, one)), usual)
    if found is None:
        raise ItemNotFound
    return found
