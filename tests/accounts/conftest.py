"""What the tests of accounts share: a small school's file, its load, and a clock set by hand."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

import accounts.scopes
from accounts.load import LoadReport, load_people
from tests.accounts.families import unconfirm, with_families


@pytest.fixture(autouse=True, scope="module")
def password_cost() -> None:
    """That of the product."""


SUBJECTS = frozenset({"math", "russian", "pe"})

SCHOOL: dict[str, Any] = {
    "school": {
        "id": "rowan",
        "timezone": "Asia/Yekaterinburg",
        "territory": "Рябиновый район",
        "name": "Школа № 7 „Рябина“",
        "short_name": "Школа № 7",
        "town": "Рябинск",
        "director": "Главная Анна Петровна",
        "deputy": "Методова Ольга Ильинична",
        "year": "2026/2027",
    },
    "bell_schedule": [
        {"lesson": 1, "begin": "08:30", "end": "09:10"},
        {"lesson": 2, "begin": "09:20", "end": "10:00"},
    ],
    "calendar": {
        "quarters": [
            {"no": 1, "begin": "2026-09-01", "end": "2026-10-23"},
            {"no": 2, "begin": "2026-11-02", "end": "2026-12-25"},
        ],
        "days_off": [{"date": "2026-11-04", "name": "День народного единства"}],
        "weeks": [{"week": 1, "monday": "2026-08-31"}, {"week": 2, "monday": "2026-09-07"}],
    },
    "teachers": [
        {
            "id": "T1",
            "name": "Числова Вера Львовна",
            "subjects": ["math"],
            "classes": ["5А", "6Б"],
            "email": "t1@rowan.example",
        },
        {"id": "T2", "name": "Буквин Олег", "subjects": ["russian", "pe"], "classes": ["5А"]},
    ],
    "classes": [
        {"id": "5А", "grade": 5, "parallel": "А", "size": 25, "head_teacher": "T1"},
        {"id": "6Б", "grade": 6, "parallel": "Б", "size": 24, "head_teacher": "T2"},
    ],
    "timetable": [
        {"class_id": "5А", "day": 1, "lesson": 1, "subject": "math", "teacher": "T1"},
        {"class_id": "6Б", "day": 1, "lesson": 2, "subject": "math", "teacher": "T1"},
        {"class_id": "5А", "day": 1, "lesson": 2, "subject": "russian", "teacher": "T2"},
    ],
    "pupils": [
        {
            "id": "P1",
            "class_id": "5А",
            "last_name": "Птицын",
            "first_name": "Егор",
            "patronymic": "Ильич",
            "gender": "м",
            "birth_date": "2015-05-05",
        },
        {
            "id": "P2",
            "class_id": "5А",
            "last_name": "Рыбина",
            "first_name": "Майя",
            "birth_date": "2015-02-03",
        },
    ],
    "parents": [
        {"id": "R1", "child": "P2", "relation": "мать", "name": "Рыбина Инна Юрьевна"},
    ],
}


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> HandClock:
    """Saturday, 28 November 2026, 9:00 UTC."""
    return HandClock()


@pytest.fixture
def school_file() -> dict[str, Any]:
    """A school of two classes, as a file says it; each test has its own copy."""
    return copy.deepcopy(SCHOOL)


Load = Callable[..., LoadReport]


@pytest.fixture
def load(session: Session, clock: HandClock) -> Load:
    """Loads a school's file at the clock's time."""

    def run(data: dict[str, Any], **more: Any) -> LoadReport:
        return load_people(
            session, data, clock=clock, known_subjects=more.pop("known_subjects", SUBJECTS), **more
        )

    return run


@pytest.fixture
def no_scopes(monkeypatch: pytest.MonkeyPatch) -> None:
    """No room has said yet what its things belong to."""
    monkeypatch.setattr(accounts.scopes, "_RESOLVERS", {})


@pytest.fixture
def families(session: Session, school_file: dict[str, Any], load: Load) -> Session:
    """A session over the school with the families of tests/accounts/families.py."""
    assert load(with_families(school_file)).ok
    unconfirm(session)
    return session
