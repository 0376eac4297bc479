"""Checking the weekly timetable, and taking from it who teaches what to whom."""

from collections.abc import Collection
from typing import Any

from accounts.load.calendar import MOST_LESSONS
from accounts.load.fields import class_key, clean, records
from accounts.load.report import Problem

DAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


def check_timetable(
    data: dict[str, Any],
    *,
    classes: Collection[str],
    teachers: Collection[str],
    subjects: Collection[str],
    bells: Collection[int],
    problems: list[Problem],
) -> list[tuple[str, str, str]]:
    """The lessons of a week as (teacher, class, subject); what is wrong is noted.

    A class or a teacher who stands twice at one time is a problem.
    """
    lessons: list[tuple[str, str, str]] = []
    class_at: set[tuple[str, int, int]] = set()
    teacher_at: dict[tuple[str, int, int], str] = {}
    for record in records(data, "timetable", problems, required=False):
        key = class_key(record.text("class_id", 40))
        teacher = record.text("teacher", 64)
        subject = record.text("subject", 40)
        day = record.number("day", 1, 7)
        lesson = record.number("lesson", 0, MOST_LESSONS)
        if key and key not in classes:
            record.problem(f"класса «{key}» нет в разделе classes")
        if teacher and teacher not in teachers:
            record.problem(f"учителя «{teacher}» нет в разделе teachers")
        if subject and subject not in subjects:
            record.problem(f"предмета «{subject}» нет в сетке уроков")
        if lesson is not None and lesson not in bells:
            record.problem(f"урока {lesson} нет в расписании звонков")
        named = record.values.get("day_ru")
        if day and isinstance(named, str) and clean(named).lower() not in (DAYS[day - 1], ""):
            record.problem(f"день {day} — это {DAYS[day - 1]}, а написано «{clean(named)[:40]}»")
        if not (key and teacher and subject):
            continue
        lessons.append((teacher, key, subject))
        if day is None or lesson is None:
            continue
        when = f"{DAYS[day - 1]}, урок {lesson}"
        if (key, day, lesson) in class_at:
            record.problem(f"у класса {key} два занятия сразу: {when}")
        class_at.add((key, day, lesson))
        taken = teacher_at.setdefault((teacher, day, lesson), key)
        if taken != key:
            record.problem(f"учитель {teacher} сразу в двух классах, {taken} и {key}: {when}")
    return lessons
