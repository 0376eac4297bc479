"""Homework that was due at a lesson which is cancelled: told, and moved to the next one."""

from pathlib import Path

import pytest
from sqlalchemy import select

from diary.models import Homework, Occurrence
from tests.diary.homework import Task, a_task, lessons, published
from tests.diary.test_lesson_forms import at_lesson
from tests.town import Town

NEXT = "Перенести на"


@pytest.fixture
def stranded(town: Town, tmp_path: Path) -> Task:
    """Set at the first lesson and due at the fourth, which is cancelled then."""
    lesson = lessons(town)[3]
    task = a_task(town, published(town, tmp_path), due_occurrence_id=lesson)
    assert town.by("teacher").post(f"/diary/lessons/{lesson}/cancel").status_code == 303
    return task


def occurrence(town: Town, n: int) -> Occurrence:
    with town.services.sessions() as session:
        public_id = lessons(town)[n]
        return session.scalars(select(Occurrence).where(Occurrence.public_id == public_id)).one()


def test_a_cancelled_lesson_says_what_is_due_at_it_and_moves_it(town: Town, stranded: Task) -> None:
    cancelled, following = lessons(town)[3:5]
    browser, word = at_lesson(town, cancelled)
    page = browser.get(f"/diary/lessons/{cancelled}").text.replace("\u00a0", " ")
    assert "К отменённому уроку задано 1 задание" in page
    assert f"{NEXT} {occurrence(town, 4).day.day} " in page
    read = town.by("methodologist").get(f"/diary/lessons/{cancelled}").text
    assert "К отменённому уроку задано" in read
    assert NEXT not in read

    address = f"/diary/lessons/{cancelled}/move-due"
    for _time in range(2):
        assert browser.post(address, data={"csrf_token": word}).status_code == 303

    assert town.by("teacher").json(f"homework/{stranded.homework_id}")["due_occurrence_id"] == (
        following
    )
    assert "задано 1 задание" not in browser.get(f"/diary/lessons/{cancelled}").text


def test_a_pupil_hands_it_in_at_the_next_lesson(town: Town, stranded: Task) -> None:
    week = occurrence(town, 3).day.strftime("%G-W%V")

    assert "Сдать на следующем уроке" in town.by("pupil").get(f"/diary?week={week}").text
    assert "задание не перенесено" in town.by("teacher").get(f"/diary?week={week}").text


def test_the_topic_of_a_cancelled_lesson_has_moved_and_is_not_edited_there(
    town: Town, stranded: Task
) -> None:
    page = town.by("teacher").get(f"/diary/lessons/{lessons(town)[3]}").text

    moved = occurrence(town, 4).day.day
    assert f"Тема перешла на урок {moved}" in page.replace("\u00a0", " ")
    assert "Изменить тему" not in page
    assert "Тема не указана" not in page


def test_nothing_is_moved_from_a_lesson_that_is_held_nor_past_the_last_one(
    town: Town, tmp_path: Path
) -> None:
    teacher = town.by("teacher")
    lesson, last = lessons(town)[1], lessons(town)[-1]
    task = a_task(town, published(town, tmp_path), due_occurrence_id=last)
    held = teacher.post(f"/diary/lessons/{lesson}/move-due")
    assert (held.status_code, "не отменён" in held.text) == (409, True)
    assert teacher.post(f"/diary/lessons/{last}/cancel").status_code == 303

    ended = teacher.post(f"/diary/lessons/{last}/move-due")

    assert (ended.status_code, "Измените срок" in ended.text) == (409, True)
    page = teacher.get(f"/diary/lessons/{last}").text
    assert "К отменённому уроку задано" in page
    assert NEXT not in page
    with town.services.sessions() as session:
        assert session.scalars(select(Homework)).one().public_id == task.homework_id


@pytest.mark.parametrize(("login", "status"), [("colleague", 403), ("stranger", 404)])
def test_only_who_teaches_the_lesson_moves_what_is_due_at_it(
    town: Town, stranded: Task, login: str, status: int
) -> None:
    moved = town.by(login).post(f"/diary/lessons/{lessons(town)[3]}/move-due")

    assert moved.status_code == status
    kept = town.by("teacher").json(f"homework/{stranded.homework_id}")
    assert kept["due_occurrence_id"] == lessons(town)[3]
