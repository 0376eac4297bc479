"""What is wrong in a school's file is listed with place and reason, and nothing is written."""

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.load import LoadReport, Problem, read_school_file
from accounts.load.fields import clean
from accounts.load.file import read_plan
from accounts.load.read import parse_school
from accounts.models import Person, School, Territory
from core.errors import Invalid, PartaError

Load = Callable[..., LoadReport]
Change = Callable[[dict[str, Any]], object]

WRONG: list[tuple[str, Change, str]] = [
    (
        "timezone",
        lambda d: d["school"].update(timezone="Екатеринбург"),
        "school: часового пояса «Екатеринбург» нет. Пишите так: «Europe/Moscow»",
    ),
    (
        "year",
        lambda d: d["school"].update(year="2026/2028"),
        "school: поле «year» — учебный год вида 2026/2027, а не «2026/2028»",
    ),
    ("school name", lambda d: d["school"].pop("name"), "school: нет поля «name»"),
    (
        "school id",
        lambda d: d["school"].update(id="школа 7"),
        "school: поле «id» — латинские буквы, цифры, «-» и «_», не длиннее 32",
    ),
    (
        "director's name",
        lambda d: d["school"].update(director="Главная"),
        "school: в поле «director» нужны фамилия и имя, а написано «Главная»",
    ),
    (
        "teacher's name",
        lambda d: d["teachers"][1].update(name="Буквин"),
        "teachers, запись 2 (T2): в поле «name» нужны фамилия и имя, а написано «Буквин»",
    ),
    (
        "teacher twice",
        lambda d: d["teachers"][1].update(id="T1"),
        "teachers, запись 2 (T1): id «T1» уже занят",
    ),
    (
        "teacher's class",
        lambda d: d["teachers"][0]["classes"].append("9Я"),
        "teachers, запись 1 (T1): класса «9Я» нет в разделе classes",
    ),
    (
        "teacher's subject",
        lambda d: d["teachers"][0]["subjects"].append("magic"),
        "teachers, запись 1 (T1): предмета «magic» нет в сетке уроков",
    ),
    (
        "head teacher",
        lambda d: d["classes"][0].update(head_teacher="T9"),
        "classes, запись 1 (5А): классного руководителя «T9» нет в разделе teachers",
    ),
    (
        "grade",
        lambda d: d["classes"][0].update(grade=12),
        "classes, запись 1 (5А): поле «grade» должно быть целым числом от 1 до 11",
    ),
    (
        "grade as a word",
        lambda d: d["classes"][0].update(grade=True),
        "classes, запись 1 (5А): поле «grade» должно быть целым числом от 1 до 11",
    ),
    (
        "class twice",
        lambda d: d["classes"].append(d["classes"][0]),
        "classes, запись 3 (5А): класс «5А» уже есть в файле",
    ),
    (
        "pupil's class",
        lambda d: d["pupils"][0].update(class_id="7В"),
        "pupils, запись 1 (P1): класса «7В» нет в разделе classes",
    ),
    (
        "birth date",
        lambda d: d["pupils"][0].update(birth_date="31.02.2015"),
        "pupils, запись 1 (P1): поле «birth_date» — не дата вида 2026-09-01: «31.02.2015»",
    ),
    (
        "born tomorrow",
        lambda d: d["pupils"][0].update(birth_date="2027-01-01"),
        "pupils, запись 1 (P1): дата рождения 2027-01-01 невозможна",
    ),
    (
        "gender",
        lambda d: d["pupils"][0].update(gender="x"),
        "pupils, запись 1 (P1): поле «gender» — «м» или «ж», а не «x»",
    ),
    (
        "pupil who is a teacher",
        lambda d: d["pupils"][0].update(id="T1"),
        "pupils, запись 1 (T1): id «T1» уже занят",
    ),
    (
        "parent's child",
        lambda d: d["parents"][0].update(child="P9"),
        "parents, запись 1 (R1): ученика «P9» нет в разделе pupils",
    ),
    (
        "parent with a teacher's id",
        lambda d: d["parents"][0].update(id="T1"),
        "parents, запись 1 (T1): id «T1» уже занят другим человеком",
    ),
    (
        "parent who is a pupil",
        lambda d: d["parents"][0].update(id="P1", name="Птицын Егор Ильич"),
        "parents, запись 1 (P1): id «P1» уже занят другим человеком",
    ),
    (
        "email",
        lambda d: d["parents"][0].update(email="нет"),
        "parents, запись 1 (R1): поле «email» — не адрес почты: «нет»",
    ),
    (
        "record that is no object",
        lambda d: d["pupils"].append("P3"),
        "pupils, запись 3: должна быть объектом JSON",
    ),
    (
        "field of another type",
        lambda d: d["pupils"][0].update(last_name=["Птицын"]),
        "pupils, запись 1 (P1): поле «last_name» должно быть строкой",
    ),
    (
        "a long name",
        lambda d: d["pupils"][0].update(last_name="Ы" * 101),
        "pupils, запись 1 (P1): поле «last_name» длиннее 100 знаков",
    ),
    (
        "unknown class in the timetable",
        lambda d: d["timetable"][0].update(class_id="7В"),
        "timetable, запись 1: класса «7В» нет в разделе classes",
    ),
    (
        "unknown teacher in the timetable",
        lambda d: d["timetable"][0].update(teacher="T9"),
        "timetable, запись 1: учителя «T9» нет в разделе teachers",
    ),
    (
        "unknown subject in the timetable",
        lambda d: d["timetable"][0].update(subject="magic"),
        "timetable, запись 1: предмета «magic» нет в сетке уроков",
    ),
    (
        "a lesson without a bell",
        lambda d: d["timetable"][0].update(lesson=3),
        "timetable, запись 1: урока 3 нет в расписании звонков",
    ),
    (
        "a day that does not exist",
        lambda d: d["timetable"][0].update(day=8),
        "timetable, запись 1: поле «day» должно быть целым числом от 1 до 7",
    ),
    (
        "number and name of the day differ",
        lambda d: d["timetable"][0].update(day_ru="пятница"),
        "timetable, запись 1: день 1 — это понедельник, а написано «пятница»",
    ),
    (
        "a teacher in two places",
        lambda d: d["timetable"][1].update(lesson=1),
        "timetable, запись 2: учитель T1 сразу в двух классах, 5А и 6Б: понедельник, урок 1",
    ),
    (
        "a class in two places",
        lambda d: d["timetable"][2].update(lesson=1),
        "timetable, запись 3: у класса 5А два занятия сразу: понедельник, урок 1",
    ),
    (
        "the same lesson twice",
        lambda d: d["timetable"].append(d["timetable"][0]),
        "timetable, запись 4: у класса 5А два занятия сразу: понедельник, урок 1",
    ),
    (
        "bells that overlap",
        lambda d: d["bell_schedule"][1].update(begin="09:00"),
        "bell_schedule: урок 2 начинается до конца урока 1",
    ),
    (
        "a bell that is no time",
        lambda d: d["bell_schedule"][0].update(begin="8.30"),
        "bell_schedule, запись 1: поле «begin» — не время вида 08:30: «8.30»",
    ),
    (
        "a quarter that ends before it begins",
        lambda d: d["calendar"]["quarters"][1].update(end="2026-11-01"),
        "calendar.quarters, запись 2: конец 2026-11-01 раньше начала 2026-11-02",
    ),
    (
        "quarters that overlap",
        lambda d: d["calendar"]["quarters"][1].update(begin="2026-10-20"),
        "calendar.quarters: четверть с 2026-10-20 начинается до 2026-10-23",
    ),
    (
        "a day off of another year",
        lambda d: d["calendar"]["days_off"][0].update(date="2025-11-04"),
        "calendar.days_off, запись 1: 2025-11-04 — вне учебного года 2026/2027",
    ),
    (
        "a week that begins on a Tuesday",
        lambda d: d["calendar"]["weeks"][0].update(monday="2026-09-01"),
        "calendar.weeks, запись 1: 2026-09-01 — не понедельник",
    ),
    (
        "weeks out of order",
        lambda d: d["calendar"]["weeks"][1].update(week=5),
        "calendar.weeks, запись 2: неделя 5 (2026-09-07) идёт не по порядку",
    ),
]


@pytest.mark.parametrize(("change", "told"), [row[1:] for row in WRONG], ids=[r[0] for r in WRONG])
def test_what_is_wrong_is_told_and_nothing_is_written(
    session: Session, school_file: dict[str, Any], load: Load, change: Change, told: str
) -> None:
    change(school_file)
    report = load(school_file)
    assert told in [str(one) for one in report.problems]
    assert (report.ok, report.changes) == (False, 0)
    for table in (Person, School, Territory):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_all_problems_are_told_at_once(school_file: dict[str, Any], load: Load) -> None:
    for _, change, _ in WRONG[:2]:
        change(school_file)
    school_file["pupils"][1]["class_id"] = "7В"
    assert len(load(school_file).problems) == 3


def test_a_wrong_file_leaves_a_loaded_school_as_it_was(
    session: Session, school_file: dict[str, Any], load: Load
) -> None:
    load(school_file)
    school_file["teachers"][0]["name"] = "Дробина Вера Львовна"
    school_file["pupils"][1]["class_id"] = "7В"
    assert not load(school_file).ok
    assert "Числова" in session.scalars(select(Person.last_name)).all()


def test_without_a_grid_the_file_is_told_to_wait_for_it(
    school_file: dict[str, Any], load: Load
) -> None:
    report = load(school_file, known_subjects=frozenset())
    assert [one.reason for one in report.problems] == [
        "в установке нет ни одного предмета. Сначала загрузите сетку уроков"
    ]


def test_more_pupils_than_the_class_holds_is_a_warning(
    school_file: dict[str, Any], load: Load
) -> None:
    school_file["classes"][0]["size"] = 1
    report = load(school_file)
    assert report.warnings == [Problem("classes", "размер класса 5А — 1, а учеников в списке 2")]


@pytest.mark.parametrize("missing", ["school", "teachers", "classes", "pupils", "parents"])
def test_a_file_without_a_section_is_no_school(
    school_file: dict[str, Any], load: Load, missing: str
) -> None:
    del school_file[missing]
    with pytest.raises(Invalid, match=f"«{missing}»"):
        load(school_file)


def test_a_section_of_another_form_is_refused(school_file: dict[str, Any], load: Load) -> None:
    school_file["pupils"] = {"P1": {}}
    with pytest.raises(Invalid, match="Раздел «pupils» должен быть списком JSON"):
        load(school_file)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_is_read_in_every_unicode_encoding(
    tmp_path: Path, school_file: dict[str, Any], encoding: str
) -> None:
    file = tmp_path / "школа.json"
    file.write_bytes(json.dumps(school_file, ensure_ascii=False).encode(encoding))
    assert read_school_file(file) == school_file


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"school": "Школа"}'.encode("cp1251"), "не в UTF-8"),
        (b'{\n"school": }', "строка 2, знак 11"),
        (b"", "не читается как JSON"),
        (b"[1, 2]", "один объект JSON"),
        (b"null", "один объект JSON"),
        (b"[" * 200_000, "слишком глубоко"),
        (b'{"a": ' + b"9" * 5000 + b"}", "один объект JSON"),
        (b"\xff\xfea", "не в UTF-8"),
    ],
)
def test_a_file_that_is_no_json_object_is_refused_with_the_reason(
    tmp_path: Path, content: bytes, told: str
) -> None:
    file = tmp_path / "школа.json"
    file.write_bytes(content)
    with pytest.raises(Invalid) as caught:
        read_school_file(file)
    assert told in caught.value.message


def test_a_file_that_is_not_there_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="его нет"):
        read_school_file(tmp_path / "нет.json")
    with pytest.raises(Invalid, match="это папка"):
        read_school_file(tmp_path)


@given(st.text())
def test_text_from_a_file_can_always_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert "\0" not in cleaned
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "id",
                    "name",
                    "class_id",
                    "grade",
                    "child",
                    "day",
                    "lesson",
                    "begin",
                    "end",
                    "monday",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)
SECTIONS = ["teachers", "classes", "pupils", "parents", "timetable", "bell_schedule"]


@given(
    st.fixed_dictionaries(
        {"school": JSON}, optional={key: st.lists(JSON, max_size=3) for key in SECTIONS}
    )
    | st.dictionaries(st.sampled_from([*SECTIONS, "school", "calendar"]), JSON)
)
def test_no_json_however_odd_gives_anything_but_a_report_or_a_plain_error(
    data: dict[str, Any],
) -> None:
    report = LoadReport()
    with suppress(PartaError):
        plan = read_plan(data, {"math"}, report)
        assert (plan is None) == bool(report.problems)


@given(st.binary(max_size=200))
def test_no_bytes_however_odd_give_anything_but_an_object_or_a_plain_error(content: bytes) -> None:
    with suppress(Invalid):
        assert isinstance(parse_school(content, "школа.json"), dict)
