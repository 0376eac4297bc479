"""Taking a file in: the original by its hash, then item, version and job in one transaction."""

from dataclasses import dataclass, field

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.audience import is_author, reviews
from catalog.change import record
from catalog.errors import NotYours, WrongStatus
from catalog.items import hold, newest
from catalog.models import Item, Placement, Version
from catalog.place import place
from core.clock import Clock
from core.errors import PartaError
from ingest.arrive import Arrived
from ingest.details import Checked, Details, check_details, clean_name
from ingest.duplicates import standing_item
from ingest.formats import Identified, identify
from ingest.publishing import PublishWish, wish_payload
from ingest.status import KIND, newest_job
from jobs import queue
from media.models import Original
from media.storage import Storage, original_name
from media.tools import ToolPaths

SAME_FILE = "Это тот же самый файл, что и в последней версии."

SINGLE, BULK = 20, 60
"""Priorities: a person who waits goes before a folder that is loaded."""


@dataclass(frozen=True)
class Means:
    """What taking in works with."""

    storage: Storage
    tools: ToolPaths
    clock: Clock


@dataclass(frozen=True)
class Taken:
    """What came of a file: ``accepted`` or ``duplicate`` (refusals are raised), and with what item.

    ``retried`` is set where the bytes stood in an item whose processing had failed.
    """

    outcome: str
    item: Item
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    retried: bool = False


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
) -> Taken:
    """Take one arrived file in as an item of ``viewer``; commits.

    Raises ingest.formats.Refused for what is not taken, and PartaError for details that make
    no sense; then nothing was kept.
    """
    checked = check_details(session, details, file_name)
    standing = standing_item(session, viewer, arrived.sha256)
    if standing is not None:
        return _again(session, means, viewer, standing, checked, wish, priority)
    identified = identify(arrived.path, means.tools)
    keep_original(session, means, arrived, identified)
    # From here on nobody else takes these bytes in: what came first is seen by who comes second.
    standing = standing_item(session, viewer, arrived.sha256)
    if standing is not None:
        return _again(session, means, viewer, standing, checked, wish, priority)
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
    version = _version(item, viewer, arrived, file_name, checked, means.clock, no=1)
    _enqueue(session, version, wish, priority, means.clock)
    record(session, item, "created", who_id=viewer.person_id, clock=means.clock, version=version)
    session.commit()
    return Taken("accepted", item, checked.warnings)


def take_version(
    session: Session,
    means: Means,
    viewer: Viewer,
    item: Item,
    arrived: Arrived,
    file_name: str,
) -> Version:
    """Take one arrived file in as the item's next version, with the words of the last; commits.

    Raises Refused, NotYours, WrongStatus; a version that is still a draft is kept in history.
    """
    if not (is_author(viewer, item) or reviews(session, viewer, item)):
        raise NotYours("Новую версию загружает автор материала или методист.")
    last = newest(item)
    if item.withdrawn_at is not None:
        raise WrongStatus("Материал снят. Загрузите файл как новый материал.")
    if last.original_sha == arrived.sha256:
        raise WrongStatus(SAME_FILE)
    identified = identify(arrived.path, means.tools)
    if identified.kind != item.kind:
        raise WrongStatus("Новая версия должна быть того же вида, что и прежняя.")
    keep_original(session, means, arrived, identified)
    hold(session, item)
    last = newest(item)
    if last.original_sha == arrived.sha256:
        raise WrongStatus(SAME_FILE)
    words = Checked(
        title=last.title,
        subject=None,
        grade=None,
        lessons=(),
        licence=last.licence,
        author=last.author,
        source=last.source,
        language=last.language,
        keywords=list(last.keywords),
        description=last.description,
    )
    version = _version(item, viewer, arrived, file_name, words, means.clock, no=last.no + 1)
    _enqueue(session, version, None, SINGLE, means.clock)
    record(
        session, item, "new_version", who_id=viewer.person_id, clock=means.clock, version=version
    )
    session.commit()
    return version


def keep_original(
    session: Session, means: Means, arrived: Arrived, identified: Identified
) -> Original:
    """The bytes are safe in the storage before their row is written.

    Until the caller's transaction ends, another that keeps the same bytes waits here.
    """
    name = original_name(arrived.sha256)
    if not means.storage.exists(name):
        means.storage.put(arrived.path, name)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(Original).values(
        sha256=arrived.sha256,
        bytes=arrived.bytes,
        kind=identified.kind,
        format=identified.format,
        stored_at=means.clock(),
    )
    session.execute(row.on_conflict_do_nothing())
    return session.get_one(Original, arrived.sha256, with_for_update=True)


def _again(
    session: Session,
    means: Means,
    viewer: Viewer,
    item: Item,
    checked: Checked,
    wish: PublishWish | None,
    priority: int,
) -> Taken:
    if item.withdrawn_at is not None:
        why = f": {item.withdrawn_why}" if item.withdrawn_why else ""
        return Taken(
            "duplicate", item, checked.warnings, f"Этот файл уже был, но материал снят{why}."
        )
    for lesson in checked.lessons:
        place(session, item, lesson, by_id=viewer.person_id, clock=means.clock)
    job = newest_job(session, item)
    if job is not None and job.state == "failed":
        job.payload = job.payload | wish_payload(wish)
        queue.retry(session, job, means.clock)
        session.commit()
        return Taken("accepted", item, checked.warnings, retried=True)
    reason = f"Этот файл уже есть: «{newest(item).title}»."
    if wish is not None and newest(item).status != "published":
        if job is not None and job.state in ("waiting", "running"):
            job.payload = job.payload | wish_payload(wish)
        else:
            try:
                wish.grant(session, item, means.clock)
            except PartaError as error:
                checked.warnings.append(error.message)
    session.commit()
    return Taken("duplicate", item, checked.warnings, reason)


def _version(
    item: Item,
    viewer: Viewer,
    arrived: Arrived,
    file_name: str,
    words: Checked,
    clock: Clock,
    *,
    no: int,
) -> Version:
    version = Version(
        no=no,
        original_sha=arrived.sha256,
        file_name=clean_name(file_name),
        title=words.title,
        description=words.description,
        author=words.author,
        source=words.source,
        licence=words.licence,
        language=words.language,
        keywords=words.keywords,
        created_by_id=viewer.person_id,
        created_at=clock(),
    )
    item.versions.append(version)
    return version


def _enqueue(
    session: Session, version: Version, wish: PublishWish | None, priority: int, clock: Clock
) -> None:
    session.flush()
    queue.enqueue(
        session,
        KIND,
        payload=wish_payload(wish),
        version_id=version.id,
        school_id=version.item.home_school_id,
        priority=priority,
        clock=clock,
    )


def _home_school(viewer: Viewer) -> int | None:
    for at in viewer.roles:
        if at.school_id is not None and at.role in ("teacher", "methodologist", "administrator"):
            return at.school_id
    return None
