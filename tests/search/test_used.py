"""What is used: the order of the most used."""

from collections.abc import Callable

import pytest

from catalog.models import Item
from catalog.usage import note_usage
from search import used
from search.used import most_used
from tests.search.library import Library


@pytest.fixture
def items(library: Library, feed: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Four decks: the first used in geography most, the second in mathematics, the third little."""
    monkeypatch.setattr(used, "FRESH_SECONDS", 0.0)
    made = [library.add(f"Луч {no}", lessons=["math-5-1"]) for no in range(4)]
    feed()
    note_usage(library.session, made[0].id, "geography", opens=30)
    note_usage(library.session, made[0].id, "math", opens=1)
    note_usage(library.session, made[1].id, "math", attaches=1)
    note_usage(library.session, made[2].id, "math", opens=2)
    return made


def test_the_most_used_go_first_and_the_unused_stand_by_age(
    library: Library, items: list[Item]
) -> None:
    older, newer = items[3], library.add("Луч 4", lessons=["math-5-1"])
    assert older.id < newer.id
    assert library.titles("луч", sort="used") == ["Луч 0", "Луч 1", "Луч 2", "Луч 3"]
    assert library.titles("луч", sort="used", page=2, per_page=2) == ["Луч 2", "Луч 3"]


def test_under_a_subject_its_own_use_counts(library: Library, items: list[Item]) -> None:
    assert library.titles(sort="used", subjects=("math",)) == ["Луч 1", "Луч 2", "Луч 0", "Луч 3"]


def test_what_was_taken_back_is_no_use(library: Library, items: list[Item]) -> None:
    note_usage(library.session, items[1].id, "math", attaches=-1)
    assert most_used(library.session) == (items[0].id, items[2].id)


def test_the_order_stands_for_a_while(
    library: Library, items: list[Item], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(used, "FRESH_SECONDS", 3600.0)
    before = most_used(library.session)
    note_usage(library.session, items[3].id, "math", attaches=50)
    assert most_used(library.session) == before
    monkeypatch.setattr(used, "FRESH_SECONDS", 0.0)
    assert most_used(library.session)[0] == items[3].id
