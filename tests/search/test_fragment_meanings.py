"""Fragments near in meaning: which slide to open where no word says it, with the real encoder."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from catalog.change import changed
from core.database import SessionFactory
from language.meaning.sentences import UniversalSentences
from search.find import SearchQuery, find
from search.fragment_file import FragmentFile
from search.item_meanings import ItemMeanings
from search.meaning_loop import fill_meaning
from search.results import FoundItem
from tests.search.library import Library, clock

ENCODER = UniversalSentences()
SLIDES = (
    "Политическая карта Европы в тридцатые годы",
    "1 сентября 1939 года вермахт вторгся к восточному соседу",
    "Итоги и вопросы для повторения",
)
ASKED = "как гитлер напал на поляков"


@pytest.fixture
def meanings(home: Path) -> ItemMeanings:
    return ItemMeanings(ENCODER, home / "meaning")


def first(library: Library, meanings: ItemMeanings, text: str = ASKED) -> FoundItem:
    found = find(
        library.session,
        library.engine,
        library.teachers[0],
        SearchQuery(q=text),
        clock=clock,
        log=False,
        meanings=meanings,
        patience=None,
    )
    return found.hits[0]


def test_what_is_found_by_meaning_opens_at_the_slide_nearest_to_it(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    library.add("Начало Второй мировой войны", slides=SLIDES)
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    passage = first(library, meanings).passage
    assert passage is not None
    assert (passage.type, passage.at, passage.text) == ("slide", 2, SLIDES[1])


def test_a_hidden_slide_is_not_told_by_its_meaning(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    item = library.add("Германия вторглась в Польшу в 1939 году", slides=SLIDES)
    version = item.versions[0]
    for fragment in version.fragments:
        fragment.hidden = fragment.at == 2
    changed(library.session, item, clock)
    library.session.commit()
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    passage = first(library, meanings).passage
    assert passage is None or passage.at != 2


def test_where_a_word_answers_its_slide_is_opened(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    library.add("Начало Второй мировой войны", slides=(*SLIDES, "Польша и её соседи"))
    feed()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    passage = first(library, meanings).passage
    assert passage is not None
    assert passage.at == 4


def test_fragments_are_encoded_once_and_anew_when_they_change(
    library: Library, sessions: SessionFactory, meanings: ItemMeanings
) -> None:
    item = library.add("Начало Второй мировой войны", slides=SLIDES)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    before = meanings.fragments.text_of(item.id)
    size = (meanings.folder / "fragments").stat().st_size
    assert before
    assert size == len(SLIDES) * ENCODER.dimensions
    changed(library.session, item, clock)
    library.session.commit()
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert (meanings.folder / "fragments").stat().st_size == size
    library.withdraw(item)
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert not meanings.fragments.text_of(item.id)


def unit(*angles: float) -> NDArray[np.float32]:
    return np.array([[np.cos(one), np.sin(one)] for one in angles], np.float32).reshape(-1, 2)


def test_the_last_fragments_of_an_item_count_in_every_process(tmp_path: Path) -> None:
    writer, reader = FragmentFile(tmp_path, 2), FragmentFile(tmp_path, 2)
    writer.append([1, 2], [10, 20], [unit(0.0, 1.0, 2.0), unit()])
    writer.append([1], [11], [unit(2.0, 0.1)])
    reader.refresh()
    assert reader.text_of(1) == 11
    assert reader.nearest(1, unit(0.0)[0]) == (1, pytest.approx(np.cos(0.1), abs=0.02))
    assert reader.nearest(2, unit(0.0)[0]) is None
    assert reader.nearest(3, unit(0.0)[0]) is None


def test_a_writer_killed_half_way_leaves_no_fragment_behind(tmp_path: Path) -> None:
    writer = FragmentFile(tmp_path, 2)
    writer.append([1], [10], [unit(0.0)])
    with (tmp_path / "fragments").open("ab") as file:
        file.write(b"\x01\x02\x03")
    again = FragmentFile(tmp_path, 2)
    again.refresh()
    again.append([2], [20], [unit(1.0, 0.2)])
    assert again.nearest(2, unit(0.0)[0]) == (1, pytest.approx(np.cos(0.2), abs=0.02))
    assert (tmp_path / "fragments").stat().st_size == 6


def test_fragments_that_count_no_longer_are_put_away(tmp_path: Path) -> None:
    writer = FragmentFile(tmp_path, 2)
    for round_no in range(3):
        items = list(range(1, 802))
        texts = [round_no + 1] * len(items)
        writer.append(items, texts, [unit(0.01 * item, 3.0) for item in items])
    assert (tmp_path / "spans").stat().st_size < 3 * 801 * 32
    for item in (1, 400, 801):
        found = writer.nearest(item, unit(0.01 * item)[0])
        assert found == (0, pytest.approx(1.0, abs=0.02))
        assert writer.text_of(item) == 3
