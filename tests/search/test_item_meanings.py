"""Items near in meaning, with the real encoder."""

import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import numpy as np
import pytest
from numpy.typing import NDArray

from core.database import SessionFactory
from language.meaning.sentences import UniversalSentences
from search.find import SearchQuery, find
from search.item_meanings import ItemMeanings
from search.meaning_loop import fill_meaning
from search.meant import Patience, QueryMeaning
from search.results import Results
from search.vector_file import VectorFile
from tests.search.library import Library, clock

ENCODER = UniversalSentences()


@pytest.fixture
def meanings(home: Path) -> ItemMeanings:
    return ItemMeanings(ENCODER, home / "meaning")


def asked(library: Library, meanings: ItemMeanings, text: str) -> Results:
    return find(
        library.session,
        library.engine,
        library.teachers[0],
        SearchQuery(q=text),
        clock=clock,
        log=False,
        meanings=meanings,
        patience=None,
    )


def test_what_no_word_finds_is_found_by_its_meaning(
    library: Library,
    feed: Callable[[], int],
    sessions: SessionFactory,
    meanings: ItemMeanings,
) -> None:
    library.add("Начало Второй мировой войны")
    library.add("Спряжение глаголов")
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    found = asked(library, meanings, "нападение Германии на Польшу")
    assert [hit.card.title for hit in found.hits] == ["Начало Второй мировой войны"]
    assert found.close
    assert not asked(library, meanings, "начало войны").close


def test_what_another_school_keeps_is_not_found_by_its_meaning(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    library.add("Начало Второй мировой войны", shelf="school", school=1)
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert not asked(library, meanings, "нападение Германии на Польшу").hits


def test_items_are_like_each_other_and_a_withdrawn_one_is_like_none(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    first = library.add("Сложение обыкновенных дробей")
    second = library.add("Как складывать дроби")
    library.add("Лирика Пушкина")
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert next(iter(meanings.like(first.id, 2))) == second.id
    library.withdraw(second)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert second.id not in meanings.like(first.id, 5)


def test_items_that_stood_before_are_taken_in_and_none_twice(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings, home: Path
) -> None:
    for number in range(40):
        library.add(f"Лирика Пушкина {number}")
    fill_meaning(
        sessions, None, meanings.folder, clock
    )  # without an encoder the changes are dropped
    fill_meaning(sessions, meanings, meanings.folder, clock)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert len(meanings.vectors) == 40
    assert (home / "meaning" / "items").stat().st_size == 40 * 8


def test_what_changed_without_an_encoder_is_taken_in_once_there_is_one(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    item = library.add("Лирика Пушкина")
    fill_meaning(sessions, meanings, meanings.folder, clock)
    before = meanings.vectors.text_of(item.id)
    library.withdraw(item)
    fill_meaning(sessions, None, meanings.folder, clock)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert before
    assert not meanings.vectors.text_of(item.id)


def test_vectors_of_an_older_edition_are_looked_at_again(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    item = library.add("Без названия", published=False, owner=0)
    kept = library.add("Лирика Пушкина")
    fill_meaning(sessions, meanings, meanings.folder, clock)
    before = meanings.vectors.text_of(kept.id)
    with meanings.vectors.writing():  # as they were made before
        meanings.vectors.append([item.id], [17], np.ones((1, ENCODER.dimensions), np.float32))
    (meanings.folder / "filled").write_text(str(kept.id))
    fill_meaning(sessions, meanings, meanings.folder, clock)
    meanings.vectors.refresh()
    assert (meanings.vectors.text_of(item.id), meanings.vectors.text_of(kept.id)) == (0, before)


def test_who_stops_the_worker_does_not_wait_for_vectors(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    library.add("Лирика Пушкина")
    stop = threading.Event()
    stop.set()
    fill_meaning(sessions, meanings, meanings.folder, clock, stop)
    assert len(meanings.vectors) == 0
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert len(meanings.vectors) == 1


@pytest.mark.timeout(60)
def test_items_that_nobody_may_find_are_looked_at_once(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    library.add("Черновик без хозяина", published=False)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert len(meanings.vectors) == 0


def test_vectors_that_were_put_away_are_made_again(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    item = library.add("Лирика Пушкина")
    fill_meaning(sessions, meanings, meanings.folder, clock)
    (meanings.folder / "items").unlink()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    meanings.vectors.refresh()
    assert meanings.vectors.text_of(item.id)


def rows(*angles: float) -> NDArray[np.float32]:
    return np.array([[np.cos(one), np.sin(one)] for one in angles], np.float32)


def test_the_last_vector_of_an_item_counts_in_every_process(tmp_path: Path) -> None:
    writer, reader = VectorFile(tmp_path, 2), VectorFile(tmp_path, 2)
    with writer.writing():
        writer.append([1, 2], [11, 12], rows(0.0, 1.0))
        writer.append([1], [13], rows(1.5))
    reader.refresh()
    assert (len(reader), reader.text_of(1)) == (2, 13)
    assert [item for item, _ in reader.nearest(rows(1.5)[0], 5)] == [1, 2]
    near = reader.nearness(rows(1.0)[0], [2, 3])
    assert near == {2: pytest.approx(1.0, abs=0.02)}


def test_a_writer_killed_half_way_leaves_nothing_behind(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, 2)
    with file.writing():
        file.append([1], [11], rows(0.0))
    for name in ("texts", "vectors"):
        with (tmp_path / name).open("ab") as torn:
            torn.write(b"\x05" * 13)
    again = VectorFile(tmp_path, 2)
    with again.writing():
        again.append([2], [12], rows(1.0))
    assert again.nearness(rows(1.0)[0], [1, 2])[2] == pytest.approx(1.0, abs=0.02)
    assert again.text_of(2) == 12


def test_rows_that_count_no_longer_are_put_away(tmp_path: Path) -> None:
    file = VectorFile(tmp_path, 2)
    with file.writing():
        for turn in range(3):
            items = list(range(1, 701))
            file.append(items, [turn * 1000 + item for item in items], rows(*[turn] * 700))
    reader = VectorFile(tmp_path, 2)
    reader.refresh()
    assert (len(reader), reader.text_of(700)) == (700, 2700)
    assert (tmp_path / "items").stat().st_size < 3 * 700 * 8


def test_a_page_waits_for_meanings_once_whatever_it_tries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanings = ItemMeanings(ENCODER, tmp_path)
    waited: list[float | None] = []

    def too_late(_text: str, patience: float | None) -> None:
        waited.append(patience)
        until = monotonic() + (patience or 0.0)
        while monotonic() < until:
            pass

    monkeypatch.setattr(meanings, "asked", too_late)
    patience = Patience(0.02)
    for text in ("дроби", "дробь", "доли"):
        assert QueryMeaning(meanings, text, patience).near(5) == {}
    assert waited == [0.02, 0.0, 0.0]


def test_what_no_word_found_says_so_where_words_found_others(
    library: Library,
    feed: Callable[[], int],
    sessions: SessionFactory,
    meanings: ItemMeanings,
) -> None:
    library.add("Начало Второй мировой войны")
    library.add("Нападение в волейболе")
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    found = asked(library, meanings, "нападение Германии на Польшу")
    assert {hit.card.title: hit.wordless for hit in found.hits} == {
        "Нападение в волейболе": False,
        "Начало Второй мировой войны": True,
    }
