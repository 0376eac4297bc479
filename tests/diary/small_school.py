"""A school of two classes with a calendar of six weeks, for tests of the school's time.

Autumn 2026: the quarter begins on Tuesday, 1 September; the week of 21 September is off, so is
Wednesday, 9 September; the first grade has the first week and that of 28 September alone.
"""

import copy
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.load import LoadReport, load_people
from accounts.models import Person, SchoolClass
from catalog.load_grid import load_grid
from core.clock import Clock
from diary.load_timetable import timetable_writer
from diary.models import Occurrence

GRID = """\
lesson_key,subject,subject_title,programme,grade,lesson_no,week,section,topic,title
m1,math,Математика,base,5,1,1,,,Первый
m2,math,Математика,base,5,2,1,,,Второй
m3,math,Математика,base,5,3,2,,,Третий
m4,math,Математика,base,5,4,2,,,Четвёртый
m5,math,Математика,base,5,5,3,,,Пятый
m6,math,Математика,base,5,6,3,,,Шестой
a1,math,Математика,advanced,5,1,1,,,Углублённый
f1,math,Математика,base,1,1,1,,,Один
f2,math,Математика,base,1,2,1,,,Два
e1,english,Английский,base,5,1,1,,,Hello
e2,english,Английский,base,5,2,1,,,World
p1,pe,Физкультура,base,5,1,1,,,Бег
p2,pe,Физкультура,base,5,2,1,,,Прыжки
"""

SUBJECTS = frozenset({"math", "english", "pe"})

FILE: dict[str, Any] = {
    "school": {
        "id": "rowan",
        "timezone": "Asia/Yekaterinburg",
        "territory": "Рябиновый район",
        "name": "Школа № 7",
        "year": "2026/2027",
    },
    "bell_schedule": [
        {"lesson": 1, "begin": "08:30", "end": "09:10"},
        {"lesson": 2, "begin": "09:20", "end": "10:00"},
    ],
    "calendar": {
        "quarters": [{"no": 1, "begin": "2026-09-01", "end": "2026-10-23"}],
        "holidays": [
            {"name": "Каникулы", "begin": "2026-09-19", "end": "2026-09-27"},
            {
                "name": "Отдых первых классов",
                "begin": "2026-09-05",
                "end": "2026-09-27",
                "grades": [1],
            },
        ],
        "days_off": [{"date": "2026-09-09", "name": "День посёлка"}],
        "weeks": [
            {"week": 1, "monday": "2026-08-31"},
            {"week": 2, "monday": "2026-09-07"},
            {"week": 3, "monday": "2026-09-14"},
            {"week": 4, "monday": "2026-09-28"},
            {"week": 5, "monday": "2026-10-05"},
        ],
        "weeks_grade1": [
            {"week": 1, "monday": "2026-08-31"},
            {"week": 2, "monday": "2026-09-28"},
        ],
    },
    "teachers": [
        {"id": "T1", "name": "Числова Вера Львовна", "subjects": ["math"], "classes": ["5А"]},
        {"id": "T2", "name": "Буквин Олег", "subjects": ["english", "pe"], "classes": ["5А"]},
    ],
    "classes": [
        {"id": "5А", "grade": 5, "parallel": "А"},
        {"id": "1А", "grade": 1, "parallel": "А"},
    ],
    "timetable": [
        {"class_id": "5А", "day": 1, "lesson": 1, "subject": "math", "teacher": "T1", "room": "7"},
        {"class_id": "5А", "day": 3, "lesson": 2, "subject": "math", "teacher": "T1"},
        {
            "class_id": "5А",
            "day": 4,
            "lesson": 1,
            "subject": "english",
            "teacher": "T2",
            "group": "первая",
        },
        {
            "class_id": "5А",
            "day": 4,
            "lesson": 1,
            "subject": "english",
            "teacher": "T1",
            "group": "вторая",
        },
        {"class_id": "5А", "day": 5, "lesson": 1, "subject": "pe", "teacher": "T2", "parity": 2},
        {"class_id": "1А", "day": 2, "lesson": 2, "subject": "math", "teacher": "T1"},
    ],
    "pupils": [
        {
            "id": "P1",
            "class_id": "5А",
            "last_name": "Рыбина",
            "first_name": "Майя",
            "birth_date": "2015-02-03",
        },
        {
            "id": "P2",
            "class_id": "5А",
            "last_name": "Птицын",
            "first_name": "Егор",
            "birth_date": "2015-05-05",
        },
    ],
    "parents": [],
}

BEFORE = datetime(2026, 8, 20, 6, 0, tzinfo=UTC)
"""A moment before the school year."""


def at(year: int, month: int, day: int, hour: int = 7, minute: int = 0) -> Clock:
    """A clock that stands, by the school's own time (five hours before UTC)."""
    instant = datetime(year, month, day, hour - 5, minute, tzinfo=UTC)
    return lambda: instant


def school_file() -> dict[str, Any]:
    """The file's object, the caller's own."""
    return copy.deepcopy(FILE)


def load_grid_of(session: Session, folder: Path, text: str = GRID) -> None:
    """The small grid, or another one, into the database."""
    file = folder / "grid.csv"
    file.write_text(text, encoding="utf-8")
    assert not load_grid(session, [file], clock=lambda: BEFORE).problems


def load_school(
    session: Session, data: dict[str, Any] | None = None, *, clock: Clock = lambda: BEFORE
) -> LoadReport:
    """The school with its timetable; the load must go well."""
    report = load_people(
        session,
        data or school_file(),
        clock=clock,
        known_subjects=SUBJECTS,
        also=timetable_writer(clock),
    )
    assert report.ok, report.problems
    return report


def lessons_of(
    session: Session, subject: str = "math", name: str = "5А", group: str = ""
) -> list[Occurrence]:
    """A class's lessons of a subject in order."""
    return list(
        session.scalars(
            select(Occurrence)
            .join(SchoolClass, SchoolClass.id == Occurrence.class_id)
            .where(
                SchoolClass.grade == int(name[:-1]),
                SchoolClass.letter == name[-1],
                Occurrence.subject_code == subject,
                Occurrence.group == group,
            )
            .order_by(Occurrence.day, Occurrence.period)
            .execution_options(populate_existing=True)
        )
    )


def told(lessons: list[Occurrence]) -> list[tuple[date, str]]:
    """(Day, key of the grid's lesson); «—» for one that carries none, «×» for one not held."""
    return [(one.day, _word(one)) for one in lessons]


def _word(one: Occurrence) -> str:
    if one.state != "planned":
        return "×"
    return one.lesson.key if one.lesson is not None else "—"


def sept(*days: int) -> list[date]:
    """Days of September; from 101 on of October."""
    return [date(2026, 10, day - 100) if day > 100 else date(2026, 9, day) for day in days]


def person(session: Session, source: str) -> Person:
    """Somebody by the file's id."""
    return session.scalars(select(Person).where(Person.source_id == source)).one()


Loader = Callable[..., LoadReport]
