"""The order of hits beyond the engine's: sections, titles, kinds, lessons."""

from collections.abc import Callable

import pytest

from accounts.viewer import Viewer
from search.explain import explain
from search.port import SearchRequest, StandIn
from search.said import Said, is_control
from tests.search.library import Library

Feed = Callable[[], int]


def test_the_section_of_the_best_hit_is_shown_behind_it(library: Library, feed: Feed) -> None:
    for key in ("math-5-1", "math-5-2"):
        library.lessons[key].section = "Числа"
    best = library.add("Знаменатель и числитель", lessons=["math-5-2"])
    mate = library.add("Тренировка", lessons=["math-5-1"])
    library.add("Совсем другое", lessons=["geography-6-1"])
    feed()
    found = library.find("числитель")
    assert [hit.card.item_id for hit in found.hits] == [best.public_id, mate.public_id]
    assert found.total == 2


def test_a_section_that_has_the_query_together_goes_first(library: Library, feed: Feed) -> None:
    for key, section in (
        ("math-5-1", "Вещества"),
        ("math-5-2", "Вещества"),
        ("math-6-1", "Опыты"),
        ("math-6-2", "Опыты"),
        ("russian-5-1", "Моря"),
        ("russian-5-2", "Моря"),
    ):
        library.lessons[key].section = section
    library.add("Кислоты больших рек", lessons=["math-6-1"])
    library.add("Кислоты малых рек", lessons=["math-6-2"])
    library.add("Соли больших рек", lessons=["russian-5-1"])
    library.add("Соли малых рек", lessons=["russian-5-2"])
    library.add("Кислоты вокруг нас", lessons=["math-5-1"])
    library.add("Соли вокруг нас", lessons=["math-5-2"])
    feed()
    first = {"Кислоты вокруг нас", "Соли вокруг нас"}
    assert set(library.titles("кислоты соли")[:2]) == first


def test_hits_of_another_kind_tell_the_section_of_those_asked_for(
    library: Library, feed: Feed
) -> None:
    for key, section in (
        ("math-5-1", "Мозг"),
        ("math-5-2", "Мозг"),
        ("math-6-1", "Разное"),
        ("geography-6-1", "Люди"),
    ):
        library.lessons[key].section = section
    library.add("Сон и режим дня", lessons=["math-6-1"])
    library.add("Сон", lessons=["math-5-1"], kind="video")
    library.add("Сновидения", lessons=["math-5-2"])
    feed()
    assert library.titles("сон презентация") == ["Сон и режим дня", "Сновидения"]


def test_a_query_with_many_good_hits_brings_no_others(library: Library, feed: Feed) -> None:
    for number in range(10):
        library.add(f"Доли {number}", lessons=["math-5-2"])
    library.add("Тренировка", lessons=["math-5-1"])
    feed()
    assert library.find("доли").total == 10


def test_a_portrait_had_better_be_a_picture(library: Library, feed: Feed) -> None:
    library.add("Ломоносов: жизнь и труды")
    library.add("Ломоносов в лаборатории", kind="image")
    feed()
    assert library.titles("портрет Ломоносова")[0] == "Ломоносов в лаборатории"
    assert library.titles("Ломоносов: жизнь и труды")[0] == "Ломоносов: жизнь и труды"


def test_a_lesson_that_teaches_goes_before_one_that_tests(library: Library, feed: Feed) -> None:
    library.add("Контрольная работа. Причастие")
    library.add("Причастие в предложении")
    feed()
    assert library.titles("причастие")[0] == "Причастие в предложении"
    assert library.titles("контрольная причастие")[0] == "Контрольная работа. Причастие"


def test_each_lesson_comes_once_before_any_comes_twice(library: Library, feed: Feed) -> None:
    for kind in ("presentation", "image", "video"):
        library.add("Сравнение дробей", lessons=["math-5-2"], kind=kind)
    library.add("Сравнение дробей на луче", lessons=["math-5-1"])
    feed()
    assert library.titles("сравнение дробей")[1] == "Сравнение дробей на луче"


def roots(library: Library, others: int) -> None:
    """A section of mathematics about roots, and as many other lessons that say the word."""
    for key in ("math-5-1", "math-5-2", "math-6-1", "math-6-2"):
        library.lessons[key].section = "Квадратный корень"
        library.lessons[key].topic = f"Корень: {key}"
    for number in range(12):
        library.add(f"Корень из {number}", lessons=[f"math-{number % 2 + 5}-{number // 2 % 2 + 1}"])
    for number in range(others):
        library.add(f"Корень слова, часть {number}", lessons=["russian-5-2"])
    library.add("Отдых под сосной", lessons=["geography-5-1"], slides=["Корень"])


def test_a_term_of_two_subjects_shows_both_among_the_first(library: Library, feed: Feed) -> None:
    """Algebra's section about roots filled the first page before any root of a word."""
    roots(library, others=9)
    feed()
    found = library.find("корень", per_page=25)
    places = [at for at, hit in enumerate(found.hits, 1) if "слова" in hit.card.title]
    assert places[0] == 6
    assert len(found.hits) == len({hit.card.item_id for hit in found.hits}) == 22
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    pages = [one.card.item_id for page in (1, 2, 3) for one in
             library.find("корень", per_page=10, page=page).hits]  # fmt: skip
    assert pages == [hit.card.item_id for hit in found.hits]
    sixth = found.hits[5].card.item_id
    told = explain(library.session, library.engine, Viewer.the_operator(), "корень", sixth)
    assert "Место 6 из 22" in told
    assert any("лучший из предмета" in line for line in told)


def test_a_subject_that_has_less_of_a_term_stands_right_behind_the_first(
    library: Library, feed: Feed
) -> None:
    roots(library, others=3)
    feed()
    found = library.titles("корень", per_page=25)
    assert ["слова" in title for title in found[:12]] == [*[False] * 10, True, False]
    found = library.titles("корень математика", per_page=25)
    assert not any("слова" in title for title in found)


def test_pages_of_one_list_fit_together(library: Library, feed: Feed) -> None:
    for number in range(25):
        library.add(f"Дробь {number}", lessons=[f"math-{number % 2 + 5}-{number % 2 + 1}"])
    feed()
    whole = library.titles("дробь", per_page=25)
    pages = [
        title for page in range(1, 6) for title in library.titles("дробь", per_page=5, page=page)
    ]
    assert pages == whole
    assert len(set(whole)) == 25


def said(*words: str, instead: tuple[StandIn, ...] = (), **rarity: float) -> Said:
    return Said(
        SearchRequest(frozenset(), words, instead=instead, titles=(" ".join(words),)), rarity
    )


def test_a_rare_word_says_more_of_a_query_than_a_frequent_one() -> None:
    asked = said("диффузия", "опыт", диффузия=3.0, опыт=1.0)
    assert asked.share("Диффузия в газах") == pytest.approx(0.75)
    assert asked.share("Опыты Фарадея") == pytest.approx(0.25)
    assert asked.title("Диффузия") > asked.title("Диффузия в газах") > asked.title("Опыты Фарадея")


def test_what_stands_for_a_word_says_a_part_of_it() -> None:
    tables = StandIn("эксель", frozenset({"электронный", "таблица"}), weight=0.6)
    asked = said("эксель", instead=(tables,))
    assert asked.share("Электронные таблицы") == pytest.approx(0.6)
    assert asked.share("Таблица умножения") == 0


def test_words_beside_each_other_as_asked_are_a_run() -> None:
    asked = said("не", "с", "глагол")
    assert asked.run("Правописание не с глаголами") == 1
    assert asked.run("Глаголы с приставками, не в роли сказуемого") == 0


@pytest.mark.parametrize("title", ["Контрольная работа № 2", "Обобщающий урок", "Повторение темы"])
def test_lessons_that_test_or_repeat_are_told_by_their_titles(title: str) -> None:
    assert is_control(title)
    assert not is_control("Контролируем дыхание")
