"""Lessons by their numbers, and numbers by which nothing can be found."""

from collections.abc import Callable

import pytest

from search.chip import LESSON_NO
from search.subject_words import SubjectWords
from search.understand import understand
from tests.search.library import SUBJECTS, Library

Feed = Callable[[], int]

NAMES = SubjectWords(SUBJECTS.items())


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("урок 12 математика 5 класс", [12]),
        ("математика 5 класс, урок №12", [12]),
        ("12 урок математика 5 класс", [12]),
        ("12-й урок по математике 5 класс", [12]),
        ("урок 7 5 класс математика", [7]),
        ("математика 5 урок 7", [7]),
        ("уроки 12–14 математика 5 класс", [12, 13, 14]),
        ("уроки 12 и 15 математика 5 класс", [12, 15]),
    ],
)
def test_a_number_with_subject_and_grade_is_a_lesson(query: str, numbers: list[int]) -> None:
    found = understand(query, NAMES)
    assert (found.rest, found.words) == ("", ())
    assert (found.every(LESSON_NO), found.every("grade")) == (numbers, [5])
    assert found.first("subject") == "math"
    assert not found.lesson_numbers


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("урок 56", ("56",)),
        ("урок 12 дроби", ("дробь",)),
        ("математика урок 12", ()),
        ("урок 12 5 класс", ()),
    ],
)
def test_a_number_without_them_is_a_weak_word_and_is_told(
    query: str, words: tuple[str, ...]
) -> None:
    found = understand(query, NAMES)
    assert found.words == words
    assert found.lesson_numbers in ((12,), (56,))


@pytest.mark.parametrize(
    ("query", "words", "told"),
    [
        ("§ 12", ("12",), True),
        ("параграф 5", ("5",), True),
        ("тема 3", ("3",), True),
        ("§12 математика 5 класс", (), True),
        ("математика § 7", (), True),
        ("тема 3 дроби", ("дробь",), False),
        ("§ 4–5 дроби", ("дробь",), False),
    ],
)
def test_numbers_of_a_textbook_say_little(query: str, words: tuple[str, ...], told: bool) -> None:
    found = understand(query, NAMES)
    assert (found.words, found.book_number) == (words, told)
    assert found.first("grade") in (None, 5)


@pytest.mark.parametrize(
    "query",
    [
        "урок 1 сентября",
        "урок 45 минут",
        "урок 5 класс",
        "урок 5А",
        "12 уроков музыки",
        "тема урока дроби",
        "параграф",
        "20 задание",
    ],
)
def test_what_only_looks_so_is_no_number_of_a_lesson(query: str) -> None:
    found = understand(query, NAMES)
    assert (found.lesson_numbers, found.book_number) == ((), False)
    assert not found.every(LESSON_NO)


def test_a_lesson_is_found_by_its_number(library: Library, feed: Feed) -> None:
    library.add("Числа", lessons=["math-5-1"])
    library.add("Дроби", lessons=["math-5-2"])
    library.add("Дроби шестых", lessons=["math-6-2"])
    feed()
    found = library.find("урок 2 математика 5 класс")
    assert [hit.card.title for hit in found.hits] == ["Дроби"]
    assert [lesson.key for lesson in found.numbered] == ["math-5-2"]
    [chip] = [chip for chip in found.chips if chip.facet == "lesson"]
    assert (chip.title, chip.without) == ("урок 2", "математика 5 класс")
    assert found.as_json()["understood"]["lesson"] == ["math-5-2"]
    both = library.find("математика 5 класс уроки 1-2")
    assert {hit.card.title for hit in both.hits} == {"Числа", "Дроби"}


def test_a_lesson_without_material_is_named_and_one_that_is_not_there_is_told(
    library: Library, feed: Feed
) -> None:
    library.add("Числа", lessons=["math-5-1"])
    feed()
    found = library.find("урок 2 математика 5 класс")
    assert found.total == 0
    assert [lesson.key for lesson in found.bare] == ["math-5-2"]
    assert found.out is not None
    assert {way.title for way in found.out.without if way.total} >= {"урок 2"}
    missing = library.find("урок 300 математика 5 класс")
    assert (missing.total, missing.understood.no_lesson) == (1, (300,))


def test_a_subject_and_a_grade_that_are_chosen_tell_the_lesson_too(
    library: Library, feed: Feed
) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    feed()
    found = library.find("урок 2", subjects=("math",), grades=(5,))
    assert [lesson.key for lesson in found.numbered] == ["math-5-2"]
    assert not library.find("урок 2", subjects=("math",)).numbered
