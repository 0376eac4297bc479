"""Reading the weekly timetable: every lesson of a week, and who teaches what to whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.load.bells import MOST_LESSONS
from accounts.load.fields import Record, class_key, clean, records
from accounts.load.report import Problem

DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@dataclass(frozen=True)
class SlotPlan:
    """A lesson of the weekly timetable.

    ``group`` is empty for the whole class; ``parity`` is 0 every teaching week, 1 the odd ones,
    2 the even ones; ``since`` and ``until`` are its first and last day, None the year's.
    """

    class_key: str
    weekday: int
    period: int
    subject: str
    teacher: str
    room: str = ""
    group: str = ""
    parity: int = 0
    since: date | None = None
    until: date | None = None

    def meets(self, other: "SlotPlan") -> bool:
        """Whether both are held at one time on some day."""
        return (
            (self.weekday, self.period) == (other.weekday, other.period)
            and (self.parity == other.parity or 0 in (self.parity, other.parity))
            and (self.since or date.min) <= (other.until or date.max)
            and (other.since or date.min) <= (self.until or date.max)
        )


def read_timetable(
    data: dict[str, Any],
    *,
    classes: Collection[str],
    teachers: Collection[str],
    subjects: Collection[str],
    bells: Collection[int],
    problems: list[Problem],
) -> list[SlotPlan]:
    """The lessons of a week; what is wrong is noted.

    A class or a teacher who stands twice at one time is a problem; two groups of a class are not.
    A lesson with a wrong day or number is noted and left out.
    """
    slots: list[SlotPlan] = []
    at_time: dict[tuple[int, int], list[SlotPlan]] = {}
    for record in records(data, "timetable", problems, required=False):
        slot = _slot(record)
        if slot.class_key and slot.class_key not in classes:
            record.problem(f"класса «{slot.class_key}» нет в разделе classes")
        if slot.teacher and slot.teacher not in teachers:
            record.problem(f"учителя «{slot.teacher}» нет в разделе teachers")
        if slot.subject and slot.subject not in subjects:
            record.problem(f"предмета «{slot.subject}» нет в сетке уроков")
        if slot.period >= 0 and slot.period not in bells:
            record.problem(f"урока {slot.period} нет в расписании звонков")
        named = record.values.get("day_ru")
        day = slot.weekday
        if day and isinstance(named, str) and clean(named).lower() not in (DAYS[day - 1], ""):
            record.problem(f"день {day} — это {DAYS[day - 1]}, а написано «{clean(named)[:40]}»")
        if not (slot.class_key and slot.teacher and slot.subject and day and slot.period >= 0):
            continue
        others = at_time.setdefault((day, slot.period), [])
        _note_clashes(record, slot, others)
        others.append(slot)
        slots.append(slot)
    return slots


def _slot(record: Record) -> SlotPlan:
    """The record as it is; 0 for a day and −1 for a number that are absent or wrong."""
    period = record.number("lesson", 0, MOST_LESSONS)
    slot = SlotPlan(
        class_key=class_key(record.text("class_id", 40)),
        teacher=record.text("teacher", 64),
        subject=record.text("subject", 40),
        weekday=record.number("day", 1, 7) or 0,
        period=-1 if period is None else period,
        room=record.text("room", 40, required=False),
        group=record.text("group", 40, required=False),
        parity=record.number("parity", 0, 2, required=False) or 0,
        since=record.day("since", required=False),
        until=record.day("until", required=False),
    )
    if slot.since and slot.until and slot.until < slot.since:
        record.problem(f"конец {slot.until} раньше начала {slot.since}")
    return slot


def _note_clashes(record: Record, slot: SlotPlan, others: list[SlotPlan]) -> None:
    when = f"{DAYS[slot.weekday - 1]}, урок {slot.period}"
    meeting = [one for one in others if one.meets(slot)]
    if any(
        one.class_key == slot.class_key
        and (one.group == slot.group or not one.group or not slot.group)
        for one in meeting
    ):
        record.problem(f"у класса {slot.class_key} два занятия сразу: {when}")
    taken = next(
        (
            one.class_key
            for one in meeting
            if one.teacher == slot.teacher and one.class_key != slot.class_key
        ),
        None,
    )
    if taken is not None:
        record.problem(
            f"учитель {slot.teacher} сразу в двух классах, {taken} и {slot.class_key}: {when}"
        )
