"""What an exam's name finds: what has it, then what its grades learn."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.grid import Lesson
from tests.search.library import Library

Feed = Callable[[], int]


@pytest.fixture
def furnished(library: Library, feed: Feed) -> Library:
    """The sixth grade of the small grid is made the ninth."""
    for lesson in library.session.scalars(select(Lesson).where(Lesson.grade == 6)):
        lesson.grade = 9
        lesson.section = f"Раздел {lesson.subject_code}"
    library.session.commit()
    library.add("Звуки пятых", lessons=["russian-5-1"])
    library.add("Пробный ОГЭ", lessons=["russian-5-2"])
    library.add("Части речи девятых", lessons=["russian-6-2"])
    library.add("Дроби: ОГЭ", lessons=["math-6-2"])
    library.add("Океаны", lessons=["geography-5-2"])
    feed()
    return library


def test_behind_what_names_the_exam_stands_what_its_grade_learns(furnished: Library) -> None:
    for query in ("ОГЭ русский", "подготовка к ОГЭ по русскому"):
        found = furnished.find(query)
        assert [hit.card.title for hit in found.hits] == ["Пробный ОГЭ", "Части речи девятых"]
        assert not found.loosened


def test_a_topic_beside_the_exam_is_what_is_looked_for(furnished: Library) -> None:
    assert "Части речи девятых" not in furnished.titles("ОГЭ звуки по русскому")


def test_an_exam_alone_finds_what_names_it(furnished: Library) -> None:
    assert set(furnished.titles("ОГЭ")) == {"Пробный ОГЭ", "Дроби: ОГЭ"}


def test_of_an_exam_in_a_subject_no_other_subject_answers(furnished: Library) -> None:
    found = furnished.find("ОГЭ география")
    assert [hit.card.title for hit in found.hits] == ["Океаны"]
    assert found.understood.wordless


def test_where_nothing_names_the_exam_its_grade_answers(furnished: Library) -> None:
    assert set(furnished.titles("ВПР 5 класс")) == {"Звуки пятых", "Пробный ОГЭ", "Океаны"}
    assert furnished.titles("ВПР география 5 класс") == ["Океаны"]
