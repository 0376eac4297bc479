"""Exact phrases, unwanted words, «or» and fields, from the text of a query to what is found."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalog.kinds import KINDS
from search.exact_search import ExactSearch, as_form
from search.query_syntax import Syntax, loosened, says_only_unwanted, syntax
from search.subject_words import SubjectWords
from search.understand import understand
from tests.search.library import Library

Feed = Callable[[], int]


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"дроби',
        "5 «Б» класс",
        "«»",
        '5" труба 7" стол',
        "-дроби",
        "-тся и -ться",
        "правописание -тся и -ться",
        "глаголы на -тся",
        "суффиксы -чик -щик",
        "корни -лаг- и -лож-",
        "Правописание -тся и -ться: упражнения",
        "Суффиксы -чик-/-щик-, -ек-/-ик-: правило",
        "слова на -ия, -ие, -ий",
        "числительные на -сот",
        "прилагательные на -ed и -ing",
        "-раст-/-ращ-/-рос-",
        "военно-морской флот",
        "5-6 класс",
        "дроби - это",
        "x -y",
        "2 -3",
        "ИЛИ",
        "дроби ИЛИ",
        "слитно или раздельно",
        "СЛИТНО ИЛИ РАЗДЕЛЬНО",
        "|",
        "автор:",
        "автор: Пушкин",
        "",
    ],
)
def test_what_is_no_whole_mark_is_plain_text(text: str) -> None:
    assert syntax(text) == Syntax(text)


def test_marks_are_cut_out_and_the_rest_keeps_its_place() -> None:
    text = '«война и мир» Толстой -фильм Автор:"Л. Толстой" пьеса|роман'
    found = syntax(text)
    assert len(found.plain) == len(text)
    assert found.plain.split() == ["война", "и", "мир", "Толстой", "пьеса", "роман"]
    assert [text[slice(*span)] for span in found.phrases] == ["война и мир"]
    assert [[text[slice(*span)] for span in group] for group in found.either] == [
        ["пьеса", "роман"]
    ]
    assert [text[slice(*part.inside)] for part in found.unwanted] == ["фильм"]
    assert [(part.name, text[slice(*part.inside)]) for part in found.fields] == [
        ("author", "Л. Толстой")
    ]
    assert loosened(text, found) == "война и мир Толстой Л. Толстой пьеса роман"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("-дроби", True),
        ("-дроби и -числа", True),
        ("-тся и -ться", False),
        ("числа -дроби", False),
        ("-видео", False),
        ("дроби", False),
        ("", False),
    ],
)
def test_words_behind_a_minus_alone_are_told(text: str, told: bool) -> None:
    assert says_only_unwanted(text) == told


@pytest.fixture
def furnished(library: Library, feed: Feed) -> Library:
    library.add("Сложение дробей", lessons=["math-5-2"], slides=["числитель и знаменатель"])
    library.add("Дроби: сложение", lessons=["math-6-2"], slides=["знаменатель и числитель"])
    library.add("Падежи", lessons=["russian-5-1"], slides=["сложение основ"])
    library.add("День и ночь", lessons=["geography-5-1"])
    feed()
    return library


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("«сложение дробей»", {"Сложение дробей"}),
        ('"числитель и знаменатель"', {"Сложение дробей"}),
        ("сложение -дроби", {"Падежи"}),
        ('дроби -"числитель и знаменатель"', {"Дроби: сложение"}),
        ("падежи ИЛИ ночь", {"Падежи", "День и ночь"}),
        ("|".join(["щука", "ёж", "падежи", *"абвгд"] * 40), {"Падежи"}),
        ('падежи | "сложение дробей"', {"Падежи", "Сложение дробей"}),
        ("название:сложение", {"Сложение дробей", "Дроби: сложение"}),
        ("класс:6 сложение", {"Дроби: сложение"}),
        ("Предмет:русский сложение", {"Падежи"}),
    ],
)
def test_marks_say_what_is_found_and_how_much(
    furnished: Library, typed: str, titles: set[str]
) -> None:
    found = furnished.find(typed)
    assert {hit.card.title for hit in found.hits} == titles
    assert found.total == len(titles)
    assert found.corrected is None
    assert sum(count.count for count in found.facets["kind"]) == len(titles)


def test_fields_and_unwanted_words_are_chips_that_go_away(furnished: Library) -> None:
    found = furnished.find("сложение -дроби класс:5 название:падежи")
    assert [(chip.title, chip.without) for chip in found.chips] == [
        ("без слов: дроби", "сложение класс:5 название:падежи"),
        ("5 класс", "сложение -дроби название:падежи"),
        ("в названии: падежи", "сложение -дроби класс:5"),
    ]
    assert found.as_json()["understood"]["text"] == "сложение"
    assert found.as_json()["understood"]["grade"] == 5


def test_of_two_unwanted_words_each_goes_away_alone(furnished: Library) -> None:
    found = furnished.find("сложение -дроби -падежи")
    assert [(chip.title, chip.without) for chip in found.chips] == [
        ("без слов: дроби", "сложение -падежи"),
        ("без слов: падежи", "сложение -дроби"),
    ]


def test_a_grade_in_quotes_is_a_phrase(furnished: Library) -> None:
    found = furnished.find("«5 класс» дроби")
    assert found.chips == ()
    assert found.total == 0


def test_a_phrase_that_nothing_has_is_offered_as_plain_words(furnished: Library) -> None:
    found = furnished.find("«сложение падежей»")
    assert (found.total, found.corrected, found.offered) == (0, None, "сложение падежей")


def test_a_slip_beside_a_phrase_is_put_right_and_one_inside_it_is_not(furnished: Library) -> None:
    assert furnished.find("«сложение дробей» числтель").corrected == "«сложение дробей» числитель"
    assert furnished.find("«сложение дорбей»").corrected is None


TITLES = {"math": "Математика", "russian": "Русский язык"}


def test_the_form_writes_the_marks_and_reads_them_back() -> None:
    form = ExactSearch(
        words="сложение",
        phrase='обыкновенных "дробей"',
        unwanted="проценты доли",
        author="Л. Толстой",
        grade="5",
        subject="russian",
        kind="video",
    )
    text = form.query(TITLES)
    assert text == (
        "сложение «обыкновенных дробей» -проценты -доли"
        " автор:«Л. Толстой» класс:5 предмет:«Русский язык» вид:видео"
    )
    read = as_form(understand(text, SubjectWords(TITLES.items())))
    assert read == replace(form, phrase="обыкновенных дробей")


def test_the_form_takes_no_other_values() -> None:
    assert ExactSearch(grade="ау", subject="x", kind="y", phrase=' "" ').query(TITLES) == ""


def test_each_kind_has_a_word_that_a_query_is_understood_by() -> None:
    for kind in KINDS:
        understood = understand(ExactSearch(kind=kind).query(TITLES), SubjectWords(()))
        assert understood.first("kind") == kind
