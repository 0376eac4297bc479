"""One-time codes: who gets one, what a second sheet does to the first, what paper says."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from accounts.create import create_user
from accounts.find_class import find_class
from accounts.invite import Sheet, invite_class, invite_staff
from accounts.invite_code import ALPHABET, GROUP, LENGTH, hash_code, make_code, read_code
from accounts.models import Invitation, School
from accounts.slips import slips_csv, slips_html
from core.errors import NotFound
from tests.accounts.families import class_5a, user_of

RUSSIAN = str.maketrans("ACEHKMPTXY", "АСЕНКМРТХУ")


def issue(session: Session, clock: Any) -> Sheet:
    sheet = invite_class(session, class_5a(session), by=None, clock=clock)
    session.commit()
    return sheet


@given(st.integers(0, 2), st.booleans(), st.booleans())
def test_a_code_is_read_however_it_is_typed(spacing: int, small: bool, russian: bool) -> None:
    code = make_code()
    typed = (code, code.replace("-", ""), f" {code.replace('-', ' – ')} ")[spacing]
    typed = typed.translate(RUSSIAN) if russian else typed
    typed = typed.lower() if small else typed
    assert read_code(typed) == code.replace("-", "")


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_the_reading(text: str) -> None:
    signs = read_code(text)
    assert signs is None or (len(signs) == LENGTH and set(signs) <= set(ALPHABET))


def test_codes_have_no_look_alikes_and_do_not_repeat() -> None:
    assert not set(ALPHABET) & set("0O1IL8BSZUVQDG")
    codes = {make_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(part) == GROUP for code in codes for part in code.split("-"))


def test_pupils_from_14_and_confirmed_parents_get_one_code_each(
    families: Session, clock: Any
) -> None:
    sheet = issue(families, clock)
    assert [(slip.name, slip.role, slip.children) for slip in sheet.slips] == [
        ("Ёлкина Зоя", "pupil", ()),
        ("Ёлкин Пётр Львович", "guardian", ("Зоя Ёлкина",)),
        ("Рыбина Инна Юрьевна", "guardian", ("Тимур Рыбин", "Майя Рыбина")),
        ("Яхонтова Анна Глебовна", "guardian", ("Глеб Яхонтов",)),
    ]
    assert [(left.name, left.why) for left in sheet.left] == [
        ("Птицын Егор Ильич", "нет подтверждённого родителя")
    ]
    assert (sheet.until - clock()).days == 30


def test_the_14th_birthday_is_reckoned_by_the_schools_day(families: Session, clock: Any) -> None:
    clock.forward(hours=9, minutes=59)  # 23:59 of the 28th in Yekaterinburg
    assert "Яхонтов Глеб" not in [slip.name for slip in issue(families, clock).slips]
    clock.forward(minutes=1)
    assert "Яхонтов Глеб" in [slip.name for slip in issue(families, clock).slips]


def test_only_hashes_are_kept(families: Session, clock: Any, home: Path) -> None:
    sheet = issue(families, clock)
    kept = set(families.scalars(select(Invitation.code_hash)))
    assert kept == {hash_code(slip.code.replace("-", "")) for slip in sheet.slips}
    stored = b"".join(file.read_bytes() for file in home.glob("parta.sqlite3*"))
    for slip in sheet.slips:
        assert slip.code.encode() not in stored
        assert slip.code.replace("-", "").encode() not in stored


def test_a_second_sheet_makes_the_first_void_and_says_of_how_many(
    families: Session, clock: Any
) -> None:
    first = issue(families, clock)
    assert first.replaced == 0
    second = issue(families, clock)
    assert second.replaced == 4
    live = select(func.count()).where(Invitation.revoked_at.is_(None))
    assert families.scalar(live) == 4
    clock.forward(days=31)
    assert issue(families, clock).replaced == 0  # they had run out by themselves


def test_another_sheet_leaves_a_parents_code_good(families: Session, clock: Any) -> None:
    issue(families, clock)
    school = families.scalars(select(School)).one()
    staff = invite_staff(families, school, by=None, clock=clock)
    assert staff.replaced == 0
    assert issue(families, clock).replaced == 4


def test_whoever_signs_in_or_was_shut_out_by_the_school_gets_none(
    families: Session, clock: Any
) -> None:
    create_user(families, "inna", "guardian", person_public_id="R1", clock=clock)
    create_user(families, "petr", "guardian", person_public_id="R2", clock=clock)
    user_of(families, "R2").disabled_at = clock()
    sheet = issue(families, clock)
    assert {"Рыбина Инна Юрьевна", "Ёлкин Пётр Львович"}.isdisjoint(
        slip.name for slip in sheet.slips
    )
    told = {left.name: left.why for left in sheet.left}
    assert told["Рыбина Инна Юрьевна"] == "уже входит"
    assert told["Ёлкин Пётр Львович"] == "вход закрыт школой"


def test_a_pupil_whose_parent_had_closed_the_sign_in_gets_a_code_at_14(
    families: Session, clock: Any
) -> None:
    create_user(families, "gleb", "pupil", person_public_id="P5", clock=clock)
    user = user_of(families, "P5")
    user.disabled_at, user.closed_by_guardian = clock(), True
    clock.forward(days=1)
    assert "Яхонтов Глеб" in [slip.name for slip in issue(families, clock).slips]


def test_the_staff_get_one_code_each_whatever_their_roles(families: Session, clock: Any) -> None:
    school = families.scalars(select(School)).one()
    sheet = invite_staff(families, school, by=None, clock=clock)
    assert [(slip.name, slip.role) for slip in sheet.slips] == [
        ("Буквин Олег", "teacher"),
        ("Главная Анна Петровна", "administrator"),
        ("Методова Ольга Ильинична", "methodologist"),
        ("Числова Вера Львовна", "teacher"),
    ]


@pytest.mark.parametrize("name", ["5А", "5а", " 5 A ", "«5А»", "5a"])
def test_a_class_is_found_on_any_layout(families: Session, name: str) -> None:
    school = families.scalars(select(School)).one()
    assert find_class(families, school, name).name == "5А"


@pytest.mark.parametrize("name", ["5Я", "", "пятый", "5", "А"])
def test_an_unknown_class_is_told_with_those_that_there_are(families: Session, name: str) -> None:
    school = families.scalars(select(School)).one()
    with pytest.raises(NotFound, match="5А, 6Б"):
        find_class(families, school, name)


def test_the_paper_says_whose_code_where_and_until_when(families: Session, clock: Any) -> None:
    sheet = issue(families, clock)
    sheet.slips[0] = type(sheet.slips[0])("<b>Зоя</b>", "pupil", "5А", (), sheet.slips[0].code)
    page = slips_html(sheet, "https://parta.example/")
    assert page.count('<section class="slip">') == 4
    for slip in sheet.slips:
        assert page.count(slip.code) == 1
    assert "&lt;b&gt;Зоя" in page
    assert "https://parta.example/invite" in page
    assert "28 декабря 2026" in page
    assert "родитель: Тимур Рыбин, Майя Рыбина, 5А" in page
    assert not re.search(r"(src|href)=", page)  # nothing is fetched from anywhere
    assert "____" in slips_html(sheet, "")


def test_the_table_holds_the_same(families: Session, clock: Any) -> None:
    sheet = issue(families, clock)
    text = slips_csv(sheet, "https://parta.example")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["Код"] for row in rows] == [slip.code for slip in sheet.slips]
    assert rows[2] == {
        "ФИО": "Рыбина Инна Юрьевна",
        "Роль": "родитель",
        "Класс": "5А",
        "Дети": "Тимур Рыбин; Майя Рыбина",
        "Код": sheet.slips[2].code,
        "Годен до": "2026-12-28",
        "Адрес": "https://parta.example/invite",
    }
    sheet.slips[0] = type(sheet.slips[0])("=2+2", "pupil", "5А", (), "X")
    assert " =2+2" in slips_csv(sheet, "")
