"""Kinds of material that a query leaves out: never read the other way round."""

from collections.abc import Callable

import pytest

from search.exact_search import as_form
from search.query_parts import NOT_KIND
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
