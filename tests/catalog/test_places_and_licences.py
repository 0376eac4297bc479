"""Lessons of an item, its subject and grade; the spellings of licences and what they allow."""

import pytest
from sqlalchemy.orm import Session

from catalog.errors import BadGrade, UnknownSubject
from catalog.items import get_lesson, grades_of, subjects_of
from catalog.licences import KNOWN, allows_download, parse_licence
from catalog.place import known_subject, parse_grade, place, unplace
from tests.catalog.conftest import GRID, Grid, HandClock, Make


def test_an_item_stands_in_many_lessons_and_in_each_once(
    session: Session, grid: Grid, make_item: Make, clock: HandClock
) -> None:
    grid(GRID)
    item = make_item(None, None)
    item.subject_code, item.grade = "russian", 5
    assert (subjects_of(item), grades_of(item)) == (("russian",), (5,))
    lessons = [get_lesson(session, key) for key in ("math-6-1", "math-5-1")]
    assert [place(session, item, one, by_id=None, clock=clock) for one in lessons] == [True, True]
    assert not place(session, item, lessons[0], by_id=None, clock=clock)

    assert (subjects_of(item), grades_of(item)) == (("math",), (5, 6))
    assert unplace(session, item, lessons[1], clock=clock)
    assert not unplace(session, item, lessons[1], clock=clock)
    assert unplace(session, item, lessons[0], clock=clock)
    assert (subjects_of(item), grades_of(item)) == (("math",), (6,))


def test_a_subject_and_a_grade_are_of_the_grid_or_none(session: Session, grid: Grid) -> None:
    grid(GRID)
    assert known_subject(session, "math") == "math"
    assert known_subject(session, "") is known_subject(session, None) is None
    with pytest.raises(UnknownSubject):
        known_subject(session, "astrology")
    assert [parse_grade(given) for given in ("5", " 11 ", 1, "", None)] == [5, 11, 1, None, None]
    for bad in ("0", "12", "-5", "5а", "٥", "1e1", "пятый", 0):
        with pytest.raises(BadGrade):
            parse_grade(bad)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        *((name, name) for name in KNOWN),
        ("cc-by-4.0", "CC BY 4.0"),
        ("CC-BY-NC-SA-4.0", "CC BY-NC-SA 4.0"),
        ("Cc  By-Nd 4.0", "CC BY-ND 4.0"),
        ("CC0-1.0", "CC0"),
        ("ОБЩЕСТВЕННОЕ ДОСТОЯНИЕ", "общественное достояние"),
        ("Для использования в школе", "для использования в школе"),
    ],
)
def test_spellings_of_a_licence_mean_the_same(written: str, name: str) -> None:
    licence = parse_licence(written)
    assert licence is not None
    assert (licence.name, licence.known) == (name, True)


@pytest.mark.parametrize("written", ["CC BY 3.0", "cc by-nd-sa 4.0", "моя лицензия", "GPL-3.0"])
def test_an_unknown_licence_is_kept_as_written_and_allows_nothing(written: str) -> None:
    licence = parse_licence(f"  {written} ")
    assert licence is not None
    assert (licence.name, licence.known) == (written, False)
    assert not allows_download(licence.name)


def test_no_licence_is_none_and_only_all_rights_reserved_forbids_the_download() -> None:
    assert parse_licence(None) is parse_licence("  ") is None
    assert [name for name in KNOWN if not allows_download(name)] == ["все права защищены"]
