"""Filters of a search: what they are called, what they leave, how an address holds them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.datastructures import MultiDict

from search.asked import FIELDS, SearchQuery
from search.asked_in import asked_in
from search.find import Results
from search.lengths import length_of
from search.port import FACETS
from search.shown_filters import shown_filters
from search.view_links import pairs_of
from tests.search.library import NOW, Library

Feed = Callable[[], int]


@pytest.fixture
def shelf(library: Library, feed: Feed) -> Library:
    """Three decks of two authors and sections, and a film."""
    library.lessons["math-5-1"].section = "Числа"
    library.lessons["math-5-2"].section = "Доли и дроби"
    library.lessons["math-6-1"].section = "Числа"
    library.session.commit()
    for title, lesson, author, pages in (
        ("А", "math-5-1", "Цифирин А. Л.", 8),
        ("Б", "math-5-2", "Цифирин  А. Л.", 12),
        ("В", "math-6-1", "Угольникова Т. И.", 40),
    ):
        item = library.add(title, lessons=[lesson])
        version = item.versions[0]
        version.author, version.language = author, "tt-RU" if title == "В" else "ru"
        version.original.pages = pages
    film = library.add("Г", kind="video", lessons=["math-5-1"])
    film.versions[0].original.duration_ms = 100_000
    library.session.commit()
    feed()
    return library


def counted(found: Results, facet: str) -> dict[str, int]:
    return {count.title: count.count for count in found.facets[facet]}


def test_every_filter_counts_and_leaves_what_it_counts(shelf: Library) -> None:
    found = shelf.find(subjects=("math",), grades=(5,))
    assert counted(found, "section") == {"Числа": 2, "Доли и дроби": 1}
    assert counted(found, "length") == {
        "до 10 слайдов": 1,
        "11–20 слайдов": 1,
        "до 5 минут": 1,
    }
    assert counted(found, "author") == {"Цифирин А. Л.": 2}
    assert counted(found, "language") == {"Русский": 3}
    assert counted(found, "year") == {"2026": 3}
    everything = shelf.find()
    assert counted(everything, "language") == {"Русский": 3, "Татарский": 1}
    for facet in set(FACETS) - {"lesson", "section"}:
        for count in everything.facets[facet]:
            value = int(count.code) if facet in ("grade", "year") else count.code
            assert shelf.find(**{FIELDS[facet]: (value,)}).total == count.count
    for facet in ("lesson", "section"):
        for count in found.facets[facet]:
            chosen = {FIELDS[facet]: (count.code,)}
            assert shelf.find(subjects=("math",), grades=(5,), **chosen).total == count.count


def test_within_a_filter_any_value_all_filters_together(shelf: Library) -> None:
    assert shelf.titles(authors=("Цифирин А. Л.", "Угольникова Т. И.")) == ["А", "Б", "В"]
    assert shelf.titles(authors=("Цифирин А. Л.",), lengths=("slides-20",)) == ["Б"]
    assert shelf.titles(lengths=("slides-more", "minutes-5"), years=(2026,)) == ["Г", "В"]
    assert shelf.titles(years=(2025,)) == []


def test_sections_of_several_grades_are_told_apart(shelf: Library) -> None:
    found = shelf.find(subjects=("math",), grades=(5, 6))
    assert set(counted(found, "section")) == {
        "Числа, 5 класс",
        "Числа, 6 класс",
        "Доли и дроби, 5 класс",
    }


def test_what_is_chosen_stays_to_be_unticked_though_nothing_is_left(shelf: Library) -> None:
    found = shelf.find(authors=("Никто",), lengths=("slides-10",))
    shown = {each.name: each for each in shown_filters(found)}
    assert [(c.code, c.count) for c in shown["author"].choices if c.chosen] == [("Никто", 0)]
    assert shown["author"].rare
    assert not shown["length"].rare
    # A program is told of what there is alone.
    assert all(count["count"] for count in found.as_json()["facets"]["author"])


def test_later_pages_stay_as_they_were_while_materials_come_in(shelf: Library, feed: Feed) -> None:
    first = shelf.find(sort="newest", per_page=2)
    for title in ("Д", "Е"):
        shelf.add(title, lessons=["math-5-1"]).versions[0].processed_at = NOW + timedelta(days=1)
    shelf.session.commit()
    feed()
    second = shelf.find(sort="newest", per_page=2, page=2, until=first.until)
    titles = [hit.card.title for hit in (*first.hits, *second.hits)]
    assert titles == ["Г", "В", "Б", "А"]
    assert (second.total, second.until) == (4, first.until)
    assert shelf.find().total == 6


def test_an_address_holds_the_whole_search() -> None:
    query = SearchQuery(
        q="дроби",
        subjects=("math", "algebra"),
        grades=(5, 11),
        kinds=("video",),
        lessons=("math-5-1",),
        licences=("CC BY 4.0",),
        sections=("math/5/Доли & дроби",),
        authors=("Цифирин А. Л.",),
        lengths=("minutes-5",),
        languages=("tt",),
        years=(2026,),
        per_page=20,
        sort="used",
        exact=True,
        last_at_most=True,
    )
    assert asked_in(MultiDict(pairs_of(query))) == query


def test_nonsense_in_an_address_is_left_out() -> None:
    sent = [("grade", "пять"), ("year", "-1"), ("year", "99999"), ("sort", "x"), ("as_of", "вчера")]
    asked = asked_in(MultiDict([*sent, ("author", ""), ("page", "-3")]))
    assert asked == SearchQuery(per_page=20, last_at_most=True)


@pytest.mark.parametrize(
    ("kind", "pages", "milliseconds", "step"),
    [
        ("presentation", 10, None, "slides-10"),
        ("presentation", 11, None, "slides-20"),
        ("presentation", 21, None, "slides-more"),
        ("video", None, 300_999, "minutes-5"),
        ("audio", None, 301_000, "minutes-15"),
        ("video", None, 2_701_000, "minutes-more"),
        ("image", 3, None, ""),
        ("presentation", None, None, ""),
    ],
)
def test_lengths_go_in_plain_steps(
    kind: str, pages: int | None, milliseconds: int | None, step: str
) -> None:
    assert length_of(kind, pages, milliseconds) == step


@pytest.mark.parametrize("q", ["числитель", "числитель 5 класс", "дробь", "вулкан абвгд"])
def test_a_count_is_what_choosing_it_gives_and_no_order_changes_what_is_found(
    library: Library, feed: Callable[[], int], q: str
) -> None:
    for key in ("math-5-1", "math-5-2", "math-6-2"):
        library.lessons[key].section = "Числа"
    library.add("Знаменатель и числитель дроби", lessons=["math-5-2"])
    library.add("Тренировка", lessons=["math-5-1"], kind="image")
    library.add("Дробь и числитель", lessons=["math-6-2"], kind="video")
    library.add("Вулканы", lessons=["geography-5-1"])
    for number in range(12):
        library.add(f"Гора {number}", lessons=["geography-6-1"])
    feed()
    found = library.find(q)
    assert found.total
    counted = 0
    for facet in ("kind", "grade", "subject"):
        for count in found.facets[facet]:
            value = int(count.code) if facet == "grade" else count.code
            chosen = library.find(q, **{FIELDS[facet]: (value,)})
            assert chosen.total == count.count, (facet, count)
            counted += 1
    assert counted >= 3
    for sort in ("newest", "used", "lesson"):
        assert library.find(q, sort=sort).total == found.total, sort


def test_a_hit_stands_under_the_lesson_by_which_it_passes_the_filters(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Дроби", lessons=["geography-5-1", "math-5-2", "math-6-2"])
    feed()

    def first(**chosen: object) -> str:
        return library.find("дроби", **chosen).hits[0].card.lessons[0].key

    assert first(subjects=("math",)) == "math-5-2"
    assert first(grades=(6,)) == "math-6-2"
    assert first(lessons=("geography-5-1",)) == "geography-5-1"
