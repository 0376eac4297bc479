"""Kinds of material that a query leaves out: never read the other way round."""

from collections.abc import Callable

import pytest

from search.chip import NOT_GRADE, NOT_KIND, NOT_SUBJECT
from search.exact_search import as_form
from search.shown_filters import shown_filters
from search.shown_ways import way_words
from search.subject_words import SubjectWords
from search.understand import understand
from tests.search.library import SUBJECTS, Library

Feed = Callable[[], int]

NAMES = SubjectWords(SUBJECTS.items())


@pytest.mark.parametrize(
    ("query", "rest", "kinds"),
    [
        ("без слайдов дроби", "дроби", ["presentation"]),
        ("дробь не фильм", "дробь", ["video"]),
        ("дроби без видео", "дроби", ["video"]),
        ("-картинка дроби", "дроби", ["image"]),
        ("дроби -слайды", "дроби", ["presentation"]),
        ("дроби, только не презентация", "дроби", ["presentation"]),
        ("дроби кроме видео", "дроби", ["video"]),
        ("дроби без слайдов и без видео", "дроби", ["presentation", "video"]),
        ("без слайдов, картинок и видео дроби", "дроби", ["presentation", "image", "video"]),
        ("дроби, видео не надо", "дроби", ["video"]),
        ("не нужны слайды дроби", "дроби", ["presentation"]),
        ("дроби, фильм не подходит", "дроби", ["video"]),
        ("дроби без рисунков", "дроби", ["image"]),
        ("-видео", "", ["video"]),
        ("NOT видео", "", ["video"]),
        ("дроби NOT видео", "дроби", ["video"]),
        ("-дроби -видео", "", ["video"]),
        # What is no kind stays.
        ("не с глаголами", "не с глаголами", []),
        ("правописание не", "правописание не", []),
        ("правописание не -слайды", "правописание не", ["presentation"]),
        ("дроби без остатка", "дроби без остатка", []),
        ("почему не видно звёзд", "почему не видно звёзд", []),
    ],
)
def test_an_unwanted_kind_is_left_out(query: str, rest: str, kinds: list[str]) -> None:
    found = understand(query, NAMES)
    assert (found.rest, found.every(NOT_KIND), found.first("kind")) == (rest, kinds, None)
    assert not found.likely_kinds


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("правописание не презентация", "presentation", []),
        ("не с причастиями видео", "video", []),
        ("видео без картинок", "video", ["image"]),
        ("не видео, а презентация", "presentation", ["video"]),
        ("не только видео", None, []),
    ],
)
def test_a_wanted_kind_is_not_taken_for_an_unwanted_one(
    query: str, wanted: str | None, unwanted: list[str]
) -> None:
    found = understand(query, NAMES)
    assert (found.first("kind"), found.every(NOT_KIND)) == (wanted, unwanted)


@pytest.mark.parametrize(
    ("query", "rest", "grades", "unwanted"),
    [
        ("география -9 класс", "", [], [9]),
        ("дроби -11 класс", "дроби", [], [11]),
        ("дроби −11 класс", "дроби", [], [11]),
        ("география кроме 5 класса", "", [], [5]),
        ("география не 9 класс", "", [], [9]),
        ("дроби не для 9 класса", "дроби", [], [9]),
        ("углы без 7 класса", "углы", [], [7]),
        ("углы, только не 7 класс", "углы", [], [7]),
        ("углы кроме 7-9 классов", "углы", [], [7, 8, 9]),
        ("углы кроме 7 и 9 классов", "углы", [], [7, 9]),
        ("углы кроме 7 класса и 9 класса", "углы", [], [7, 9]),
        ("углы 5 класс, не 7 класс", "углы", [5], [7]),
        ("не 7 класс, а 8 класс углы", "углы", [8], [7]),
        ("-9 класс", "", [], [9]),
        ("не только 7 класс углы", "углы", [], []),
        # A dash is no minus, and «не» may be what the lesson is about.
        ("дроби - 9 класс", "дроби", [9], []),
        ("правописание не 5 класс", "правописание не", [5], []),
        ("слова с не 5 класс", "слова с не", [5], []),
        ("глагол НЕ 6 класс", "глагол НЕ", [6], []),
    ],
)
def test_an_unwanted_grade_is_left_out(
    query: str, rest: str, grades: list[int], unwanted: list[int]
) -> None:
    found = understand(query, NAMES)
    assert (found.rest, found.every("grade"), found.every(NOT_GRADE)) == (rest, grades, unwanted)


@pytest.mark.parametrize(
    ("query", "rest", "wanted", "unwanted"),
    [
        ("маятник кроме географии", "маятник", None, ["geography"]),
        ("маятник -география", "маятник", None, ["geography"]),
        ("маятник не по географии", "маятник", None, ["geography"]),
        ("маятник не география", "маятник", None, ["geography"]),
        ("маятник кроме русского языка", "маятник", None, ["russian"]),
        ("маятник кроме географии и математики", "маятник", None, ["geography", "math"]),
        ("маятник кроме географии 5 класс", "маятник", None, ["geography"]),
        ("маятник математика, не география", "маятник", "math", ["geography"]),
        # What is no subject there stays.
        ("маятник кроме географии России", "маятник кроме географии России", None, []),
        ("жизнь без математики", "жизнь без математики", None, []),
    ],
)
def test_an_unwanted_subject_is_left_out(
    query: str, rest: str, wanted: str | None, unwanted: list[str]
) -> None:
    found = understand(query, NAMES)
    assert (found.rest, found.first("subject")) == (rest, wanted)
    assert found.every(NOT_SUBJECT) == unwanted


def test_what_is_of_an_unwanted_grade_or_subject_is_not_found(library: Library, feed: Feed) -> None:
    library.add("Дроби пятые", lessons=["math-5-2"])
    library.add("Дроби шестые", lessons=["math-6-2"])
    library.add("Дроби мира", lessons=["geography-5-1"])
    feed()
    found = library.find("дроби -5 класс")
    assert {hit.card.title for hit in found.hits} == {"Дроби шестые"}
    assert [(chip.title, chip.without) for chip in found.chips] == [("кроме: 5 класс", "дроби")]
    assert found.as_json()["understood"]["not_grade"] == [5]
    [grades] = [one for one in shown_filters(found) if one.name == "grade"]
    assert [choice.code for choice in grades.choices] == ["5", "6"]
    found = library.find("дроби кроме географии и 6 класса")
    assert {hit.card.title for hit in found.hits} == {"Дроби пятые"}
    assert [(chip.title, chip.without) for chip in found.chips] == [
        ("кроме: География", "дроби и 6 класса"),
        ("кроме: 6 класс", "дроби кроме географии"),
    ]
    again = as_form(found.understood).query({})
    assert library.find(again).understood.every(NOT_SUBJECT) == ["geography"]


@pytest.fixture
def three_kinds(library: Library, feed: Feed) -> Library:
    for kind in ("presentation", "image", "video"):
        library.add(f"Дроби {kind}", lessons=["math-5-2"], kind=kind)
    feed()
    return library


def test_what_is_left_out_is_not_found_and_its_chip_goes_away(three_kinds: Library) -> None:
    found = three_kinds.find("дроби без слайдов -видео")
    assert {hit.card.title for hit in found.hits} == {"Дроби image"}
    assert [(chip.title, chip.without) for chip in found.chips] == [
        ("кроме: слайды", "дроби -видео"),
        ("кроме: фильмы", "дроби без слайдов"),
    ]
    assert found.as_json()["understood"]["not_kind"] == ["presentation", "video"]


def test_a_kind_that_is_chosen_stands_above_what_the_words_leave_out(three_kinds: Library) -> None:
    found = three_kinds.find("дроби без слайдов", kinds=("presentation",))
    assert {hit.card.title for hit in found.hits} == {"Дроби presentation"}
    assert not found.chips


def test_the_form_of_an_exact_search_has_what_is_left_out(three_kinds: Library) -> None:
    form = as_form(understand("дроби без слайдов -числа", NAMES))
    assert (form.words, form.unwanted) == ("дроби", "числа презентация")
    again = understand(form.query({}), NAMES)
    assert again.every(NOT_KIND) == ["presentation"]


def test_ways_out_of_exclusions_are_told_plainly(three_kinds: Library) -> None:
    found = three_kinds.find("дроби -картинки -дробь -видео -презентация")
    assert found.out is not None
    assert "без всех условий" in {way_words(way) for way in found.out.without}
    found = three_kinds.find("дроби -image -presentation -видео")
    assert found.out is not None
    assert {way_words(way) for way in found.out.without} == {
        "если не исключать «image»",
        "если не исключать «presentation»",
        "если не исключать фильмы",
        "без всех условий",
    }


def test_ways_out_of_a_subject_or_grade_that_is_left_out(library: Library, feed: Feed) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    feed()
    found = library.find("дроби кроме математики и -5 класс")
    assert found.out is not None
    assert "без всех условий" in {way_words(way) for way in found.out.without}
    assert not found.out.lessons
    found = library.find("дроби кроме математики")
    assert found.out is not None
    assert [way_words(way) for way in found.out.without] == [
        "если не исключать предмет «Математика»"
    ]
