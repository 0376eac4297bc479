"""What counts beside the words: use, age, the lesson one came from, near-duplicates."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from catalog.models import Item
from catalog.usage import note_usage
from media.near.models import Near
from search.worth import worth
from tests.search.library import NOW, Library

Feed = Callable[[], int]


def are_near(library: Library, one: Item, other: Item) -> None:
    shas = sorted(item.versions[0].original_sha for item in (one, other))
    near = Near(original_a=shas[0], original_b=shas[1], share=0.9, by="slides", found_at=NOW)
    library.session.add(near)
    library.session.commit()


def test_what_teachers_use_goes_before_its_equals(library: Library, feed: Feed) -> None:
    for letter in "АБВ":
        library.add(f"Дроби {letter}", lessons=["math-5-2"])
    used = library.add("Дроби Г", lessons=["math-5-2"])
    feed()
    assert library.titles("дроби")[0] != "Дроби Г"
    note_usage(library.session, used.id, "math", attaches=20)
    assert library.titles("дроби")[0] == "Дроби Г"


def test_use_does_not_drown_what_fits_better(library: Library, feed: Feed) -> None:
    library.add("Сравнение дробей", lessons=["math-5-2"])
    used = library.add("Дроби", lessons=["math-5-2"])
    feed()
    note_usage(library.session, used.id, "math", attaches=10_000)
    assert library.titles("сравнение дробей")[0] == "Сравнение дробей"


def test_use_in_another_subject_says_nothing_where_a_subject_is_asked_for(
    library: Library, feed: Feed
) -> None:
    first = library.add("Дроби А", lessons=["math-5-2"])
    other = library.add("Дроби Б", lessons=["math-5-2"])
    feed()
    note_usage(library.session, other.id, "geography", attaches=50)
    note_usage(library.session, first.id, "math", attaches=5)
    assert library.titles("дроби", subjects=("math",))[0] == "Дроби А"
    assert library.titles("дроби")[0] == "Дроби Б"


def test_use_is_damped(library: Library, feed: Feed) -> None:
    items = [library.add(f"Дроби {no}", lessons=["math-5-2"]) for no in range(3)]
    feed()
    note_usage(library.session, items[0].id, "math", attaches=1)
    note_usage(library.session, items[1].id, "geography", opens=100_000)
    ids = [item.id for item in items]
    everywhere = {item: one.used for item, one in worth(library.session, ids).items()}
    assert everywhere == {ids[0]: 0.3, ids[1]: 1.0, ids[2]: 0.0}
    in_maths = {
        item: one.used for item, one in worth(library.session, ids, subjects={"math"}).items()
    }
    assert in_maths == {ids[0]: 0.3, ids[1]: 0.0, ids[2]: 0.0}


def test_of_equals_the_newer_goes_first(library: Library, feed: Feed) -> None:
    newer = library.add("Дроби А", lessons=["math-5-2"])
    older = library.add("Дроби Б", lessons=["math-5-2"])
    for item, years in ((newer, 0), (older, 6)):
        item.versions[0].created_at = NOW - timedelta(days=365 * years)
    library.session.commit()
    feed()
    assert library.titles("дроби") == ["Дроби А", "Дроби Б"]
    newer.versions[0].created_at = NOW - timedelta(days=365 * 12)
    library.session.commit()
    assert library.titles("дроби") == ["Дроби Б", "Дроби А"]


@pytest.mark.parametrize("grade", [5, 6])
def test_what_is_near_the_lesson_that_one_came_from_goes_first(
    library: Library, feed: Feed, grade: int
) -> None:
    for other in (5, 6):
        library.add(f"Дроби: {other} класс", lessons=[f"math-{other}-2"])
    feed()
    assert library.titles("дроби", near=f"math-{grade}-1")[0] == f"Дроби: {grade} класс"
    assert library.find("дроби", near="нет такого").total == 2


def test_near_duplicates_of_a_lesson_stand_right_behind_the_better_one(
    library: Library, feed: Feed
) -> None:
    best = library.add("Сравнение дробей", lessons=["math-5-2"])
    library.add("Сравнение дробей на луче", lessons=["math-5-1"])
    twin = library.add("Дроби: копия", slides=["сравнение"], lessons=["math-5-2"])
    far = library.add("Дроби: копия для шестого", slides=["сравнение"], lessons=["math-6-2"])
    feed()
    before = library.find("сравнение дробей")
    assert [hit.under for hit in before.hits] == [None] * 4
    are_near(library, best, twin)
    are_near(library, best, far)
    found = library.find("сравнение дробей")
    assert [hit.card.title for hit in found.hits][:2] == ["Сравнение дробей", "Дроби: копия"]
    assert found.twins() == {best.public_id: [twin.public_id]}
    assert found.total == before.total == 4


def test_a_near_duplicate_whose_better_one_is_on_the_page_before_stands_for_itself(
    library: Library, feed: Feed
) -> None:
    best = library.add("Сравнение дробей", lessons=["math-5-2"])
    twin = library.add("Дроби: копия", slides=["сравнение"], lessons=["math-5-2"])
    feed()
    are_near(library, best, twin)
    second = library.find("сравнение дробей", per_page=1, page=2)
    assert [hit.card.item_id for hit in second.hits] == [twin.public_id]
    assert second.twins() == {}
