"""The figures of the matrix are those of plain SQL, and those of what a click lists."""

import pytest
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from catalog.audience import on_shelves
from catalog.kinds import KINDS
from coverage.cell import cell_lessons, sections
from coverage.matrix import matrix, totals
from coverage.page import figure, grid
from coverage.share import percent
from tests.coverage.random_country import RandomCountry

WHO = ("near", "far", "district", "region", "operator")

LESSONS = """
    SELECT l.programme, l.subject_code, l.grade, count(*)
      FROM lesson l
     WHERE l.edition_code = 'new' AND l.retired_at IS NULL
     GROUP BY 1, 2, 3
"""
COVERED = """
    SELECT count(*)
      FROM lesson l
     WHERE l.edition_code = 'new' AND l.retired_at IS NULL
       AND l.programme = :programme AND l.subject_code = :subject AND l.grade = :grade
       AND EXISTS (
           SELECT 1 FROM placement p
             JOIN item i ON i.id = p.item_id
             JOIN version v ON v.id = i.published_version_id AND v.status = 'published'
            WHERE p.lesson_id = l.id AND i.withdrawn_at IS NULL AND {shelf} AND {kind})
"""


@pytest.mark.parametrize("who", WHO)
def test_the_figures_are_those_of_plain_sql(
    session: Session, country: RandomCountry, who: str
) -> None:
    shelf = country.shelves_sql()[who]

    def counted(programme: str, subject: str, grade: int, kind: str = "1") -> int:
        query = text(COVERED.format(shelf=shelf, kind=kind))
        where = {"programme": programme, "subject": subject, "grade": grade}
        return int(session.execute(query, where).scalar_one())

    expected = {
        (programme, subject, grade): (
            lessons,
            counted(programme, subject, grade),
            {kind: counted(programme, subject, grade, f"i.kind = '{kind}'") for kind in KINDS},
        )
        for programme, subject, grade, lessons in session.execute(text(LESSONS))
    }
    found = matrix(session, on_shelves(country.viewers()[who]))

    assert {
        (cell.programme, cell.subject, cell.grade): (cell.lessons, cell.covered, cell.by_kind)
        for cell in found
    } == expected
    assert {cell.edition for cell in found} == {"new"}
    assert 0 < totals(found)[0] < totals(found)[1]


@pytest.mark.parametrize("who", WHO)
def test_a_click_lists_what_the_figure_counts(
    session: Session, country: RandomCountry, who: str
) -> None:
    reach = on_shelves(country.viewers()[who])
    cells = matrix(session, reach)
    for square in (s for row in grid(cells).rows for s in row.squares.values()):
        lessons = cell_lessons(session, reach, square.subject, square.grade)
        for kind in (None, *KINDS):
            covered = square.covered if kind is None else square.by_kind[kind]
            assert sum(lesson.has(kind) for lesson in lessons) == covered
            parts = sections(lessons, kind)
            assert sum(part.covered for part in parts) == covered
            listed = [lesson for part in parts for lesson in part.lessons]
            assert sorted(lesson.key for lesson in listed) == sorted(one.key for one in lessons)
            for part in parts:
                filled = [lesson.has(kind) for lesson in part.lessons]
                assert filled == sorted(filled), "gaps come first"
        assert len(lessons) == square.lessons


def test_only_what_is_asked_for_is_counted_and_in_one_query(
    session: Session, country: RandomCountry
) -> None:
    reach = on_shelves(country.viewers()["operator"])
    whole = matrix(session, reach)
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    part = matrix(session, reach, subject="math", grade=5)
    event.remove(session.get_bind(), "before_cursor_execute", note)

    assert part == [cell for cell in whole if (cell.subject, cell.grade) == ("math", 5)]
    assert len(said) == 1
    assert matrix(session, reach, subject="none") == []


def test_cells_come_in_the_grids_order(session: Session, country: RandomCountry) -> None:
    cells = matrix(session, on_shelves(country.viewers()["far"]))
    order = ["math", "russian", "pe"]
    keys = [(order.index(cell.subject), cell.grade, cell.programme) for cell in cells]
    assert keys == sorted(keys)


def test_a_percent_is_nought_only_for_nothing_and_a_hundred_only_for_all() -> None:
    assert [percent(*share) for share in ((0, 900), (1, 900), (899, 900), (900, 900), (0, 0))] == [
        0,
        1,
        99,
        100,
        0,
    ]


def test_a_few_of_very_many_are_less_than_one_percent() -> None:
    assert [figure(*share) for share in ((0, 900), (1, 900), (9, 900), (900, 900))] == [
        "0",
        "<1",
        "1",
        "100",
    ]
