"""A search that finds nothing is no dead end: filters to drop with counts, words, lessons."""

from collections.abc import Callable

import pytest

from search.results import Results
from tests.search.library import Library


@pytest.fixture
def stocked(library: Library, feed: Callable[[], int]) -> Library:
    for n in range(3):
        library.add(f"Вулканы мира {n}", lessons=["geography-5-1"])
    library.add("Вулканы: фильм", kind="video", lessons=["geography-6-1"])
    feed()
    return library


def ways(found: Results) -> list[tuple[str, int]]:
    assert found.out is not None
    return [(way.facet, way.total) for way in found.out.without]


def test_each_filter_is_told_with_what_is_found_without_it(stocked: Library) -> None:
    found = stocked.find("вулканы 6 класс", subjects=("geography",), kinds=("presentation",))
    assert found.total == 0
    assert ways(found) == [("grade", 3), ("kind", 1), ("", 4)]
    assert found.out is not None
    assert [way.title for way in found.out.without] == ["6 класс", "Слайды", ""]
    for way in found.out.without:
        query = way.query
        again = stocked.find(
            query.q, subjects=query.subjects, grades=query.grades, kinds=query.kinds
        )
        assert again.total == way.total


def test_a_filter_that_is_not_to_blame_is_not_named(stocked: Library) -> None:
    assert ways(stocked.find("вулканы", subjects=("math",))) == [("subject", 4)]
    assert ways(stocked.find("нетникого", subjects=("math",))) == []
    assert stocked.find("вулканы").out is None


def test_everything_that_there_is_is_no_way_out(stocked: Library) -> None:
    assert ways(stocked.find("алгебра")) == []


def test_counts_are_the_viewers(stocked: Library, feed: Callable[[], int]) -> None:
    stocked.add("Сталактиты", shelf="school", school=1, lessons=["geography-5-1"])
    feed()
    here, there = stocked.teachers
    assert ways(stocked.find("сталактиты", here, grades=(6,))) == []
    assert ways(stocked.find("сталактиты", there, grades=(6,))) == [("grade", 1)]


def test_words_that_begin_alike_are_offered_where_they_find_something(stocked: Library) -> None:
    found = stocked.find("вулканизация", exact=True)
    assert found.total == 0
    assert found.out is not None
    assert {one.word for one in found.out.similar} == {"вулкан"}
    assert [one.total for one in found.out.similar] == [4]
    freed = stocked.find("вулканизация", exact=True, subjects=("math",))
    assert freed.out is not None
    assert [(one.query.subjects, one.total) for one in freed.out.similar] == [((), 4)]


def test_a_right_word_is_not_put_right_into_another(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Родительный падеж: соединение слов", lessons=["russian-5-1"])
    library.add("Арктика и арктики", lessons=["geography-5-1"])
    library.add("Раскрасив нарком", lessons=["russian-6-1"])
    feed()
    for right in ("родительское", "наркотики", "раскраска", "сочинение"):
        found = library.find(right, exact=True)
        assert (found.total, found.offered) == (0, None), right
        assert found.out is not None
        assert found.out.similar == (), right
        assert library.find(right).offered is None, right


def test_several_lessons_stand_to_choose_from(stocked: Library) -> None:
    found = stocked.find("океаны и звуки")
    assert found.total == 0
    assert found.out is not None
    keys = [lesson.key for lesson in found.out.lessons]
    assert set(keys) == {"geography-5-2", "geography-6-2", "russian-5-1", "russian-6-1"}
    [first, *_] = (stocked.find("океаны", grades=(6,)).out or found.out).lessons
    assert first.key == "geography-6-2"
    assert found.as_json()["instead"]["lessons"] == keys
