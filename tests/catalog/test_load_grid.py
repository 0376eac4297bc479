"""Loading the lesson grid: what it adds, changes, retires, and what it leaves alone."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog.grid import Edition, Lesson, Subject
from catalog.items import get_lesson, grades_of, subjects_of
from catalog.load_grid import GridReport, load_grid
from catalog.models import Placement
from jobs.outbox import waiting
from tests.catalog.conftest import GRID, Grid, HandClock, Make, row


def counts(report: GridReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.retired, report.unchanged


def keys(session: Session, *, retired: bool = False) -> set[str]:
    found = session.scalars(select(Lesson).where(Lesson.retired_at.is_not(None) == retired))
    return {lesson.key for lesson in found}


def test_the_first_load_adds_and_the_second_changes_nothing(session: Session, grid: Grid) -> None:
    assert counts(grid(GRID)) == (5, 0, 0, 0)
    assert counts(grid(GRID)) == (0, 0, 0, 5)
    assert session.scalar(select(Edition.code).where(Edition.active)) == "default"
    assert [one.title for one in session.scalars(select(Subject).order_by(Subject.position))] == [
        "Математика",
        "Русский язык",
    ]


def test_what_differs_is_changed_and_what_is_missing_in_its_cell_is_retired(
    session: Session, grid: Grid
) -> None:
    grid(GRID)
    report = grid([row(1, title="Новое имя"), row(3), row(4)])

    assert counts(report) == (1, 1, 1, 1)
    assert get_lesson(session, "math-5-1").title == "Новое имя"
    assert keys(session, retired=True) == {"math-5-2"}


def test_cells_that_the_file_does_not_hold_are_left_alone(session: Session, grid: Grid) -> None:
    grid(GRID)
    grid([row(1)])

    assert keys(session, retired=True) == {"math-5-2", "math-5-3"}
    assert {"math-6-1", "russian-5-1"} <= keys(session)


def test_another_programme_is_another_cell(session: Session, grid: Grid) -> None:
    grid(GRID)
    report = grid([row(1, lesson_key="deep-1", programme="advanced")])

    assert counts(report) == (1, 0, 0, 0)


def test_a_retired_lesson_comes_back_when_a_file_has_it_again(session: Session, grid: Grid) -> None:
    grid(GRID)
    grid([row(1)])
    assert counts(grid(GRID)) == (0, 2, 0, 3)
    assert keys(session, retired=True) == set()


def test_a_lesson_that_only_a_bad_row_names_is_not_retired(session: Session, grid: Grid) -> None:
    grid(GRID)
    report = grid([row(1), row(2, week="скоро"), row(3)])

    assert counts(report) == (0, 0, 0, 2)
    assert [(one.row, "week" in one.reason) for one in report.problems] == [(3, True)]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"grade": 12}, "grade"),
        ({"grade": "пятый"}, "grade"),
        ({"lesson_no": 0}, "lesson_no"),
        ({"lesson_no": "1.5"}, "lesson_no"),
        ({"title": " "}, "title"),
        ({"lesson_key": ""}, "lesson_key"),
        ({"lesson_key": "к" * 81}, "lesson_key"),
        ({"topic": "т" * 10_001}, "знаков"),
        ({"hours": "много"}, "hours"),
        ({"lesson_key": "math-5-1"}, "уже был"),
    ],
)
def test_a_bad_row_is_listed_with_its_number_and_the_others_go_on(
    session: Session, grid: Grid, changes: dict[str, object], word: str
) -> None:
    report = grid([row(1), row(9) | changes, row(2)])

    assert report.added == 2
    assert [(one.row, word in one.reason) for one in report.problems] == [(3, True)]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"a,b\n1,2\n", "столбцов"),
        (b"", "столбцов"),
        (None, "не читается"),
    ],
)
def test_a_file_that_is_no_grid_is_one_problem(
    session: Session, tmp_path: Path, clock: HandClock, content: bytes | None, word: str
) -> None:
    path = tmp_path / "план.csv"
    if content is not None:
        path.write_bytes(content)
    report = load_grid(session, [path], clock=clock)

    assert len(report.problems) == 1
    assert word in report.problems[0].reason
    assert counts(report) == (0, 0, 0, 0)


def test_a_dry_run_reports_the_same_and_writes_nothing(session: Session, grid: Grid) -> None:
    grid(GRID)
    tried = grid([row(1, title="Иначе"), row(7)], dry_run=True)

    assert counts(tried) == (1, 1, 2, 0)
    assert keys(session) == {str(one["lesson_key"]) for one in GRID}
    assert counts(grid([row(1, title="Иначе"), row(7)])) == counts(tried)


def test_a_second_edition_is_not_in_force_and_shares_no_keys(session: Session, grid: Grid) -> None:
    grid(GRID)
    report = grid([row(1), row(8)], edition="2027")

    assert report.added == 1
    assert len(report.problems) == 1
    assert "default" in report.problems[0].reason
    active = session.scalars(select(Edition).where(Edition.active)).all()
    assert [one.code for one in active] == ["default"]
    assert get_lesson(session, "math-5-8").edition_code == "2027"
    assert keys(session, retired=True) == set()


def test_without_an_edition_the_one_in_force_is_loaded(session: Session, grid: Grid) -> None:
    grid(GRID, edition="2026")
    grid([*GRID, row(9)])

    assert get_lesson(session, "math-5-9").edition_code == "2026"


def test_hours_keywords_and_other_columns_are_kept(session: Session, grid: Grid) -> None:
    grid([row(1, hours=2, keywords="луч; точка;луч", наглядность="таблица")])
    lesson = get_lesson(session, "math-5-1")

    assert (lesson.hours, lesson.keywords) == (2, ["луч", "точка"])
    assert lesson.extra == {"наглядность": "таблица"}


def test_retiring_a_lesson_drops_no_item_and_tells_the_index(
    session: Session, grid: Grid, make_item: Make
) -> None:
    grid(GRID)
    item = make_item(None, None, lessons=["math-5-2", "math-5-3"])
    session.commit()
    grid([row(1), row(3, title="Иное")])

    places = session.scalars(select(Placement).where(Placement.item_id == item.id)).all()
    assert {one.lesson.key for one in places} == {"math-5-2", "math-5-3"}
    assert (subjects_of(item), grades_of(item)) == (("math",), (5,))
    assert waiting(session, "search") >= 1
