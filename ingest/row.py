"""A file on its way, in words: what a row of the upload page says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from accounts.viewer import Viewer
from catalog.cards import COVER
from catalog.errors import ItemNotFound
from catalog.models import Item, Version
from core.clock import Clock
from core.errors import PartaError
from ingest.allowance import size_in_words
from ingest.models import Upload
from ingest.status import KIND
from jobs.models import Job, JobStep
from media.models import Original, Rendition

RECENT = timedelta(hours=24)
MOST_ROWS = 12


@dataclass(frozen=True)
class Row:
    """A row of the upload page. ``tone``, ``icon`` and ``word`` are its state, ``line`` says more.

    ``percent`` is of the step at work; ``polls`` while there is something to wait for;
    ``version_id`` is set where there is a cover, ``upload_id`` where
    a part of the file is still to come.
    """

    name: str
    tone: str
    icon: str
    word: str
    line: str
    bytes: int | None = None
    percent: int | None = None
    item_id: str | None = None
    version_id: str | None = None
    kind: str = ""
    polls: bool = False
    retry: bool = False
    upload_id: str | None = None


def refused(name: str, error: PartaError) -> Row:
    """A file that was not taken in."""
    return refused_for(name, error.message)


def refused_for(name: str, reason: str) -> Row:
    """A file that was not taken in, for a reason in Russian."""
    return Row(name=name, tone="red", icon="off", word=str(_("Не принят")), line=reason)


def unfinished_row(upload: Upload) -> Row:
    """A file of which a part has come."""
    line = _(
        "На сервере %(done)s из %(total)s. Выберите этот файл ещё раз на том же компьютере: "
        "загрузка продолжится с того же места.",
        done=size_in_words(upload.received),
        total=size_in_words(upload.length),
    )
    return Row(
        name=upload.file_name,
        tone="amber",
        icon="pause",
        word=str(_("Загружен не весь")),
        line=str(line),
        percent=upload.received * 100 // upload.length,
        upload_id=upload.public_id,
    )


def row_of(session: Session, item_id: int) -> Row:
    """The newest version of an item (row id) on its way; five queries. Raises ItemNotFound."""
    found = _rows(session, Item.id == item_id)
    if not found:
        raise ItemNotFound
    return found[0]


def duplicate(session: Session, item_id: int, file_name: str, reason: str) -> Row:
    """A file whose bytes stand in the item with this row id already."""
    return replace(
        row_of(session, item_id),
        name=file_name,
        tone="amber",
        icon="same",
        word=str(_("Уже есть")),
        line=reason,
        percent=None,
        polls=False,
        retry=False,
    )


def recent_rows(session: Session, viewer: Viewer, clock: Clock) -> list[Row]:
    """What this person sent in within a day, the newest first: leaving the page loses nothing."""
    return _rows(
        session,
        Item.owner_id == viewer.person_id,
        Item.created_at > clock() - RECENT,
        Item.withdrawn_at.is_(None),
    )


def _rows(session: Session, *conditions: ColumnElement[bool]) -> list[Row]:
    last = (
        select(func.max(Version.no))
        .where(Version.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
    )
    found = session.execute(
        select(Item, Version, Original)
        .join(Version, (Version.item_id == Item.id) & (Version.no == last))
        .join(Original, Original.sha256 == Version.original_sha)
        .where(*conditions)
        .order_by(Item.created_at.desc(), Item.id.desc())
        .limit(MOST_ROWS)
    ).all()
    jobs = _jobs(session, [version.id for _item, version, _original in found])
    places = _places(session, [job.id for job in jobs.values() if job.state == "waiting"])
    covered = set(
        session.scalars(
            select(Rendition.original_sha).where(
                Rendition.name == COVER,
                Rendition.original_sha.in_(
                    [original.sha256 for _item, _version, original in found]
                ),
            )
        )
    )
    return [
        _row(item, version, original, jobs.get(version.id), places, original.sha256 in covered)
        for item, version, original in found
    ]


def _jobs(session: Session, versions: Sequence[int]) -> dict[int, Job]:
    """The newest processing job of each version, with its steps; two queries."""
    rows = session.scalars(
        select(Job)
        .where(Job.kind == KIND, Job.version_id.in_(versions))
        .order_by(Job.id)
        .options(selectinload(Job.steps))
    )
    return {job.version_id: job for job in rows if job.version_id is not None}


def _places(session: Session, waiting: Sequence[int]) -> dict[int, int]:
    """How many jobs go before each of these; at most one query."""
    if not waiting:
        return {}
    before = func.row_number().over(order_by=(Job.priority, Job.id)) - 1
    queue = select(Job.id, before.label("before")).where(Job.state == "waiting").subquery()
    rows = session.execute(select(queue.c.id, queue.c.before).where(queue.c.id.in_(waiting)))
    return {row.id: row.before for row in rows}


def _row(
    item: Item,
    version: Version,
    original: Original,
    job: Job | None,
    places: dict[int, int],
    covered: bool,
) -> Row:
    row = Row(
        name=version.file_name,
        tone="ok",
        icon="done",
        word=str(_("Готов")),
        line=str(_("Можно смотреть и искать.")),
        bytes=original.bytes,
        item_id=item.public_id,
        version_id=version.public_id if covered else None,
        kind=item.kind,
    )
    if job is None or job.state == "done":
        return row
    if job.state == "failed":
        line = f"{job.error_text or ''} {_('Файл сохранён.')}".strip()
        word = str(_("Не обработан") if version.processed_at is None else _("Сделан не весь"))
        return replace(row, tone="red", icon="alert", word=word, line=line, retry=True)
    if job.state == "waiting":
        line = _place(places.get(job.id, 0))
        return replace(row, tone="", icon="clock", word=str(_("В очереди")), line=line, polls=True)
    step = _at_work(job.steps)
    line = str(_("%(step)s, %(percent)d %%", step=step.title, percent=step.percent)) if step else ""
    return replace(
        row,
        tone="accent",
        icon="clock",
        word=str(_("Обрабатываем")),
        line=line,
        percent=step.percent if step else 0,
        polls=True,
    )


def _place(before: int) -> str:
    if before <= 0:
        return str(_("Загружен, сейчас начнём."))
    return str(
        ngettext("Загружен, перед ним %(num)d файл.", "Загружен, перед ним %(num)d файлов.", before)
    )


def _at_work(steps: Sequence[JobStep]) -> JobStep | None:
    running = [step for step in steps if step.state == "running"]
    waiting = [step for step in steps if step.state == "waiting"]
    return next(iter(running or waiting), None)
