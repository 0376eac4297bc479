"""Words that were cut short are written out as titles have them."""

from collections.abc import Callable

import pytest

from language.lexicon import Lexicon, Row
from language.words import as_words, words
from search.shortened import Shortened
from tests.search.library import Library

TITLES = [
    "Геометрическая прогрессия",
    "Геометрические фигуры",
    "Геометрические фигуры вокруг нас",
    "Квадратные уравнения. Свойства корней",
    "Электрический ток",
    "Государство и право",
    "Жи — ши, ча — ща",
    "Правописание приставок",
    "Шумовые инструменты",
    "Тригонометрия",
    "Функции и графики",
    "Производная сложной функции",
    "Члены предложения",
    "Простые предложения",
    "Past Perfect: образование",
    "Present Simple и Present Continuous",
]
SHORTENED = Shortened(map(as_words, TITLES))
LEXICON = Lexicon([Row("тригонометр", ("тригонометрия",)), Row("эл почта", ("интернет",))])


def written_out(query: str, *items: str) -> str:
    joined = SHORTENED.hyphens_written_out(query)
    return SHORTENED.beginnings_written_out(
        joined, list(words(joined)), LEXICON, lambda lemma: int(lemma in items)
    )


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("геом прогрессия", "геометрическая прогрессия"),
        ("геом фигуры", "геометрические фигуры"),
        ("геом. фигуры, 5 кл", "геометрические фигуры, 5 кл"),
        ("фигурами геом", "фигурами геом"),  # so no title goes on
        ("эл ток", "электрический ток"),
        ("эл почта", "эл почта"),  # a term of the lexicon
        ("гос-во", "государство"),
        ("кв ур-я", "квадратные уравнения"),
        ("св-ва корней", "свойства корней"),
        ("правопис", "правописание"),
        ("ф-ции", "функции"),
        ("пр-я", "предложения"),
        ("пр-я ф-ции", "производная функции"),
        ("я-то", "я-то"),
        ("жи-ши", "жи-ши"),  # titles say it so
        ("кто-то", "кто-то"),
        ("шум и геометрия", "шум и геометрия"),
        ("прав приставок", "прав приставок"),  # a word of its own
        ("тригонометр", "тригонометр"),
        ("past perf", "past perfect"),
        ("present contin", "present continuous"),
        ("present simp", "present simple"),
        ("pres simple", "present simple"),
        ("perf", "perf"),  # nothing tells which word is meant
        ("print perf", "print perf"),
        ("", ""),
    ],
)
def test_a_beginning_goes_on_as_in_titles(query: str, meant: str) -> None:
    assert written_out(query) == meant


def test_what_items_say_stays_as_it_is() -> None:
    assert written_out("геом прогрессия", "геом", "ге", "геома") == "геом прогрессия"


def test_the_page_tells_that_it_wrote_a_word_out(library: Library, feed: Callable[[], int]) -> None:
    library.add("Сравнение обыкновенных дробей", lessons=["math-5-2"])
    library.add("Обыкновенный день", lessons=["geography-6-1"])
    feed()
    found = library.find("обыкн дроби")
    assert found.corrected == "обыкновенные дроби"
    assert found.hits[0].card.title == "Сравнение обыкновенных дробей"
    assert library.find("обыкн дроби 5 кл").corrected == "обыкновенные дроби 5 кл"
    assert library.find("«обыкн дроби»").corrected is None
