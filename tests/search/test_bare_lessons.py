"""A lesson that is asked for by its title and has nothing: the page says so."""

from collections.abc import Callable

from search.results import Results
from tests.search.library import Library


def named(results: Results) -> list[str]:
    return [lesson.key for lesson in results.bare]


def test_a_lesson_without_materials_is_named_beside_wider_hits(
    library: Library, feed: Callable[[], int]
) -> None:
    library.add("Океаны и моря", slides=["Части речи и звуки: урок 5"])
    feed()
    found = library.find("части РЕЧИ: урок 5")
    assert named(found) == ["russian-5-2"]
    assert found.total == 1
    assert named(library.find("Части речи: урок 5", page=2)) == []
    assert named(library.find("Части речи")) == []  # a topic is no lesson
    assert named(library.find("части речи урок")) == []
    assert named(library.find("")) == []


def test_a_grade_or_a_subject_beside_the_title_changes_nothing(library: Library) -> None:
    for query in ("Части речи: урок 5 по русскому языку", "5 класс, части речи: урок 5"):
        assert named(library.find(query)) == ["russian-5-2"], query
    assert named(library.find("Части речи: урок 5", grades=(6,))) == []
    assert named(library.find("Части речи: урок 5 6 класс")) == []


def test_a_material_ends_it_for_those_who_see_it(library: Library, feed: Callable[[], int]) -> None:
    library.add("Своё", lessons=["russian-5-2"], shelf="school", school=0)
    feed()
    here, there = library.teachers
    assert named(library.find("Части речи: урок 5", here)) == []
    assert named(library.find("Части речи: урок 5", there)) == ["russian-5-2"]
