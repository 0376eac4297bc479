"""Materials that are asked for: who is told, what answers them, what the asker hears."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

import app.scopes  # noqa: F401  says what requests belong to
from accounts.allow import NotAllowed
from accounts.viewer import RoleAt, Viewer
from catalog.change import record
from catalog.models import Item
from search.answer_requests import answer, answer_by_items, decline
from search.errors import (
    AlreadyAnswered,
    DoesNotReach,
    NoAnswer,
    NothingAsked,
    RequestNotFound,
    StillOpen,
    TooManyRequests,
)
from search.models import MaterialRequest
from search.request_lists import (
    own_requests,
    read_answers,
    requests_by_lesson,
    unread_answers,
    wanted_count,
    wanted_materials,
)
from search.requests import MOST_OPEN, Wanted, ask, ask_again, take_back
from tests.search.library import NOW, Library, clock

LESSON = "geography-5-1"


def later(minutes: int) -> Callable[[], datetime]:
    return lambda: NOW + timedelta(minutes=minutes)


def asked(library: Library, text: str = "Лавины", who: int = 0, **more: str) -> MaterialRequest:
    return ask(library.session, library.teachers[who], Wanted(text, **more), clock=clock)


def published(library: Library, minutes: int = 5, **more: object) -> Item:
    item = library.add("Снежные лавины", **more)  # type: ignore[arg-type]
    record(library.session, item, "published", who_id=None, clock=later(minutes))
    library.session.commit()
    return item


def test_the_same_words_make_one_open_request(session: Session, library: Library) -> None:
    first = asked(library, "Лавины, «сход»", lesson=LESSON)
    again = asked(library, " лавины  СХОД", kind="video", note="с ответами")
    assert again.id == first.id
    [own] = own_requests(session, library.teachers[0])
    assert (own.text, own.kind, own.note, own.lesson) == (
        "Лавины, «сход»",
        "video",
        "с ответами",
        None,
    )
    assert asked(library, "лавины сход", who=1).id != first.id
    asked(library, "лавины сход", note="  ")
    assert own_requests(session, library.teachers[0])[0].note == "с ответами"


def test_a_request_needs_words_and_a_teacher(session: Session, library: Library) -> None:
    with pytest.raises(NothingAsked):
        asked(library, " … ")
    with pytest.raises(NotAllowed):
        ask(session, library.methodologist(), Wanted("лавины"), clock=clock)
    for n in range(MOST_OPEN):
        asked(library, f"лавины {n}")
    with pytest.raises(TooManyRequests):
        asked(library, "ещё одна")
    asked(library, "лавины 7", kind="video")


def test_the_methodologist_of_the_school_hears_of_it_grouped(
    session: Session, library: Library
) -> None:
    asked(library, "Лавины", lesson=LESSON, note="для слабого класса")
    other = Viewer(person_id=library.teachers[1].person_id, roles=library.teachers[0].roles)
    ask(session, other, Wanted("лавины", lesson=LESSON, kind="video"), clock=later(1))
    asked(library, "Сели")
    asked(library, "Не здесь", who=1)

    here, there = library.methodologist(), library.methodologist(1)
    told = wanted_materials(session, here)
    assert [(one.text, one.times, one.kinds, one.notes) for one in told] == [
        ("Лавины", 2, ("video",), ("для слабого класса",)),
        ("Сели", 1, (), ()),
    ]
    assert told[0].lesson is not None
    assert told[0].lesson.key == LESSON
    assert told[0].schools == (library.schools[0].short_name,)
    assert [wanted_count(session, who) for who in (here, there, Viewer.the_operator())] == [3, 1, 4]
    lesson = library.lessons[LESSON].id
    assert requests_by_lesson(session, here, [lesson]) == {lesson: 2}
    assert requests_by_lesson(session, there, [lesson]) == {}
    assert wanted_count(session, library.teachers[0]) == 0


def test_a_territory_above_the_school_answers_too(session: Session, library: Library) -> None:
    made = asked(library)
    town = library.schools[0].territory_id
    above = Viewer(
        person_id=None,
        roles=(RoleAt("methodologist", territory_id=town),),
        governed_ids=frozenset({town}),
    )
    assert wanted_count(session, above) == 1
    assert decline(session, above, made.public_id, "Темы нет в программе", clock=clock) == 1
    with pytest.raises(RequestNotFound):
        decline(session, library.methodologist(1), made.public_id, "нет", clock=clock)
    with pytest.raises(AlreadyAnswered):
        decline(session, library.methodologist(), made.public_id, "нет", clock=clock)


def test_an_answer_reaches_all_who_asked_for_the_same(session: Session, library: Library) -> None:
    made = asked(library, lesson=LESSON)
    other = Viewer(person_id=library.teachers[1].person_id, roles=library.teachers[0].roles)
    ask(session, other, Wanted("лавины", lesson=LESSON), clock=clock)
    apart = asked(library, "Сели", lesson=LESSON)
    here = library.methodologist()
    foreign = library.add("Чужое", shelf="school", school=1)
    with pytest.raises(DoesNotReach):
        answer(session, here, made.public_id, foreign, "", clock=clock)
    with pytest.raises(NoAnswer):
        decline(session, here, made.public_id, "  ", clock=clock)

    item = library.add("Лавины в горах")
    said = answer(session, here, made.public_id, item, "Слайды 3–5", place="slide=3", clock=clock)
    assert said == 2
    assert unread_answers(session, library.teachers[0]) == ["Лавины"]
    first, still = own_requests(session, library.teachers[0])
    assert (first.item_id, first.item_place, first.item_title, first.reply) == (
        item.public_id,
        "slide=3",
        "Лавины в горах",
        "Слайды 3–5",
    )
    assert first.fresh
    assert (still.request_id, still.state) == (apart.public_id, "open")
    read_answers(session, library.teachers[0], clock=clock)
    assert unread_answers(session, library.teachers[0]) == []
    assert unread_answers(session, other) == ["лавины"]


def test_what_is_published_in_the_lesson_answers_by_itself(
    session: Session, library: Library
) -> None:
    before = published(library, minutes=-5, lessons=[LESSON])
    waiting = asked(library, lesson=LESSON)
    film = asked(library, "Фильм о лавинах", lesson=LESSON, kind="video")
    loose = asked(library, "Без урока")
    assert answer_by_items(session, [before.id], clock) == 0  # it stood there already

    private = library.add("Черновик", lessons=[LESSON], owner=0, published=False)
    foreign = published(library, lessons=[LESSON], shelf="school", school=1)
    elsewhere = published(library, lessons=["math-5-1"])
    assert answer_by_items(session, [private.id, foreign.id, elsewhere.id], clock) == 0

    item = published(library, lessons=[LESSON])
    assert answer_by_items(session, [item.id], later(6)) == 1
    assert answer_by_items(session, [item.id], later(7)) == 0  # told once
    session.refresh(waiting)
    assert (waiting.state, waiting.item_id, film.state, loose.state) == (
        "answered",
        item.id,
        "open",
        "open",
    )
    assert unread_answers(session, library.teachers[0]) == ["Лавины"]


def test_an_answer_that_does_not_serve_opens_the_request_again(
    session: Session, library: Library
) -> None:
    teacher = library.teachers[0]
    made = asked(library, lesson=LESSON)
    with pytest.raises(StillOpen):
        ask_again(session, teacher, made.public_id, clock=clock)
    item = published(library, lessons=[LESSON])
    answer_by_items(session, [item.id], later(6))
    ask_again(session, teacher, made.public_id, clock=later(10))
    assert answer_by_items(session, [item.id], later(11)) == 0  # it was not what was wanted
    assert own_requests(session, teacher)[0].state == "open"
    assert made.item_place == ""
    with pytest.raises(RequestNotFound):
        take_back(session, library.teachers[1], made.public_id)
    take_back(session, teacher, made.public_id)
    assert own_requests(session, teacher) == []


def test_a_withdrawn_answer_is_told_no_more(session: Session, library: Library) -> None:
    item = published(library, shelf="school")
    request = asked(library)
    answer(session, library.methodologist(), request.public_id, item, "", clock=clock)
    [own] = own_requests(session, library.teachers[0])
    assert (own.item_id, own.item_title) == (item.public_id, "Снежные лавины")
    library.withdraw(item)
    [own] = own_requests(session, library.teachers[0])
    assert (own.item_id, own.item_title, own.state) == (None, "", "answered")


def test_a_second_answer_overwrites_no_first_one(session: Session, library: Library) -> None:
    item = published(library)
    request = asked(library)
    answer(session, library.methodologist(), request.public_id, item, "вот", clock=clock)
    with pytest.raises(AlreadyAnswered):
        decline(session, library.methodologist(), request.public_id, "нет", clock=clock)
    [own] = own_requests(session, library.teachers[0])
    assert (own.state, own.reply) == ("answered", "вот")


def test_a_request_keeps_no_control_characters(session: Session, library: Library) -> None:
    assert asked(library, "Лави\0ны", note="с\0ход").text == "Лавины"
