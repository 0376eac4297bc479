"""In what order suggestions come: what the lessons are about, before what only begins alike."""

from collections.abc import Callable

from search.grid_titles import GridTitles
from search.grid_words import GridLesson, GridWords
from search.query_syntax import as_plain
from search.subject_words import SubjectWords
from tests.search.library import Library

ABOUT = {
    "math": [
        ("Обыкновенные дроби", "Сравнение дробей"),
        ("Обыкновенные дроби", "Сложение дробей"),
        ("Обыкновенные дроби", "Вычитание дробей"),
        ("Площадь", "Площадь: повторение"),
    ],
    "russian": [
        ("Числительное", "Дробные числительные"),
        ("Повесть", "Повесть: повторение"),
        ("Повесть", "Герой повести"),
        ("Глагол", "Глагол: повторение"),
    ],
    "music": [("Ритм", "Дробный ритм"), ("Ритм", "Ритм: повторение")],
}
"""Subject → its lessons' topics and titles."""


def titles(about: dict[str, list[tuple[str, str]]]) -> GridTitles:
    lessons = [
        GridLesson(number, f"{subject}-{number}", subject, 5, number, "", topic, title, ())
        for subject, found in about.items()
        for number, (topic, title) in enumerate(found, 1)
    ]
    return GridWords(SubjectWords([(code, code) for code in about]), tuple(lessons)).titles


def test_the_word_that_lessons_are_about_comes_before_one_that_begins_alike() -> None:
    suggested = titles(ABOUT).with_prefix("дроб", 10)
    assert suggested[0] == "Обыкновенные дроби"  # the topic of three lessons
    assert set(suggested[1:4]) == {"Сравнение дробей", "Сложение дробей", "Вычитание дробей"}
    assert set(suggested[4:]) == {"Дробные числительные", "Дробный ритм"}


def test_the_subject_with_most_such_lessons_comes_first() -> None:
    suggested = titles(
        {
            "music": [("Ритм", "Дроби и ритм")],
            "math": [("Дроби", "Дроби и доли"), ("Дроби", "Сложение дробей")],
            "art": [("Цвет", "Цвет")],
        }
    ).with_prefix("дроби и", 10)
    assert suggested == ["Дроби и доли", "Дроби и ритм"]


def test_a_word_of_every_subject_is_nobodys_matter() -> None:
    grid = titles(ABOUT)
    assert grid.matter("повторение") < grid.matter("повесть")
    assert grid.with_prefix("пов", 10)[0] == "Повесть"
    assert grid.matter("щщщ") == 0.0


def test_titles_of_items_follow_the_same_order(library: Library, feed: Callable[[], int]) -> None:
    library.add("Вулк")
    library.add("Как рождается вулкан", lessons=["geography-5-1"])
    feed()
    assert library.suggest("вулк")[:2] == ["Как рождается вулкан", "Вулк"]


def test_a_grade_and_a_subject_narrow_the_suggestions(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Вулкан на ладони", lessons=["geography-5-1"])
    library.add("Вулкан изнутри", lessons=["geography-6-1"])
    feed()
    for typed, said in (
        ("вулкан 5 класс", "5 класс"),
        ("вулкан 5 кл", "5 класс"),
        ("вулкан 5 к", "5 класс"),
        ("вулкан 5", "5 класс"),
        ("вулкан 5А", "5А"),
        ("вулкан для 5 класса", "для 5 класса"),
        ("вулкан география 5 класс", "география 5 класс"),
    ):
        assert library.suggest(typed) == [
            f"Вулкан на ладони {said}",
            f"Вулканы и гейзеры {said}",
            f"Вулканы и гейзеры: урок 5 {said}",
        ], typed
    assert library.suggest("вулкан математика") == []
    assert library.suggest("части 6 класс география") == []
    assert library.suggest("дроби по математике") == []  # leads to nothing
    library.add("Доли", lessons=["math-5-2"])
    feed()
    assert library.suggest("дроби по математике")[0] == "Обыкновенные дроби по математике"


def test_what_a_suggestion_keeps_is_understood_in_it_too(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Вулкан на ладони", lessons=["geography-5-1"])
    library.add("Вулкан изнутри", lessons=["geography-6-1"])
    feed()
    [chosen, *_] = library.suggest("вулкан 5 кл")
    assert library.titles(chosen)[0] == "Вулкан на ладони"
    assert library.find(chosen).filters.grade == {5}


def test_a_number_that_a_title_has_is_no_grade(library: Library, feed: Callable[[], int]) -> None:
    library.add("Вулкан 7", lessons=["geography-5-1"])
    library.add("Вулкан на ладони", lessons=["geography-5-1"])
    feed()
    assert library.suggest("вулкан 7") == ["Вулкан 7"]


def test_each_word_that_is_typed_may_begin_any_word_of_a_title(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Сравнение обыкновенных дробей", lessons=["math-5-2"])
    feed()
    assert library.suggest("обык дро")[:1] == ["Сравнение обыкновенных дробей"]
    assert library.suggest("дроб срав")[:1] == ["Сравнение обыкновенных дробей"]
    assert "Обыкновенные дроби: урок 5" in library.suggest("об дроб")
    assert library.suggest("обык дро геог") == []


def test_slips_and_the_other_layout_are_forgiven_while_typing(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Вулканы Камчатки", lessons=["geography-5-1"])
    feed()
    for typed in ("вулкоан", "вулкпны", "dekrfys", "dekr"):
        assert "Вулканы и гейзеры" in library.suggest(typed), typed
    assert library.suggest("щщщщщщ") == []


def test_a_kind_that_is_still_being_typed_is_written_to_its_end(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Вулканы Камчатки", lessons=["geography-5-1"])
    feed()
    assert "Вулканы Камчатки презентация" in library.suggest("вулканы през")


PLAIN = {
    "math": [("Дроби", "Сравнение дробей"), ("Дроби", "Сложение дробей"), ("Углы", "Виды углов")],
    "algebra": [("Уравнения", "Дробь и её корни")],
    "pe": [("Бег", "Бег на короткие дистанции")],
    "physics": [("Тепло", "Тепло и его источники")],
}


def plain(about: dict[str, list[tuple[str, str]]] = PLAIN) -> GridWords:
    titles = {
        "math": "Математика",
        "algebra": "Алгебра (10–11 — алгебра и начала анализа)",
        "pe": "Физическая культура",
        "physics": "Физика",
    }
    grades = {"math": (5, 6), "algebra": (7, 10), "pe": (5,), "physics": (7, 8, 9, 10, 11)}
    lessons = [
        GridLesson(at, f"{code}-{grade}-{at}", code, grade, at, topic, title, title, ("вулкан",))
        for code, held in about.items()
        for grade in grades[code]
        for at, (topic, title) in enumerate(held, 1)
    ]
    return GridWords(SubjectWords(titles.items()), tuple(lessons))


def test_short_names_of_the_grid_begin_the_suggestions() -> None:
    names = plain().plain_names
    assert names.with_prefix("дроб", 4)[0] == "Дроби"
    assert "Сравнение дробей" in names.with_prefix("дроб", 4)
    assert names.with_prefix("дроби", 4)[0] == "Дроби"
    assert names.with_prefix("дробь", 4)[0] == "Дроби"  # in another form
    assert names.with_prefix("вулк", 4) == ["Вулкан"]  # a keyword
    assert names.with_prefix("углы", 4, frozenset({"physics"})) == []
    assert names.with_prefix("корни", 4) == []  # inside a lesson's long name only


def test_subjects_are_suggested_with_the_grades_that_have_lessons() -> None:
    names = plain().subject_names
    assert names.with_prefix("физ", 4) == ["Физическая культура", "Физика"]
    assert names.with_prefix("физика", 3) == ["Физика", "Физика 7 класс", "Физика 8 класс"]
    assert names.with_prefix("культ", 4) == ["Физическая культура"]
    assert names.with_prefix("физра", 4)[0] == "Физическая культура"
    for typed in ("математика 5", "матем 5 кл", "5 класс мат", "5 матем"):
        assert names.with_prefix(typed, 4) == ["Математика 5 класс"], typed
    assert names.with_prefix("алгебра 1", 4) == ["Алгебра 10 класс"]
    assert names.with_prefix("математика 7", 4) == ["Алгебра 7 класс"]  # is called so there
    assert names.with_prefix("физика 5", 4) == []


def test_a_plain_word_goes_before_titles_and_once_more_with_where_it_is_taught(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Океаны под водой", lessons=["geography-5-2"])
    library.add("Сколько их", lessons=["math-5-1"])
    library.add("Ещё числа", lessons=["math-6-1"])
    feed()
    suggested = library.suggest("океан")
    assert suggested[:3] == ["Океаны", "Океаны география 5 класс", "Океаны под водой"]
    assert [one.grade for one in (library.find(suggested[1]).filters,)] == [{5}]
    assert library.suggest("матем")[:2] == ["Математика", "Математика 5 класс"]
    assert library.suggest("математика 6") == ["Математика 6 класс"]
    assert library.suggest("vfntv")[0] == "Математика"  # the other layout
    assert len(library.suggest("о")) <= 10


def test_a_word_that_is_typed_to_its_end_keeps_the_name_in_another_form(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Океаны под водой", lessons=["geography-5-2"])
    feed()
    assert library.suggest("океану")[:2] == ["Океаны", "Океаны география 5 класс"]


def test_what_is_chosen_of_suggestions_is_asked_as_words(
    library: Library, feed: Callable[[], int]
) -> None:
    library.lessons["geography-5-1"].title = "Работа по теме «Вода. Суша и лёд»"
    library.session.commit()
    library.add("Суша и лёд на воде: работа по одной теме", lessons=["math-5-1"])
    feed()
    [chosen] = library.suggest("работа по теме")[-1:]
    assert chosen == "Работа по теме «Вода. Суша и лёд»"
    assert not library.find(chosen).total
    assert library.find(as_plain(chosen)).total
    assert as_plain("Дроби -числа") == "дроби числа"
    assert as_plain("Слова на -ия") == "Слова на -ия"


def test_a_name_that_says_a_subject_is_not_narrowed_once_more(
    library: Library, feed: Callable[[], int]
) -> None:
    library.lessons["geography-5-1"].topic = "Математика"
    library.session.commit()
    library.add("Числа природы", lessons=["geography-5-1", "math-5-1", "math-6-1"])
    feed()
    assert [one for one in library.suggest("матем") if one.startswith("Математика")] == [
        "Математика",
        "Математика 5 класс",
        "Математика 6 класс",
    ]


def test_a_plain_name_leads_to_something_that_has_its_words(
    library: Library, feed: Callable[[], int]
) -> None:
    """«Дрон» was suggested where no material speaks of drones, and led to what is merely near."""
    library.lessons["geography-5-1"].keywords = ("дрон", "гейзер")
    library.session.commit()
    library.add("Части речи", lessons=["russian-5-2"])
    feed()
    assert library.suggest("дрон") == []
    library.add("Съёмка с дрона", lessons=["geography-5-1"], shelf="school", school=1)
    feed()
    assert library.suggest("дрон", library.teachers[0]) == []
    assert library.suggest("дрон", library.teachers[1])[0] == "Дрон"
    library.add("Съёмка", slides=["Дрон над кратером"], lessons=["geography-5-1"])
    feed()
    suggested = library.suggest("дрон", library.teachers[0])
    assert suggested[:2] == ["Дрон", "Дрон география 5 класс"]


def test_topics_lead_to_something_that_has_their_words(
    library: Library, feed: Callable[[], int]
) -> None:
    """«Пуш» offered ten works of Pushkin, of which the library had one."""
    library.lessons["russian-5-1"].topic = "А. С. Пушкин. «Дубровский»"
    library.lessons["russian-6-1"].topic = "А. С. Пушкин. «Медный всадник»"
    library.session.commit()
    assert library.suggest("пуш") == []
    library.add("Памятник Петру", slides=["Медный всадник у А. С. Пушкина"], subject="russian")
    feed()
    assert library.suggest("пуш") == ["А. С. Пушкин. «Медный всадник»"]
    within = library.suggest("пушкин русский язык")
    assert within == ["А. С. Пушкин. «Медный всадник» русский язык"]
    assert library.suggest("пушкин русский язык 6 класс") == []
    library.add("Дубровский", lessons=["russian-5-1"], shelf="school", school=1)
    feed()
    assert "А. С. Пушкин. «Дубровский»" not in library.suggest("пуш", library.teachers[0])
    assert "А. С. Пушкин. «Дубровский»" in library.suggest("пуш", library.teachers[1])


def test_a_topic_that_nothing_is_found_by_is_no_slip(
    library: Library, feed: Callable[[], int]
) -> None:
    library.lessons["russian-5-1"].topic = "Past Simple"
    library.session.commit()
    library.add("Зеркало", lessons=["math-5-1"])
    feed()
    assert library.suggest("past") == []


def test_subjects_and_grades_lead_to_something(library: Library, feed: Callable[[], int]) -> None:
    library.add("Вулкан на ладони", lessons=["geography-5-1"])
    feed()
    assert library.suggest("матем") == []
    assert library.suggest("география") == ["География", "География 5 класс"]
    assert library.suggest("география 6") == []


def test_a_name_that_is_read_as_a_subject_leads_to_something_of_it(
    library: Library, feed: Callable[[], int]
) -> None:
    library.lessons["geography-5-1"].keywords = ("математика",)
    library.session.commit()
    library.add("Математика вулкана", lessons=["geography-5-1"])
    feed()
    assert library.find("Математика").total == 0
    assert "Математика" not in library.suggest("матем")


def test_a_grade_alone_is_followed_by_its_subjects(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Вулкан изнутри", lessons=["geography-6-1"])
    library.add("Доли", lessons=["math-6-2"])
    library.add("Звуки", lessons=["russian-5-1"])
    feed()
    for typed in ("6 кл", "6кл", "6 к", "6 класс"):
        assert library.suggest(typed) == [
            "6 класс", "Математика 6 класс", "География 6 класс",
        ], typed  # fmt: skip
    assert library.suggest("6")[0] == "6 класс"
    assert library.find("6 класс").total == 2
    assert library.suggest("математика 6 кл") == ["Математика 6 класс"]
    assert library.suggest("7 кл") == []


def test_what_says_the_same_is_suggested_once(library: Library, feed: Callable[[], int]) -> None:
    titles = ("Буква К: пишем", "Буквы К, пишем", "Буква «К» — пишем", "Буква К: читаем",
              "Буква К: рисуем", "Буква К: слушаем", "Буква на стене")  # fmt: skip
    for title in titles:
        library.add(title, lessons=["math-5-1"])
    feed()
    suggested = library.suggest("букв")
    assert sum("пишем" in one for one in suggested) == 1
    # Of one topic two, until it is typed to its end.
    assert [one.partition(":")[0] for one in suggested].count("Буква К") == 2
    assert "Буква на стене" in suggested
    whole = library.suggest("буква к")
    assert [one.partition(":")[0] for one in whole].count("Буква К") == 4
