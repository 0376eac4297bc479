"""A lesson that is not held hands its topic on; a topic by hand changes nobody else's."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from accounts.allow import NotAllowed
from accounts.create import create_user
from accounts.models import User
from accounts.viewer import Viewer, viewer_of
from diary.cancel import cancel, restore
from diary.errors import LessonHeld, WrongTopic
from diary.topic import shown_topic, write_topic
from tests.diary.small_school import (
    at,
    lessons_of,
    load_grid_of,
    load_school,
    told,
)

CLOCK = at(2026, 9, 14, 8, 45)
"""Monday: the first lesson, mathematics in 5А, is going on."""


@pytest.fixture
def teacher(session: Session, tmp_path: Path) -> Viewer:
    load_grid_of(session, tmp_path)
    load_school(session)
    return someone(session, "teacher", "T1")


def someone(session: Session, login: str, source: str) -> Viewer:
    create_user(
        session, login, "teacher", school_public_id="rowan", person_public_id=source, clock=CLOCK
    )
    return viewer_of(session, session.scalars(select(User).where(User.login == login)).one())


def keys(session: Session) -> list[str]:
    return [key for _, key in told(lessons_of(session))]


def test_a_cancelled_lesson_hands_its_topic_to_the_next(session: Session, teacher: Viewer) -> None:
    cancel(session, teacher, lessons_of(session)[3], clock=CLOCK)

    assert keys(session) == ["m1", "m2", "m3", "×", "m4", "m5", "m6", "—"]


def test_a_cancellation_that_is_not_committed_leaves_nothing(
    session: Session, teacher: Viewer
) -> None:
    cancel(session, teacher, lessons_of(session)[3], clock=CLOCK)
    session.rollback()

    assert keys(session) == ["m1", "m2", "m3", "m4", "m5", "m6", "—", "—"]


def test_a_restored_lesson_takes_its_topic_back(session: Session, teacher: Viewer) -> None:
    cancel(session, teacher, lessons_of(session)[3], clock=CLOCK)
    cancel(session, teacher, lessons_of(session)[4], clock=CLOCK)
    restore(session, teacher, lessons_of(session)[3], clock=CLOCK)
    restore(session, teacher, lessons_of(session)[3], clock=CLOCK)

    assert keys(session) == ["m1", "m2", "m3", "m4", "×", "m5", "m6", "—"]


def test_a_lesson_that_has_begun_is_held(session: Session, teacher: Viewer) -> None:
    lesson = lessons_of(session)[2]

    with pytest.raises(LessonHeld):
        cancel(session, teacher, lesson, clock=CLOCK)
    assert keys(session)[2] == "m3"


def test_only_who_teaches_it_cancels_and_writes(session: Session, teacher: Viewer) -> None:
    other = someone(session, "other", "T2")
    lesson = lessons_of(session)[3]

    with pytest.raises(NotAllowed):
        cancel(session, other, lesson, clock=CLOCK)
    with pytest.raises(NotAllowed):
        write_topic(session, other, lesson, "Чужая тема")


def test_a_topic_by_hand_is_shown_and_the_count_goes_on(session: Session, teacher: Viewer) -> None:
    lesson = lessons_of(session)[3]
    write_topic(session, teacher, lesson, "  Повторение\u00a0 перед контрольной ")
    cancel(session, teacher, lessons_of(session)[4], clock=CLOCK)

    found = lessons_of(session)
    assert shown_topic(found[3]) == "Повторение перед контрольной"
    assert shown_topic(found[5]) == "Пятый"
    write_topic(session, teacher, found[3], "")
    assert shown_topic(found[3]) == "Четвёртый"


def test_a_held_lesson_keeps_its_topic_and_takes_one_by_hand(
    session: Session, teacher: Viewer
) -> None:
    held = lessons_of(session)[1]

    write_topic(session, teacher, held, "Что было на самом деле")

    assert shown_topic(held) == "Что было на самом деле"
    assert keys(session)[1] == "m2"


def test_the_grids_own_words_are_the_grids_topic_again(session: Session, teacher: Viewer) -> None:
    lesson = lessons_of(session)[3]
    write_topic(session, teacher, lesson, "Иначе")
    write_topic(session, teacher, lesson, "Четвёртый")

    assert lesson.topic is None


def test_a_topic_too_long_is_refused(session: Session, teacher: Viewer) -> None:
    with pytest.raises(WrongTopic, match="500"):
        write_topic(session, teacher, lessons_of(session)[3], "а" * 501)
