"""How long a material is wanted: from the words of a query to the filter of length."""

from collections.abc import Callable

import pytest

from search.subject_words import SubjectWords
from search.understand import understand
from tests.search.library import SUBJECTS, Library

Feed = Callable[[], int]

NAMES = SubjectWords(SUBJECTS.items())

SHORT, MIDDLE, LONG, LONGEST = "minutes-5", "minutes-15", "minutes-45", "minutes-more"


@pytest.mark.parametrize(
    ("query", "rest", "codes"),
    [
        ("видео до 5 минут", "", [SHORT]),
        ("видео не длиннее 10 мин", "", [SHORT, MIDDLE]),
        ("не дольше пяти минут фильм", "", [SHORT]),
        ("видео менее чем на 15 минут дроби", "дроби", [SHORT, MIDDLE]),
        ("ролик на 3 минуты", "", [SHORT]),
        ("ролик 10мин дроби", "дроби", [MIDDLE]),
        ("видео минут на 20", "", [LONG]),
        ("видео 30 секунд", "", [SHORT]),
        ("фильм на полчаса", "", [LONG]),
        ("фильм больше часа", "", [LONGEST]),
        ("видео от 5 до 15 минут", "", [MIDDLE]),
        ("аудио 20–40 минут", "", [LONG]),
        ("пятиминутный ролик о дробях", "дробях", [SHORT]),
        ("5-минутное видео", "", [SHORT]),
        ("видео длительностью до 5 минут", "", [SHORT]),
        ("дроби до 5 минут", "дроби", [SHORT]),
        ("видео 3 мин 30 сек", "", [SHORT]),
        ("видео на пару минут", "", [SHORT]),
        ("видео до 1,5 минут", "", [SHORT]),
        ("короткий обучающий ролик про дроби", "обучающий дроби", [SHORT]),
        ("мини-презентация дроби", "дроби", ["slides-10"]),
        ("презентация слайдов на 15", "", ["slides-20"]),
        ("презентация до 10 слайдов", "", ["slides-10"]),
        ("презентация на 15 слайдах", "", ["slides-20"]),
        ("дроби не больше 20 слайдов", "дроби", ["slides-10", "slides-20"]),
        ("больше 20 слайдов", "", ["slides-more"]),
        ("короткое видео про дроби", "дроби", [SHORT]),
        ("видео про дроби покороче", "дроби", [SHORT]),
        ("видео короткое", "", [SHORT]),
        ("краткая презентация дроби", "дроби", ["slides-10"]),
        ("длинный фильм", "", [LONG, LONGEST]),
        # No lengths but topics.
        ("10 минут тишины", "10 минут тишины", []),
        ("час минута секунда", "час минута секунда", []),
        ("2 часа 30 минут", "2 часа 30 минут", []),
        ("видео часовые пояса", "часовые пояса", []),
        ("сколько минут в часе видео", "сколько минут в часе", []),
        ("числа до 10 презентация", "числа до 10", []),
        ("презентация короткие гласные", "короткие гласные", []),
        ("короткие гласные презентация", "короткие гласные", []),
        ("больше или меньше презентация", "больше или меньше", []),
    ],
)
def test_a_length_is_a_filter_and_no_words(query: str, rest: str, codes: list[str]) -> None:
    found = understand(query, NAMES)
    assert (found.rest, found.every("length")) == (rest, codes)


def test_a_length_that_no_step_ends_with_is_rough() -> None:
    assert understand("видео до 10 минут", NAMES).rough_length
    assert not understand("видео до 15 минут", NAMES).rough_length
    assert not understand("ролик на 3 минуты", NAMES).rough_length


def test_a_length_narrows_the_list_and_its_chip_goes_away(library: Library, feed: Feed) -> None:
    for title, seconds in (("Дроби кратко", 120), ("Дроби на урок", 700), ("Дроби кино", 3000)):
        library.add(title, lessons=["math-5-2"], kind="video", seconds=seconds)
    library.add("Дроби", lessons=["math-5-2"], slides=["числитель"])
    feed()
    found = library.find("видео про дроби не длиннее 10 мин")
    assert {hit.card.title for hit in found.hits} == {"Дроби кратко", "Дроби на урок"}
    [chip] = [chip for chip in found.chips if chip.facet == "length"]
    assert (chip.title, chip.without) == ("до 15 минут", "видео про дроби")
    told = found.as_json()["understood"]
    assert told["length"] == [SHORT, MIDDLE]


def test_where_no_length_fits_what_is_nearest_is_shown(library: Library, feed: Feed) -> None:
    library.add("Дроби кино", lessons=["math-5-2"], kind="video", seconds=3000)
    feed()
    found = library.find("короткое видео про дроби")
    assert [hit.card.title for hit in found.hits] == ["Дроби кино"]
    assert found.loosened == ("до 5 минут",)
