"""Searches that are kept: one of each, and what has appeared for them since one looked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from accounts.viewer import RoleAt, Viewer
from catalog.change import record
from catalog.models import Item
from search.errors import NothingToSave, SavedNotFound, TooManySaved
from search.models import SavedSearch
from search.saved import (
    MOST_SAVED,
    forget_saved,
    look_into,
    query_of,
    rename,
    save,
    saved_searches,
)
from search.saved_news import saved_news
from tests.search.library import NOW, Library, clock

Feed = Callable[[], int]


def later(minutes: int) -> Callable[[], datetime]:
    return lambda: NOW + timedelta(minutes=minutes)


def keep(library: Library, parameters: str, name: str = "", who: int = 0) -> SavedSearch:
    return save(library.session, library.teachers[who], parameters, name, clock=clock)


def appear(library: Library, title: str, minutes: int, **more: object) -> Item:
    item = library.add(title, **more)  # type: ignore[arg-type]
    record(library.session, item, "published", who_id=None, clock=later(minutes))
    library.session.commit()
    return item


def news(library: Library, who: int = 0) -> dict[str, int | None]:
    found = saved_news(library.session, library.engine, library.teachers[who], patience=60)
    return {one.name: one.new for one in found}


def test_the_whole_state_is_kept_once(session: Session, library: Library) -> None:
    first = keep(library, "q=+вулканы++мира&grade=6&grade=5&sort=newest&page=7&as_of=12&x=y")
    query = query_of(first.parameters)
    assert (query.q, set(query.grades), query.sort) == ("вулканы мира", {5, 6}, "newest")
    assert (query.page, query.until) == (1, None)
    assert first.name == "вулканы мира"
    assert keep(library, first.parameters, "Другое имя").id == first.id
    assert keep(library, "grade=5", "Пятый класс").name == "Пятый класс"
    assert keep(library, first.parameters, who=1).id != first.id
    assert [one.name for one in saved_searches(session, library.teachers[0])] == [
        "Пятый класс",
        "вулканы мира",
    ]
    for nothing in ("", "page=2", "q=+", "sort=newest", "grade=x"):
        with pytest.raises(NothingToSave):
            keep(library, nothing)


def test_a_person_keeps_fifty_of_their_own(session: Session, library: Library) -> None:
    kept = [keep(library, f"q=поиск{n}") for n in range(MOST_SAVED)]
    with pytest.raises(TooManySaved):
        keep(library, "q=ещё")
    here, there = library.teachers
    with pytest.raises(SavedNotFound):
        forget_saved(session, there, kept[0].public_id)
    with pytest.raises(SavedNotFound):
        rename(session, there, kept[0].public_id, "Чужое")
    forget_saved(session, here, kept[0].public_id)
    assert rename(session, here, kept[1].public_id, "  Мой  поиск ").name == "Мой поиск"
    assert rename(session, here, kept[1].public_id, " ").name == "Мой поиск"
    keep(library, "q=ещё")


def test_new_is_what_was_published_since_and_has_every_word(library: Library, feed: Feed) -> None:
    before = appear(library, "Вулканы мира", -5)
    keep(library, "q=вулканы+мира")
    keep(library, "q=вулканы&kind=video", "Фильмы")
    keep(library, "kind=presentation", "Все слайды")
    feed()
    assert news(library) == {"вулканы мира": 0, "Фильмы": 0, "Все слайды": 0}

    appear(library, "Вулканы нашего мира", 5)
    appear(library, "Вулканы", 5)
    appear(library, "Вулканы: кино", 5, kind="video")
    appear(library, "Чужие вулканы мира", 5, shelf="school", school=1)
    appear(library, "Мои вулканы мира", 5, owner=0)
    library.add("Черновик: вулканы мира", owner=0, published=False)
    # A new version of what stood there is nothing new.
    record(library.session, before, "published", who_id=None, clock=later(6))
    library.session.commit()
    feed()
    assert news(library) == {"вулканы мира": 1, "Фильмы": 1, "Все слайды": 2}


def test_looking_into_a_search_makes_it_old(session: Session, library: Library, feed: Feed) -> None:
    kept, other = keep(library, "q=вулканы"), keep(library, "q=вулканы&grade=5", "Пятый")
    appear(library, "Вулканы", 5, lessons=["geography-5-1"])
    feed()
    assert news(library) == {"вулканы": 1, "Пятый": 1}
    look_into(session, library.teachers[0], kept.public_id, clock=later(10))
    assert news(library) == {"вулканы": 0, "Пятый": 1}
    appear(library, "Вулканы Камчатки", 15, lessons=["geography-5-1"])
    feed()
    assert news(library) == {"вулканы": 1, "Пятый": 2}
    assert other.seen_at == NOW


def test_a_methodologist_keeps_searches_a_pupil_does_not(library: Library) -> None:
    person = library.teachers[0].person_id
    at = library.schools[0].id
    staff = Viewer(person_id=person, roles=(RoleAt("methodologist", school_id=at),))
    save(library.session, staff, "q=вулканы", clock=clock)
    pupil = Viewer(person_id=person, roles=(RoleAt("pupil", school_id=at),))
    with pytest.raises(Exception, match="Ты не можешь"):
        save(library.session, pupil, "q=моря", clock=clock)
