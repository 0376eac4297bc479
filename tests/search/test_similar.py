"""«Похожие материалы»."""

from collections.abc import Callable
from pathlib import Path

from accounts.viewer import Viewer
from catalog.models import Item
from core.database import SessionFactory
from language.meaning.sentences import UniversalSentences
from search.item_meanings import ItemMeanings
from search.meaning_loop import fill_meaning
from search.similar import similar
from tests.search.library import Library, clock


def titles(
    library: Library, item: Item, meanings: ItemMeanings | None, viewer: Viewer | None = None
) -> list[str]:
    asking = viewer or library.teachers[0]
    found = similar(library.session, library.engine, asking, item, meanings)
    return [card.title for card in found]


def test_what_is_alike_is_shown_and_nothing_that_one_may_not_find(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, home: Path
) -> None:
    asked = library.add("Сложение обыкновенных дробей")
    library.add("Как складывать дроби")
    library.add("Складываем обыкновенные дроби", shelf="school", school=1)
    library.add("Лирика Пушкина")
    feed()
    meanings = ItemMeanings(UniversalSentences(), home / "meaning")
    fill_meaning(sessions, meanings, meanings.folder, clock)
    assert titles(library, asked, meanings) == ["Как складывать дроби"]
    assert len(titles(library, asked, meanings, library.teachers[1])) == 2


def test_without_an_encoder_the_words_of_the_title_serve(
    library: Library, feed: Callable[[], int]
) -> None:
    asked = library.add("Сложение обыкновенных дробей")
    library.add("Обыкновенные дроби на луче")
    library.add("Лирика Пушкина")
    feed()
    assert titles(library, asked, None) == ["Обыкновенные дроби на луче"]


def test_published_ones_go_before_the_viewers_own_drafts(
    library: Library, feed: Callable[[], int]
) -> None:
    asked = library.add("Сложение обыкновенных дробей")
    library.add("Сложение обыкновенных дробей: черновик", published=False, owner=0)
    library.add("Обыкновенные дроби на луче")
    feed()
    assert titles(library, asked, None) == [
        "Обыкновенные дроби на луче",
        "Сложение обыкновенных дробей: черновик",
    ]


def test_what_says_nothing_is_like_nothing(
    library: Library, feed: Callable[[], int], sessions: SessionFactory, home: Path
) -> None:
    """A teacher's own fresh pictures, «Без названия», stood under every material."""
    asked = library.add("Сложение обыкновенных дробей")
    other = library.add("Правописание приставок: без и бес, название раздела")
    untitled = [
        library.add(title, published=False, owner=0, kind="image")
        for title in ("Без названия", "IMG 2041", "Новый документ (2)", "Звонок", "фильм урок")
    ]
    told = library.add("Без названия", slides=["Как складывать дроби"], published=False, owner=0)
    feed()
    meanings = ItemMeanings(UniversalSentences(), home / "meaning")
    fill_meaning(sessions, meanings, meanings.folder, clock)
    near = meanings.like(asked.id, 20)
    assert told.id in near
    assert near.keys().isdisjoint(one.id for one in untitled)
    vector = meanings.asked("звонок на урок", None)
    assert vector is not None
    assert set(meanings.near(vector, 20)) == {asked.id, other.id, told.id}
    assert titles(library, untitled[0], meanings) == []
    assert titles(library, untitled[0], None) == []
