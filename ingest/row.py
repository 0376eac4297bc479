"""A file on its way, in words: what a row of the upload page says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, selectinload

from accounts.viewer import Viewer
from catalog.cards import COVER
from catalog.errors import ItemNotFound
from catalog.filed import Missing, missing_of
from catalog.kinds import SHOWN
from catalog.models import Item, Placement, Version
from core.clock import Clock
from core.errors import PartaError
from ingest.errors import OriginalLost
from ingest.estimate import estimates
from ingest.formats import EMPTY
from ingest.models import Upload
from ingest.processors.contract import FileAtFault, StepFailed
from ingest.queued import BEHIND, PROCESS
from jobs.models import Job, JobStep
from jobs.places import places_of
from jobs.worker import workers_told
from media.models import Original, Rendition
from media.tools import ToolFailed, ToolTimeout

COMMON = ("subject", "grade", "lesson", "licence")
"""What is said of all files at once, and of the one that is sent in place of a refused one."""

OF_THE_FILE = frozenset({FileAtFault.code, StepFailed.code, ToolFailed.code, ToolTimeout.code})
"""Failures that another file may not have."""

RECENT = timedelta(hours=24)
MOST_ROWS = 12


@dataclass(frozen=True)
class Row:
    """A row of the upload page. ``tone``, ``icon`` and ``word`` are its state, ``line`` says more.

    ``percent`` is of the step at work; ``polls`` while there is something to wait for, and
    ``usable`` where one need not wait: only what comes later is still to be made, and ``next``
    where that is at work or comes next; ``version_id`` is set where there is a cover; ``retry``
    where trying again may help, ``renew`` where another file may; ``upload_id`` where a part of
    the file is still to come or nothing of it was taken, and then ``another`` file is to be chosen
    in its place, with what was ``said`` of this one; ``missing`` of where it belongs; ``at``: it
    came then.
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
    usable: bool = False
    next: bool = False
    retry: bool = False
    renew: bool = False
    upload_id: str | None = None
    another: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    missing: Missing = ""
    at: datetime | None = None

    @property
    def pause(self) -> float:
        """Seconds until the row is worth a look again: what stands behind others moves slowly."""
        if not self.usable:
            return 1
        return 2 if self.next else 15


def refused(name: str, error: PartaError) -> Row:
    """A file that was not taken in."""
    return Row(name=name, tone="red", icon="off", word=str(_("Не принят")), line=error.message)


def refused_row(upload: Upload) -> Row:
    """A file that was sent and not taken in: it stands until it is put away."""
    return Row(
        name=upload.file_name,
        tone="red",
        icon="off",
        word=str(_("Не принят")),
        line=upload.reason,
        bytes=None if upload.reason == EMPTY else upload.length,
        upload_id=upload.public_id,
        another=True,
        at=upload.finished_at,
        said={name: upload.words[name] for name in COMMON if upload.words.get(name)},
    )


def row_of(session: Session, item_id: int, clock: Clock) -> Row:
    """The newest version of an item (row id) on its way; ten queries. Raises ItemNotFound."""
    found = _rows(session, clock, Item.id == item_id)
    if not found:
        raise ItemNotFound
    return found[0]


def duplicate(session: Session, item_id: int, file_name: str, reason: str, clock: Clock) -> Row:
    """A file whose bytes stand in the item with this row id already."""
    return replace(
        row_of(session, item_id, clock),
        name=file_name,
        tone="amber",
        icon="same",
        word=str(_("Уже есть")),
        line=reason,
        percent=None,
        polls=False,
        usable=False,
        retry=False,
        renew=False,
        missing="",
    )


def recent_rows(session: Session, viewer: Viewer, clock: Clock) -> list[Row]:
    """What this person sent in within a day, the newest first: leaving the page loses nothing."""
    return _rows(
        session,
        clock,
        Item.owner_id == viewer.person_id,
        Item.created_at > clock() - RECENT,
        Item.withdrawn_at.is_(None),
    )


def _rows(session: Session, clock: Clock, *conditions: ColumnElement[bool]) -> list[Row]:
    last = (
        select(func.max(Version.no))
        .where(Version.item_id == Item.id)
        .correlate(Item)
        .scalar_subquery()
    )
    held = select(Placement.id).where(Placement.item_id == Item.id).exists()
    found = session.execute(
        select(Item, Version, Original, held)
        .join(Version, (Version.item_id == Item.id) & (Version.no == last))
        .join(Original, Original.sha256 == Version.original_sha)
        .where(*conditions)
        .order_by(Item.created_at.desc(), Item.id.desc())
        .limit(MOST_ROWS)
    ).all()
    jobs, workers = _jobs(session, [version.id for _item, version, *_rest in found], clock)
    places = places_of(session, [job.id for job in jobs.values() if job.state == "waiting"])
    left = estimates(session, list(jobs.values()), clock)
    covered = set(
        session.scalars(
            select(Rendition.original_sha).where(
                Rendition.name == COVER,
                Rendition.original_sha.in_(
                    [original.sha256 for _item, _version, original, _placed in found]
                ),
            )
        )
    )
    rows = []
    for item, version, original, placed in found:
        made = replace(
            _made(item, version, original, original.sha256 in covered),
            missing=missing_of(item.subject_code, item.grade, placed=placed),
        )
        job = jobs.get(version.id)
        if job is not None and job.state != "done":
            made = _on_its_way(made, version, job, places.get(job.id, 1) - 1, left.get(job.id))
            made = _stands(made) if made.polls and not workers else made
        rows.append(made)
    return rows


def _jobs(session: Session, versions: Sequence[int], clock: Clock) -> tuple[dict[int, Job], int]:
    """The newest processing job of each version, with its steps, and how many workers live.

    Two queries; without a job nobody asks for workers, and they are not counted.
    """
    rows = session.execute(
        select(Job, workers_told(clock()))
        .where(Job.kind == PROCESS, Job.version_id.in_(versions))
        .order_by(Job.id)
        .options(selectinload(Job.steps))
    ).all()
    found = {job.version_id: job for job, _workers in rows if job.version_id is not None}
    return found, max((workers for _job, workers in rows), default=0)


def _made(item: Item, version: Version, original: Original, covered: bool) -> Row:
    """The row of a file with which all is well."""
    return Row(
        name=version.file_name,
        tone="ok",
        icon="done",
        word=str(_("Готов")),
        line=str(_("Можно смотреть и искать.")),
        bytes=original.bytes,
        item_id=item.public_id,
        version_id=version.public_id if covered else None,
        kind=item.kind,
        at=item.created_at,
    )


def _on_its_way(row: Row, version: Version, job: Job, before: int, left: float | None) -> Row:
    """``row`` with where its job stands; ``before`` jobs go first, ``left`` seconds remain."""
    if job.state == "failed":
        kept = "" if job.error_code == OriginalLost.code else _("Файл сохранён.")
        line = f"{job.error_text or ''} {kept}".strip()
        word = str(_("Не обработан") if version.processed_at is None else _("Сделан не весь"))
        row = replace(row, tone="red", icon="alert", word=word, line=line)
        retry, renew = job.error_code != FileAtFault.code, job.error_code in OF_THE_FILE
        return replace(row, retry=retry, renew=renew)
    later = job.priority >= BEHIND and version.processed_at is not None
    step = _at_work(job.steps) if job.state == "running" else None
    row = replace(row, polls=True, usable=later, icon="clock", tone="accent" if step else "")
    if later:
        near = job.state == "running" or before <= 0
        row = replace(row, tone="ok", icon="done", word=str(_("Можно смотреть")), next=near)
    elif job.state == "waiting":
        row = replace(row, word=str(_("В очереди")))
    else:
        row = replace(row, word=str(_("Обрабатываем")), percent=0)
    if step is not None:
        said = str(_("%(step)s, %(percent)d %%", step=step.title, percent=step.percent))
        row = replace(row, percent=step.percent)
    elif job.state == "running":
        said = ""
    else:
        said = str(_(SHOWN[row.kind].rest)) if later else _place(before)
    return replace(row, line=_with_time(said, left))


def _stands(row: Row) -> Row:
    """``row`` of a file for which nothing is being done, because no worker runs."""
    if row.usable:
        return replace(row, line=str(_("Остальное доделаем, когда на сервере пойдёт обработка.")))
    line = _(
        "Файл сохранён. Обработка на сервере сейчас не запущена; когда её запустят, "
        "файл обработается сам. Если ждать долго, сообщите администратору."
    )
    return replace(
        row, tone="amber", icon="clock", word=str(_("В очереди")), line=str(line), percent=None
    )


def _with_time(said: str, left: float | None) -> str:
    if left is None:
        return said
    end = "" if not said or said.endswith(".") else "."
    return f"{said}{end} {time_left(left)}".strip()


def _place(before: int) -> str:
    if before <= 0:
        return str(_("Загружен, сейчас начнём."))
    return str(
        ngettext("Загружен, перед ним %(num)d файл.", "Загружен, перед ним %(num)d файлов.", before)
    )


def time_left(seconds: float) -> str:
    """«Осталось около 4 минут.»: no more exact than an estimate is."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return str(_("Осталось меньше минуты."))
    if minutes < 90:
        return str(
            ngettext("Осталось около %(num)d минуты.", "Осталось около %(num)d минут.", minutes)
        )
    return str(
        ngettext(
            "Осталось около %(num)d часа.", "Осталось около %(num)d часов.", round(minutes / 60)
        )
    )


def _at_work(steps: Sequence[JobStep]) -> JobStep | None:
    running = [step for step in steps if step.state == "running"]
    waiting = [step for step in steps if step.state == "waiting"]
    return next(iter(running or waiting), None)
