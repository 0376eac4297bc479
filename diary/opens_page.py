"""Who opened homework's materials, when and how far: what a teacher reads, and the call answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from accounts.models import Person
from catalog.kinds import lasts
from catalog.models import Fragment, Version
from catalog.turned_words import told_by_pages
from diary.attachment_state import Pictured, pictures
from diary.fragment import Part, ranges_text
from diary.models import Attachment, Done, Homework, Opened
from diary.reach import addressee_ids
from diary.record_open import reached

NEARLY_ALL = 0.95
"""A film is seen when so much of it is: the last seconds are titles, and players skip a little."""

State = Literal["none", "started", "seen"]


@dataclass(frozen=True)
class Column:
    """An attachment as the table's column: ``of`` slides or seconds make all of its part."""

    row_id: int
    attachment_id: str
    version: Version
    part: Part
    unit: Literal["slide", "second", "picture"]
    wanted: tuple[int, ...]
    picture: str | None

    @property
    def of(self) -> int:
        """How many slides, or seconds, the part has for a pupil; 1 for a picture."""
        return len(self.wanted)


@dataclass(frozen=True)
class Reach:
    """One pupil and one attachment: when, and which of the part's slides or seconds were seen."""

    first: datetime
    last: datetime
    seen: tuple[int, ...]
    state: State

    @property
    def furthest(self) -> int:
        """The last slide that was seen; 0 where none was told."""
        return self.seen[-1] if self.seen else 0


@dataclass(frozen=True)
class PupilLine:
    """One pupil: a reach, or None, for each column in order."""

    person: Person
    reaches: tuple[Reach | None, ...]
    state: State
    last: datetime | None
    done: bool


@dataclass(frozen=True)
class OpensPage:
    """The whole table, those first who ask for action."""

    homework: Homework
    columns: tuple[Column, ...]
    pupils: tuple[PupilLine, ...]

    def of_state(self, state: State) -> list[PupilLine]:
        """The pupils in this state, by name."""
        return [one for one in self.pupils if one.state == state]

    @property
    def opened(self) -> int:
        """How many pupils opened at least one attachment."""
        return sum(1 for one in self.pupils if one.last is not None)


def opens_page(session: Session, homework: Homework) -> OpensPage:
    """The table of one homework; five queries, however large the class."""
    columns = _columns(session, homework)
    mine = select(Done.person_id).where(
        Done.homework_id == homework.id, Done.person_id == Person.id
    )
    people = session.execute(
        select(Person, mine.exists())
        .where(Person.id.in_(addressee_ids(homework)))
        .order_by(Person.last_name, Person.first_name, Person.id)
    ).all()
    rows = session.scalars(
        select(Opened).where(Opened.attachment_id.in_([one.row_id for one in columns]))
    )
    opened = {(row.attachment_id, row.person_id): row for row in rows}
    return OpensPage(
        homework,
        columns,
        tuple(_line(person, columns, opened, done) for person, done in people),
    )


def _line(
    person: Person,
    columns: tuple[Column, ...],
    opened: Mapping[tuple[int, int], Opened],
    done: bool,
) -> PupilLine:
    reaches = tuple(
        _reach(column, opened[column.row_id, person.id])
        if (column.row_id, person.id) in opened
        else None
        for column in columns
    )
    met = [one for one in reaches if one is not None]
    state: State = "none"
    if met:
        state = "started"
        if len(met) == len(columns) and all(one.state == "seen" for one in met):
            state = "seen"
    elif done and not columns:
        state = "seen"
    return PupilLine(person, reaches, state, max((one.last for one in met), default=None), done)


def _reach(column: Column, row: Opened) -> Reach:
    wanted = frozenset(column.wanted)
    seen = tuple(n for n in reached(row) if n in wanted)
    enough = column.of * (NEARLY_ALL if column.unit == "second" else 1)
    whole = column.unit == "picture" or len(seen) >= enough
    return Reach(row.first, row.last, seen, "seen" if whole else "started")


def _columns(session: Session, homework: Homework) -> tuple[Column, ...]:
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.homework_id == homework.id)
        .order_by(Attachment.position)
        .options(
            joinedload(Attachment.version).joinedload(Version.original),
            joinedload(Attachment.version).joinedload(Version.item),
        )
    ).all()
    hidden: dict[int, set[int]] = {}
    found = session.execute(
        select(Fragment.version_id, Fragment.at).where(
            Fragment.version_id.in_([row.version_id for row in rows]),
            Fragment.hidden,
            Fragment.unit == "slide",
        )
    )
    for version_id, at in found:
        hidden.setdefault(version_id, set()).add(at)
    shown = pictures(
        session,
        [
            Pictured(row.id, row.version.original_sha, row.version.item.kind, Part.of(row))
            for row in rows
        ],
    )
    return tuple(_column(row, hidden.get(row.version_id, set()), shown.get(row.id)) for row in rows)


def _column(row: Attachment, hidden: set[int], picture: str | None) -> Column:
    part, original = Part.of(row), row.version.original
    kind = row.version.item.kind

    def column(unit: Literal["slide", "second", "picture"], wanted: tuple[int, ...]) -> Column:
        return Column(row.id, row.public_id, row.version, part, unit, wanted, picture)

    if lasts(kind):
        length = (original.duration_ms or 0) // 1000
        end = length if part.to_ms is None else -(-part.to_ms // 1000)
        seconds = tuple(range(part.first_second, max(end, part.first_second + 1)))
        return column("second", seconds)
    pages = original.pages or 1
    if not told_by_pages(kind, pages):
        return column("picture", (1,))
    slides = part.slides or tuple(range(1, pages + 1))
    shown = tuple(n for n in slides if n not in hidden)
    return column("slide", shown or slides)


def reach_answer(column: Column, reach: Reach) -> dict[str, str | int] | None:
    """A reach in the outside shape: ``{slides, seen, of}`` or ``{seconds, seen, of}``."""
    if column.unit == "picture":
        return None
    word = "slides" if column.unit == "slide" else "seconds"
    return {word: ranges_text(reach.seen), "seen": len(reach.seen), "of": column.of}
