"""A passage's words in one line, whatever lines they came in."""

import pytest

from search.readable_lines import in_one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("для обеих дробей\n6 делится на 2", "для обеих дробей 6 делится на 2"),
        ("Стрелка не попала\nНужны доли", "Стрелка не попала. Нужны доли"),
        ("это три,\nа это — шесть", "это три, а это — шесть"),
    ],
)
def test_what_is_said_is_read_as_speech(text: str, line: str) -> None:
    assert in_one_line(text, spoken=True) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Растение пита-\nется светом", "Растение питается светом"),
        ("пишем по-\nрусски", "пишем по-русски"),
        ("соци-\n  ально", "социально"),
        ("мягкий\nпере\u00ad\nнос", "мягкий перенос"),
        ("Радиус\nХорда\nи диаметр,\nДуга", "Радиус / Хорда и диаметр, Дуга"),
        ("Теорема Пифагора\na b a b\nКвадраты", "Теорема Пифагора / Квадраты"),
        ("угол A . | б _ на рисунке", "угол на рисунке"),
        ("А) Алтай Б) Урал", "А) Алтай Б) Урал"),
        ("Я и ты", "Я и ты"),
        ("площадь a · b = S", "площадь a · b = S"),
        ("3 4 5 6", "3 4 5 6"),
        ("", ""),
    ],
)
def test_lines_are_read_as_a_person_would(text: str, line: str) -> None:
    assert in_one_line(text) == line
