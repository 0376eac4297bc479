"""Taking a file in: the original by its hash, then item, version and job in one transaction."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.change import record
from catalog.models import Item, Placement
from core.settings import Settings
from ingest.again import again
from ingest.allowance import hold_room
from ingest.arrive import Arrived
from ingest.details import Details, check_details
from ingest.duplicates import standing_item
from ingest.entering import Means, add_version, enqueue, keep_bytes, keep_original
from ingest.formats import identify
from ingest.publishing import PublishWish
from ingest.queued import SINGLE
from ingest.taken import Taken

Then = Callable[[Taken], None]
"""What is to happen with a file that was taken in, before it is sure."""


def take(
    session: Session,
    means: Means,
    viewer: Viewer,
    arrived: Arrived,
    file_name: str,
    details: Details,
    *,
    wish: PublishWish | None = None,
    priority: int = SINGLE,
    then: Then | None = None,
    guessed: Details | None = None,
    settings: Settings | None = None,
) -> Taken:
    """Take one arrived file in as an item of ``viewer``; commits.

    ``guessed``: the details with what the file's surroundings say beside the sender. A new item
    begins with them; one that stands is not filed anew by them, somebody may have filed it better.

    ``settings``: what says how much room the viewer has; None where the room was reserved before.

    ``then`` is called with what came of it, in the same transaction: what it writes stands when
    the item stands, and what it raises undoes both.

    Raises ingest.formats.Refused for what is not taken, and PartaError for details that make
    no sense (NoRoomLeft where ``settings`` are given); then nothing was kept.
    """
    checked = check_details(session, details, file_name)
    standing = standing_item(session, viewer, arrived.sha256)
    if standing is not None:
        keep_bytes(session, means, arrived)
        return _done(session, again(session, means, viewer, standing, checked, wish), then)
    identified = identify(arrived.path, means.tools)
    keep_original(session, means, arrived, identified)
    # From here on nobody else takes these bytes in: what came first is seen by who comes second.
    standing = standing_item(session, viewer, arrived.sha256)
    if standing is not None:
        return _done(session, again(session, means, viewer, standing, checked, wish), then)
    if guessed is not None:
        checked = check_details(session, guessed, file_name)
    item = Item(
        kind=identified.kind,
        owner_id=viewer.person_id,
        home_school_id=_home_school(viewer),
        subject_code=checked.subject,
        grade=checked.grade,
        created_at=means.clock(),
    )
    item.placements = [
        Placement(lesson=lesson, by_id=viewer.person_id, created_at=means.clock())
        for lesson in checked.lessons
    ]
    session.add(item)
    version = add_version(item, viewer, arrived.sha256, file_name, checked, means.clock, no=1)
    hold_room(session, settings, viewer, arrived.bytes, means.clock)
    enqueue(session, version, wish, priority, means.clock)
    record(session, item, "created", who_id=viewer.person_id, clock=means.clock, version=version)
    return _done(
        session, Taken("accepted", item, checked.warnings, under_way=True, fresh=True), then
    )


def _done(session: Session, taken: Taken, then: Then | None) -> Taken:
    if then is not None:
        then(taken)
    session.commit()
    return taken


def _home_school(viewer: Viewer) -> int | None:
    for at in viewer.roles:
        if at.school_id is not None and at.role in ("teacher", "methodologist", "administrator"):
            return at.school_id
    return None
