import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.subject_words import SubjectWords
from search.understand import MOST_LETTERS, understand

SUBJECTS = Path(__file__).parents[2] / "seed_content" / "curriculum" / "subjects.csv"


@pytest.fixture(scope="module")
def subjects() -> SubjectWords:
    with SUBJECTS.open(encoding="utf-8") as file:
        return SubjectWords([(row["code"], row["title_ru"]) for row in csv.DictReader(file)])


@pytest.mark.parametrize(
    ("query", "rest", "understood"),
    [
        ("дроби 5 класс презентация", "дроби", {"grade": 5, "kind": "presentation"}),
        ("5кл дроби", "дроби", {"grade": 5}),
        ("дроби в пятом классе", "дроби", {"grade": 5}),
        ("дроби 5-й класс", "дроби", {"grade": 5}),
        ("V класс дроби", "дроби", {"grade": 5}),
        ("5А класс дроби", "дроби", {"grade": 5}),
        ("дроби, класс 5", "дроби", {"grade": 5}),
        ("дроби 5А", "дроби", {"grade": 5}),
        ("дроби 5A", "дроби", {"grade": 5}),  # a Latin A
        ("5а класс", "", {"grade": 5}),
        ("5 «Б» класс дроби", "дроби", {"grade": 5}),
        ("дроби 5-й", "дроби", {"grade": 5}),
        ("дроби для 5-го", "дроби", {"grade": 5}),
        ("5-тый класс", "", {"grade": 5}),
        ("5ый класс", "", {"grade": 5}),
        ("пятый класс", "", {"grade": 5}),
        ("кл. 5 дроби", "дроби", {"grade": 5}),
        ("5кл", "", {"grade": 5}),
        ("давление по физике", "давление", {"subject": "physics"}),
        ("физика", "", {"subject": "physics"}),
        (
            "презентация по физике 7 класс",
            "",
            {"kind": "presentation", "subject": "physics", "grade": 7},
        ),
        ("математика 5 класс", "", {"subject": "math", "grade": 5}),
        ("дроби математика", "дроби", {"subject": "math"}),
        ("русский 5 класс", "", {"subject": "russian", "grade": 5}),
        ("труд 5 класс", "", {"subject": "technology", "grade": 5}),
        ("ИЗО 5 класс", "", {"subject": "art", "grade": 5}),
        ("ИЗО 2 класс цветовой круг", "цветовой круг", {"subject": "art", "grade": 2}),
        ("изо цветовой круг", "цветовой круг", {"subject": "art"}),
        ("из 5 класса", "", {"grade": 5}),
        ("рус яз 5 кл", "", {"subject": "russian", "grade": 5}),
        ("био 6 класс", "", {"subject": "biology", "grade": 6}),
        ("физ-ра", "", {"subject": "pe"}),
        ("инглиш прошедшее время", "прошедшее время", {"subject": "english"}),
        ("матеша 5 класс", "", {"subject": "math", "grade": 5}),
        ("презентация общество", "общество", {"kind": "presentation"}),
        ("русский", "русский", {}),
        ("ОГЭ геометрия", "ОГЭ", {"subject": "geometry"}),
        ("физика ЕГЭ", "ЕГЭ", {"subject": "physics"}),
        ("ЕГЭ физика 2 часть", "ЕГЭ 2 часть", {"subject": "physics"}),
        ("ВПР русский 5 класс", "ВПР", {"subject": "russian", "grade": 5}),
        ("ЕГЭ русский", "ЕГЭ", {"subject": "russian"}),
        ("алгебра 8 задание 5", "задание 5", {"subject": "algebra", "grade": 8}),
        ("функции алг 11", "функции", {"subject": "algebra", "grade": 11}),
        ("русский лес 5 класс", "русский лес", {"grade": 5}),
        ("алгебра 8", "", {"subject": "algebra", "grade": 8}),
        ("химия 8 атом", "атом", {"subject": "chemistry", "grade": 8}),
        ("математика 3 действия", "3 действия", {"subject": "math"}),
        ("атом химия 20", "атом химия 20", {}),
        ("по русскому для пятиклассников", "", {"subject": "russian", "grade": 5}),
        ("слайды по ОРКСЭ", "", {"kind": "presentation", "subject": "orkse"}),
        ("урок по физкультуре", "", {"subject": "pe"}),
        ("видео про вулканы", "вулканы", {"kind": "video"}),
        ("картинка ежа", "ежа", {"kind": "image"}),
        ("видеофрагмент о вулканах", "вулканах", {"kind": "video"}),
        ("аудиосказка репка", "репка", {"kind": "audio"}),
        ("технология шитьё", "шитьё", {"subject": "technology"}),
        ("шитьё технология", "шитьё", {"subject": "technology"}),
        ("труд чертёж", "чертёж", {"subject": "technology"}),
        ("технология", "", {"subject": "technology"}),
        ("труд", "", {"subject": "technology"}),
        ("рисование", "", {"subject": "art"}),
        ("рисование натюрморт", "натюрморт", {"subject": "art"}),
        ("рисование видео", "", {"subject": "art", "kind": "video"}),
        ("окр мир", "", {"subject": "world_around"}),
        ("окр. мир 2 класс", "", {"subject": "world_around", "grade": 2}),
        ("окружайка", "", {"subject": "world_around"}),
        ("окружайку 2 класс", "", {"subject": "world_around", "grade": 2}),
        ("матеша дроби", "дроби", {"subject": "math"}),
        ("русиш 5 класс", "", {"subject": "russian", "grade": 5}),
        ("инглиш времена", "времена", {"subject": "english"}),
        ("инфа", "", {"subject": "informatics"}),
        ("общага выборы", "выборы", {"subject": "social"}),
        ("7 б геометрия", "", {"subject": "geometry", "grade": 7}),
        ("геометрия 7 б", "", {"subject": "geometry", "grade": 7}),
        ("7 В физика", "", {"subject": "physics", "grade": 7}),
        ("7 в физика", "", {"subject": "physics", "grade": 7}),
        ("1 «А» математика", "", {"subject": "math", "grade": 1}),
        ("7«Б»", "", {"grade": 7}),
        ('дроби 5"А"', "дроби", {"grade": 5}),
        ("русский 5 б", "", {"subject": "russian", "grade": 5}),
        # Not filters but topics.
        ("число 7 в математике", "число 7 в математике", {}),
        ("геометрия 7 в треугольнике", "7 в треугольнике", {"subject": "geometry"}),
        ("ток 5 А", "ток 5 А", {}),
        ("технология производства", "технология производства", {}),
        ("технология Wi-Fi", "технология Wi-Fi", {}),
        ("разделение труда", "разделение труда", {}),
        ("ручной труд", "ручной труд", {}),
        ("Энгельс труд", "Энгельс труд", {}),
        ("use of English", "use of English", {}),
        ("труд и капитал", "труд и капитал", {}),
        ("земля труд капитал", "земля труд капитал", {}),
        ("рисование в Paint", "рисование в Paint", {}),
        ("история письменности", "история письменности", {}),
        ("физика атома", "физика атома", {}),
        ("учебник физики", "учебник физики", {}),
        ("создание презентаций", "создание презентаций", {}),
        ("класс млекопитающие", "класс млекопитающие", {}),
        ("звуки и буквы", "звуки и буквы", {}),
        ("труд человека", "труд человека", {}),
        ("12 месяцев", "12 месяцев", {}),
        ("1-й закон Ньютона", "1-й закон Ньютона", {}),
        ("Николай 2-й", "Николай 2-й", {}),
        ("2а+3б", "2а+3б", {}),
        ("бег на 10м", "бег на 10м", {}),
        ("глава 5 в классе", "глава 5 в классе", {}),
        ("", "", {}),
        ("«» * ~ ???", "", {}),
    ],
)
def test_tells_words_from_filters(
    subjects: SubjectWords, query: str, rest: str, understood: dict[str, object]
) -> None:
    found = understand(query, subjects)
    assert found.rest == rest
    assert {chip.facet: chip.value for chip in found.chips} == understood


@pytest.mark.parametrize(
    ("query", "rest", "no_grade"),
    [
        ("дробь 12 класс", "дробь", 12),
        ("дробь в 12-м классе", "дробь", 12),
        ("класс 13 дробь", "дробь", 13),
        ("12 класс", "", 12),
        ("дробь 11 класс", "дробь", None),
        ("12 стульев", "12 стульев", None),
        ("30 класс", "30 класс", None),
    ],
)
def test_a_grade_that_no_school_has_is_no_words(
    subjects: SubjectWords, query: str, rest: str, no_grade: int | None
) -> None:
    understood = understand(query, subjects)
    assert (understood.rest, understood.no_grade) == (rest, no_grade)


def test_two_grades_are_both_meant(subjects: SubjectWords) -> None:
    for query in ("лыжи 5–6 класс", "лыжи 5 и 6 класс", "лыжи 5а 6б"):
        chips = understand(query, subjects).chips
        assert [chip.value for chip in chips] == [5, 6]


@pytest.mark.parametrize(
    ("query", "rest", "subject", "grades"),
    [
        ("геометрия 7–9 классы", "", "geometry", [7, 8, 9]),
        ("математика 1-4 классы", "", "math", [1, 2, 3, 4]),
        ("химия 8 - 11 класс", "", "chemistry", [8, 9, 10, 11]),
        ("русский с 5 по 9 класс", "", "russian", [5, 6, 7, 8, 9]),
        ("русский с 5-го по 7-й класс", "", "russian", [5, 6, 7]),
        ("русский с пятого по седьмой класс", "", "russian", [5, 6, 7]),
        ("дроби от 5 до 7 класса", "дроби", None, [5, 6, 7]),
        ("классы 5-7 дроби", "дроби", None, [5, 6, 7]),
        ("дроби 1-3 и 6 класс", "дроби", None, [1, 2, 3, 6]),
        ("дроби 7, 8 и 9 класс", "дроби", None, [7, 8, 9]),
        ("лыжи 9-7 класс", "лыжи", None, [9, 7]),
        ("для 7-9 классов физика", "", "physics", [7, 8, 9]),
        # Without the word, beside a subject.
        ("физика 7-9", "", "physics", [7, 8, 9]),
        ("русский 5–7", "", "russian", [5, 6, 7]),
        ("5-6 математика", "", "math", [5, 6]),
        ("русский с 5 по 7", "", "russian", [5, 6, 7]),
        ("физика 7–9 давление", "давление", "physics", [7, 8, 9]),
        # No grades.
        ("математика 7-3", "7-3", "math", []),
        ("математика 2-3 действия", "2-3 действия", "math", []),
        ("история 9-10 века", "9-10 века", "history", []),
        ("физика 7-15", "7-15", "physics", []),
        ("математика 5-7=2", "5-7=2", "math", []),
        ("дроби 7-9", "дроби 7-9", None, []),
        ("от 5 до 9 дроби", "от 5 до 9 дроби", None, []),
    ],
)
def test_a_range_of_grades_has_its_middle(
    subjects: SubjectWords, query: str, rest: str, subject: str | None, grades: list[int]
) -> None:
    found = understand(query, subjects)
    assert (found.rest, found.first("subject")) == (rest, subject)
    assert found.every("grade") == grades


def test_of_two_kinds_either_will_do(subjects: SubjectWords) -> None:
    for either in ("или", "ИЛИ", "и", "либо"):
        found = understand(f"слайды {either} картинки про клетку", subjects)
        assert found.rest == "клетку"
        assert found.every("kind") == ["presentation", "image"]
    assert understand("клетка 5 или 7 класс", subjects).every("grade") == [5, 7]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("1/2 + 1/3", ("сложение", "дробь")),
        ("2/3 - 1/4 = ?", ("вычитание", "дробь")),
        ("1/2 · 3/4 математика 5 класс", ("умножение", "дробь")),
        ("3/4", ("дробь",)),
        ("12 + 3", ("12", "3")),
        ("2025/2026", ("2025", "2026")),
        ("задача 1/2", ("задача", "1", "2")),
    ],
)
def test_a_sum_with_fractions_is_about_its_topic(
    subjects: SubjectWords, query: str, words: tuple[str, ...]
) -> None:
    assert understand(query, subjects).words == words


def test_each_chip_can_be_taken_out_of_the_query(subjects: SubjectWords) -> None:
    found = understand("дроби в 5 классе презентация по математике", subjects)
    assert found.without("grade") == "дроби презентация по математике"
    assert found.without("kind") == "дроби в 5 классе по математике"
    assert found.without("subject") == "дроби в 5 классе презентация"
    assert understand("дроби 5–6 классы сложение", subjects).without("grade") == "дроби сложение"


def test_small_words_do_not_have_to_stand_in_a_hit(subjects: SubjectWords) -> None:
    found = understand("сравнение дробей на уроке", subjects)
    assert found.words == ("сравнение", "дробь")
    assert found.asides == ("на", "урок")
    assert understand("и", subjects).words == ("и",)


def test_a_word_behind_a_hyphen_is_no_kind(subjects: SubjectWords) -> None:
    drawn = understand("схема ветвления", subjects)
    assert (drawn.words, drawn.likely_kinds) == (("ветвление",), {"image"})
    joined = understand("блок-схема ветвления", subjects)
    assert (joined.words, joined.likely_kinds) == (("блок", "схема", "ветвление"), frozenset())


def test_a_film_is_likely_where_an_animation_is_asked_for(subjects: SubjectWords) -> None:
    found = understand("анимация работы насоса", subjects)
    assert (found.words, found.likely_kinds) == (("работа", "насос"), {"video"})
    assert understand("анимация", subjects).likely_kinds == frozenset()


def test_what_a_question_asks_with_does_not_have_to_stand_in_a_hit(subjects: SubjectWords) -> None:
    for query in (
        "чем сложение отличается от умножения",
        "отличие сложения и умножения",
        "из чего состоят сложение и умножение",
        "зачем нужны сложение и умножение",
    ):
        assert understand(query, subjects).words == ("сложение", "умножение")
    assert understand("отличие", subjects).words == ("отличие",)


@given(st.text(st.characters()) | st.text("аяё5 класвпреё,.№-ыI", max_size=80))
def test_any_text_is_understood_somehow(subjects: SubjectWords, query: str) -> None:
    found = understand(query, subjects)
    assert len(found.text) <= MOST_LETTERS
    found.text.encode("utf-8")
    for chip in found.chips:
        assert 0 <= chip.start < chip.end <= len(found.text)
        again = understand(found.without(chip.facet), subjects)
        assert len(again.text) < len(found.text)


def test_a_subject_stands_for_those_that_have_a_longer_title_in_other_grades(
    subjects: SubjectWords,
) -> None:
    [chip] = understand("математика", subjects).chips
    assert chip.also == ("algebra", "geometry", "probability")
