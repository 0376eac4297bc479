"""What was typed wrongly is found, what was typed right is left alone."""

from collections.abc import Callable

import pytest

from search.other_layout import in_right_layout
from search.port import Engine
from search.spelling import Spelling
from tests.search.lexicon_words import add
from tests.search.library import Library

Feed = Callable[[], int]


@pytest.fixture
def furnished(library: Library, feed: Feed) -> Library:
    library.add("Дроби", lessons=["math-5-2"], slides=["точка b и точка c, tv"])
    library.add("Дроби шестых", lessons=["math-6-2"])
    library.add("Падежи", lessons=["russian-5-1"])
    library.add("День и ночь", lessons=["geography-5-1"])
    library.add("Объём пирамиды")
    library.add("Past Simple", lessons=["russian-6-1"])
    library.add("Her gun", slides=["Read the story of her gun"])
    library.add("Сила рук")
    library.add("Лучший ученик класса")
    feed()
    return library


@pytest.mark.parametrize(
    ("typed", "corrected", "title"),
    [
        ("lhj,b", "дроби", "Дроби"),
        ("lhj,b 5 rkfcc", "дроби 5 класс", "Дроби"),
        ("дроби 5 rkfcc", "дроби 5 класс", "Дроби"),
        ("LHJ,B 5 RKFCC", "ДРОБИ 5 КЛАСС", "Дроби"),
        ("lhj,b, 5-q rkfcc", "дроби, 5-й класс", "Дроби"),
        ("gflt;b", "падежи", "Падежи"),
        ("ltym b yjxm", "день и ночь", "День и ночь"),
        ("j,]tv gbhfvbls", "объем пирамиды", "Объём пирамиды"),
        ("зфые ышьзду", "past simple", "Past Simple"),
        ("past simple gflt;b", "past simple падежи", "Past Simple"),
        ("gflb;b", "падежи", "Падежи"),  # and a slip in it
    ],
)
def test_the_other_layout_is_put_right(
    furnished: Library, typed: str, corrected: str, title: str
) -> None:
    found = furnished.find(typed)
    assert found.corrected == corrected
    assert found.hits[0].card.title == title
    assert furnished.find(typed, exact=True).corrected is None


@pytest.mark.parametrize("typed", ["her gun", "past simple", "день", "past her", "5", "tv", "b"])
def test_what_finds_something_as_it_is_is_not_turned(furnished: Library, typed: str) -> None:
    found = furnished.find(typed)
    assert found.corrected is None
    assert found.total


def test_latin_words_that_no_item_has_stay_latin(index: Engine, library: Library) -> None:
    nothing = Spelling(index, lambda word: 0)
    assert in_right_layout("зщцук", nothing) == "зщцук"
    assert in_right_layout("photosynthesis, 7", nothing) == "photosynthesis, 7"
    assert in_right_layout("b^2-4ac", nothing) == "b^2-4ac"


@pytest.mark.parametrize("typed", ["if I were you", "log ab"])
def test_latin_words_of_the_lexicon_are_neither_turned_nor_read(
    library: Library, feed: Feed, typed: str
) -> None:
    library.add("Корни -лаг- и -лож-")
    feed()
    assert library.find(typed).corrected is None


def test_what_was_read_is_not_put_right_as_it_was_typed(library: Library, feed: Feed) -> None:
    """«stepen» is one slip from a word of the lexicon, and read it is right."""
    library.add("Степень с натуральным показателем")
    feed()
    add(library, library.methodologist(), "Stephen", "показатель")
    found = library.find("stepen s naturalnym pokazatelem")
    assert found.corrected == "степень с натуральным показателем"
    assert found.hits[0].card.title == "Степень с натуральным показателем"


def test_a_query_keeps_what_it_finds_when_the_other_layout_finds_nothing(
    furnished: Library,
) -> None:
    found = furnished.find("падежи 11 rkfcc")
    assert found.corrected is None
    assert [hit.card.title for hit in found.hits] == ["Падежи"]


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("дорби", "дроби"),
        ("дорбей", "дробей"),
        ("дрби", "дроби"),
        ("дробии", "дроби"),
        ("дроьи 5 кл", "дроби 5 кл"),
        ("падижи", "падежи"),
        ("пдежей", "падежей"),
        ("дробйи призентация", "дроби презентация"),
        ("обьем пиромиды", "объем пирамиды"),
        ("drobbi", "дроби"),  # in Latin letters, and a slip
    ],
)
def test_slips_in_any_form_of_a_word_are_put_right(
    furnished: Library, typed: str, corrected: str
) -> None:
    found = furnished.find(typed)
    assert found.corrected == corrected
    assert found.total


def test_words_of_the_lexicon_are_right_and_are_meant(furnished: Library) -> None:
    assert furnished.find("хлестаков").corrected is None
    furnished.add("Гоголь. «Ревизор»", lessons=["russian-5-1"])
    assert furnished.find("хлестаков дроби").corrected is None


def test_a_right_word_is_not_changed_but_another_may_be_offered(furnished: Library) -> None:
    found = furnished.find("учебник")
    assert (found.total, found.corrected, found.offered) == (0, None, "ученик")
    assert found.as_json()["understood"]["corrected"] is None
    # Beside a word that finds something it is left alone too.
    beside = furnished.find("падежи учебник")
    assert (beside.total, beside.corrected, beside.offered) == (1, None, None)
    assert furnished.find("кастрюля").offered is None


def test_letters_that_look_alike_are_one_letter(furnished: Library) -> None:
    for typed in ("дpoби", "Дpoбь", "пaдeжи", "рast simple"):
        found = furnished.find(typed)
        assert found.total, typed
        assert found.corrected is None


def test_a_slide_with_a_letter_of_the_other_alphabet_answers_too(
    library: Library, feed: Feed
) -> None:
    library.add("Урок", slides=["Начало", "Твёрдые тeла и жидкости"])  # a Latin e
    feed()
    hit = library.find("тела").hits[0]
    assert hit.passage is not None
    assert hit.passage.at == 2
    assert ("тeла", True) in hit.passage.segments


def test_a_filter_that_leaves_nothing_only_prefers(furnished: Library) -> None:
    found = furnished.find("дроби 11 класс")
    assert found.total
    assert found.loosened == ("11 класс",)
    assert not found.chips


def test_a_subject_that_is_named_never_gives_way(furnished: Library) -> None:
    assert furnished.titles("дроби")
    # What other subjects have by the same words is no answer: the lessons are named that lack one.
    found = furnished.find("дроби и океаны по географии")
    assert {hit.card.lessons[0].subject_code for hit in found.hits} <= {"geography"}
    assert "География" not in found.loosened
    found = furnished.find("океаны по географии")
    assert (found.total, found.loosened) == (0, ())
    assert found.out is not None
    assert {lesson.subject_code for lesson in found.out.lessons} == {"geography"}


def test_words_that_nothing_has_leave_what_passes_the_filters(furnished: Library) -> None:
    found = furnished.find("абракадабра по математике 5 класс")
    assert found.total
    assert {hit.card.lessons[0].subject_code for hit in found.hits} == {"math"}
    assert found.understood.wordless
    assert not furnished.find("абракадабра", subjects=("math",)).total


@pytest.mark.parametrize(
    "typed",
    ['""', "<>", ";;;", "...", "<script>", "</script>", "<h1 class>", "C++ print", "c++ padezhi"],
)
def test_what_is_written_in_latin_on_purpose_is_not_turned(furnished: Library, typed: str) -> None:
    corrected = furnished.find(typed).corrected
    assert corrected is None or corrected == "c++ падежи"


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("past simpl", "past simple"),  # «симпл» is a word of the lexicon
        ("simpl", "simple"),
        ("past perf", None),
        ("past padezhi", "past падежи"),
    ],
)
def test_an_english_word_with_a_slip_is_not_read_as_russian(
    furnished: Library, typed: str, corrected: str | None
) -> None:
    assert furnished.find(typed).corrected == corrected
