"""What every way in ends with: the original safe, a version of an item, its job in the queue."""

from dataclasses import dataclass

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.models import Item, Version
from core.clock import Clock
from ingest.arrive import Arrived
from ingest.details import Checked, clean_name
from ingest.formats import Identified
from ingest.publishing import PublishWish, wish_payload
from ingest.queued import PROCESS
from jobs import queue
from media.models import Damage, Original
from media.storage import Storage, original_name
from media.tools import ToolPaths


@dataclass(frozen=True)
class Means:
    """What taking in works with."""

    storage: Storage
    tools: ToolPaths
    clock: Clock


def keep_bytes(session: Session, means: Means, arrived: Arrived) -> None:
    """Store the bytes unless they lie there whole: what was lost, cut or spoilt is mended."""
    name = original_name(arrived.sha256)
    damage = session.get(Damage, name)
    cut = not means.storage.exists(name) or means.storage.size(name) != arrived.bytes
    if cut or damage is not None:
        means.storage.put(arrived.path, name)
    if damage is not None:
        session.delete(damage)


def keep_original(
    session: Session, means: Means, arrived: Arrived, identified: Identified
) -> Original:
    """The bytes are safe in the storage before their row is written.

    Until the caller's transaction ends, another that keeps the same bytes waits here.
    """
    keep_bytes(session, means, arrived)
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    row = insert(Original).values(
        sha256=arrived.sha256,
        bytes=arrived.bytes,
        kind=identified.kind,
        format=identified.format,
        stored_at=means.clock(),
    )
    session.execute(row.on_conflict_do_nothing())
    if not means.storage.exists(original_name(arrived.sha256)):
        # They lay there without a row for a day and were put away just now (media.orphans).
        means.storage.put(arrived.path, original_name(arrived.sha256))
    return session.get_one(Original, arrived.sha256, with_for_update=True)


def add_version(
    item: Item,
    viewer: Viewer,
    sha256: str,
    file_name: str,
    words: Checked,
    clock: Clock,
    *,
    no: int,
) -> Version:
    """The item's version ``no`` with the original ``sha256`` and these words, a draft."""
    version = Version(
        no=no,
        original_sha=sha256,
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


def words_of(version: Version) -> Checked:
    """What is said of a version, for the next one that takes it over."""
    return Checked(
        title=version.title,
        subject=None,
        grade=None,
        lessons=(),
        licence=version.licence,
        author=version.author,
        source=version.source,
        language=version.language,
        keywords=list(version.keywords),
        description=version.description,
    )


def enqueue(
    session: Session, version: Version, wish: PublishWish | None, priority: int, clock: Clock
) -> None:
    """Put the version's processing into the queue, in the caller's transaction."""
    session.flush()
    queue.enqueue(
        session,
        PROCESS,
        payload=wish_payload(wish),
        version_id=version.id,
        school_id=version.item.home_school_id,
        priority=priority,
        clock=clock,
    )
