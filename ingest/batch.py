"""A bulk load: entry by entry, each with a line of its own, whatever becomes of the others."""

import logging
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.viewer import Viewer
from catalog.items import get_item, newest, shown
from catalog.models import Fragment, Item
from core.database import SessionFactory
from core.errors import PartaError, why_unreadable
from ingest.arrive import Arrived, arriving
from ingest.details import Details, check_details
from ingest.duplicates import standing_item
from ingest.entering import BULK, Means
from ingest.folder_names import GridNames, filled, folders_of
from ingest.formats import identify
from ingest.intake import take
from ingest.models import Unsorted
from ingest.publishing import PublishWish
from ingest.sorting import note_unsorted
from ingest.sources import Entry
from ingest.status import status
from media.tools import ToolMissing

log = logging.getLogger(__name__)

FAILED = ("failed", "refused")

INTERNAL = "Не получилось принять файл. Причина записана в журнал, попробуйте ещё раз."


@dataclass(frozen=True)
class Load:
    """How a bulk load goes: for whom, with what, and whether it only looks.

    ``names``: the grid, where folders' names may say where their files belong.
    """

    sessions: SessionFactory
    means: Means
    viewer: Viewer
    wish: PublishWish | None = None
    dry_run: bool = False
    limit_mb: int = 4096
    names: GridNames | None = None

    def details(self, entry: Entry) -> Details:
        """What is said of the entry, with what its folders say for certain."""
        if self.names is None:
            return entry.details
        return filled(entry.details, self.names.say(folders_of(entry.path)))


@dataclass
class Line:
    """The report's line for one entry; ``settled`` once nothing more will happen to it."""

    entry: Entry
    outcome: str
    reason: str = ""
    warnings: list[str] = field(default_factory=list)
    item_id: str | None = None
    kind: str | None = None
    format: str | None = None
    settled: bool = True


def take_all(load: Load, entries: Iterable[Entry], parallel: int) -> Iterator[Line]:
    """Take entries in, ``parallel`` at once; the lines come in the order of the entries."""
    with ThreadPoolExecutor(max_workers=max(1, parallel)) as pool:
        ahead: list[Future[Line]] = []
        for entry in entries:
            ahead.append(pool.submit(take_one, load, entry))
            if len(ahead) >= 2 * parallel:
                yield ahead.pop(0).result()
        for future in ahead:
            yield future.result()


def take_one(load: Load, entry: Entry) -> Line:
    """Take one entry in, or look at it; never raises for what is in the file or its row."""
    line, clock = Line(entry, "refused", entry.refusal, list(entry.warnings)), load.means.clock
    if entry.refusal:
        return line
    try:
        with (
            entry.path.open("rb") as stream,
            arriving(stream, load.means.tools.tmp or entry.path.parent, load.limit_mb) as arrived,
            load.sessions() as session,
        ):
            if load.dry_run:
                return _look(session, load, entry, arrived, line)
            taken = take(
                session,
                load.means,
                load.viewer,
                arrived,
                entry.path.name,
                entry.details,
                wish=load.wish,
                priority=BULK,
                then=lambda taken: note_unsorted(session, taken, folders_of(entry.path), clock),
                guessed=load.details(entry),
            )
            line.outcome, line.reason = taken.outcome, taken.reason
            line.warnings += taken.warnings
            line.item_id = taken.item.public_id
            line.settled = not taken.under_way
    except PartaError as error:
        line.reason = error.message
        if isinstance(error, ToolMissing):
            line.outcome = "failed"
    except OSError as error:
        line.reason = f"Файл не читается: {why_unreadable(error)}."
    except Exception:  # one entry holds up nobody
        log.exception("%s could not be taken in", entry.shown)
        line.outcome, line.reason = "failed", INTERNAL
    return line


def _look(session: Session, load: Load, entry: Entry, arrived: Arrived, line: Line) -> Line:
    line.warnings += check_details(session, load.details(entry), entry.path.name).warnings
    standing = standing_item(session, load.viewer, arrived.sha256)
    if standing is not None:
        line.outcome, line.item_id = "duplicate", standing.public_id
        line.kind, line.format = standing.kind, newest(standing).original.format
        return line
    identified = identify(arrived.path, load.means.tools)
    line.outcome, line.kind, line.format = "would_add", identified.kind, identified.format
    return line


def as_json(load: Load, line: Line) -> dict[str, Any]:
    """The line as it is printed, with the item's figures as they stand now."""
    shape: dict[str, Any] = {"path": line.entry.shown}
    if line.entry.row is not None:
        shape["row"] = line.entry.row
    shape |= {
        "outcome": line.outcome,
        "published": False,
        "reason": line.reason,
        "warnings": line.warnings,
        "item_id": line.item_id,
        "kind": line.kind,
        "format": line.format,
        "pages": None,
        "seconds": None,
        "text_chars": 0,
        **_would_be_filed(load, line),
    }
    if line.item_id is not None:
        with load.sessions() as session:
            shape |= _figures(session, load, get_item(session, line.item_id), line)
    return shape


def _would_be_filed(load: Load, line: Line) -> dict[str, Any]:
    """Where a file that is not in the catalogue yet would be filed."""
    said = load.details(line.entry) if line.outcome == "would_add" else Details()
    return {
        "subject": said.subject or None,
        "grade": int(said.grade) if said.grade else None,
        "lessons": list(said.lessons),
        "to_sort": line.outcome == "would_add" and not said.lessons,
    }


def ended(sessions: SessionFactory, line: Line) -> bool:
    """Whether the entry's item has come to an end; then the line says how."""
    if line.settled or line.item_id is None:
        return True
    with sessions() as session:
        now = status(session, get_item(session, line.item_id))
    if now.outcome == "accepted":
        return False
    line.settled = True
    if line.outcome != "duplicate":
        line.outcome, line.reason = now.outcome, now.reason
    line.warnings += [
        warning
        for step in now.steps
        if step.state == "done" and step.reason
        for warning in step.reason.split("\n")
    ]
    return True


def _figures(session: Session, load: Load, item: Item, line: Line) -> dict[str, Any]:
    version = shown(item)
    original = version.original
    length = func.length
    chars = session.scalar(
        select(
            func.sum(length(Fragment.heading) + length(Fragment.text) + length(Fragment.notes))
        ).where(Fragment.version_id == version.id)
    )
    published = item.published_version_id is not None and item.withdrawn_at is None
    if load.wish is not None and not published and line.settled and line.outcome == "ready":
        line.warnings += _why_unpublished(session, load.wish, item, load)
    return {
        "published": published,
        "warnings": list(dict.fromkeys(line.warnings)),
        "kind": item.kind,
        "format": original.format,
        "pages": original.pages,
        "seconds": original.duration_ms / 1000 if original.duration_ms is not None else None,
        "text_chars": chars or 0,
        **_filed(session, item),
    }


def _filed(session: Session, item: Item) -> dict[str, Any]:
    lessons = [placement.lesson for placement in item.placements]
    first = lessons[0] if lessons else None
    return {
        "subject": first.subject_code if first else item.subject_code,
        "grade": first.grade if first else item.grade,
        "lessons": [lesson.key for lesson in lessons],
        "to_sort": first is None and session.get(Unsorted, item.id) is not None,
    }


def _why_unpublished(session: Session, wish: PublishWish, item: Item, load: Load) -> list[str]:
    try:
        wish.grant(session, item, load.means.clock)
    except PartaError as error:
        return [error.message]
    finally:
        session.rollback()
    return []
