"""Which lessons a file is taken for, from its names and its words, and why."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.grid_words import GridLesson, GridWords
from search.lesson_scores import LessonMeanings
from search.likely_lessons import LikelyLesson, Reason, Said, likely_lessons
from search.subject_words import SubjectWords

SUBJECTS = {"math": "Математика", "russian": "Русский язык", "physics": "Физика"}

LESSONS = [
    ("math", 5, "Обыкновенные дроби", "Доли. Числитель и знаменатель"),
    ("math", 5, "Обыкновенные дроби", "Сравнение обыкновенных дробей"),
    ("math", 5, "Обыкновенные дроби", "Сложение обыкновенных дробей"),
    ("math", 5, "Обыкновенные дроби", "Вычитание обыкновенных дробей"),
    ("math", 6, "Обыкновенные дроби", "Действия с обыкновенными дробями"),
    ("math", 5, "Треугольники", "Виды треугольников"),
    ("russian", 6, "Числительное", "Дробные числительные"),
    ("russian", 7, "Причастие", "Причастный оборот"),
    ("physics", 8, "Электрические явления", "Закон Ома для участка цепи"),
    ("physics", 10, "Постоянный ток", "Закон Ома для полной цепи"),
]


def grid() -> GridWords:
    return GridWords(
        SubjectWords(SUBJECTS.items()),
        tuple(
            GridLesson(
                number, f"{subject}-{grade}-{number}", subject, grade, number, "", *words, ()
            )
            for number, (subject, grade, *words) in enumerate(LESSONS, 1)
        ),
    )


def titles(found: Sequence[LikelyLesson]) -> list[str]:
    return [each.lesson.title for each in found]


def test_the_lesson_whose_words_stand_in_the_name_comes_first_and_says_which() -> None:
    found = likely_lessons(grid(), Said(names=("сложение_обыкновенных_дробей",)))
    assert found[0].lesson.title == "Сложение обыкновенных дробей"
    assert found[0].reasons == (Reason("name", ("сложение обыкновенных дробей",)),)


def test_words_of_a_name_are_told_once_and_with_what_joins_them() -> None:
    said = Said(names=("доли_числитель", "Урок про числитель и знаменатель"))
    first = likely_lessons(grid(), said)[0]
    assert first.reasons == (Reason("name", ("числитель и знаменатель", "доли")),)


def test_a_name_that_says_nothing_leaves_it_to_the_words_of_the_slides() -> None:
    said = Said(
        names=("Презентация1",),
        headings=("Что показывает знаменатель",),
        text="Числитель стоит над чертой, знаменатель под чертой. Доля единицы.",
    )
    first = likely_lessons(grid(), said)[0]
    assert first.lesson.title == "Доли. Числитель и знаменатель"
    assert first.reasons == (Reason("text", ("знаменатель", "числитель", "доля")),)


def test_numbers_on_slides_are_no_words() -> None:
    counting = GridLesson(1, "m", "math", 1, 1, "", "Сложение", "Случаи сложения + 2, + 3", ())
    taught = GridWords(SubjectWords(SUBJECTS.items()), (counting,))
    found = likely_lessons(taught, Said(names=("сложение",), text="Слайд 2. Слайд 3."))
    assert [each.reasons for each in found] == [(Reason("name", ("сложение",)),)]


def test_a_topic_of_two_grades_is_suggested_in_both() -> None:
    found = likely_lessons(grid(), Said(names=("Обыкновенные дроби",)))
    assert {(each.lesson.subject_code, each.lesson.grade) for each in found} >= {
        ("math", 5),
        ("math", 6),
    }
    assert sum(each.lesson.grade == 5 for each in found) == 2


def test_the_grade_in_the_name_decides_between_lessons_alike() -> None:
    for name, grade in (("Закон Ома 8 класс", 8), ("Закон Ома, 10 класс", 10)):
        first = likely_lessons(grid(), Said(names=(name,)))[0]
        assert first.lesson.grade == grade
        assert first.reasons[-1].kind == "hint"


def test_folders_tell_subject_and_grade_and_then_all_lessons_may_be_of_them() -> None:
    said = Said(names=("дроби",), folders=("Материалы", "5 класс", "Математика"))
    found = likely_lessons(grid(), said)
    assert [(each.lesson.subject_code, each.lesson.grade) for each in found[:3]] == [
        ("math", 5)
    ] * 3
    assert found[0].reasons[-1] == Reason("hint", ("Математика", "5 класс"))


def test_a_cover_tells_the_grade_where_no_name_does() -> None:
    said = Said(names=("Закон Ома",), cover="Закон Ома\nФизика, 10 класс")
    assert likely_lessons(grid(), said)[0].lesson.grade == 10


def test_what_the_sender_said_is_kept_to() -> None:
    found = likely_lessons(grid(), Said(names=("Закон Ома",), subject="physics", grade=10))
    assert titles(found) == ["Закон Ома для полной цепи"]


def test_a_file_about_nothing_taught_is_not_guessed_at() -> None:
    assert likely_lessons(grid(), Said(names=("IMG_20190412",), text="wallpaper")) == []
    assert likely_lessons(grid(), Said()) == []


def test_a_word_that_only_tells_which_suggests_nothing_by_itself() -> None:
    assert likely_lessons(grid(), Said(names=("Обыкновенный день",))) == []
    assert likely_lessons(grid(), Said(names=("Полное сложение",)))


class Counting:
    """An encoder of two numbers: how much of a text is about circuits; counts what it encodes."""

    dimensions = 2

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += texts
        rows = [(1.0, 0.0) if "полной" in text else (0.6, 0.8) for text in texts]
        return np.array(rows, np.float32)


def test_of_lessons_alike_in_words_the_nearer_in_meaning_comes_first_and_says_so() -> None:
    meanings = LessonMeanings(Counting())
    said = Said(names=("Закон Ома",), headings=("полной",))
    assert likely_lessons(grid(), Said(names=("Закон Ома",)))[0].lesson.grade == 8
    first = likely_lessons(grid(), said, meanings)[0]
    assert first.lesson.grade == 10
    assert Reason("meaning") in first.reasons


def test_a_lessons_vector_is_made_once() -> None:
    encoder = Counting()
    meanings = LessonMeanings(encoder)
    for _again in range(2):
        likely_lessons(grid(), Said(names=("Закон Ома",)), meanings)
    made = [text for text in encoder.encoded if text != "Закон Ома"]
    assert len(made) == len(set(made)) == 2
