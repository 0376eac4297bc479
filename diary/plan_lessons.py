"""The year's lessons of each class: made from the timetable and the calendar, dealt the grid's.

What has begun is never touched; all else follows the timetable, the calendar and the grid.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, delete, exists, insert, or_, select, update
from sqlalchemy.orm import Session

from accounts.models import School, SchoolClass
from core.clock import Clock
from core.ids import new_public_id
from diary.calendar import Calendar, Now, calendar_in, now_at
from diary.deal_topics import deal
from diary.models import Homework, Occurrence
from diary.school_time import SchoolYear, Slot

Place = tuple[int, date, int, str]
"""(Class, day, period, group): where one planned lesson may lie."""

Wanted = tuple[str, int, str]
"""(Subject, teacher, room) of a lesson."""

AT_ONCE = 500
"""Row ids in one statement; SQLite takes a bounded number of parameters."""


@dataclass(frozen=True)
class Standing:
    """A lesson that is there already."""

    id: int
    wanted: Wanted
    state: str

    def differs(self, what: Wanted) -> bool:
        """Whether the timetable says otherwise; a dropped lesson that it has again is back."""
        return self.wanted != what or self.state == "dropped"


def plan_year(session: Session, school: School, year: SchoolYear, clock: Clock) -> None:
    """Bring the lessons of a school's year to its timetable and calendar, and deal the grid's.

    A class that has no lessons yet gets those of the whole year; later only lessons that have not
    begun are added, changed or taken away. One that the timetable no longer has goes, or, when
    homework hangs on it, stays as dropped and comes back with the timetable. Flushes only.
    """
    calendar, now = calendar_in(year), now_at(school, clock)
    classes = session.scalars(
        select(SchoolClass).where(SchoolClass.school_id == school.id, SchoolClass.year == year.year)
    ).all()
    ids = [one.id for one in classes]
    wanted = _wanted(session, classes, calendar)
    standing = _standing(session, school, frozenset(ids))
    fresh = set(ids) - {place[0] for place in standing}
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    gone: list[int] = []
    for place, what in wanted.items():
        same = _same(standing.get(place, ()), what[0])
        begun = _begun(place, calendar, now)
        if same is None and (not begun or place[0] in fresh):
            added.append(_row(school, place, what))
        elif same is not None and not begun and same.differs(what):
            changed.append(
                {
                    "row_id": same.id,
                    "now_teacher": what[1],
                    "now_room": what[2],
                    "now_state": "planned" if same.state == "dropped" else same.state,
                }
            )
    for place, rows in standing.items():
        if _begun(place, calendar, now):
            continue
        keep = _same(rows, wanted[place][0]) if place in wanted else None
        gone += [row.id for row in rows if row is not keep]
    _take_away(session, gone)
    if changed:
        session.connection().execute(
            update(Occurrence.__table__)  # type: ignore[arg-type]
            .where(Occurrence.__table__.c.id == bindparam("row_id"))
            .values(
                teacher_id=bindparam("now_teacher"),
                room=bindparam("now_room"),
                state=bindparam("now_state"),
            ),
            changed,
        )
    if added:
        session.execute(insert(Occurrence), added)
    session.expire_all()
    deal(session, classes, calendar, now, fresh=fresh)


def plan_all(session: Session, clock: Clock) -> None:
    """Deal the grid's lessons anew in every school's newest year; after the grid has changed."""
    for school in session.scalars(select(School).order_by(School.id)).all():
        year = session.scalars(
            select(SchoolYear)
            .where(SchoolYear.school_id == school.id)
            .order_by(SchoolYear.year.desc())
            .limit(1)
        ).first()
        if year is not None:
            plan_year(session, school, year, clock)


def _wanted(
    session: Session, classes: Iterable[SchoolClass], calendar: Calendar
) -> dict[Place, Wanted]:
    slots: dict[int, dict[int, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    ids = {one.id: one for one in classes}
    of_classes = select(Slot).where(Slot.class_id.in_(ids)).order_by(Slot.id)
    for slot in session.scalars(of_classes):
        slots[slot.class_id][slot.weekday].append(slot)
    taught = {
        grade: list(calendar.taught_days(grade)) for grade in {one.grade for one in ids.values()}
    }
    found: dict[Place, Wanted] = {}
    for class_id, by_weekday in slots.items():
        for day, week in taught[ids[class_id].grade]:
            for slot in by_weekday.get(day.isoweekday(), ()):
                if _runs(slot, day, week):
                    place = (class_id, day, slot.period, slot.group)
                    found[place] = (slot.subject_code, slot.teacher_id, slot.room)
    return found


def _runs(slot: Slot, day: date, week: int) -> bool:
    if slot.parity and slot.parity % 2 != week % 2:
        return False
    return (slot.since or day) <= day <= (slot.until or day)


def _standing(
    session: Session, school: School, class_ids: frozenset[int]
) -> dict[Place, list[Standing]]:
    table = Occurrence.__table__.c
    rows = session.execute(
        select(
            table.id,
            table.class_id,
            table.day,
            table.period,
            table.group,
            table.subject_code,
            table.teacher_id,
            table.room,
            table.state,
        ).where(table.school_id == school.id)
    )
    found: dict[Place, list[Standing]] = defaultdict(list)
    for id_, class_id, day, period, group, subject, teacher, room, state in rows:
        if class_id in class_ids:
            found[class_id, day, period, group].append(
                Standing(id_, (subject, teacher, room), state)
            )
    return found


def _same(rows: Iterable[Standing], subject: str) -> Standing | None:
    """The row that stands for a wanted lesson: the planned one, else the newest other one."""
    found = [row for row in rows if row.wanted[0] == subject]
    return min(found, key=lambda row: (row.state != "planned", -row.id), default=None)


def _begun(place: Place, calendar: Calendar, now: Now) -> bool:
    bell = calendar.bells.get(place[2])
    return now.begun(place[1], None if bell is None else bell[0])


def _row(school: School, place: Place, what: Wanted) -> dict[str, Any]:
    class_id, day, period, group = place
    return {
        "public_id": new_public_id(),
        "school_id": school.id,
        "class_id": class_id,
        "day": day,
        "period": period,
        "group": group,
        "subject_code": what[0],
        "teacher_id": what[1],
        "room": what[2],
        "state": "planned",
    }


def _take_away(session: Session, ids: list[int]) -> None:
    """Lessons that the timetable no longer has; those with homework stay, as dropped."""
    hangs = exists().where(
        or_(Homework.occurrence_id == Occurrence.id, Homework.due_occurrence_id == Occurrence.id)
    )
    for start in range(0, len(ids), AT_ONCE):
        part = Occurrence.id.in_(ids[start : start + AT_ONCE])
        session.execute(
            delete(Occurrence).where(part, ~hangs), execution_options={"synchronize_session": False}
        )
        session.execute(
            update(Occurrence)
            .where(part, Occurrence.state == "planned")
            .values(state="dropped", lesson_id=None),
            execution_options={"synchronize_session": False},
        )
