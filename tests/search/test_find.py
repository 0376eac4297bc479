from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import event, select

from accounts.viewer import Viewer
from search.explain import explain
from search.find import SearchQuery, find
from search.index_status import index_status
from search.models import QueryLog
from search.query_log import KEPT, forget
from tests.search.library import NOW, Library

Feed = Callable[[], int]


def test_finds_a_word_in_any_of_its_forms_and_names_the_slide(library: Library, feed: Feed) -> None:
    library.add(
        "Обыкновенные дроби",
        lessons=["math-5-2"],
        slides=["Цели", ("Сравнение", "Сравниваем дроби с одним знаменателем")],
    )
    feed()
    answer = library.find("знаменатели").as_json()
    assert answer["total"] == 1
    hit = answer["hits"][0]
    assert hit["title"] == "Обыкновенные дроби"
    assert hit["lessons"] == ["math-5-2"]
    assert hit["fragment"] == {
        "type": "slide",
        "at": 2,
        "text": "Сравниваем дроби с одним знаменателем",
    }
    assert set(answer) == {"query", "understood", "total", "took_ms", "hits", "facets"}
    assert set(hit) == {"item_id", "title", "kind", "lessons", "score", "fragment"}


def test_the_words_of_the_query_are_marked(library: Library, feed: Feed) -> None:
    library.add("Ёж в лесу", slides=[f"{'Лес. ' * 60}Ежа\nвидно <b>не</b> всегда. {'Лес. ' * 60}"])
    feed()
    hit = library.find("ежом").hits[0]
    assert hit.title == (("Ёж", True), (" в лесу", False))
    assert hit.passage is not None
    assert [text for text, marked in hit.passage.segments if marked] == ["Ежа"]
    assert "видно <b>не</b> всегда" in hit.passage.text
    assert hit.passage.text.startswith("…")
    assert len(hit.passage.text) < 200


def test_a_film_opens_at_its_second_and_a_scan_at_its_page(library: Library, feed: Feed) -> None:
    library.add("Фильм", kind="video", unit="ms", slides=["вступление", "лава течёт"])
    library.add("Альбом", kind="image", unit="page", slides=["обложка", "лава застыла"])
    feed()
    fragments = {hit.card.title: hit.as_json()["fragment"] for hit in library.find("лава").hits}
    assert fragments["Фильм"]["type"] == "second"
    assert fragments["Фильм"]["at"] == 3
    assert fragments["Альбом"]["type"] == "page"
    assert fragments["Альбом"]["at"] == 2


def test_found_by_its_title_alone_an_item_has_no_fragment(library: Library, feed: Feed) -> None:
    library.add("Гейзеры Камчатки", slides=["Горячая вода"])
    feed()
    assert library.find("гейзер").as_json()["hits"][0]["fragment"] is None


def test_the_title_goes_first_then_all_words_then_some(library: Library, feed: Feed) -> None:
    library.add("Урок 1", slides=["сравнение " * 30, "сравнение"])
    library.add("Урок 2", slides=["дробей сравнение"])
    library.add("Сравнение дробей и чисел", slides=["правило"])
    library.add("Сравнение дробей", slides=["правило"])
    feed()
    found = library.find("сравнение дробей")
    titles = [hit.card.title for hit in found.hits]
    assert titles[:2] == ["Сравнение дробей", "Сравнение дробей и чисел"]
    assert titles[2:] == ["Урок 2", "Урок 1"]
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)


def test_a_rare_word_is_not_drowned_by_a_common_one(library: Library, feed: Feed) -> None:
    for number in range(30):
        library.add(f"Дроби {number}")
    library.add("Абак и дроби", slides=["абак"])
    feed()
    assert library.titles("дроби абак") == ["Абак и дроби"]


def test_a_lesson_speaks_for_its_items(library: Library, feed: Feed) -> None:
    library.add("Материал к уроку", lessons=["geography-6-1"])
    feed()
    assert library.titles("вулкан") == ["Материал к уроку"]


def test_understood_parts_are_filters(library: Library, feed: Feed) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    library.add("Дроби для шестых", lessons=["math-6-2"])
    library.add("Дроби в картинках", kind="image", lessons=["math-5-2"])
    feed()
    found = library.find("дроби 5 класс презентация")
    assert [hit.card.title for hit in found.hits] == ["Дроби"]
    assert [(chip.facet, chip.title, chip.without) for chip in found.chips] == [
        ("grade", "5 класс", "дроби презентация"),
        ("kind", "слайды", "дроби 5 класс"),
    ]
    assert found.as_json()["understood"] == {
        "text": "дроби",
        "subject": None,
        "grade": 5,
        "kind": "presentation",
        "corrected": None,
    }
    # What is chosen goes before what is understood.
    chosen = library.find("дроби 5 класс презентация", grades=(6,))
    assert [hit.card.title for hit in chosen.hits] == ["Дроби для шестых"]
    assert [chip.facet for chip in chosen.chips] == ["kind"]


def test_repeated_filters_mean_or_and_different_ones_and(library: Library, feed: Feed) -> None:
    library.add("А", lessons=["math-5-1"], licence="CC0")
    library.add("Б", lessons=["math-6-1"], licence="CC BY 4.0")
    library.add("В", lessons=["russian-5-1"], kind="video", licence="CC0")
    feed()
    assert library.titles(grades=(5, 6), subjects=("math",)) == ["А", "Б"]
    assert library.titles(licences=("CC0",)) == ["А", "В"]
    assert library.titles(licences=("CC0",), kinds=("video", "image")) == ["В"]
    assert library.titles(lessons=("math-6-1", "russian-5-1")) == ["Б", "В"]


def test_without_words_items_stand_in_the_order_of_lessons(library: Library, feed: Feed) -> None:
    library.add("Речь", lessons=["russian-5-2"])
    library.add("Океан", lessons=["geography-5-2"])
    library.add("Вулкан", lessons=["geography-6-1", "geography-5-1"])
    library.add("Без урока", subject="geography", grade=5)
    library.add("Дроби 6", lessons=["math-6-2"])
    library.add("Б числа", lessons=["math-5-1"])
    library.add("А числа", lessons=["math-5-1"])
    feed()
    order = ["А числа", "Б числа", "Дроби 6", "Вулкан", "Океан", "Без урока", "Речь"]
    assert library.titles("") == order
    assert library.titles("  «» ") == order
    # Under a grade an item counts by its lesson there.
    library.add("Океан 6", lessons=["geography-6-2", "math-6-1"])
    feed()
    assert library.titles(grades=(6,), subjects=("geography",)) == ["Вулкан", "Океан 6"]


def test_pages_hold_every_item_once(library: Library, feed: Feed) -> None:
    for number in range(23):
        library.add(f"Дроби {number}", slides=["дроби " * (number % 5 + 1)])
    feed()
    for sort in ("relevance", "newest", "lesson"):
        pages = [library.titles("дроби", page=page, per_page=5, sort=sort) for page in range(1, 7)]
        assert [len(page) for page in pages] == [5, 5, 5, 5, 3, 0]
        listed = [title for page in pages for title in page]
        assert sorted(listed) == sorted({f"Дроби {number}" for number in range(23)})
        assert listed == library.titles("дроби", per_page=100, sort=sort)
    assert library.titles("дроби", sort="newest")[0] == "Дроби 22"
    last = library.find("дроби", page=999, per_page=5, last_at_most=True)
    assert (last.page, len(last.hits)) == (5, 3)
    assert library.find("", page=10**9, per_page=5, last_at_most=True).page == 5
    assert library.find("гейзеры", page=7, per_page=5, last_at_most=True).page == 1
    assert library.find("дроби", per_page=0).total == 23


def test_the_other_layout_and_slips_are_put_right_and_told(library: Library, feed: Feed) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    library.add("Знаменатель", lessons=["math-5-1"])
    library.add("Past Simple", lessons=["russian-5-1"])
    feed()
    for typed, corrected, title in [
        ("lhj,b", "дроби", "Дроби"),
        ("lhj,b 5 rkfcc", "дроби 5 класс", "Дроби"),
        ("знаминатель", "знаменатель", "Знаменатель"),
        ("зфые", "past", "Past Simple"),
    ]:
        found = library.find(typed)
        assert found.corrected == corrected
        assert [hit.card.title for hit in found.hits] == [title]
        assert title not in library.titles(typed.split()[0], exact=True)
    slip = library.find("дроби призентация")
    assert slip.corrected == "дроби презентация"
    assert slip.as_json()["understood"]["kind"] == "presentation"
    assert library.find("past").corrected is None
    assert library.find("щщщщщщ").corrected is None


def test_every_search_leaves_a_row_without_a_person(library: Library, feed: Feed) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    feed()
    library.find("дроби 5 класс", library.teachers[1])
    library.find("гейзеры в долине", library.teachers[0])
    library.find("", grades=(6,), subjects=("russian",))
    rows = library.session.scalars(select(QueryLog).order_by(QueryLog.id)).all()
    assert [(row.text, row.found, row.role) for row in rows] == [
        ("дроби 5 класс", 1, "teacher"),
        ("гейзеры в долине", 0, "teacher"),
        ("", 0, "operator"),
    ]
    assert rows[0].school_id == library.schools[1].id
    assert rows[0].filters == {"grade": [5]}
    assert rows[0].nearest_lesson_id == library.lessons["math-5-2"].id
    assert rows[1].nearest_lesson_id == library.lessons["geography-5-1"].id
    assert rows[2].nearest_lesson_id is None  # no words, no lesson


def test_the_log_tells_what_was_found_by_other_words(library: Library, feed: Feed) -> None:
    library.add("Вулканы")
    feed()
    for text in ("вулкнаы", "вулканы", "абракадабра"):
        library.find(text)
    rows = library.session.execute(select(QueryLog.found, QueryLog.corrected))
    assert [tuple(row) for row in rows] == [(1, True), (1, False), (0, False)]


def test_only_words_that_a_lesson_has_lead_to_it(library: Library) -> None:
    def nearest(q: str) -> str | None:
        lesson = library.find(q).nearest
        return lesson.key if lesson else None

    assert nearest("гейзерный") == "geography-5-1"
    assert nearest("океаны и абракадабра") == "geography-5-2"
    assert nearest("6 класс") is None
    assert nearest("звуковещательный") is None
    assert nearest("абракадабра") is None
    assert nearest("океаны фывапр олджэ йцукен") is None


def test_the_log_forgets_after_ninety_days(library: Library) -> None:
    for days in (91, 89, 0):
        library.session.add(
            QueryLog(at=NOW - timedelta(days=days), role="teacher", text=str(days), found=1)
        )
    library.session.commit()
    forget(library.session, lambda: NOW)
    assert timedelta(days=90) == KEPT
    texts = set(library.session.scalars(select(QueryLog.text)))
    assert texts == {"89", "0"}


def test_a_search_takes_few_queries(library: Library, feed: Feed) -> None:
    for number in range(12):
        library.add(f"Дроби {number}", lessons=["math-5-2", "math-6-2"], slides=["дроби"] * 5)
    feed()
    library.find("дроби")
    seen: list[str] = []
    engine = library.session.get_bind()

    def count(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    found = find(
        library.session,
        library.engine,
        Viewer.the_operator(),
        SearchQuery("дроби", subjects=("math",), grades=(5,)),
        clock=lambda: NOW,
    )
    event.remove(engine, "before_cursor_execute", count)
    assert len(found.hits) == 10
    assert len(seen) <= 8, seen


def test_explains_a_place_in_a_list_without_words(library: Library, feed: Feed) -> None:
    library.lessons["math-5-2"].section = "Числа"
    item = library.add("Доли", lessons=["math-5-2"])
    feed()
    lines = explain(
        library.session, library.engine, library.teachers[0], "математика 5 класс", item.public_id
    )
    assert lines[-1] == "Место 1 из 1"


def test_explains_an_items_place(library: Library, feed: Feed) -> None:
    library.add("Дроби", slides=["доли", "дроби и доли"])
    other = library.add("Сравнение", slides=["дроби"])
    feed()
    lines = explain(
        library.session, library.engine, Viewer.the_operator(), "дроби", other.public_id
    )
    assert "Место 2 из 2" in lines
    assert any("«дробь»" in line and "текст × 1" in line for line in lines)
    missing = explain(
        library.session, library.engine, Viewer.the_operator(), "доли", other.public_id
    )
    assert "материала нет" in missing[-1]


def test_tells_how_the_index_stands(library: Library, feed: Feed) -> None:
    library.add("Дроби")
    before = index_status(library.session, library.engine)
    feed()
    after = index_status(library.session, library.engine)
    assert (before.documents, before.lag, before.ready) == (0, 1, True)
    assert (after.documents, after.lag) == (1, 0)
    assert after.generation > before.generation
    assert after.build == before.build
    assert after.bytes > 0


def test_a_slide_that_only_repeats_the_title_goes_behind_one_that_says_more(
    library: Library, feed: Feed
) -> None:
    library.add(
        "Вулканы: как они устроены",
        slides=[("Вулканы", ""), ("Извержение", "Вулкан извергает лаву и пепел")],
    )
    feed()
    [hit] = library.find("вулканы").hits
    assert hit.passage is not None
    assert hit.passage.at == 2
    [whole] = library.find("вулканы устройство извержение").hits
    assert whole.passage is not None
    assert whole.passage.at == 2


def test_a_range_of_grades_is_one_chip(library: Library, feed: Feed) -> None:
    library.add("Дроби", lessons=["math-5-2"])
    feed()
    [chip] = library.find("дроби 5–6 классы").chips
    assert (chip.title, chip.without) == ("5–6 классы", "дроби")
    assert [chip.title for chip in library.find("дроби 5 и 7 класс").chips] == [
        "5 класс",
        "7 класс",
    ]
