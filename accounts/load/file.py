"""From the file's object to a plan: every record checked, every reference followed."""

from collections.abc import Collection
from datetime import date
from typing import Any

from accounts.load.bells import read_bells
from accounts.load.calendar import CalendarPlan, read_calendar
from accounts.load.classes import read_classes
from accounts.load.families import read_parents, read_pupils
from accounts.load.plan import Plan
from accounts.load.report import LoadReport, Problem
from accounts.load.school import read_posts, read_school
from accounts.load.teachers import read_teachers, teaching
from accounts.load.timetable import read_timetable

NO_GRID = Problem("timetable", "в установке нет ни одного предмета. Сначала загрузите сетку уроков")


def read_plan(
    data: dict[str, Any], known_subjects: Collection[str], report: LoadReport
) -> Plan | None:
    """What ``data`` says, or None when the report has problems; it gets warnings too.

    Raises Invalid when the file has not the form of a school at all.
    """
    problems = report.problems
    school = read_school(data, problems)
    people, posted = read_teachers(data, problems)
    teachers = frozenset(people)
    for person in read_posts(data, people, problems):
        people[person.id] = person
    classes = read_classes(data, teachers, problems)
    latest = date.max if school is None else school.begins
    pupils = read_pupils(data, people, classes, latest, report)
    guardians = read_parents(data, people, pupils, problems)
    for one in posted:
        one.check(classes, known_subjects)
    bells = read_bells(data, problems)
    slots = read_timetable(
        data,
        classes=classes,
        teachers=teachers,
        subjects=known_subjects,
        bells=bells,
        problems=problems,
    )
    report.lessons_a_week = len(slots)
    calendar: CalendarPlan | None = None
    if school is not None:
        calendar = read_calendar(data, school.year, problems)
    if problems and not known_subjects:
        problems[:] = [NO_GRID, *(one for one in problems if "в сетке уроков" not in one.reason)]
    if school is None or problems:
        return None
    taught = [(one.teacher, one.class_key, one.subject) for one in slots]
    return Plan(
        school,
        people,
        classes,
        pupils,
        guardians,
        teaching(posted, taught, report),
        bells=bells if data.get("bell_schedule") is not None else None,
        calendar=calendar if data.get("calendar") is not None else None,
        slots=slots if data.get("timetable") is not None else None,
    )
