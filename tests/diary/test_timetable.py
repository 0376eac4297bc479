"""A school's time is stored with its people, and the year's lessons are made from it."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.load import load_people
from diary.load_timetable import timetable_writer
from diary.models import Homework, Occurrence
from diary.plan_lessons import plan_all
from diary.school_time import Bell, DayOff, Quarter, SchoolYear, Slot, TeachingWeek
from tests.diary.small_school import (
    BEFORE,
    GRID,
    SUBJECTS,
    at,
    lessons_of,
    load_grid_of,
    load_school,
    person,
    school_file,
    sept,
    told,
)


@pytest.fixture(autouse=True)
def grid(session: Session, tmp_path: Path) -> None:
    load_grid_of(session, tmp_path)


def test_bells_calendar_and_timetable_are_stored_as_the_file_says(session: Session) -> None:
    report = load_school(session)

    year = session.scalars(select(SchoolYear)).one()
    counted = {
        model: session.scalar(select(func.count()).select_from(model))
        for model in (Bell, Quarter, DayOff, TeachingWeek, Slot)
    }
    assert (year.year, year.moved_weeks) == ("2026/2027", 0)
    assert counted == {Bell: 2, Quarter: 1, DayOff: 3, TeachingWeek: 7, Slot: 6}
    assert report.counts["calendar"].added == 13
    assert report.counts["timetable"].added == 6
    assert (
        session.scalars(select(Slot.room).where(Slot.period == 1, Slot.weekday == 1)).one() == "7"
    )


def test_a_second_load_changes_nothing(session: Session) -> None:
    load_school(session)
    before = session.execute(select(Occurrence.id, Occurrence.public_id)).all()

    report = load_school(session)

    assert report.changes == 0
    assert session.execute(select(Occurrence.id, Occurrence.public_id)).all() == before


def test_a_check_alone_stores_nothing(session: Session) -> None:
    def clock() -> datetime:
        return BEFORE

    report = load_people(
        session,
        school_file(),
        clock=clock,
        known_subjects=SUBJECTS,
        also=timetable_writer(clock),
        dry_run=True,
    )

    assert report.counts["timetable"].added == 6
    assert session.scalar(select(func.count()).select_from(Occurrence)) == 0


def test_lessons_stand_on_school_days_only_and_carry_the_grid_in_order(session: Session) -> None:
    load_school(session)

    # Monday, 31 August lies before the quarter, 9 September is off, the week of the 21st too;
    # the grid has six lessons of the usual programme.
    assert told(lessons_of(session)) == list(
        zip(
            sept(2, 7, 14, 16, 28, 30, 105, 107),
            ["m1", "m2", "m3", "m4", "m5", "m6", "—", "—"],
            strict=True,
        )
    )


def test_the_first_grade_has_weeks_of_its_own(session: Session) -> None:
    load_school(session)

    assert told(lessons_of(session, name="1А")) == [
        (date(2026, 9, 1), "f1"),
        (date(2026, 9, 29), "f2"),
    ]


def test_each_group_of_a_class_counts_its_own_lessons(session: Session) -> None:
    load_school(session)

    for group in ("первая", "вторая"):
        found = told(lessons_of(session, "english", group=group))
        assert [key for _, key in found] == ["e1", "e2", "—", "—", "—"]


def test_a_lesson_of_every_other_week_is_held_in_weeks_of_its_parity(session: Session) -> None:
    load_school(session)

    assert [day for day, _ in told(lessons_of(session, "pe"))] == [
        date(2026, 9, 11),
        date(2026, 10, 2),
    ]


def test_a_school_that_comes_in_mid_year_gets_the_weeks_that_are_over_too(session: Session) -> None:
    load_school(session, clock=at(2026, 9, 15))

    assert [key for _, key in told(lessons_of(session))][:4] == ["m1", "m2", "m3", "m4"]


def test_a_changed_timetable_changes_lessons_to_come_and_no_others(session: Session) -> None:
    load_school(session)
    changed = school_file()
    changed["timetable"][0]["day"] = 2  # mathematics moves from Monday to Tuesday
    changed["timetable"][1] |= {"teacher": "T2", "room": "12"}

    load_school(session, changed, clock=at(2026, 9, 15, 12))

    found = lessons_of(session)
    assert told(found) == list(
        zip(
            sept(2, 7, 14, 16, 29, 30, 106, 107),
            ["m1", "m2", "m3", "m4", "m5", "m6", "—", "—"],
            strict=True,
        )
    )
    assert [one.teacher.source_id for one in found[:4]] == ["T1", "T1", "T1", "T2"]
    assert [one.room for one in found[:4]] == ["", "7", "7", "12"]


def test_a_lesson_with_homework_that_the_timetable_drops_stays_cancelled(session: Session) -> None:
    load_school(session)
    lesson = next(one for one in lessons_of(session) if one.day == date(2026, 9, 16))
    session.add(
        Homework(
            school_id=lesson.school_id,
            class_id=lesson.class_id,
            occurrence_id=lesson.id,
            text="№ 381",
            by_id=person(session, "T1").id,
            created_at=BEFORE,
            changed_at=BEFORE,
        )
    )
    session.commit()
    changed = school_file()
    del changed["timetable"][1]

    load_school(session, changed, clock=at(2026, 9, 7, 12))

    assert told(lessons_of(session)) == [
        (date(2026, 9, 2), "m1"),
        (date(2026, 9, 7), "m2"),
        (date(2026, 9, 14), "m3"),
        (date(2026, 9, 16), "×"),
        (date(2026, 9, 28), "m4"),
        (date(2026, 10, 5), "m5"),
    ]


def test_another_subject_may_take_the_place_of_a_lesson_with_homework(session: Session) -> None:
    load_school(session)
    lesson = next(one for one in lessons_of(session) if one.day == date(2026, 9, 16))
    session.add(
        Homework(
            school_id=lesson.school_id,
            class_id=lesson.class_id,
            occurrence_id=lesson.id,
            by_id=person(session, "T1").id,
            created_at=BEFORE,
            changed_at=BEFORE,
        )
    )
    session.commit()
    changed = school_file()
    changed["timetable"][1]["subject"] = "pe"

    load_school(session, changed)

    there = session.scalars(
        select(Occurrence)
        .where(Occurrence.class_id == lesson.class_id, Occurrence.day == date(2026, 9, 16))
        .order_by(Occurrence.subject_code)
    ).all()
    assert [(one.subject_code, one.state) for one in there] == [
        ("math", "dropped"),
        ("pe", "planned"),
    ]


def give_homework(session: Session, lessons: Iterable[Occurrence]) -> None:
    """A draft on each of these lessons."""
    for lesson in lessons:
        session.add(
            Homework(
                school_id=lesson.school_id,
                class_id=lesson.class_id,
                occurrence_id=lesson.id,
                by_id=lesson.teacher_id,
                created_at=BEFORE,
                changed_at=BEFORE,
            )
        )
    session.commit()


def without(subject: str) -> dict[str, Any]:
    """The school's file whose timetable has forgotten a subject."""
    wrong = school_file()
    wrong["timetable"] = [one for one in wrong["timetable"] if one["subject"] != subject]
    return wrong


def test_lessons_with_homework_come_back_with_the_timetable(session: Session) -> None:
    """A wrong file is loaded, and then the right one again."""
    load_school(session)
    before = told(lessons_of(session))
    give_homework(session, lessons_of(session))

    load_school(session, without("math"))
    assert {word for _day, word in told(lessons_of(session))} == {"×"}
    load_school(session)

    assert told(lessons_of(session)) == before


def test_a_lesson_that_somebody_cancelled_stays_so_when_the_timetable_has_it_again(
    session: Session,
) -> None:
    load_school(session)
    give_homework(session, lessons_of(session))
    lessons_of(session)[3].state = "cancelled"
    session.commit()
    load_school(session)
    before = told(lessons_of(session))

    load_school(session, without("math"))
    load_school(session)

    assert told(lessons_of(session)) == before
    assert [word for _day, word in before].count("×") == 1


def test_two_subjects_with_homework_change_places_and_back(session: Session) -> None:
    load_school(session)
    give_homework(session, lessons_of(session))
    before = told(lessons_of(session))
    swapped = school_file()
    for slot in swapped["timetable"]:
        if (slot["subject"], slot["class_id"]) == ("math", "5А"):
            slot["subject"] = "pe"
    load_school(session, swapped)
    give_homework(session, lessons_of(session, "pe"))
    between = told(lessons_of(session, "pe"))

    load_school(session)
    assert told(lessons_of(session)) == before
    load_school(session, swapped)

    assert told(lessons_of(session, "pe")) == between
    assert {word for _day, word in told(lessons_of(session))} == {"×"}


def test_lessons_of_a_day_off_that_was_a_mistake_come_back(session: Session) -> None:
    load_school(session)
    give_homework(session, lessons_of(session))
    before = told(lessons_of(session))
    mistaken = school_file()
    mistaken["calendar"]["days_off"].append({"date": "2026-09-14", "name": "Ошибка"})

    load_school(session, mistaken)
    assert (date(2026, 9, 14), "×") in told(lessons_of(session))
    load_school(session)

    assert told(lessons_of(session)) == before


def test_a_file_without_a_timetable_leaves_the_timetable_alone(session: Session) -> None:
    load_school(session)
    people_only = school_file()
    del people_only["timetable"], people_only["bell_schedule"], people_only["calendar"]

    report = load_school(session, people_only)

    assert report.counts["timetable"].removed == report.counts["calendar"].removed == 0
    assert len(lessons_of(session)) == 8


def test_a_slot_holds_from_its_first_day_to_its_last(session: Session) -> None:
    changed = school_file()
    changed["timetable"][0]["until"] = "2026-09-07"
    changed["timetable"].append({**changed["timetable"][0], "day": 2, "since": "2026-09-08"})
    del changed["timetable"][-1]["until"]

    load_school(session, changed)

    assert [day for day, _ in told(lessons_of(session))][:5] == sept(2, 7, 8, 15, 16)


def test_a_new_grid_is_dealt_to_lessons_to_come(session: Session, tmp_path: Path) -> None:
    load_school(session)
    fewer = "\n".join(line for line in GRID.splitlines() if not line.startswith(("m1", "m4")))
    load_grid_of(
        session,
        tmp_path,
        fewer.replace("m5,math,Математика,base,5,5", "m5,math,Математика,base,5,3") + "\n",
    )

    plan_all(session, at(2026, 9, 14, 12))
    session.commit()

    # Three are held: they keep what they had; the fourth takes the new grid's fourth.
    assert [key for _, key in told(lessons_of(session))] == [
        "m1", "m2", "m3", "m6", "—", "—", "—", "—",
    ]  # fmt: skip


def test_groups_of_a_class_may_share_a_time_and_whole_classes_may_not(session: Session) -> None:
    changed = school_file()
    changed["timetable"].append(
        {"class_id": "5А", "day": 4, "lesson": 1, "subject": "pe", "teacher": "T2"}
    )

    report = load_people(session, changed, clock=lambda: BEFORE, known_subjects=SUBJECTS)

    assert "у класса 5А два занятия сразу: четверг, урок 1" in str(report.problems[0])
