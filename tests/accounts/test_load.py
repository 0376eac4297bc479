"""A school's file is taken in whole, and a second time only what has changed."""

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.load import LoadReport, load_people, read_school_file
from accounts.models import (
    Enrolment,
    Guardian,
    Person,
    Role,
    School,
    SchoolClass,
    Teaching,
    User,
)

Load = Callable[..., LoadReport]
ROOT = Path(__file__).resolve().parents[2]


def person(session: Session, source: str) -> Person:
    return session.scalars(select(Person).where(Person.source_id == source)).one()


def roles(session: Session, last_name: str) -> set[str]:
    return set(
        session.scalars(
            select(Role.role).join(User).join(Person).where(Person.last_name == last_name)
        )
    )


def lessons_of(session: Session, source: str) -> set[tuple[str, str]]:
    rows = session.execute(
        select(SchoolClass, Teaching.subject_code)
        .join(Teaching, Teaching.class_id == SchoolClass.id)
        .where(Teaching.person_id == person(session, source).id)
    )
    return {(row[0].name, row[1]) for row in rows}


def enrolments(session: Session, source: str) -> list[tuple[str, date, date | None]]:
    rows = session.execute(
        select(SchoolClass, Enrolment.since, Enrolment.until)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.person_id == person(session, source).id)
        .order_by(Enrolment.since)
    )
    return [(f"{row[0].name} {row[0].year[:4]}", row[1], row[2]) for row in rows]


def test_the_demo_school_is_loaded_whole(session: Session, clock: Any) -> None:
    with (ROOT / "seed_content/curriculum/subjects.csv").open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file)}
    data = read_school_file(ROOT / "seed_content/school/demo_school.json")
    report = load_people(session, data, clock=clock, known_subjects=codes)
    assert (report.problems, report.warnings, report.lessons_a_week) == ([], [], 590)
    counted = {kind: counts.added for kind, counts in report.counts.items()}
    assert counted["people"] == 32 + 50 + 46 + 3
    assert (counted["classes"], counted["enrolments"], counted["guardians"]) == (22, 50, 46)
    assert session.scalars(select(School.public_id)).all() == ["demo"]
    assert ("5А", "math") in lessons_of(session, "T05")
    assert roles(session, "Методистова") == {"methodologist"}
    assert roles(session, "Правилова") == {"administrator"}
    again = load_people(session, data, clock=clock, known_subjects=codes)
    assert again.changes == 0


def test_a_person_gets_names_roles_and_an_account_without_a_way_in(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    teacher = person(session, "T1")
    assert teacher.short_name == "Числова\u00a0В.\u00a0Л."
    assert person(session, "T2").patronymic == ""
    assert roles(session, "Числова") == {"teacher"}
    assert roles(session, "Птицын") == {"pupil"}
    assert {user.login for user in session.scalars(select(User))} == {None}
    guardian = session.scalars(select(Guardian)).one()
    assert (guardian.relation, guardian.confirmed_at is not None) == ("мать", True)


def test_the_timetable_says_who_teaches_what_and_the_record_fills_the_gaps(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    school_file["timetable"] = school_file["timetable"][:2]
    report = load(school_file)
    assert report.ok
    assert lessons_of(session, "T1") == {("5А", "math"), ("6Б", "math")}
    assert lessons_of(session, "T2") == {("5А", "russian"), ("5А", "pe")}
    school_file["timetable"].append(
        {"class_id": "5А", "day": 2, "lesson": 1, "subject": "pe", "teacher": "T2"}
    )
    assert load(school_file).counts["teaching"].removed == 1
    assert lessons_of(session, "T2") == {("5А", "pe")}


def test_a_lesson_outside_of_the_teachers_record_is_told_and_taken(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    school_file["teachers"][0]["classes"] = ["5А"]
    report = load(school_file)
    assert [str(one) for one in report.warnings] == [
        "timetable: учитель T1 ведёт math в 6Б, а в его записи этого нет"
    ]
    assert ("6Б", "math") in lessons_of(session, "T1")


def test_a_second_load_changes_nothing_and_a_changed_file_only_the_change(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    assert load(school_file).changes == 0
    school_file["teachers"][0]["name"] = "Дробина Вера Львовна"
    report = load(school_file)
    assert report.changes == report.counts["people"].changed == 1
    assert person(session, "T1").last_name == "Дробина"


def test_whoever_is_no_longer_in_the_file_is_told_and_stays(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["parents"] = []
    report = load(school_file)
    assert [(one.id, one.name) for one in report.absent] == [("R1", "Рыбина Инна Юрьевна")]
    assert roles(session, "Рыбина") == {"guardian", "pupil"}
    assert session.scalar(select(func.count()).select_from(Guardian)) == 1


def test_a_parent_put_to_another_child_loses_sight_of_the_first(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["parents"][0]["child"] = "P1"
    assert load(school_file).counts["guardians"].removed == 1
    assert session.scalars(select(Guardian.child_id)).all() == [person(session, "P1").id]


def test_one_parent_may_have_two_children_and_be_a_teacher(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    for child in ("P1", "P2"):
        school_file["parents"].append(
            {"id": "T1", "child": child, "relation": "мать", "name": "Числова Вера Львовна"}
        )
    assert load(school_file).problems == []
    assert roles(session, "Числова") == {"teacher", "guardian"}


def test_a_director_who_teaches_is_one_person(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    school_file["school"]["director"] = "Числова  Вера Львовна"
    load(school_file)
    assert roles(session, "Числова") == {"teacher", "administrator"}


def test_a_new_deputy_does_not_inherit_the_old_ones_account(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["school"]["deputy"] = "Новая Ирина Олеговна"
    report = load(school_file)
    assert [one.name for one in report.absent] == ["Методова Ольга Ильинична"]
    assert roles(session, "Методова") == roles(session, "Новая") == {"methodologist"}


def test_a_role_that_the_file_no_longer_gives_is_told_and_stays(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    school_file["school"]["deputy"] = "Числова Вера Львовна"
    load(school_file)
    school_file["school"]["deputy"] = "Методова Ольга Ильинична"
    reasons = [one.reason for one in load(school_file).warnings]
    assert reasons == ["роль «методист» осталась, хотя в файле её нет"]


def test_a_pupil_who_moves_leaves_the_old_class_the_day_before(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["pupils"][0]["class_id"] = "6Б"
    load(school_file)
    assert enrolments(session, "P1") == [
        ("5А 2026", date(2026, 9, 1), date(2026, 11, 27)),
        ("6Б 2026", date(2026, 11, 28), None),
    ]
    school_file["pupils"][0]["class_id"] = "5А"
    load(school_file)
    assert enrolments(session, "P1")[1:] == [("5А 2026", date(2026, 11, 28), None)]
    assert load(school_file).changes == 0


def test_the_day_of_a_move_is_the_schools(
    session: Session, school_file: dict[str, Any], load: Load, clock: Any
) -> None:
    load(school_file)
    clock.forward(hours=11)  # 20:00 UTC, past midnight in Yekaterinburg
    school_file["pupils"][0]["class_id"] = "6Б"
    load(school_file)
    assert enrolments(session, "P1")[1][1] == date(2026, 11, 29)


def test_a_new_year_makes_new_classes_and_ends_the_old_enrolments(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["school"]["year"] = "2027/2028"
    del school_file["calendar"]
    report = load(school_file)
    assert report.counts["classes"].added == 2
    assert enrolments(session, "P2") == [
        ("5А 2026", date(2026, 9, 1), date(2027, 8, 31)),
        ("5А 2027", date(2027, 9, 1), None),
    ]
    assert load(school_file).changes == 0


def test_a_dry_run_says_the_same_and_writes_nothing(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    dry = load(school_file, dry_run=True)
    assert session.scalar(select(func.count()).select_from(Person)) == 0
    assert dry.counts == load(school_file).counts


def test_two_schools_keep_their_own_people(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["school"]["id"] = "birch"
    report = load(school_file)
    assert report.counts["people"].added == 7
    territories = set(session.scalars(select(School.territory_id)))
    assert len(territories) == 1
    assert load(school_file).changes == 0


def test_a_class_typed_in_latin_letters_is_the_same_class(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    school_file["pupils"][0]["class_id"] = "5a"  # Latin
    school_file["classes"][0]["parallel"] = "A"  # Latin
    assert load(school_file).problems == []
    assert session.scalars(select(SchoolClass.letter)).all() == ["А", "Б"]


def test_the_report_is_json(school_file: dict[str, Any], load: Load) -> None:
    told = json.loads(json.dumps(load(school_file).as_json()))
    assert told["counts"]["people"] == {"added": 7, "changed": 0, "unchanged": 0, "removed": 0}
    assert (told["problems"], told["school"], told["dry_run"]) == ([], "rowan", False)


def test_a_school_of_many_pupils_is_loaded_twice(school_file: dict[str, Any], load: Load) -> None:
    size = 600  # more than one query's worth
    school_file["pupils"] = [
        {**school_file["pupils"][0], "id": f"N{number}"} for number in range(size)
    ]
    school_file["parents"] = []
    assert load(school_file).counts["enrolments"].added == size
    assert load(school_file).changes == 0
