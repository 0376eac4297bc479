"""A bulk load: entry by entry, each with a line of its own, whatever becomes of the others."""

import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from sqlalchemy.orm import Session

from catalog.items import get_item, newest
from catalog.kinds import PLAYED
from core.errors import PartaError, why_unreadable
from ingest.arrive import Arrived, arriving
from ingest.bulk import FAILED, Line, Load
from ingest.captions.beside import named_as_captions
from ingest.captions.read import WrongCaptions, read_captions
from ingest.captions.send_beside import film_of, look_at, read_file, send_beside
from ingest.details import check_details
from ingest.duplicates import standing_item
from ingest.errors import StillChanging
from ingest.formats import identify
from ingest.intake import take
from ingest.queued import BULK
from ingest.sorting import note_unsorted
from ingest.sources import Entry
from ingest.unused import unused
from media.tools import ToolMissing

log = logging.getLogger(__name__)

STAND = "Эти субтитры у фильма уже есть."

INTERNAL = "Не получилось принять файл. Причина записана в журнал, попробуйте ещё раз."


def take_all(load: Load, entries: Iterable[Entry], parallel: int) -> Iterator[Line]:
    """Take entries in, ``parallel`` at once; the lines come in the order of the entries.

    A run that only looks leaves nothing behind by which a copy is known: it is told here.
    """
    first: dict[str, Line] = {}
    for line in _each(load, entries, parallel):
        if line.outcome == "would_add" and line.sha256:
            same = first.setdefault(line.sha256, line)
            if same is not line:
                line.outcome = "duplicate"
                line.reason = f"Тот же файл, что и «{same.entry.shown}»."
        yield line


def _each(load: Load, entries: Iterable[Entry], parallel: int) -> Iterator[Line]:
    """The lines as they are taken in.

    Captions wait for their films, which were begun before them: nobody waits in a circle.
    """
    with ThreadPoolExecutor(max_workers=max(1, parallel)) as pool:
        ahead: list[Future[Line]] = []
        films: dict[Path, Future[Line]] = {}
        for entry in entries:
            if named_as_captions(entry.path) and not entry.refusal:
                beside = [films[path] for path in entry.films]
                ahead.append(pool.submit(_take_captions, load, entry, beside))
            else:
                ahead.append(pool.submit(take_one, load, entry))
            if entry.captioned:
                films[entry.path] = ahead[-1]
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
        before = entry.path.stat()
        with (
            entry.path.open("rb") as stream,
            arriving(stream, load.means.tools.tmp or entry.path.parent, load.limit()) as arrived,
            load.sessions() as session,
        ):
            _check_still(entry.path, before)
            load.check_room(session, arrived)
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
                then=lambda taken: note_unsorted(session, taken, entry.folders, clock),
                guessed=load.details(entry),
                settings=load.settings,
            )
            line.outcome, line.reason = taken.outcome, taken.reason
            line.warnings += taken.warnings
            line.item_id = taken.item.public_id
            if load.wish is not None and taken.under_way:
                line.warnings += load.wish.foreseen(taken.item)
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


def _check_still(path: Path, before: os.stat_result) -> None:
    """Raises StillChanging where the file is no longer what it was before it was read."""
    after = path.stat()
    if (after.st_ino, after.st_size, after.st_mtime_ns) != (
        before.st_ino,
        before.st_size,
        before.st_mtime_ns,
    ):
        raise StillChanging


def _take_captions(load: Load, entry: Entry, beside: Sequence[Future[Line]]) -> Line:
    """Send captions to the film beside them; what is none, whatever its name, is any other file."""
    films = [line for future in beside if (line := future.result()).outcome not in FAILED]
    line = Line(entry, "refused", warnings=list(entry.warnings))
    try:
        content = read_file(entry.path)
        try:
            read_captions(content)
        except WrongCaptions as wrong:
            line = take_one(load, entry)
            if films and line.outcome == "refused":
                line.reason = wrong.message
            return line
        _send_captions(load, line, content, films)
    except PartaError as error:
        line.reason = error.message
    except OSError as error:
        line.reason = f"Файл не читается: {why_unreadable(error)}."
    except Exception:  # one entry holds up nobody
        log.exception("%s could not be taken in", entry.shown)
        line.outcome, line.reason = "failed", INTERNAL
    return line


def _send_captions(load: Load, line: Line, content: bytes, films: Sequence[Line]) -> None:
    path, language = line.entry.path, line.entry.details.language
    new = next((one for one in films if one.item_id is None and one.kind in PLAYED), None)
    if new is not None:  # a dry run: the film would be added too
        sent = look_at(path, content, language)
        line.outcome, line.kind, line.format = "would_add", new.kind, sent.format
        line.chars = sent.chars
        return
    with load.sessions() as session:
        items = [get_item(session, one.item_id) for one in films if one.item_id is not None]
        item = film_of(items)
        sent = send_beside(
            session,
            load.means,
            load.viewer,
            item,
            path,
            content,
            language=language,
            dry_run=load.dry_run,
        )
        session.commit()
        line.item_id, line.kind, line.format = item.public_id, item.kind, sent.format
    line.chars = sent.chars
    film = next(one for one in films if one.item_id == line.item_id)
    line.settled = film.settled or not sent.fresh
    if not sent.fresh:
        line.outcome, line.reason = "duplicate", STAND
    elif load.dry_run:
        line.outcome = "would_add"
    else:
        line.outcome = "ready" if film.settled else "accepted"


def _look(session: Session, load: Load, entry: Entry, arrived: Arrived, line: Line) -> Line:
    checked = check_details(session, load.details(entry), entry.path.name)
    standing = standing_item(session, load.viewer, arrived.sha256)
    if standing is not None:
        line.outcome, line.item_id = "duplicate", standing.public_id
        line.kind, line.format = standing.kind, newest(standing).original.format
        line.warnings += unused(standing, checked)
        return line
    identified = identify(arrived.path, load.means.tools)
    line.outcome, line.kind, line.format = "would_add", identified.kind, identified.format
    line.sha256 = arrived.sha256
    line.warnings += checked.warnings
    return line
